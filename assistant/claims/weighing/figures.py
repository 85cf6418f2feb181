"""Numbers of a claim against the numbers of one study: held, different, or not told.

A number counts as held only where it stands beside the same things: in a survey of 8,703 people of whom 4,050 microdosed,
"8,703 people were microdosing" has a number of the study, and not this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.quantity import SPANS, Quantity, agree, is_dose
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from index.passages import Passage
from sources.model import Source
from sources.words import split

Outcome = Literal["held", "differs", "not told"]
_BEFORE, _AFTER = 5, 6
_CLEARER = 2
"""Words more that the other number must share with the claim before it is taken to be the one that is meant."""
_COMPARABLE = frozenset({"people", "animals", "studies", "micrograms", "milligrams", "grams", "micrograms per kg",
                         "milligrams per kg", "weeks", "months", "times a week", "times a day", "percent", "points", "doses",
                         "groups", "places", "hours", "days", "minutes", "years"})  # fmt: skip
_AS_CLOSE = 0.06
"""A sentence with the number that is about as near to the claim as the one with another number has it right."""
_EMPTY = frozenset({"=volunteers", "=adults", "=study"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the claim, what became of it, and the number and the passage of the source that decide."""

    claimed: Quantity
    outcome: Outcome
    held: Quantity | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    quantity: Quantity
    passage: Passage
    shared: int


def figures(part: ClaimReading, source: Source, near: Nearness, library: Library) -> tuple[Figure, ...]:
    """One figure for each number of the part that has a unit, or that stands in the source as it is."""
    passages = [p for p in library.index.passages_of(source.id) if p.part != "article_use"]
    return tuple(_figure(quantity, part, source, passages, near, library) for quantity in part.quantities)


def _figure(
    quantity: Quantity, part: ClaimReading, source: Source, passages: list[Passage], near: Nearness, library: Library
) -> Figure:
    around = _around(part.text, quantity, library)
    found = list(_candidates(quantity, passages, around, library))
    agreeing = [item for item in found if agree(quantity, item.quantity)]
    others = [item for item in found if not agree(quantity, item.quantity)]
    best, other = _most(agreeing), _most(others)
    beside = other is not None and any(item.passage == other.passage for item in agreeing)
    closer = (
        other is None
        or max((near.cos(i.passage) for i in agreeing), default=0.0) >= near.cos(other.passage) - _AS_CLOSE
    )
    if best is not None and (
        other is None or beside or closer or other.shared < best.shared + _CLEARER or not _comparable(quantity)
    ):
        return Figure(quantity, "held", best.quantity, best.passage)
    recorded = quantities(f"{source.dose} . {source.arms} . {source.follow_up}")
    if best is None and quantity.unit and any(agree(quantity, q) for q in recorded if q.unit):
        return Figure(quantity, "held")
    if quantity.unit in ("people", "animals") and source.n is not None and best is None:
        same = agree(quantity, Quantity(float(source.n), quantity.unit, "", 0, 0))
        if same:
            return Figure(quantity, "held", None, other.passage if other else passages[0])
    if other is None and best is None and quantity.unit in SPANS:
        # "four years" where the study has four weeks: the same number of another length of time
        spans = [
            (q, p) for p in passages for q in library.numbers_of(p) if q.unit in SPANS and q.value == quantity.value
        ]
        if spans:
            return Figure(quantity, "differs", *spans[0])
    if other is not None and _comparable(quantity):
        return Figure(quantity, "differs", other.quantity, other.passage)
    return Figure(quantity, "not told")


def _comparable(quantity: Quantity) -> bool:
    return quantity.unit in _COMPARABLE


def _candidates(
    quantity: Quantity, passages: Iterable[Passage], around: frozenset[str], library: Library
) -> Iterable[_Candidate]:
    for passage in passages:
        for held in library.numbers_of(passage):
            same = held.unit == quantity.unit or not held.unit or not quantity.unit
            span = held.unit in SPANS and quantity.unit in SPANS and agree(quantity, held)
            shared = len(around & _around(passage.text, held, library))
            tied = held.unit == quantity.unit or (agree(quantity, held) and (shared or not quantity.unit))
            if span or (same and tied):
                yield _Candidate(held, passage, shared)


def _most(candidates: list[_Candidate]) -> _Candidate | None:
    return max(candidates, key=lambda item: (item.shared, -item.passage.ordinal), default=None)


def _around(text: str, quantity: Quantity, library: Library) -> frozenset[str]:
    """The units of the few words on either side of a number."""
    words = split(text)
    before = [w for w in words if w.end <= quantity.start][-_BEFORE:]
    after = [w for w in words if w.start >= quantity.start][: _AFTER + 1]
    if not before and not after:
        return frozenset()
    start = before[0].start if before else after[0].start
    end = after[-1].end if after else before[-1].end
    units = library.units(f"{text[start : quantity.start]} . {text[quantity.start : end]}")
    return frozenset(unit for unit in units - _EMPTY if not unit.isdigit() and any(map(str.isalpha, unit)))


def overreach_of(figure: Figure) -> str:
    """Which overclaim a number that differs is."""
    return "dose" if is_dose(figure.claimed) else "number"
