"""From the body of a file to its parts and blocks, each an exact slice of the text.

A part starts at the first character after its heading that is not white space and ends after the last, so a heading is
in no part and every quote from a part is somebody's sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sources.errors import SourceError
from sources.model import Part, PartName

_HEADING = re.compile(r"^(#{2,3}) +(\S.*?) *$", re.MULTILINE)
HEADINGS: tuple[tuple[str, PartName], ...] = (
    ("At a glance", "glance"),
    ("What was found", "found"),
    ("What it cannot show", "cannot_show"),
    ("How the article uses it", "article_use"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands under one heading: `text[start:end]`, the heading itself excluded."""

    level: int
    heading: str
    start: int
    end: int


def blocks(text: str) -> tuple[Block, ...]:
    """Every heading of the text with what stands between it and the next heading of any level."""
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return tuple(_block(text, match, end) for match, end in zip(found, ends, strict=True))


def _block(text: str, match: re.Match[str], end: int) -> Block:
    inside = text[match.end() : end]
    lead = len(inside) - len(inside.lstrip())
    size = len(inside.strip())
    start = match.end() + lead if size else match.end()
    return Block(len(match[1]), match[2], start, start + size)


def record_parts(text: str, path: Path) -> tuple[Part, ...]:
    """The four parts of a note, in order. Raises SourceError for a heading that is missing, wrong or empty."""
    found = blocks(text)
    wanted = [heading for heading, _ in HEADINGS]
    if [block.heading for block in found if block.level == 2] != wanted or any(b.level != 2 for b in found):
        have = ", ".join(block.heading for block in found) or "none"
        raise SourceError(path, "body", f"the headings must be ## {', ## '.join(wanted)}; found {have}")
    if text[: text.index("##")].strip():
        raise SourceError(path, "body", "there is text before the first heading")
    for block in found:
        _check_bullets(text, block, path)
    return tuple(Part(name, b.start, b.end) for (_, name), b in zip(HEADINGS, found, strict=True))


def _check_bullets(text: str, block: Block, path: Path) -> None:
    """A sentence a line, so that a reader, a diff and a splitter all see the same sentences."""
    if block.start == block.end:
        raise SourceError(path, f"## {block.heading}", "empty; write what is not known as a sentence")
    for line in text[block.start : block.end].split("\n"):
        if line and not line.startswith("- "):
            raise SourceError(path, f"## {block.heading}", f"every line must start with '- ', not {line[:40]!r}")


def article_blocks(text: str, path: Path) -> tuple[Block, ...]:
    """The blocks of the article that hold sentences. Raises SourceError where there are none or a claim's is empty."""
    found = blocks(text)
    for block in found:
        if block.level == 3 or block.start < block.end:
            _check_bullets(text, block, path)
    kept = tuple(block for block in found if block.start < block.end)
    if not kept:
        raise SourceError(path, "body", "no sentences")
    return kept
