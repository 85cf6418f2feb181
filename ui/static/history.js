// Conversations kept in this browser and nowhere else: the questions, not the answers, which are asked for again.
const SHELF = 'article-assistant.conversations.1';
const MOST_KEPT = 100;
const forgotten = new Set();
let present = null;

const readShelf = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(SHELF) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.id === 'string' && Array.isArray(one.turns)) : [];
  } catch {
    return [];
  }
};

const writeShelf = (kept) => {
  try {
    if (kept.length) localStorage.setItem(SHELF, JSON.stringify(kept.slice(0, MOST_KEPT)));
    else localStorage.removeItem(SHELF);
  } catch { /* storage is full or not allowed: the page works without */ }
  countKept();
};

const keep = (talk) => {
  present = talk?.id ?? null;
  if (!talk || forgotten.has(talk.id)) return;
  const kept = readShelf();
  const before = kept.find((one) => one.id === talk.id);
  const same = before && JSON.stringify(before.turns) === JSON.stringify(talk.turns);
  const at = same ? before.at : Date.now();
  writeShelf([{ ...talk, at }, ...kept.filter((one) => one.id !== talk.id)].sort((a, b) => b.at - a.at));
};

const saveFile = (words) => {
  const link = make('a');
  link.href = URL.createObjectURL(new Blob([words], { type: 'text/markdown;charset=utf-8' }));
  link.download = 'conversation.md';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 2000);
  say('The conversation is saved as a Markdown file.');
};

window.assistantTake = (words) => {
  if (!words) return;
  const post = JSON.parse(words);
  if (post.file) saveFile(post.file);
  else keep(post.keep);
};

const titleOf = (one) => String(one.turns[0]?.q ?? 'No question');
const timeOf = (one) => new Date(one.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
const sent = ({ id, index, turns }) => ({ id, index, turns });

const forget = (ids, dialog) => {
  ids.forEach((id) => forgotten.add(id));
  writeShelf(readShelf().filter((one) => !ids.includes(one.id)));
  fillList(dialog);
  say(ids.includes(present) ? 'Deleted. The rest of this conversation is not kept either.' : 'Deleted.');
};

const row = (one, dialog) => {
  const item = make('li');
  const open = make('button', '', 'kept-open');
  open.append(make('span', titleOf(one), 'kept-title'), make('span', `${timeOf(one)} · ${one.turns.length} ${one.turns.length === 1 ? 'question' : 'questions'}`, 'kept-at'));
  open.addEventListener('click', () => { dialog.close(); tell({ act: 'open', saved: sent(one) }); });
  const file = make('button', 'Export', 'over-plain');
  file.setAttribute('aria-label', `Export as Markdown: ${titleOf(one)}`);
  file.addEventListener('click', () => tell({ act: 'export', saved: sent(one) }));
  const gone = make('button', 'Delete', 'over-plain');
  gone.setAttribute('aria-label', `Delete: ${titleOf(one)}`);
  gone.addEventListener('click', () => forget([one.id], dialog));
  item.append(open, file, gone);
  return item;
};

const fillList = (dialog) => {
  const kept = readShelf();
  const list = dialog.querySelector('.kept');
  const had = list.contains(document.activeElement) || document.activeElement === document.body;
  list.replaceChildren(...kept.map((one) => row(one, dialog)));
  dialog.querySelector('.kept-none').hidden = kept.length > 0;
  const all = dialog.querySelector('.kept-all');
  all.hidden = !kept.length;
  all.textContent = 'Delete all';
  if (had) (list.querySelector('button') ?? dialog.querySelector('.over-main')).focus();
};

const showHistory = () =>
  openDialog('Your conversations', (dialog) => {
    const all = make('button', 'Delete all', 'over-plain kept-all');
    all.addEventListener('click', () => {
      if (all.textContent === 'Delete all') all.textContent = 'Really delete all? Press again';
      else forget(readShelf().map((one) => one.id), dialog);
    });
    const close = make('button', 'Close', 'over-main');
    close.addEventListener('click', () => dialog.close());
    const buttons = make('div', '', 'over-buttons');
    buttons.append(all, close);
    dialog.append(
      make('p', 'Your questions are kept in this browser only. Opening a conversation asks them again.', 'over-note'),
      make('p', 'None yet. A conversation appears here after its first answer.', 'kept-none'),
      make('ul', '', 'kept'),
      buttons,
    );
    fillList(dialog);
  });

const countKept = () => {
  const button = document.getElementById('history');
  const kept = readShelf().length;
  if (button) button.textContent = kept ? `History (${kept})` : 'History';
};
document.addEventListener('click', (event) => { if (event.target.closest?.('#history')) showHistory(); });
addEventListener('storage', countKept);
once('#history', countKept);
