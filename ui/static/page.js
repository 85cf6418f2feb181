// Tabs and links to what stands on them.

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

// A link to a claim of the article (#claim-C05, or #C05 for short) opens its tab and the claim.
const toClaim = () => {
  const wanted = decodeURIComponent(location.hash.slice(1)).match(/^(?:claim-)?([A-Za-z]*[0-9][\w-]*)$/);
  if (!wanted) return;
  const tab = document.querySelector('#tabs button[data-tab-id="audit"]');
  if (tab?.getAttribute('aria-selected') === 'false') tab.click();
  let tries = 0;
  const look = () => {
    const claim = document.getElementById(`claim-${wanted[1]}`);
    if (!claim) return tries++ < 100 ? setTimeout(look, 100) : undefined;
    claim.open = true;
    light(claim);
    move(claim, 'start');
    claim.querySelector('summary').focus({ preventScroll: true });
  };
  look();
};
addEventListener('hashchange', toClaim);

// A link to a source opens it in the library's tab, and the conversation stays as it is. The list's own rows are Gradio's;
// a source that the list's filters leave out is opened by its address.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/source/"]:not(.row, .copy-link)');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = link.getAttribute('href');
  document.querySelector('#tabs button[data-tab-id="library"]').click();
  once('#sources .source-list', () => {
    const row = [...document.querySelectorAll('#sources .row')].find((one) => one.getAttribute('href') === address);
    if (row) row.click();
    else location.assign(address);
  });
});

// A list of choices that is open is itself a stop of the Tab key, and gone as soon as it is reached: the focus was lost.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Tab') return;
  for (const list of document.querySelectorAll('ul[role="listbox"]')) list.tabIndex = -1;
});

// On a narrow screen the list comes first and the picture of the whole library opens on demand.
once('#overview details.overview', (picture) => { if (narrow()) picture.open = false; });

// Gradio does not say of a part that opens whether it is open.
const sayOpen = () => {
  for (const head of document.querySelectorAll('button.label-wrap')) {
    head.setAttribute('aria-expanded', String(head.classList.contains('open')));
    head.querySelector('.icon')?.setAttribute('aria-hidden', 'true');
  }
};
once('#many > .label-wrap', sayOpen);
once('#own-text > .label-wrap', sayOpen);
document.addEventListener('click', (event) => { if (event.target.closest?.('.label-wrap')) setTimeout(sayOpen); });
const tabs = new MutationObserver(() => {
  if (!document.querySelector('#tabs button[role="tab"]')) return;
  tabs.disconnect();
  toClaim();
});
if (location.hash) tabs.observe(document.documentElement, { childList: true, subtree: true });
