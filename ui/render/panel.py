"""The evidence panel: the cards of the latest answer, with those of earlier answers folded below."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Turn
from sources.vocabulary import Group
from ui.charts.evidence import answer_chart
from ui.render.cards import Views, cards, evidence_count
from ui.render.safe import NOTHING, Html, tag, text


def panel(turns: Sequence[Turn], views: Views, known: Sequence[Group] = ()) -> Html:
    """Evidence for every answer of a conversation, the newest first; an answer given twice has one set of cards.

    `known` are the topics of the library; without them the results are not drawn.
    """
    newest_first: dict[str, tuple[int, Turn]] = {}
    for number, turn in reversed(list(enumerate(turns))):
        newest_first.setdefault(turn.answer.id, (number, turn))
    shown = [(number, turn) for number, turn in newest_first.values() if turn.answer.citations]
    if not turns or not shown:
        return empty_panel(asked=bool(turns))
    latest_has_cards = bool(turns[-1].answer.citations)
    latest, earlier = (shown[:1], shown[1:]) if latest_has_cards else ([], shown)
    return tag(
        "div",
        *[_latest(turn, views, number, known) for number, turn in latest],
        NOTHING if latest else _without(),
        *[_earlier(turn, views, number, known) for number, turn in earlier],
        cls="evidence",
    )


def _latest(turn: Turn, views: Views, number: int, known: Sequence[Group]) -> Html:
    return tag(
        "section",
        tag("h2", text("Evidence "), tag("small", text(evidence_count(turn.answer)))),
        answer_chart(turn.answer, views, known),
        cards(turn.answer, views, number),
    )


def _earlier(turn: Turn, views: Views, number: int, known: Sequence[Group]) -> Html:
    head = tag("summary", text("Evidence for the earlier question: "), tag("em", text(turn.question)))
    chart = answer_chart(turn.answer, views, known)
    return tag("details", head, chart, cards(turn.answer, views, number), cls="earlier")


def _without() -> Html:
    return tag("section", tag("h2", text("Evidence")), tag("p", text("This reply quotes no source."), cls="empty"))


def empty_panel(*, asked: bool = False) -> Html:
    """What stands here before there is evidence to show."""
    if asked:
        return tag("div", _without(), cls="evidence")
    return tag(
        "div",
        tag("h2", text("Evidence")),
        tag(
            "p",
            text("When you ask, each source of the answer appears here: what was done, with whom, the exact words "),
            text("the answer rests on, and what limits them. A number such as [1] in the answer leads to its quote."),
            cls="empty",
        ),
        cls="evidence",
    )
