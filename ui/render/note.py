"""A source's whole note with the quotes marked in it, so that each is read among its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from sources.model import Source
from ui.render.safe import NOTHING, Html, tag, text, unseen

WHOLE = 6000
"""Characters of a note that are shown in full; of a longer text, the neighbours of each quote."""
NEIGHBOURS = 3
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[-*] +")
_HEADING = re.compile(r"#+ +")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text: where it stands, what comes before its words, and the quotes that touch it."""

    start: int
    end: int
    heading: bool
    bullet: bool
    quotes: tuple[Citation, ...]


def whole_note(source: Source, quoted: Sequence[Citation]) -> Html:
    """The note of a source, folded, with what is quoted marked and numbered; of a long text, what is around it."""
    lines = [_line(source.text, found, quoted) for found in _LINE.finditer(source.text)]
    whole = len(source.text) <= WHOLE
    shown = range(len(lines)) if whole else _near(lines)
    if not shown:
        return NOTHING
    parts = list(_parts(source.text, lines, shown))
    head = "The whole note, with the quote in its place" if whole else "The quote with what stands around it"
    return tag("details", tag("summary", text(head)), tag("div", *parts, cls="whole-note"), cls="in-place")


def _line(whole: str, found: re.Match[str], quoted: Sequence[Citation]) -> _Line:
    words = found[0]
    lead = _HEADING.match(words) or _BULLET.match(words)
    start = found.start() + (lead.end() if lead else 0)
    touching = tuple(c for c in quoted if c.start < found.end() and c.end > start and c.quote == whole[c.start : c.end])
    return _Line(start, found.end(), words.startswith("#"), bool(lead) and not words.startswith("#"), touching)


def _near(lines: Sequence[_Line]) -> list[int]:
    """The numbers of the lines with quotes and of their neighbours, and of the heading that each stands under."""
    kept: set[int] = set()
    for number, line in enumerate(lines):
        if line.quotes:
            kept.update(range(max(0, number - NEIGHBOURS), min(len(lines), number + NEIGHBOURS + 1)))
            kept.update(next(([n] for n in range(number, -1, -1) if lines[n].heading), []))
    return sorted(kept)


def _parts(whole: str, lines: Sequence[_Line], shown: Sequence[int]) -> Iterator[Html]:
    before = -1
    for number in shown:
        if number != before + 1:
            yield tag("p", tag("span", text("…"), aria_hidden="true"), unseen("Something is left out here."), cls="gap")
        yield _as_html(whole, lines[number])
        before = number
    if before != len(lines) - 1:
        yield tag("p", tag("span", text("…"), aria_hidden="true"), unseen("The text goes on."), cls="gap")


def _as_html(whole: str, line: _Line) -> Html:
    if line.heading:
        return tag("h4", text(whole[line.start : line.end]))
    return tag("p", *_marked(whole, line), cls="point" if line.bullet else None)


def _marked(whole: str, line: _Line) -> Iterator[Html]:
    at = line.start
    for citation in sorted(line.quotes, key=lambda c: c.start):
        start, end = max(at, citation.start), min(line.end, citation.end)
        if start >= end:
            continue
        yield text(whole[at:start])
        yield tag("mark", text(whole[start:end]))
        yield tag("span", unseen("quote "), text(citation.n), cls="number")
        at = end
    yield text(whole[at : line.end])
