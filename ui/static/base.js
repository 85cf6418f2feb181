// Shared by the other scripts. All of them are put together into one function (theme.head), in the order given there.
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const narrow = () => matchMedia('(max-width: 899px)').matches;
// What is far away is jumped to: a long page rushing by helps nobody.
const far = (element) => Math.abs(element.getBoundingClientRect().top) > 3 * innerHeight;
const move = (element, block) =>
  element.scrollIntoView({ behavior: calm() || far(element) ? 'auto' : 'smooth', block });

const light = (card) => {
  for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit');
  card?.classList.add('lit');
};

// An element with its text; text never becomes markup.
const make = (name, words = '', look = '') => {
  const element = document.createElement(name);
  element.textContent = words;
  element.className = look;
  if (name === 'button') element.type = 'button';
  return element;
};

// One line for a screen reader. The region is made before it is needed: one that comes with its words is not read.
const spoken = make('div', '', 'unseen');
spoken.setAttribute('role', 'status');
spoken.id = 'spoken';
const say = (words) => {
  spoken.textContent = '';
  setTimeout(() => { spoken.textContent = words; }, 50);
};

// Calls back once something is on the page: Gradio draws it after these scripts have run.
const once = (selector, then) => {
  const look = () => {
    const found = document.querySelector(selector);
    if (found) then(found);
    return Boolean(found);
  };
  if (look()) return;
  const watch = new MutationObserver(() => look() && watch.disconnect());
  watch.observe(document.documentElement, { childList: true, subtree: true });
};
once('.gradio-container', (page) => page.append(spoken));
