"""What happens in the browser alone: copying, saving a table as a file, and reading a file that somebody picks.

A file is read there and sent as text, so that the server opens no way to take files.
"""

from __future__ import annotations

LARGEST_FILE = 500_000
"""Bytes of a file that is read; with escapes it still fits into one request."""

COPY = """
element.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy');
  const holder = button?.previousElementSibling;
  if (!holder) return;
  const words = [...holder.childNodes].map((n) => (n.nodeName === 'BR' ? '\\n' : n.textContent)).join('');
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = (await put(words)) ? 'Copied' : 'Select it and copy by hand';
  setTimeout(() => { button.textContent = label; }, 2000);
});
async function put(words) {
  try { await navigator.clipboard.writeText(words); return true; } catch { /* not a secure page, or not allowed */ }
  const area = document.createElement('textarea');
  area.value = words;
  area.setAttribute('readonly', '');
  area.style.cssText = 'position:fixed;opacity:0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
"""

CHOOSE = """
element.addEventListener('click', (event) => {
  const row = event.target.closest('[data-source]');
  if (row) trigger('click', {source: row.dataset.source});
});
"""

PICK_FILE = (
    """
const label = document.createElement('label');
const input = document.createElement('input');
label.className = 'pick';
label.textContent = 'Read them from a CSV file';
input.type = 'file';
input.accept = '.csv,.tsv,.txt,text/csv,text/plain';
label.append(input);
element.append(label);
input.addEventListener('change', async () => {
  const file = input.files[0];
  if (!file) return;
  input.value = '';
  if (file.size > LARGEST) return trigger('upload', {name: file.name, problem: 'size'});
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : '';
  try {
    const text = new TextDecoder(wide || 'utf-8', {fatal: true}).decode(bytes);
    trigger('upload', {name: file.name, text});
  } catch { trigger('upload', {name: file.name, problem: 'encoding'}); }
});
"""
).replace("LARGEST", str(LARGEST_FILE))


def save_as(name: str, kind: str) -> str:
    """A function of the browser that saves a text under a name; a mark in front tells spreadsheets that it is UTF-8."""
    mark = "'\\ufeff' + " if kind == "text/csv" else ""
    return (
        f"(words) => {{ const link = document.createElement('a');"
        f" link.href = URL.createObjectURL(new Blob([{mark}words], {{type: '{kind};charset=utf-8'}}));"
        f" link.download = '{name}'; link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 2000); return []; }}"
    )
