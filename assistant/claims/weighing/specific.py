"""A part that speaks of one study: its nearest sentence is sought, and the two are compared in everything that can be read.

No verdict without a sentence near enough. A fact of the record, a number, a dose or a name that differs goes against the part;
after that the direction decides, by the record's outcome where the sentence states one. What cannot be read decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.claims.check import Judgement
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.bearing import bears_out, by_numbers, by_record
from assistant.claims.weighing.difference import Difference
from assistant.claims.weighing.figures import Figure, figures
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.mismatch import differing, wrong_fact, wrong_number
from assistant.claims.weighing.record_facts import facts
from assistant.claims.weighing.scope import Scope
from assistant.claims.weighing.searching import ENOUGH, Found, search

_RIVAL = 0.12
"""How far behind the best sentence another one may be and still be the one that is meant."""
_REACH = 0.3
"""How far behind the best a sentence may be that decides where the best cannot."""
_MOST_WORDS = 0.6
"""Share of the words, and cosine, that a sentence needs where the vocabulary knows no word of the part. Set on the training
half of SciFact, where it leaves half of the verdicts; what comes of it: benchmarks/results/verdicts.md."""
_BEHIND = 0.08
"""Cosine by which another sentence may come nearer than the one that supports."""
_LOOKED_AT = 4
_BARE = 12


@dataclass(frozen=True)
class Specific:
    """Compares a part with the sentences of the studies that come nearest."""

    library: Library

    def judge(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        """The judgement by the nearest sentence; None where none is near enough or nothing can be compared."""
        found = search(part, scope, near, self.library)
        if not found or found[0].likeness < ENOUGH[scope.sure]:
            return None
        best = found[0]
        if not part.known and min(best.pairing.own, best.pairing.cosine) < _MOST_WORDS:
            return None
        if wrong := [fact for fact in facts(part, best.source, self.library) if not fact.holds]:
            fitting = self._another(part, found, ENOUGH[scope.sure], near)
            return fitting or wrong_fact(part, wrong, best, scope, near, self.library)
        return self._in_study(part, [f for f in found if f.source is best.source], found, scope, near)

    def _another(self, part: ClaimReading, found: Sequence[Found], enough: float, near: Nearness) -> Judgement | None:
        """Another study near enough that has everything as the part says, and whose nearest sentence decides."""
        best = found[0]
        for other in {f.source.id: f for f in reversed(found)}.values():
            if other.source is best.source or other.likeness < max(enough, best.likeness - 2 * _RIVAL):
                continue
            if other.pairing.differences or not all(fact.holds for fact in facts(part, other.source, self.library)):
                continue
            own = [f for f in found if f.source is other.source]
            judged = self._in_study(part, own, own, Scope(other.source.id, "recognised", ()), near)
            if judged is not None and judged.verdict in ("supported", "contradicted"):
                return judged
        return None

    def _in_study(
        self, part: ClaimReading, own: list[Found], found: Sequence[Found], scope: Scope, near: Nearness
    ) -> Judgement | None:
        best = own[0]
        given = figures(part, best.source, near, self.library)
        beside = self.library.numbers_of(best.pairing.passage)
        differ = (f for f in given if f.outcome == "differs" and not any(agree(f.claimed, held) for held in beside))
        if (wrong := next(differ, None)) is not None:
            if scope.sure != "none":
                return wrong_number(part, wrong, best, scope, self.library)
            # Of a study that may not be the one that is meant, another number says nothing.
            given = tuple(replace(f, outcome="not told") if f is wrong else f for f in given)
        for chosen in _deciding(own):
            if unlike := _unlike(chosen, given):
                return differing(part, unlike, chosen, own, scope, self.library)
            judged = bears_out(part, chosen, _rivals(chosen, own), self.library)
            if judged is not None and judged.verdict == "supported" and self._doubtful(part, chosen, found, scope):
                return None
            if judged is not None and judged.verdict == "supported" and _untold(given):
                return self._at_another_dose(part, found, scope)
            if judged is not None and judged.rule == "result" and chosen is not best and chosen.pairing.lacking > 1:
                continue  # the nearest sentence says nothing on it, so a later one may as well speak of something else
            if judged is not None:
                return _with(judged, given)
        if _untold(given):
            return None
        return by_numbers(part, best, given) or by_record(part, best, self.library, named=scope.sure == "named")

    def _doubtful(self, part: ClaimReading, chosen: Found, found: Sequence[Found], scope: Scope) -> bool:
        """Whether a sentence that points the same way may well be about something else.

        On our development claims 84 of 86 such verdicts were right where no sentence came nearer in meaning, and 27 of 38 where
        another did; of those by a sentence on how a study was done, 1 of 4 where a direction is claimed.
        """
        nearest = max(other.pairing.cosine for other in found)
        behind = scope.sure != "recognised" and nearest - chosen.pairing.cosine > _BEHIND and not chosen.pairing.met
        method = chosen.pairing.passage.part == "glance" and part.way != "none"
        return behind or method or _stray(part, chosen, self.library)

    def _at_another_dose(self, part: ClaimReading, found: Sequence[Found], scope: Scope) -> Judgement | None:
        """Something was found as the part says, at a dose that is told and is not the part's."""
        for other in found:
            near = other.score >= found[0].score - _REACH and other.pairing.stand == "for"
            if near and other.only_dose_differs:
                own = [f for f in found if f.source is other.source]
                return differing(part, other.pairing.differences[0], other, own, scope, self.library)
        return None


def _deciding(own: list[Found]) -> list[Found]:
    """The best sentence, and where it cannot decide, the next ones that can."""
    best = own[0]
    if best.pairing.stand != "unread":
        return [best]
    later = [f for f in own[1:] if f.score >= best.score - _REACH]
    return [best, *(f for f in later if f.pairing.stand != "unread" or f.only_dose_differs)][:_LOOKED_AT]


def _rivals(chosen: Found, own: list[Found]) -> list[Found]:
    """Other sentences of the study that may as well be meant."""
    return [
        f
        for f in own
        if f is not chosen
        and f.score >= chosen.score - _RIVAL
        and f.pairing.own >= chosen.pairing.own - _RIVAL
        and not f.pairing.differences
    ]


def _unlike(chosen: Found, given: tuple[Figure, ...]) -> Difference | None:
    """The first difference that another sentence of the study does not make good."""
    held = {f.claimed.words.strip() for f in given if f.outcome == "held"}
    told = (d for d in chosen.pairing.differences if d.words not in held or d.kind in ("dose", "number"))
    return next(told, None)


def _stray(part: ClaimReading, chosen: Found, library: Library) -> bool:
    """Whether a number without a unit ("26 saw it through") is not in the sentence: elsewhere it may count anything."""
    beside = library.numbers_of(chosen.pairing.passage)
    return any(not any(agree(q, held) for held in beside) for q in part.quantities if not q.unit and q.value > _BARE)


def _untold(given: tuple[Figure, ...]) -> bool:
    """Whether the study tells nothing of a number; a small bare one ("four of them") may be anything."""
    return any(f.outcome == "not told" and (f.claimed.unit or f.claimed.value > _BARE) for f in given)


def _with(judged: Judgement, given: tuple[Figure, ...]) -> Judgement:
    """The passages of the numbers that hold are shown as well."""
    held = tuple(f.passage for f in given if f.outcome == "held" and f.passage is not None)
    if judged.verdict == "supported":
        return replace(judged, supports=tuple(dict.fromkeys((*judged.supports, *held))))
    return replace(judged, near=tuple(dict.fromkeys((*judged.near, *held))))
