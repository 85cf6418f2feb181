// The newest question in view, the focus where it is of use, and one line about each answer for a screen reader.

// On a wide screen the newest question goes to the top of the conversation; on a narrow one, of the page.
const showNewest = () => {
  const asked = [...document.querySelectorAll('#chat .asked')].at(-1);
  if (!asked?.checkVisibility()) return;
  const row = asked.closest('.message-row') ?? asked;
  const log = row.closest('.bubble-wrap');
  if (!log || log.scrollHeight <= log.clientHeight) return narrow() ? move(row, 'start') : undefined;
  const top = log.scrollTop + row.getBoundingClientRect().top - log.getBoundingClientRect().top - 14;
  log.scrollTo({ top, behavior: calm() ? 'auto' : 'smooth' });
};

// Gradio labels each bubble with its source text, markup and all, and has every change of the conversation read out.
const tidy = (chat) => {
  for (const bubble of chat.querySelectorAll('[data-testid="bot"], [data-testid="user"]'))
    bubble.setAttribute('aria-label', bubble.dataset.testid === 'bot' ? 'Answer' : 'Question');
  for (const log of chat.querySelectorAll('[aria-live]')) log.setAttribute('aria-live', 'off');
};

const lastAnswer = () => [...document.querySelectorAll('#chat .answer, #chat .problem')].at(-1);

const announce = () => {
  const last = lastAnswer();
  if (!last) return;
  const told = ['.bottom-line p', '.reply', 'h3', 'li', 'p:not(.understood)'];
  const said = told.map((name) => last.querySelector(name)).find(Boolean)?.cloneNode(true);
  for (const mark of said?.querySelectorAll('.marks, .support, .keep-in-mind') ?? []) mark.remove();
  const sure = last.querySelector('.certainty summary strong, span.certainty strong')?.textContent;
  const evidence = document.querySelector('#evidence h2 small')?.textContent;
  const parts = [said?.textContent.trim(), sure && `How sure: ${sure}.`, sure && evidence && `${evidence}.`];
  say(`${last.matches('.problem') ? '' : 'Answered. '}${parts.filter(Boolean).join(' ')}`);
};

// The box is closed while an answer is made, so the focus is lost. It goes back to the box for who typed there, and to
// the answer for who pressed a button; on a narrow screen to the answer, since a box would bring up the keyboard. The
// button of a suggested question may stay, with another question on it: nothing to be left on.
let lastFocus = null;
document.addEventListener('focusin', (event) => { lastFocus = event.target; });
const giveFocusBack = () => {
  const held = document.activeElement;
  if (held && held !== document.body && !held.matches('.suggestion')) return;
  const box = document.querySelector('#box textarea');
  const typed = lastFocus === box && !narrow();
  // It opens once the run is over, which may be a moment after the answer stands there.
  if (typed && box.disabled) { setTimeout(giveFocusBack, 50); return; }
  (typed ? box : lastAnswer() ?? box)?.focus({ preventScroll: true });
};

let questions = 0;
let waiting = false;
const look = (chat) => {
  tidy(chat);
  const now = chat.querySelectorAll('.asked').length;
  const working = Boolean(chat.querySelector('.working'));
  if (now > questions || (waiting && !working)) requestAnimationFrame(showNewest);
  if (waiting && !working && now >= questions) {
    announce();
    document.getElementById('panel')?.scrollTo({ top: 0 });
    setTimeout(giveFocusBack, 100);
  }
  questions = now;
  waiting = working;
};
once('#chat', (chat) => {
  new MutationObserver(() => look(chat)).observe(chat, { childList: true, subtree: true });
  tidy(chat);
});
