"""The bottom line: one or two sentences counted from the outcomes of the sources that are cited.

Every number in it is the number of studies cited right behind it, so that a reader gets the same count by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.counting import Comparison, Counted, Side, Stratum
from assistant.drafting import DraftSentence
from index.passages import Passage
from sources.model import Outcome, Source

Stated = Callable[[Source, Outcome], Passage]

_WHO: dict[Stratum, str] = {
    "microdose": "in people on microdoses or low doses",
    "full": "in people on larger doses",
    "animal": "in animals or cells",
    "after-article": "on microdoses or low doses, out only after the article,",
}
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
    keys = [(stratum, comparison) for stratum in _WHO for comparison in ("placebo", "none")]
    grouped = ((s, c, tuple(v for v in held if (v.stratum, v.comparison) == (s, c))) for s, c in keys)
    return tuple(Line(topic, stratum, comparison, own) for stratum, comparison, own in grouped if own)


def sentence(line: Line, stated: Stated) -> DraftSentence:
    """The line in words, resting on the sentence of each study that states its outcome."""
    told = []
    passages: list[Passage] = []
    for side in _ORDER:
        own = [vote for vote in line.votes if vote.side == side]
        if own:
            told.append(f"{len(own)} found {side}")
            passages.extend(stated(vote.source, outcome) for vote in own for outcome in vote.outcomes)
    return DraftSentence(_words(line, told), "bottom-line", "computed", tuple(dict.fromkeys(passages)))


def _words(line: Line, told: list[str]) -> str:
    number = len(line.votes)
    against = "against placebo" if line.comparison == "placebo" else "without a placebo group"
    noun = "study" if number == 1 else "studies"
    subject = f"{number} {noun} cited here {_WHO[line.stratum]} measured {line.topic} {against}"
    if number == 1:
        return f"{subject}: it {told[0].removeprefix('1 ')}."
    return f"{subject}: {_listed(told)}."


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
