"""Whether the evidence bears out what the question supposes.

The question is taken as a statement ("does it help anxiety?" as "it helps anxiety"). Placebo-controlled studies in people
decide; studies without a placebo group that point the other way make it mixed, never more.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Stance
from assistant.counting import Counted, Side
from assistant.reading import Direction

_AGREES: dict[Direction, frozenset[Side]] = {
    "better": frozenset({"an improvement", "an increase"}),
    "worse": frozenset({"a worsening", "a decrease"}),
    "higher": frozenset({"an increase"}),
    "lower": frozenset({"a decrease"}),
    "none": frozenset({"an improvement", "an increase"}),
}


def stance_of(votes: Iterable[Counted], direction: Direction, lower_is_better: bool) -> Stance:
    """`votes` are those of one stratum on one topic."""
    agrees = _sides(direction, lower_is_better)
    held = tuple(votes)
    placebo = _leaning([vote for vote in held if vote.comparison == "placebo"], agrees)
    open_ = _leaning([vote for vote in held if vote.comparison == "none"], agrees)
    if placebo is None:
        return "none" if open_ is None else open_
    if open_ is None or open_ == placebo:
        return placebo
    return "mixed"


def _sides(direction: Direction, lower_is_better: bool) -> frozenset[Side]:
    """For a symptom "lower" is an improvement and "higher" a worsening."""
    if direction in ("lower", "higher") and lower_is_better:
        return frozenset({"an improvement"} if direction == "lower" else {"a worsening"})
    if direction in ("lower", "higher"):
        return _AGREES[direction] | frozenset({"a worsening"} if direction == "lower" else {"an improvement"})
    return _AGREES[direction]


def _leaning(votes: list[Counted], agrees: frozenset[Side]) -> Stance | None:
    """Supported or contradicted where no vote says otherwise or at least three quarters agree, else mixed."""
    if not votes:
        return None
    share = sum(vote.side in agrees for vote in votes) / len(votes)
    mixed = sum(vote.side == "mixed results" for vote in votes) / len(votes)
    if share >= _MOST:
        return "supported"
    return "contradicted" if share + mixed <= 1 - _MOST else "mixed"


_MOST = 0.75
