"""Counting outcomes: how many studies measured a topic, against what, and which way each pointed.

Vote counting by direction says how many studies point which way and nothing about the size of an effect (Cochrane
Handbook 6.5, section 12.2.1.3); it is what a library of abstracts allows. Reviews are not counted: their studies would be
counted twice. Animal studies, other dose levels and what came out after the article are tallied apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.finding.fitting import is_animal, is_small_dose
from assistant.weighing.strength import group_of
from sources.model import Outcome, Source, Versus
from sources.vocabulary import Better

Side = Literal["an improvement", "a worsening", "an increase", "a decrease", "no difference", "mixed results"]
Stratum = Literal["microdose", "full", "animal", "after-article"]
Comparison = Literal["placebo", "none"]


_ASIDE: tuple[Versus, ...] = ("other-dose", "other-drug")
"""One dose against another, or one drug against another, says nothing on whether the drug does anything."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One study's vote on a topic, and the outcomes it rests on."""

    source: Source
    side: Side
    stratum: Stratum
    comparison: Comparison
    outcomes: tuple[Outcome, ...]


def count(sources: Iterable[Source], topic: str, better: Better) -> tuple[Counted, ...]:
    """The vote of every primary study that measured `topic` and states it in a sentence, in the order given."""
    return tuple(vote for source in sources if (vote := _vote(source, topic, better)) is not None)


def _vote(source: Source, topic: str, better: Better) -> Counted | None:
    if source.kind not in ("study", "news") or group_of(source) == "review" or source.dose_level in ("none", "unknown"):
        return None
    held = tuple(o for o in source.outcomes if topic in o.topics and o.stated and o.versus not in _ASIDE)
    compared = tuple(outcome for outcome in held if outcome.versus == "placebo")
    chosen = compared or held
    if not chosen:
        return None
    sides = tuple(dict.fromkeys(side_of(outcome, better) for outcome in chosen))
    side: Side = sides[0] if len(sides) == 1 else "mixed results"
    return Counted(source, side, stratum_of(source), "placebo" if compared else "none", chosen)


def stratum_of(source: Source) -> Stratum:
    """Which evidence may be added up with which."""
    if is_animal(source):
        return "animal"
    if not is_small_dose(source):
        return "full"
    return "after-article" if source.published_after_article else "microdose"


def side_of(outcome: Outcome, better: Better) -> Side:
    """Which way an outcome points. For symptoms less is better; for what merely rises or falls, up is up."""
    if outcome.direction == "no-difference":
        return "no difference"
    if outcome.direction == "mixed":
        return "mixed results"
    if outcome.direction in ("improved", "worsened"):
        return "an improvement" if outcome.direction == "improved" else "a worsening"
    if better == "either":
        return "an increase" if outcome.direction == "increased" else "a decrease"
    rises = outcome.direction == "increased"
    return "an improvement" if rises == (better == "higher") else "a worsening"
