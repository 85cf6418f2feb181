"""Whether votes bear out a statement.

The question is taken as a statement ("does it help anxiety?" as "it helps anxiety"). Placebo-controlled studies decide;
studies without a placebo group that point the other way make it mixed, never more.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Stance
from assistant.counting import Counted, Side
from assistant.reading import Direction
from sources.vocabulary import Better

_MOST = 0.75
"""Share of the votes that must agree before they are called one-sided."""

_GOOD: frozenset[Side] = frozenset({"an improvement"})
_BAD: frozenset[Side] = frozenset({"a worsening"})
_UP: frozenset[Side] = frozenset({"an increase"})
_DOWN: frozenset[Side] = frozenset({"a decrease"})


def stance_of(votes: Iterable[Counted], direction: Direction, better: Better) -> Stance:
    """`votes` are those on one topic; `better` says which way of it is the better one."""
    agrees = agreeing(direction, better)
    held = tuple(votes)
    placebo = _leaning([vote for vote in held if vote.comparison == "placebo"], agrees)
    open_ = _leaning([vote for vote in held if vote.comparison == "none"], agrees)
    if placebo is None:
        return "none" if open_ is None else open_
    if open_ is None or open_ == placebo:
        return placebo
    return "mixed"


def agreeing(direction: Direction, better: Better) -> frozenset[Side]:
    """The sides that bear the statement out. Where no direction is named, a gain is meant, or any change at all."""
    if direction == "better":
        return _GOOD | _UP
    if direction == "worse":
        return _BAD | _DOWN
    if direction == "higher":
        return _UP | (_GOOD if better == "higher" else _BAD if better == "lower" else frozenset())
    if direction == "lower":
        return _DOWN | (_GOOD if better == "lower" else _BAD if better == "higher" else frozenset())
    return _GOOD | _UP if better in ("lower", "higher") else _GOOD | _BAD | _UP | _DOWN | frozenset({"mixed results"})


def _leaning(votes: list[Counted], agrees: frozenset[Side]) -> Stance | None:
    """Supported or contradicted where nearly all votes say so, else mixed; None without a vote."""
    if not votes:
        return None
    share = sum(vote.side in agrees for vote in votes) / len(votes)
    mixed = sum(vote.side == "mixed results" for vote in votes) / len(votes)
    if share >= _MOST:
        return "supported"
    return "contradicted" if share + mixed <= 1 - _MOST else "mixed"
