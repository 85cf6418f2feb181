"""A part of a claim beside one sentence of a note: how much the two share, which way each points, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.content import Words, covered
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.difference import Difference
from assistant.claims.weighing.differences import differences_of
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.stands import Stand, stand_of
from index.passages import Passage

_NUMBER_WORTH, _READ_WORTH, _DIFFERENCE_COST = 0.2, 0.15, 0.12


@dataclass(frozen=True, slots=True)
class Pairing:
    """A part beside a sentence. `own` and `whole`: share of the part's words that the sentence has, and its whole note.

    `asked` is how many words the part has, `lacking` how many of them the sentence has not.
    """

    passage: Passage
    cosine: float
    own: float
    asked: int
    lacking: int
    whole: float
    stand: Stand
    met: int
    differences: tuple[Difference, ...]

    @property
    def alike(self) -> float:
        """How much the two speak of the same thing, whatever they say of it."""
        return self.cosine + 0.5 * self.own + 0.25 * self.whole + _NUMBER_WORTH * min(2, self.met)

    @property
    def order(self) -> float:
        """By what the sentence is chosen: alike, able to decide, and without a difference where there is a choice."""
        read = _READ_WORTH * (self.stand != "unread")
        return self.alike + read - _DIFFERENCE_COST * len(self.differences)


def pair(part: ClaimReading, wanted: Words, passage: Passage, near: Nearness, library: Library) -> Pairing:
    """The part, of which `wanted` are the content words, beside one sentence."""
    numbers = library.numbers_of(passage)
    met = sum(any(agree(q, held) for held in numbers) for q in part.quantities)
    own, cosine = covered(wanted, library.units_of(passage)), near.cos(passage)
    return Pairing(
        passage,
        cosine,
        own,
        len(wanted),
        round((1 - own) * len(wanted)),
        covered(wanted, library.units_of_source(passage.source_id)),
        stand_of(part, passage, library, cosine),
        met,
        tuple(differences_of(part, passage, library)),
    )
