"""The only place where text becomes HTML.

`Html` is a type of its own, so that the type checker refuses a plain string where markup is expected: text gets in by
`text`, structure by `tag`, and both know nothing but the allow-list below.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NewType

Html = NewType("Html", str)

_TAGS = (
    "a article blockquote br button code dd details div dl dt em figcaption figure h1 h2 h3 h4 header li mark ol p "
    "section small span strong summary ul"
)
_TABLES = "caption table tbody td th thead tr"
# Charts: shapes, words and links. Nothing that loads, embeds, animates, styles or refers to another element.
_DRAWINGS = "g path svg text title"
_ATTRIBUTES = (
    "aria-current aria-hidden aria-label aria-labelledby class data-source href id open rel role tabindex target title "
    "type"
)
_OF_TABLES_AND_DRAWINGS = "d scope text-anchor viewBox x y"
TAGS = frozenset(f"{_TAGS} {_TABLES} {_DRAWINGS}".split())
ATTRIBUTES = frozenset(f"{_ATTRIBUTES} {_OF_TABLES_AND_DRAWINGS}".split())
# Links lead to a card, an answer, a source or a claim on this page, to a file of it, to what it can open, or out by
# https; everything else is refused.
HREF = re.compile(
    r"(?:#(?:card|answer|source|claim)-[A-Za-z0-9_-]+|/api/audit\.(?:csv|md)|https://[^\s\"'<>\\]+"
    # What `ui.links` writes: one slash and then nothing that could name a host.
    r"|/source/[A-Za-z0-9._~%-]+|/#claim-[A-Za-z0-9_-]+|/\?(?:q|claim)=[A-Za-z0-9._~%-]*"
    r"|/api/export\?format=[a-z-]+(?:&ids=[A-Za-z0-9._~%,-]+)?)\Z"
)
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
VALUES: Mapping[str, re.Pattern[str]] = {
    "href": HREF,
    "id": ID,
    "d": re.compile(r"[MLHVCQZz0-9 .,-]*\Z"),
    "scope": re.compile(r"(?:col|row)\Z"),
    "text-anchor": re.compile(r"(?:start|middle|end)\Z"),
    "viewBox": re.compile(r"[0-9 .]+\Z"),
    "x": _NUMBER,
    "y": _NUMBER,
}
"""What the value of an attribute has to look like; those not named here may say anything, as they lead nowhere."""

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
    pattern = VALUES.get(name)
    if pattern and not pattern.match(value):
        raise ValueError(f"{value[:80]!r} is nothing that {name} may hold on this page")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Pieces one after the other, with plain text between them."""
    return Html(text(between).join(parts))


def unseen(value: str) -> Html:
    """Words for a screen reader that the eye does not need."""
    return tag("span", text(value), cls="unseen")


NOTHING = Html("")
