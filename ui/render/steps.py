"""What is being done, step by step, and afterwards what was done and how long each step took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from ui.render.safe import NOTHING, Html, tag, text, unseen

# The chain's own steps, by the names it gives them; one that has no words here is shown by its name.
STEPS: Mapping[str, str] = {
    "read": "Reading the question",
    "retrieve": "Searching the sources",
    "count": "Counting what the studies found",
    "select": "Choosing the sources that answer",
    "judge": "Checking that they do answer it",
    "write": "Putting the quotes in order",
    "cite": "Adding numbers, limits and how sure it is",
}


def words_of(step: str) -> str:
    """A step in words."""
    return STEPS.get(step, step)


def working(steps: Sequence[str] = ()) -> Html:
    """What is shown while an answer is made: the steps so far, the one under way last."""
    dots = _dots()
    if not steps:
        return tag("div", text("Reading, searching, checking "), dots, cls="working")
    done = [tag("li", tag("span", text("✓ "), aria_hidden="true"), text(words_of(step))) for step in steps[:-1]]
    now = tag("li", text(f"{words_of(steps[-1])} "), dots, cls="now")
    return tag("div", tag("ol", *done, now), cls="working")


def checking() -> Html:
    """What is shown while a claim is checked."""
    return tag("p", text("Reading the claim, looking for what speaks for and against it "), _dots(), cls="checking")


def _dots() -> Html:
    return tag("span", *[tag("span", text("•")) for _ in range(3)], cls="dots", aria_hidden="true")


def steps_taken(answer: Answer) -> Html:
    """The steps of an answer with their times, folded; nothing where none were taken."""
    taken = [(name, spent) for name, spent in answer.timings_ms.items() if name in STEPS]
    total = answer.timings_ms.get("total")
    if not taken or total is None:
        return NOTHING
    rows = [
        tag("li", text(words_of(name)), unseen(": "), tag("span", text(milliseconds(spent)), cls="spent"))
        for name, spent in taken
    ]
    head = tag("summary", text(f"What was done, in {milliseconds(total)}"))
    return tag("details", head, tag("ol", *rows), cls="steps-taken")


def milliseconds(spent: float) -> str:
    """A time that a person can take in: `0.4 ms`, `31 ms`, `2.1 s`."""
    if spent >= 1000:
        return f"{spent / 1000:.1f} s"
    return f"{spent:.0f} ms" if spent >= 1 else f"{spent:.1f} ms"
