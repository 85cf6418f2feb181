"""Whether votes bear out a statement.

The question is taken as a statement ("does it help anxiety?" as "it helps anxiety"). Placebo-controlled studies decide;
studies without a placebo group that point the other way make it mixed, never more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.answer import Stance
from assistant.understanding.reading import Direction
from assistant.weighing.counting import Counted, Side
from sources.vocabulary import Better

Mark = Literal["for", "against", "mixed"]

_MOST = 0.75
"""Share of the votes that must agree before they are called one-sided."""

_GOOD: frozenset[Side] = frozenset({"an improvement"})
_BAD: frozenset[Side] = frozenset({"a worsening"})
_UP: frozenset[Side] = frozenset({"an increase"})
_DOWN: frozenset[Side] = frozenset({"a decrease"})


def stance_of(votes: Iterable[Counted], direction: Direction, better: Better) -> Stance:
    """`votes` are those on one topic; `better` says which way of it is the better one."""
    held = tuple(votes)
    sides = {vote.side for vote in held}
    # Asked merely whether something changes, or which way: opposite ways are no answer in one word.
    if direction == "none" and better not in ("lower", "higher") and (sides >= _UP | _DOWN or sides >= _GOOD | _BAD):
        return "mixed"
    placebo = leaning([mark(vote.side, direction, better) for vote in held if vote.comparison == "placebo"])
    open_ = leaning([mark(vote.side, direction, better) for vote in held if vote.comparison == "none"])
    if placebo == "none" or open_ in ("none", placebo):
        return open_ if placebo == "none" else placebo
    return "mixed"


def mark(side: Side, direction: Direction, better: Better) -> Mark:
    """Whether a result on a topic speaks for the statement."""
    if side in _agreeing(direction, better):
        return "for"
    if side != "mixed results":
        return "against"
    return "for" if direction == "none" and better not in ("lower", "higher") else "mixed"


def leaning(marks: Sequence[Mark]) -> Stance:
    """Supported or contradicted where nearly all marks say so, else mixed; none without a mark."""
    if not marks:
        return "none"
    share = marks.count("for") / len(marks)
    if share >= _MOST:
        return "supported"
    return "contradicted" if marks.count("against") / len(marks) >= _MOST else "mixed"


def _agreeing(direction: Direction, better: Better) -> frozenset[Side]:
    """The sides that bear the statement out. Where no direction is named, a gain is meant, or any change at all."""
    if direction == "better":
        return _GOOD | _UP
    if direction == "worse":
        return _BAD | _DOWN
    if direction == "higher":
        return _UP | (_GOOD if better == "higher" else _BAD if better == "lower" else frozenset())
    if direction == "lower":
        return _DOWN | (_GOOD if better == "lower" else _BAD if better == "higher" else frozenset())
    return _GOOD | _UP if better in ("lower", "higher") else _GOOD | _BAD | _UP | _DOWN
