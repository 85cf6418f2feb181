// Links within the page: copying one, and an address bar that names the source that is open; the library's list by
// arrow keys. No requests.
{
  document.addEventListener('click', async (event) => {
    const link = event.target.closest?.('a.copy-link');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const label = link.firstChild;
    const done = await put(new URL(link.getAttribute('href'), location.origin).href);
    label.textContent = done ? 'Link copied' : 'Copy it by hand';
    say(label.textContent);
    setTimeout(() => { label.textContent = 'Copy link'; }, 2000);
  });

  // The address names the open source while its tab is in view, so that it can be sent and survives a reload.
  const inLibrary = () =>
    document.querySelector('#tabs button[data-tab-id="library"]')?.getAttribute('aria-selected') === 'true';
  const nameSource = () => {
    const shown = inLibrary() && document.querySelector('#source .source-page')?.dataset.source;
    const wanted = shown ? `/source/${encodeURIComponent(shown)}` : '/';
    if (location.pathname !== wanted && (shown || location.pathname.startsWith('/source/')))
      history.replaceState(null, '', wanted);
  };

  // The row of the source that a link opened is brought into view beside it.
  let brought = '';
  const bringRow = () => {
    const row = inLibrary() ? document.querySelector('#sources .row[aria-current]') : null;
    if (!row || row.dataset.source === brought) return;
    brought = row.dataset.source;
    const shelf = document.getElementById('shelf');
    const [box, within] = [row.getBoundingClientRect(), shelf.getBoundingClientRect()];
    if (!narrow() && (box.top < within.top || box.bottom > within.bottom)) shelf.scrollTop += box.top - within.top - 60;
  };

  // How many sources are left is said aloud: a part of the page that is drawn anew is often not read.
  let counted = '';
  const sayCount = () => {
    const now = document.querySelector('#sources .count')?.textContent ?? '';
    if (counted && now && now !== counted) say(now);
    counted = now || counted;
  };

  let waiting = 0;
  const soon = () => {
    waiting ||= requestAnimationFrame(() => { waiting = 0; turnToPage(); nameSource(); bringRow(); sayCount(); });
  };
  new MutationObserver(soon).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['aria-selected'],
  });

  // The rows of the list by arrow keys; Home and End lead to its ends.
  document.addEventListener('keydown', (event) => {
    const row = event.target.closest?.('#sources .row');
    if (!row) return;
    const rows = [...document.querySelectorAll('#sources .row')];
    const at = rows.indexOf(row);
    const to = rows[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]];
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  // On a narrow screen a source takes the place of the list; the way back, or any control, brings the list again.
  const read = (reading) => document.getElementById('library')?.classList.toggle('reading', reading);
  let pageSeen = null;
  const turnToPage = () => {
    const page = document.querySelector('#source .source-page');
    if (page === pageSeen) return;
    pageSeen = page;
    read(Boolean(page));
    if (page && narrow()) { move(page, 'start'); page.focus({ preventScroll: true }); }
  };
  document.addEventListener('focusin', (event) => {
    if (event.target.closest?.('#filters, #filters-more')) read(false);
  });
  document.addEventListener('click', (event) => {
    // The same source again is the same page, so that nothing new arrives.
    if (event.target.closest?.('#sources .row[aria-current]')) read(true);
    if (!event.target.closest?.('a.to-list')) return;
    event.preventDefault();
    read(false);
    const row = document.querySelector('#sources .row[aria-current]') ?? document.querySelector('#sources .row');
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
  });

  // On a narrow screen all filters but the search are folded away.
  once('#filters-toggle', (toggle) => {
    toggle.setAttribute('aria-expanded', 'false');
    toggle.setAttribute('aria-controls', 'filters-more');
    toggle.addEventListener('click', () => {
      const open = document.getElementById('filters-more').classList.toggle('open');
      toggle.setAttribute('aria-expanded', String(open));
    });
  });
}
