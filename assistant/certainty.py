"""How sure, and why, in the manner of GRADE: start from design, then lower for written reasons.

After the GRADE handbook (Schünemann, Brożek, Guyatt, Oxman 2013, chapter 5): randomised evidence starts high, other
evidence low; one level down for each of risk of bias, inconsistency, indirectness and imprecision, two where very serious.
This is an automated reading of a record's fields, not an assessment by people, and it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import CertaintyLevel
from assistant.fitting import is_animal, is_small_dose
from assistant.reading import Reading
from assistant.strength import group_of
from sources.model import CaveatKind, Source

_LEVELS: tuple[CertaintyLevel, ...] = ("very low", "low", "moderate", "high")
_FEW_PEOPLE = 400
"""Fewer people than this in all are few for a continuous outcome (GRADE handbook, 5.2.4.2, the rule of thumb of 400)."""

AUTOMATED = "This is an automated reading of the records in the manner of GRADE, not an assessment by people."


@dataclass(frozen=True, slots=True)
class Certainty:
    """A level and the steps that led to it, in words, in order."""

    level: CertaintyLevel
    reasons: tuple[str, ...]


def certainty_of(
    sources: Sequence[Source], kinds: Sequence[tuple[CaveatKind, ...]], reading: Reading, conflict: bool
) -> Certainty:
    """The certainty of an answer that rests on `sources`; `kinds` are the caveats of each."""
    studies = [(source, own) for source, own in zip(sources, kinds, strict=True) if source.kind != "article"]
    if not studies:
        return Certainty("none", ())
    best = min(studies, key=lambda pair: ("placebo-controlled", "review", "uncontrolled").index(group) if (
        group := group_of(pair[0])) in ("placebo-controlled", "review", "uncontrolled") else 9)[0]
    randomised = group_of(best) == "placebo-controlled"
    held = [pair for pair in studies if group_of(pair[0]) == group_of(best)]
    start = 3 if randomised else 1
    reasons = [f"Starts {_LEVELS[start]}: the strongest evidence cited is {_start(best)}."]
    steps = [*_bias(held), *_indirect(held, reading), *_imprecise(held), *_inconsistent(conflict)]
    reasons.extend(steps)
    return Certainty(_LEVELS[max(0, start - len(steps))], (*reasons, AUTOMATED))


def _start(source: Source) -> str:
    words = {
        "placebo-controlled": "placebo-controlled",
        "review": "a review of other studies",
        "uncontrolled": "without a placebo group",
        "animal or laboratory": "from animals or cells",
        "other": "no study",
    }
    return words[group_of(source)]


def _bias(held: list[tuple[Source, tuple[CaveatKind, ...]]]) -> list[str]:
    broken = sum("blinding-broken" in own for _, own in held)
    chosen = sum("self-selected" in own for _, own in held)
    if broken * 2 >= len(held):
        return [f"Down one for risk of bias: in {broken} of {len(held)} people could tell what they had been given."]
    if chosen * 2 >= len(held):
        return [f"Down one for risk of bias: in {chosen} of {len(held)} the people had chosen this themselves."]
    return []


def _indirect(held: list[tuple[Source, tuple[CaveatKind, ...]]], reading: Reading) -> list[str]:
    animals = sum(is_animal(source) for source, _ in held)
    large = sum(not is_small_dose(source) for source, _ in held)
    healthy = sum("healthy-volunteers" in own for _, own in held)
    if animals * 2 >= len(held) and not reading.animals:
        return [f"Down one for indirectness: {animals} of {len(held)} were done in animals or cells."]
    if large * 2 >= len(held) and reading.dose == "microdose":
        return [f"Down one for indirectness: {large} of {len(held)} did not test a microdose."]
    if healthy * 2 >= len(held) and (reading.conditions or "anxiety" in reading.topics or "depression" in reading.topics):
        return [f"Down one for indirectness: {healthy} of {len(held)} were done in healthy volunteers."]
    return []


def _imprecise(held: list[tuple[Source, tuple[CaveatKind, ...]]]) -> list[str]:
    known = [source.n for source, _ in held if source.n is not None]
    if known and sum(known) < _FEW_PEOPLE:
        return [f"Down one for imprecision: {sum(known)} people in all in the {len(known)} that say how many."]
    return []


def _inconsistent(conflict: bool) -> list[str]:
    return ["Down one for inconsistency: the studies cited point different ways."] if conflict else []
