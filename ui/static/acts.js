// The buttons under an answer. `assistantDo` is the page's way to the server (ask_tab.py).
const tell = (what) => window.assistantDo?.(what);

const put = async (words) => {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch { /* not a secure page, or not allowed: the older way */ }
  const area = make('textarea', words);
  area.readOnly = true;
  area.style.cssText = 'position:fixed;opacity:0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
};

const copy = async (button) => {
  const lines = [...button.closest('.tools').querySelectorAll('.to-copy p')].map((line) => line.textContent);
  const done = await put(lines.join('\n'));
  button.focus({ preventScroll: true });
  say(done ? 'The answer is copied, with its references.' : 'Copying is not allowed here.');
  const label = button.firstChild;
  label.data = done ? 'Copied' : 'Not allowed here';
  setTimeout(() => { label.data = 'Copy'; }, 2000);
};

const rate = (turn, thumb) =>
  askFor({
    title: thumb === 'up' ? 'What was helpful?' : 'What was not helpful?',
    label: 'Your reason (you may leave it empty)',
    note:
      'What you send is kept on the computer that runs this page, for the people who look after it: your question, ' +
      'which sources the answer cited, helpful or not, your reason and the time. Nothing is kept unless you send it.',
    words: '',
    most: 1000,
    button: 'Send',
    send: (text) => tell({ act: 'feedback', turn, thumb, text }),
  });

const change = (button) =>
  askFor({
    title: 'What did you mean?',
    label: 'Your question in full',
    note: 'It is read as it stands here, without the questions before it.',
    words: button.closest('.understood').querySelector('em')?.textContent ?? '',
    most: 2000,
    button: 'Ask this instead',
    send: (text) => tell({ act: 'change', text }),
  });

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('#chat button.act');
  if (!button) return;
  const turn = Number(button.closest('.answer')?.id.split('-')[1] ?? -1);
  const name = [...button.classList].find((look) => look.startsWith('act-')).slice(4);
  if (name === 'copy') copy(button);
  else if (name === 'up' || name === 'down') rate(turn, name);
  else if (name === 'change') change(button);
  else tell({ act: name });
  if (name === 'edit') document.querySelector('#box textarea')?.focus();
});
