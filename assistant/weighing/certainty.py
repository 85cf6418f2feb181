"""How sure, and why, in the manner of GRADE: start from design, then lower for written reasons.

After the GRADE handbook (Schünemann, Brożek, Guyatt, Oxman 2013, chapter 5): randomised evidence starts high, other
evidence low; one level down for each of risk of bias, inconsistency, indirectness and imprecision, two where very serious.
This is an automated reading of a record's fields, not an assessment by people, and it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import CertaintyLevel
from assistant.finding.fitting import is_animal, is_small_dose
from assistant.weighing.strength import Group, group_of, rank
from sources.model import CaveatKind, Source

_LEVELS: tuple[CertaintyLevel, ...] = ("very low", "low", "moderate", "high")
_FEW_PEOPLE = 400
"""Fewer people than this in all are few for a continuous outcome (GRADE handbook, 5.2.4.2, the rule of thumb of 400)."""

AUTOMATED = "This is an automated reading of the records in the manner of GRADE, not an assessment by people."


_STARTS: Mapping[Group, str] = {
    "placebo-controlled": "placebo-controlled",
    "review": "a review of other studies",
    "uncontrolled": "without a placebo group",
    "animal or laboratory": "from animals or cells",
    "other": "not a study",
}
Held = list[tuple[Source, tuple[CaveatKind, ...]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules need to know of the question: patients or a symptom, microdoses, animals, and any conflict."""

    symptom: bool
    microdose: bool
    animals: bool
    conflict: bool


@dataclass(frozen=True, slots=True)
class Certainty:
    """A level and the steps that led to it, in words, in order."""

    level: CertaintyLevel
    reasons: tuple[str, ...]


def certainty_of(sources: Sequence[Source], kinds: Mapping[str, tuple[CaveatKind, ...]], asked: Asked) -> Certainty:
    """The certainty of an answer that rests on `sources`; `kinds` are the caveats of each, by id."""
    studies = [(source, kinds.get(source.id, ())) for source in sources if source.kind != "article"]
    if not studies:
        return Certainty("none", ())
    best = min((source for source, _ in studies), key=rank)
    held = [pair for pair in studies if group_of(pair[0]) == group_of(best)]
    start = 3 if group_of(best) == "placebo-controlled" else 1
    reasons = [f"Starts {_LEVELS[start]}: the strongest evidence cited is {_STARTS[group_of(best)]}."]
    steps = [*_bias(held), *_indirect(held, asked), *_imprecise(held), *_inconsistent(asked.conflict)]
    reasons.extend(steps)
    return Certainty(_LEVELS[max(0, start - len(steps))], (*reasons, AUTOMATED))


def _bias(held: Held) -> list[str]:
    broken = sum("blinding-broken" in own for _, own in held)
    chosen = sum("self-selected" in own for _, own in held)
    if broken * 2 >= len(held):
        return [f"Down one for risk of bias: in {broken} of {len(held)} people could tell what they had been given."]
    if chosen * 2 >= len(held):
        return [f"Down one for risk of bias: in {chosen} of {len(held)} the people had chosen this themselves."]
    return []


def _indirect(held: Held, asked: Asked) -> list[str]:
    animals = sum(is_animal(source) for source, _ in held)
    large = sum(not is_small_dose(source) for source, _ in held)
    healthy = sum("healthy-volunteers" in own for _, own in held)
    if animals * 2 >= len(held) and not asked.animals:
        return [f"Down one for indirectness: {animals} of {len(held)} were done in animals or cells."]
    if large * 2 >= len(held) and asked.microdose:
        return [f"Down one for indirectness: {large} of {len(held)} did not test a microdose."]
    if healthy * 2 >= len(held) and asked.symptom:
        return [f"Down one for indirectness: {healthy} of {len(held)} were done in healthy volunteers."]
    return []


def _imprecise(held: Held) -> list[str]:
    known = [source.n for source, _ in held if source.n is not None]
    if known and sum(known) < _FEW_PEOPLE:
        return [f"Down one for imprecision: {sum(known)} people in all in the {len(known)} that say how many."]
    return []


def _inconsistent(conflict: bool) -> list[str]:
    return ["Down one for inconsistency: the studies cited point different ways."] if conflict else []
