// A numbered mark leads to its quote, wherever that is folded away, and the quote back to its mark.
let from = null;

const cardOf = (mark) => document.getElementById(mark.getAttribute('href').slice(1));

const unfold = (card) => {
  for (let at = card.parentElement; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
};

document.addEventListener('click', (event) => {
  const mark = event.target.closest?.('a[href^="#card-"]');
  if (!mark) return;
  event.preventDefault();
  const card = cardOf(mark);
  if (!card) return;
  from = mark;
  unfold(card);
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

// Pointing at a mark, or reaching it by keyboard, lights its quote. Resting on one in an answer brings the quote into
// view, where the evidence stands beside it and scrolls by itself; one in a chart would scroll the chart itself away.
let resting = 0;
const pointAt = (event) => {
  const mark = event.target.closest?.('#chat a.mark[href], .picture a.point[href^="#card-"]');
  if (!mark) return;
  const card = cardOf(mark);
  light(card);
  clearTimeout(resting);
  if (!mark.closest('#chat')) return;
  resting = setTimeout(() => mark.matches(':hover, :focus') && bringIntoView(card), 250);
};
document.addEventListener('mouseover', pointAt);
document.addEventListener('focusin', pointAt);

const bringIntoView = (card) => {
  const panel = card?.closest('#panel');
  if (!panel || narrow() || !card.checkVisibility()) return;
  const seen = panel.getBoundingClientRect();
  const at = card.getBoundingClientRect();
  if (at.top >= seen.top && at.bottom <= seen.bottom) return;
  const top = panel.scrollTop + at.top - seen.top - (seen.height - at.height) / 2;
  panel.scrollTo({ top, behavior: calm() ? 'auto' : 'smooth' });
};
