"""The numbers of a claim beside those of a sentence: each must be met by the same one, with the same unit, in the same order."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.entailing.align import Alignment
from benchmarks.entailing.frame import Word
from benchmarks.entailing.words import words_in

_CONDITIONS = words_in(
    "µg μg mcg ug mg g kg ml mm cm h hr hour day week month year minut min microgram milligram gram dose"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`missing`: a number of the claim has no counterpart. `other`: the one pair of the same unit that differs."""

    missing: bool
    other: tuple[Word, Word] | None = None


def compared(pair: Alignment) -> Numbers:
    """Every number of the claim, looked for in the order of the sentence."""
    held = list(pair.held.of("number"))
    differing: list[tuple[Word, Word]] = []
    for word in pair.claim.of("number"):
        unit = [place for place, other in enumerate(held) if other.unit == word.unit]
        same = [place for place in unit if held[place].stems == word.stems]
        if same:
            held = held[same[0] + 1 :]
        elif len(unit) == 1:
            differing.append((word, held[unit[0]]))
            held = held[unit[0] + 1 :]
        else:
            return Numbers(missing=True)
    if len(differing) > 1:
        return Numbers(missing=True)
    return Numbers(missing=False, other=differing[0] if differing else None)


def is_condition(unit: str) -> bool:
    """Whether a number of this unit tells what was given, or for how long, and not what was found."""
    return unit in _CONDITIONS
