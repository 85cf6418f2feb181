"""From a question about an effect to the votes that are told: which studies measured it, the strongest first.

An answer cites few sources, so not every vote can be told. Those that are kept are taken in turn from the strata asked
about, placebo-controlled before uncontrolled, nearest to the question first; how many were left out is said among the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.finding.fitting import has_substance, studied
from assistant.understanding.reading import Reading
from assistant.weighing.bottom_line import Line, lines_of
from assistant.weighing.counting import Stratum, count
from sources.model import Source
from sources.vocabulary import Better

_STRATA: Mapping[str, tuple[Stratum, ...]] = {
    "microdose": ("microdose", "after-article", "full", "animal"),
    "any": ("microdose", "after-article", "full", "animal"),
    "full": ("full", "microdose", "after-article", "animal"),
}
CLASS = "psychedelics"
"""The name of a whole class of substances narrows nothing."""

_FIRST_SHARE = {"placebo": 4, "none": 3}
_LATER_SHARE = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """What is told, what was left out (a count for each line), and the topic whose stance is asked."""

    lines: tuple[Line, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every study that is told, each once."""
        return tuple(dict.fromkeys(vote.source.id for line in self.lines for vote in line.votes))


NOTHING_COUNTED = Tally()


def tally(
    sources: Iterable[Source], reading: Reading, better: Mapping[str, Better], scores: Mapping[str, float], most: int
) -> Tally:
    """The votes on every countable topic of the question, from at most `most` sources; `scores` rank within a line."""
    held = [source for source in sources if _in_question(source, reading)]
    lines: list[Line] = []
    for topic in reading.countable:
        lines.extend(lines_of(topic, count(held, topic, better[topic])))
    ranked = sorted(lines, key=lambda line: _rank(line, reading))
    kept = _keep(ranked, reading, scores, most)
    told = tuple(own for line in ranked if (own := _cut(line, kept)).votes)
    missing = tuple(_missing(line, left) for line in ranked if (left := len(line.votes) - len(_cut(line, kept).votes)))
    return Tally(told, missing)


def _in_question(source: Source, reading: Reading) -> bool:
    """A study of the substances and in the people asked about, if any were named."""
    if reading.substances and reading.substances != (CLASS,) and not has_substance(source, reading.substances):
        return False
    return not reading.conditions or studied(source, reading)


def _rank(line: Line, reading: Reading) -> tuple[int, int, int]:
    strata = _STRATA[reading.dose]
    if reading.animals:
        strata = ("animal", *(stratum for stratum in strata if stratum != "animal"))
    return strata.index(line.stratum), 0 if line.comparison == "placebo" else 1, reading.countable.index(line.topic)


def _keep(ranked: list[Line], reading: Reading, scores: Mapping[str, float], most: int) -> set[str]:
    """Source ids by rounds: first each line's share, then whatever room is left, always in rank order."""
    kept: dict[str, None] = {}
    first = ranked[0].stratum if ranked else None
    for everything in (False, True):
        for line in ranked:
            leading = line.stratum == first or (reading.animals and line.stratum == "microdose")
            share = _FIRST_SHARE[line.comparison] if leading else _LATER_SHARE
            votes = sorted(line.votes, key=lambda vote: (-scores.get(vote.source.id, 0.0), vote.source.id))
            votes = votes[: None if everything else share]
            for vote in votes:
                if len(kept) < most:
                    kept.setdefault(vote.source.id)
        if reading.dose == "microdose":
            break
    return set(kept)


def _cut(line: Line, kept: set[str]) -> Line:
    return Line(line.topic, line.stratum, line.comparison, tuple(v for v in line.votes if v.source.id in kept))


def _missing(line: Line, number: int) -> str:
    noun = "study" if number == 1 else "studies"
    against = "against placebo" if line.comparison == "placebo" else "without a placebo group"
    return f"Not cited, to keep this short: {number} more {noun} ({line.stratum}) that measured {line.topic} {against}."
