"""The numbers in brackets that lead to quotes, and what limits an answer as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Caveat
from assistant.copying import said_by_all
from ui.render.cards import Views, card_id
from ui.render.facts import short_name
from ui.render.safe import NOTHING, Html, joined, tag, text, unseen
from ui.render.words import CAVEATS, capital, counted

MOST_MARKS = 6
_NUMBER = re.compile(r"\[(\d{1,4})\]")


def mark(answer: Answer, number: int, views: Views) -> Html:
    """A number that leads to its quote; one without a citation is no link."""
    citation = next((c for c in answer.citations if c.n == number), None)
    if citation is None:
        return tag("span", text(f"[{number}]"), cls="mark dead")
    view = views.get(citation.source)
    name = short_name(view.source) if view else citation.title
    return tag(
        "a",
        unseen("source "),
        text(f"[{number}]"),
        unseen(f", {name}"),
        cls="mark",
        href=f"#{card_id(answer, number)}",
        title=name,
    )


def with_marks(answer: Answer, words: str) -> Html:
    """Text whose numbers in brackets lead to their quotes."""
    pieces = _NUMBER.split(words)
    return joined(mark(answer, int(piece), {}) if odd % 2 else text(piece) for odd, piece in enumerate(pieces))


def answer_limits(answer: Answer) -> Html:
    """What limits an answer, a line for each kind of limit."""
    if not answer.caveats:
        return NOTHING
    kinds: dict[str, list[Caveat]] = {}
    for caveat in answer.caveats:
        kinds.setdefault(caveat.kind, []).append(caveat)
    items = [tag("li", _limit(answer, caveats)) for caveats in kinds.values()]
    return tag("div", tag("h3", text("What limits this")), tag("ul", *items), cls="answer-limits")


def _limit(answer: Answer, caveats: Sequence[Caveat]) -> Html:
    label = tag("strong", text(capital(CAVEATS[caveats[0].kind]) + "."))
    if len(caveats) == 1:
        return joined([label, with_marks(answer, caveats[0].text), _numbers(answer, caveats[0])], " ")
    shared = said_by_all([caveat.text for caveat in caveats])
    sources = counted(len({n for caveat in caveats for n in caveat.citations}), "quote")
    each = [
        tag("li", joined([with_marks(answer, caveat.text.removeprefix(shared).strip()), _numbers(answer, caveat)], " "))
        for caveat in caveats
    ]
    head = tag("summary", joined([label, text(shared), tag("span", text(f"({sources})"), cls="quiet")], " "))
    return tag("details", head, tag("ul", *each))


def _numbers(answer: Answer, caveat: Caveat) -> Html:
    # A text that names its numbers needs no second row, and past a handful a row says less than none.
    if _NUMBER.search(caveat.text) or len(caveat.citations) > MOST_MARKS:
        return NOTHING
    return tag("span", *[mark(answer, number, {}) for number in caveat.citations], cls="marks")
