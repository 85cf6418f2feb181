"""The belt to the braces of `safe`: whatever was rendered passes an allow-list once more before it leaves.

Markdown in a source's note goes the same way: markdown-it without HTML, images or links, then the allow-list.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import nh3

from ui.render.safe import ATTRIBUTES, TAGS, VALUES, Html, clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def allow_listed(markup: Html) -> Html:
    """The same markup, on one line, without any element, attribute or address that is not listed in `safe`."""
    cleaned = nh3.clean(
        markup,
        tags=set(TAGS),
        attributes={"*": set(ATTRIBUTES) - {"rel"}},
        attribute_filter=_keep_attribute,
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )
    # nh3 turns the escapes of line breaks back into line breaks (see `safe.text`).
    return Html(" ".join(cleaned.splitlines()))


def _keep_attribute(_element: str, name: str, value: str) -> str | None:
    pattern = VALUES.get(name)
    return value if pattern is None or pattern.match(value) else None


def markdown(source: str) -> Html:
    """Markdown of a note as HTML: headings, lists and emphasis, and nothing that loads or leads anywhere."""
    rendered: str = _parser().render(clean(source))
    return allow_listed(Html(rendered))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "link", "autolink", "reference", "html_block", "html_inline"]
    )
