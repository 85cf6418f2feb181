// What plain links cannot do on a page that Gradio draws: lead a numbered mark to its quote wherever it is folded
// away, keep the newest question in view, and say to a screen reader what a bubble is. No state, no requests.
(() => {
  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const narrow = () => matchMedia('(max-width: 899px)').matches;
  const move = (element, block) =>
    element.scrollIntoView({ behavior: calm() ? 'auto' : 'smooth', block });

  let from = null;

  const light = (card) => {
    for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit');
    card?.classList.add('lit');
  };
  const cardOf = (mark) => document.getElementById(mark.getAttribute('href').slice(1));

  const open = (card) => {
    for (let at = card.parentElement; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  };

  document.addEventListener('click', (event) => {
    const mark = event.target.closest?.('a[href^="#card-"]');
    if (!mark) return;
    event.preventDefault();
    const card = cardOf(mark);
    if (!card) return;
    from = mark;
    open(card);
    light(card);
    card.focus({ preventScroll: true });
    move(card, 'center');
  });

  // Back to the mark that was followed, or to the answer when the mark is gone.
  document.addEventListener('click', (event) => {
    const back = event.target.closest?.('a[href^="#answer-"]');
    if (!back) return;
    event.preventDefault();
    const target = from?.isConnected ? from : cardOf(back);
    target?.focus({ preventScroll: true });
    if (target) move(target, 'center');
  });

  document.addEventListener('mouseover', (event) => {
    const mark = event.target.closest?.('a.mark[href]');
    if (mark) light(cardOf(mark));
  });

  // On a wide screen the newest question goes to the top of the conversation; on a narrow one, of the page.
  const showNewest = () => {
    const asked = [...document.querySelectorAll('#chat .asked')].at(-1);
    if (!asked) return;
    const row = asked.closest('.message-row') ?? asked;
    const log = row.closest('.bubble-wrap');
    if (!log || log.scrollHeight <= log.clientHeight) return narrow() ? move(row, 'start') : undefined;
    const top = log.scrollTop + row.getBoundingClientRect().top - log.getBoundingClientRect().top - 14;
    log.scrollTo({ top, behavior: calm() ? 'auto' : 'smooth' });
  };

  // Gradio labels each bubble with its source text, markup and all; a screen reader would read that out.
  const tidy = (chat) => {
    for (const bubble of chat.querySelectorAll('[data-testid="bot"], [data-testid="user"]'))
      bubble.setAttribute('aria-label', bubble.dataset.testid === 'bot' ? 'Answer' : 'Question');
  };

  let questions = 0;
  let waiting = false;
  const look = (chat) => {
    tidy(chat);
    const now = chat.querySelectorAll('.asked').length;
    const working = Boolean(chat.querySelector('.working'));
    if (now > questions || (waiting && !working)) requestAnimationFrame(showNewest);
    questions = now;
    waiting = working;
  };

  const start = () => {
    const chat = document.getElementById('chat');
    if (!chat) return false;
    new MutationObserver(() => look(chat)).observe(chat, { childList: true, subtree: true });
    return true;
  };
  // Gradio draws the page after this script has run.
  const wait = new MutationObserver(() => start() && wait.disconnect());
  wait.observe(document.documentElement, { childList: true, subtree: true });

  // A chosen source is read from its top; on a narrow screen it stands above the list.
  const source = new MutationObserver(() => {
    const page = document.querySelector('#source .source-page');
    if (!page || page.dataset.seen) return;
    page.dataset.seen = 'yes';
    if (narrow()) move(page, 'start');
    else page.closest('#detail')?.scrollTo({ top: 0 });
    page.focus({ preventScroll: true });
  });
  source.observe(document.documentElement, { childList: true, subtree: true });
})();
