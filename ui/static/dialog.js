// A window over the page: the browser's own, so that it holds the focus, ends with Escape and gives the focus back.
const openDialog = (title, fill) => {
  const dialog = make('dialog', '', 'over');
  const heading = make('h2', title);
  heading.id = `over-${Date.now()}`;
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(heading);
  const opener = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    // This comes a moment after the window is gone: where the reader has gone on by then, the focus is not taken back.
    if (opener?.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true });
  });
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  fill(dialog);
  document.querySelector('.gradio-container').append(dialog);
  dialog.showModal();
  return dialog;
};

// A window with one text to write. `send` is given the text; the window closes when it is sent.
const askFor = ({ title, label, note, words, most, button, send }) =>
  openDialog(title, (dialog) => {
    const area = make('textarea');
    area.id = 'over-words';
    area.value = words;
    area.maxLength = most;
    area.rows = 4;
    const named = make('label', label);
    named.htmlFor = area.id;
    const row = make('div', '', 'over-buttons');
    const cancel = make('button', 'Cancel', 'over-plain');
    const done = make('button', button, 'over-main');
    cancel.addEventListener('click', () => dialog.close());
    done.addEventListener('click', () => { dialog.close(); send(area.value); });
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done.click();
    });
    row.append(cancel, done);
    dialog.append(named, area, make('p', note, 'over-note'), row);
    area.autofocus = true;
  });
