"""Text that a button copies as it is, with its line breaks. The page's script finds it beside the button."""

from __future__ import annotations

from ui.render.safe import Html, clean, joined, tag, text


def copyable(words: str, label: str, *, shown: bool = True) -> Html:
    """A text and, right after it, the button that copies it; one that is not shown is there for the button alone."""
    lines = Html("<br>".join(text(line) for line in clean(words).split("\n")))
    body = tag("div", lines, cls="copy-text" if shown else "copy-text kept")
    button = tag("button", text(label), type="button", cls="copy")
    return joined([body, button])
