"""The bottom line: one or two sentences counted from the outcomes of the sources that are cited.

Every number in it is the number of studies cited right behind it, so that a reader gets the same count by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.answer import Role
from assistant.weighing.counting import Comparison, Counted, Side, Stratum
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import Outcome, Source

Stated = Callable[[Source, Outcome], Passage]

_WHO: dict[Stratum, str] = {
    "microdose": "of small doses in people",
    "full": "of larger doses in people",
    "animal": "in animals or cells",
    "after-article": "of small doses in people, out only after the article,",
}
_COMPARISONS: tuple[Comparison, ...] = ("placebo", "none")
_ORDER: tuple[Side, ...] = (
    "an improvement",
    "an increase",
    "no difference",
    "mixed results",
    "a decrease",
    "a worsening",
)


@dataclass(frozen=True, slots=True)
class Line:
    """Votes that are told in one sentence: one topic, one stratum, with placebo or without."""

    topic: str
    stratum: Stratum
    comparison: Comparison
    votes: tuple[Counted, ...]


def lines_of(topic: str, votes: Iterable[Counted]) -> tuple[Line, ...]:
    """The votes by stratum and comparison, placebo first, in a fixed order."""
    held = tuple(votes)
    keys = [(stratum, comparison) for stratum in _WHO for comparison in _COMPARISONS]
    grouped = ((s, c, tuple(v for v in held if (v.stratum, v.comparison) == (s, c))) for s, c in keys)
    return tuple(Line(topic, stratum, comparison, own) for stratum, comparison, own in grouped if own)


def sentence(line: Line, stated: Stated, role: Role) -> DraftSentence:
    """The line in words, most votes first, resting on the sentence of each study that states its outcome."""
    sides = [(side, [vote for vote in line.votes if vote.side == side]) for side in _ORDER]
    held = sorted((pair for pair in sides if pair[1]), key=lambda pair: -len(pair[1]))
    passages = [stated(vote.source, outcome) for _, votes in held for vote in votes for outcome in vote.outcomes]
    told = [f"{len(votes)} {side}" for side, votes in held]
    return DraftSentence(_words(line, told, held[0][0]), role, "computed", tuple(dict.fromkeys(passages)))


def _words(line: Line, told: list[str], only: Side) -> str:
    against = "Against placebo" if line.comparison == "placebo" else "Without a placebo group"
    number = len(line.votes)
    if number == 1:
        return f"{against}: the 1 study cited here {_WHO[line.stratum]} that measured {line.topic} found {only}."
    return (
        f"{against}: of {number} studies cited here {_WHO[line.stratum]} that measured {line.topic}, {_listed(told)}."
    )


def _listed(told: list[str]) -> str:
    """ "2 found a worsening, 1 no difference and 1 mixed results"."""
    parts = [told[0].replace(" ", " found ", 1), *told[1:]]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
