"""What the sources come to, and how sure that is: a word, why in a line, and the reasons in full when asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from ui.render.safe import NOTHING, Html, joined, tag, text
from ui.render.words import CERTAINTY_STEPS, STANCES, capital

_DOWN = re.compile(r"Down (?:one|two|three) for ([a-z ]+):", re.IGNORECASE)
DOWN_FOR = {
    "risk of bias": "a risk of bias",
    "indirectness": "not testing this directly",
    "imprecision": "few people",
    "inconsistency": "studies that disagree",
}
SHORT = 100
"""Characters of a reason that still fit on a line beside the word."""


def how_sure(answer: Answer) -> Html:
    """The stance and the certainty of an answer; nothing where it has neither."""
    sign, stance = STANCES.get(answer.stance, ("", ""))
    says = tag("span", tag("span", text(sign), aria_hidden="true"), text(f" {capital(stance)}"), cls="stance")
    level = CERTAINTY_STEPS.get(answer.certainty)
    parts = [says if stance else NOTHING, _certainty(answer, level) if level else NOTHING]
    return tag("div", *parts, cls="how-sure") if stance or level else NOTHING


def _certainty(answer: Answer, level: int) -> Html:
    steps = [tag("span", cls="step on" if step <= level else "step") for step in range(1, 5)]
    meter = tag("span", *steps, cls="meter", aria_hidden="true")
    words = joined([text("How sure: "), tag("strong", text(answer.certainty))])
    if not answer.certainty_reasons:
        return tag("span", meter, words, cls="certainty")
    reasons = [tag("li", text(capital(reason))) for reason in answer.certainty_reasons]
    short = tag("span", text(_in_a_line(answer.certainty_reasons)), cls="in-a-line")
    head = tag("summary", meter, words, short, tag("span", text("why?"), cls="why"))
    return tag("details", head, tag("ul", *reasons), cls="certainty")


def _in_a_line(reasons: Sequence[str]) -> str:
    """Why, in a few words: what the evidence was marked down for, or the first reason where it was not."""
    down = [DOWN_FOR.get(found[1], found[1]) for reason in reasons if (found := _DOWN.match(reason))]
    if down:
        return f", marked down for {' and '.join(filter(None, [', '.join(down[:-1]), down[-1]]))}"
    return f", {reasons[0][:1].lower()}{reasons[0][1:]}" if len(reasons[0]) <= SHORT else ""
