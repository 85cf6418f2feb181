"""The only place where text becomes HTML.

`Html` is a type of its own, so that the type checker refuses a plain string where markup is expected: text gets in by
`text`, structure by `tag`, and both know nothing but the allow-list below.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)

_TAGS = (
    "a article blockquote br button code dd details div dl dt em figcaption figure h1 h2 h3 h4 header li mark ol p "
    "section small span strong summary ul"
)
_ATTRIBUTES = (
    "aria-current aria-hidden aria-labelledby class data-source href id open rel role tabindex target title type"
)
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
# Links lead to a card, an answer or a source on this page, or out by https; everything else is refused.
HREF = re.compile(r"(?:#(?:card|answer|source)-[A-Za-z0-9_-]+|https://[^\s\"'<>\\]+)\Z")
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")

# Characters that reorder, hide or break text are shown as the replacement sign, so that a reader sees that something
# was there: control characters, bidirectional overrides and isolates, tag characters, lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
# A line break would end an HTML block in Markdown, and what follows it would be read as Markdown again.
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def clean(value: str) -> str:
    """The same text with unseen characters made visible; line breaks stay."""
    return _UNSEEN.sub("\ufffd", value)


def text(value: object) -> Html:
    """Any value as escaped text on one line."""
    return Html(html.escape(_BREAKS.sub(" ", clean(str(value))), quote=True))


def lines(value: str) -> Html:
    """Text that keeps its line breaks, as a person typed them."""
    kept = [line for line in _BREAKS.split(clean(value)) if line.strip()]
    return Html("<br>".join(text(line) for line in kept))


def slug(value: str) -> str:
    """A value as part of an element's id."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", value)[:120] or "x"


def tag(name: str, *children: Html, **attributes: str | None) -> Html:
    """An element. `cls` is the class; `_` in a name stands for `-`; an attribute that is None is left out."""
    if name not in TAGS:
        raise ValueError(f"<{name}> is not an element that this page may hold")
    return Html(f"<{name}{_attributes(attributes)}>{''.join(children)}</{name}>")


def _attributes(attributes: dict[str, str | None]) -> str:
    written = []
    for key, value in attributes.items():
        if value is None:
            continue
        name = "class" if key == "cls" else key.replace("_", "-")
        _check(name, value)
        written.append(f' {name}="{text(value)}"')
    return "".join(written)


def _check(name: str, value: str) -> None:
    if name not in ATTRIBUTES:
        raise ValueError(f"{name} is not an attribute that this page may hold")
    if name == "href" and not HREF.match(value):
        raise ValueError(f"{value[:80]!r} is not an address that this page may link to")
    if name == "id" and not ID.match(value):
        raise ValueError(f"{value[:80]!r} is not an id")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Pieces one after the other, with plain text between them."""
    return Html(text(between).join(parts))


def unseen(value: str) -> Html:
    """Words for a screen reader that the eye does not need."""
    return tag("span", text(value), cls="unseen")


NOTHING = Html("")
