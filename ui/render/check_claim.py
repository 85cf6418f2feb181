"""A claim with the words underlined that overreach, and why each does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from assistant.answer import Answer
from assistant.claims.check import Overclaim
from ui.render.cards import Views
from ui.render.check_words import KINDS
from ui.render.marks import mark
from ui.render.safe import NOTHING, Html, joined, tag, text, unseen

Span = tuple[int, int, int]
"""Where an overclaim's words stand in the claim, and which one it is."""


def marked_claim(claim: str, overclaims: Sequence[Overclaim]) -> Html:
    """The claim, what overreaches underlined and followed by its letter."""
    pieces: list[Html] = []
    at = 0
    for start, end, number in _spans(claim, overclaims):
        over = tag("mark", text(claim[start:end]), unseen(f" (goes too far, see {_letter(number)})"), cls="over")
        pieces += [text(claim[at:start]), over, tag("span", text(_letter(number)), cls="letter", aria_hidden="true")]
        at = end
    return tag("blockquote", tag("p", *pieces, text(claim[at:])), cls="claim")


def overreach_list(overclaims: Sequence[Overclaim], shown: Answer, views: Views) -> Html:
    """Why each of them goes too far, with the words of the source."""
    if not overclaims:
        return NOTHING
    items = [_item(number, over, shown, views) for number, over in enumerate(overclaims)]
    return tag("div", tag("h3", text("Where it goes too far")), tag("ul", *items), cls="overreach")


def _item(number: int, over: Overclaim, shown: Answer, views: Views) -> Html:
    marks = tag("span", *[mark(shown, n, views) for n in over.citations], cls="marks")
    source = [
        tag(
            "span",
            text("The source says: "),
            tag("em", text(f"“{over.source_words}”")),
            text(" "),
            marks,
            cls="source-words",
        )
    ]
    return tag(
        "li",
        tag("span", text(_letter(number)), cls="letter"),
        tag(
            "div",
            tag("strong", text(f"{KINDS[over.kind]}: “{over.words}”.")),
            text(f" {over.why}"),
            *source[: bool(over.source_words)],
        ),
    )


def _letter(number: int) -> str:
    return ascii_lowercase[number % len(ascii_lowercase)]


def _spans(claim: str, overclaims: Sequence[Overclaim]) -> list[Span]:
    """Where the words stand, in order; of two that overlap the first is kept, and one that is not there is left out."""
    found: list[Span] = []
    for number, over in enumerate(overclaims):
        words = [re.escape(word) for word in over.words.strip(" .").split()]
        for match in re.finditer(r"\s+".join(words), claim, re.IGNORECASE) if words else ():
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), number))
                break
    return sorted(found)


def number_marks(numbers: Sequence[int], shown: Answer, views: Views) -> Html:
    """Numbers that lead to their quotes."""
    return tag("span", *[mark(shown, n, views) for n in numbers], cls="marks") if numbers else joined([])
