"""The sentences that may be meant by a part: those of the studies that come nearest, each paired with the part."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.content import words_of
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.pairing import Pairing, pair
from assistant.claims.weighing.scope import Scope, Sure
from sources.model import Source

ENOUGH: dict[Sure, float] = {"none": 1.45, "recognised": 1.3, "named": 1.05}
"""Likeness from which a sentence decides; less where the study is recognised or named.
On our development claims that nothing here speaks of, the best sentence stayed under 1.6, with a median of 1.3."""
_RANK_WORTH = 0.5
_SAME_NUMBER = 0.25
"""For a study with just the number of people that the part gives."""
_SAME_DOSE = 0.1
"""For a study that gave just the dose that the part names."""
_STUDIES, _SENTENCES = 5, 10


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with its study. `likeness`: how alike it and the part are, half of the study's rank included; `score`: the
    same, by what it is chosen."""

    pairing: Pairing
    source: Source
    score: float
    likeness: float

    @property
    def only_dose_differs(self) -> bool:
        """Whether nothing but the dose is otherwise in the sentence."""
        return [d.kind for d in self.pairing.differences] == ["dose"]


def search(part: ClaimReading, scope: Scope, near: Nearness, library: Library) -> list[Found]:
    """The sentences of the studies that may be meant, best first."""
    rank = dict(near.ranking)
    wanted = words_of(part, library)
    gave = {i for i in scope.nearest if part.amounts and _gave(part, library.index.sources[i])}
    same_n = {i for i in scope.nearest if part.n is not None and library.index.sources[i].n == part.n}
    found: list[Found] = []
    for source_id in _candidates(scope, same_n):
        known = _SAME_NUMBER * (source_id in same_n) + _SAME_DOSE * (source_id in gave)
        bonus = _RANK_WORTH * rank.get(source_id, 0.0) + known
        own = [p for p in near.of(source_id) if p.part != "article_use"][:_SENTENCES]
        for told in (pair(part, wanted, passage, near, library) for passage in own):
            found.append(Found(told, library.index.sources[source_id], told.order + bonus, told.alike + bonus))
    return sorted(found, key=lambda f: (-f.score, f.pairing.passage.id))


def _gave(part: ClaimReading, source: Source) -> bool:
    held = quantities(f"{source.dose} . {source.arms}")
    return all(any(agree(wanted, q) for q in held if q.unit == wanted.unit) for wanted in part.amounts)


def _candidates(scope: Scope, same_n: set[str]) -> tuple[str, ...]:
    if scope.sure == "named" and scope.source_id is not None:
        return (scope.source_id, *scope.also)
    return tuple(dict.fromkeys((*scope.nearest[:_STUDIES], *(i for i in scope.nearest if i in same_n))))
