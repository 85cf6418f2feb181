"""A part that speaks of one study: its nearest sentence is sought, and the two are compared in everything that can be read.

No verdict without a sentence near enough. A fact of the record, a number, a dose or a name that differs goes against the part;
after that the direction decides, by the record's outcome where the sentence states one. What cannot be read decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.claims.check import Judgement, OverclaimKind, Overreach
from assistant.claims.figures import Figure, figures
from assistant.claims.finding import Nearness
from assistant.claims.library import Library
from assistant.claims.numbers import agree, is_dose, quantities
from assistant.claims.pairing import Difference, Pairing, hedged_alike, lacking, pair
from assistant.claims.polarity import denies
from assistant.claims.reading import ClaimReading
from assistant.claims.record_facts import Fact, FactKind, facts
from assistant.claims.scope import Scope
from assistant.claims.words import words_of
from sources.model import Source

NEAR_ENOUGH, RECOGNISED_ENOUGH, NAMED_ENOUGH = 1.45, 1.3, 1.05
"""Likeness (pairing.py, with half of the study's rank) from which a sentence decides; less where the study is named.
On claims that nothing here speaks of the best sentence stays under 1.55, with a median of 1.3."""
_RANK_WORTH = 0.5
_SAME_NUMBER = 0.25
"""For a study with just the number of people that the part gives."""
_STUDIES, _SENTENCES = 5, 10
_RIVAL = 0.12
"""How far behind the best sentence another one may be and still be the one that is meant."""
_UNDECIDED_REACH = 0.3
_FIGURE_REACH = 0.45
_ALIKE_FOR_NUMBERS = 0.4
_BARE = 12
_PLAINLY = 0.6
"""Share of the words that a sentence must have where no direction can be compared."""
_KINDS: dict[FactKind, OverclaimKind] = {
    "species": "species",
    "population": "population",
    "dose level": "dose",
    "year": "number",
}
_UNTESTED: tuple[FactKind, ...] = ("species", "population", "dose level", "substance")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with its study and how well it answers to the part, the study's rank included."""

    pairing: Pairing
    source: Source
    score: float
    likeness: float


@dataclass(frozen=True)
class Specific:
    """Compares a part with the sentences of the studies that come nearest."""

    library: Library

    def judge(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        """The judgement by the nearest sentence; None where none is near enough or nothing can be compared."""
        found = self.find(part, scope, near)
        enough = {"named": NAMED_ENOUGH, "recognised": RECOGNISED_ENOUGH, "none": NEAR_ENOUGH}[scope.sure]
        if not found or found[0].likeness < enough:
            return None
        best = found[0]
        own = [f for f in found if f.source is best.source]
        told = facts(part, best.source, self.library)
        if wrong := [fact for fact in told if not fact.holds]:
            fitting = self._another(part, found, enough)
            if fitting is not None:
                return fitting
            return self._wrong(part, wrong, best, scope)
        return self._in_study(part, own, found, scope)

    def find(self, part: ClaimReading, scope: Scope, near: Nearness) -> list[Found]:
        """The sentences of the studies that may be meant, best first."""
        rank = dict(near.ranking)
        named = scope.sure == "named" and scope.source_id is not None
        same_n = [i for i in scope.nearest if part.n is not None and self.library.index.sources[i].n == part.n]
        ids = [scope.source_id, *scope.also] if named else list(dict.fromkeys((*scope.nearest[:_STUDIES], *same_n)))
        found: list[Found] = []
        wanted = words_of(part, self.library)
        for source_id in ids:
            if source_id is None:
                continue
            source = self.library.index.sources[source_id]
            for passage in [p for p in near.of(source_id) if p.part != "article_use"][:_SENTENCES]:
                told = pair(part, wanted, passage, near, self.library)
                bonus = _RANK_WORTH * rank.get(source_id, 0.0) + _SAME_NUMBER * (source_id in same_n)
                found.append(Found(told, source, told.order + bonus, told.alike + bonus))
        return sorted(found, key=lambda f: (-f.score, f.pairing.passage.id))

    def _another(self, part: ClaimReading, found: Sequence[Found], enough: float) -> Judgement | None:
        """Another study near enough that has everything as the part says, and whose nearest sentence bears it out."""
        best = found[0]
        for other in {f.source.id: f for f in reversed(found)}.values():
            if other.source is best.source or other.likeness < max(enough, best.likeness - 2 * _RIVAL):
                continue
            if all(fact.holds for fact in facts(part, other.source, self.library)) and not other.pairing.differences:
                own = [f for f in found if f.source is other.source]
                judged = self._in_study(part, own, own, Scope(other.source.id, "recognised", ()))
                if judged is not None and judged.verdict in ("supported", "contradicted"):
                    return judged
        return None

    def _wrong(self, part: ClaimReading, wrong: list[Fact], best: Found, scope: Scope) -> Judgement:
        """A fact of the record differs: a study that is named is misdescribed; else nobody tested what is said."""
        passage, fact = best.pairing.passage, wrong[0]
        over = tuple(
            Overreach(_KINDS[f.kind], f.words, f.record, "The study has it otherwise.", passage)
            for f in wrong
            if f.kind in _KINDS
        )
        if scope.sure == "named" or fact.kind not in _UNTESTED or self._told_by_numbers(part, best.source):
            reason = f"The record says otherwise: the claim has {fact.words}, the record has {fact.record}."
            return Judgement("contradicted", "record", reason, against=(passage,), overreach=over)
        reason = f"The nearest study has {fact.record}, not {fact.words}; nobody here tested that."
        return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=over)

    def _told_by_numbers(self, part: ClaimReading, source: Source) -> bool:
        """Whether two numbers of the part stand so in the study: it is the one meant, if misdescribed."""
        return sum(f.outcome == "held" for f in figures(part, source, self.library)) > 1

    def _by_record(self, part: ClaimReading, best: Found, given: tuple[Figure, ...]) -> Judgement | None:
        """How a study was done or where it came out, as its record has it, beside most of the words."""
        told = facts(part, best.source, self.library)
        stated = [fact for fact in told if fact.kind in ("design", "journal", "comparator")]
        if part.way != "none" or not stated or _untold(given):
            return None
        if best.pairing.whole < _PLAINLY or (denies(part.text) and not any(denies(fact.words) for fact in stated)):
            return None
        return Judgement("supported", "record", "The record of the study has it so.", supports=(best.pairing.passage,))

    def _in_study(self, part: ClaimReading, own: list[Found], found: Sequence[Found], scope: Scope) -> Judgement | None:
        best = own[0]
        given = figures(part, best.source, self.library)
        if (wrong := next((f for f in given if f.outcome == "differs"), None)) is not None:
            near = {f.pairing.passage for f in own if f.score >= best.score - _FIGURE_REACH}
            if scope.sure != "none" or wrong.passage in near:
                return self._wrong_number(part, wrong, best, scope)
            given = tuple(replace(f, outcome="not told") if f is wrong else f for f in given)
        held = {f.claimed.words.strip() for f in given if f.outcome == "held"}
        for chosen in self._deciding(own):
            differing = [d for d in chosen.pairing.differences if d.words not in held or d.kind in ("dose", "number")]
            if differing:
                return self._differing(part, differing[0], chosen, own, scope)
            judged = self._by_stand(part, chosen, own)
            if judged is not None and judged.verdict == "supported" and _untold(given):
                return self._at_another_dose(part, found, scope)
            if judged is not None:
                return _with(judged, given)
        return self._by_numbers(part, best, given) or self._by_record(part, best, given)

    def _at_another_dose(self, part: ClaimReading, found: Sequence[Found], scope: Scope) -> Judgement | None:
        """Something was found as the part says, at a dose that is told and is not the part's."""
        for other in found:
            if other.score >= found[0].score - _UNDECIDED_REACH and other.pairing.stand == "for" and _only_dose_differs(other):
                own = [f for f in found if f.source is other.source]
                return self._differing(part, other.pairing.differences[0], other, own, scope)
        return None

    def _deciding(self, own: list[Found]) -> list[Found]:
        """The best sentence, and where it cannot decide, the next ones that can."""
        best = own[0]
        if best.pairing.stand != "unread":
            return [best]
        later = [f for f in own[1:] if f.score >= best.score - _UNDECIDED_REACH]
        return [best, *(f for f in later if f.pairing.stand != "unread" or _only_dose_differs(f))][:4]

    def _by_stand(self, part: ClaimReading, chosen: Found, own: list[Found]) -> Judgement | None:
        passage, stand = chosen.pairing.passage, chosen.pairing.stand
        near = [
            f
            for f in own
            if f is not chosen
            and f.score >= chosen.score - _RIVAL
            and f.pairing.own >= chosen.pairing.own - _RIVAL
            and not f.pairing.differences
        ]
        if stand == "unread" and not hedged_alike(part, passage):
            return self._plainly(part, chosen)
        if stand == "for":
            if part.way == "none" and not _plain_enough(chosen.pairing):
                return None
            return Judgement("supported", "sentence", "A sentence of the source says so.", supports=(passage,))
        if stand in ("mixed", "unread") and hedged_alike(part, passage) and chosen.pairing.own >= _ALIKE_FOR_NUMBERS:
            return Judgement("supported", "sentence", "A sentence of the source says so.", supports=(passage,))
        if stand == "mixed" and chosen.pairing.met > 1:
            return Judgement("supported", "number", "The numbers stand so in the source.", supports=(passage,))
        if stand == "mixed":
            return Judgement("mixed", "result", "The results of the study point more than one way.", near=(passage,))
        if fine := next((f for f in near if f.pairing.stand == "for"), None):
            why = "The results of the study point more than one way."
            return Judgement("mixed", "result", why, supports=(fine.pairing.passage,), against=(passage,))
        why = "The nearest sentence of the source points another way."
        return Judgement("contradicted", "result", why, against=(passage,))

    def _plainly(self, part: ClaimReading, chosen: Found) -> Judgement | None:
        """No direction to compare: the words themselves must be nearly all there, and neither may deny the other."""
        p = chosen.pairing
        if denies(part.text) != denies(p.passage.text):
            return None
        if p.met > 1 and p.met == len(part.quantities) and p.own >= _ALIKE_FOR_NUMBERS:
            return Judgement("supported", "number", "The numbers stand so in the source.", supports=(p.passage,))
        if (p.passage.part == "cannot_show" and not denies(part.text)) or lacking(part, p.passage, self.library):
            return None
        if part.way != "none" or not _plain_enough(p):
            return None
        return Judgement("supported", "sentence", "A sentence of the source says so.", supports=(p.passage,))

    def _wrong_number(self, part: ClaimReading, wrong: Figure, best: Found, scope: Scope) -> Judgement:
        held = wrong.held.words.strip() if wrong.held else ""
        passage = wrong.passage or best.pairing.passage
        kind: OverclaimKind = "dose" if is_dose(wrong.claimed) else "number"
        said = wrong.claimed.words.strip()
        over = Overreach(kind, said, held, "The source has another number there.", passage)
        if kind == "dose" and self._elsewhere(part, best, scope):
            reason = f"Nobody here tested {said} in this way: the nearest study has {held}."
            return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=(over,))
        return Judgement(
            "contradicted", "number", f"The claim has {said}, the source {held}.", against=(passage,), overreach=(over,)
        )

    def _elsewhere(self, part: ClaimReading, found: Found, scope: Scope) -> bool:
        """Whether nobody tested the dose: the study is not the one meant for certain, and a result at that dose is claimed."""
        return scope.sure != "named" and part.way != "none" and not self._tested(part, found.source)

    def _tested(self, part: ClaimReading, source: Source) -> bool:
        """Whether the study gave the dose that the part names."""
        told = [q for p in self.library.index.passages_of(source.id) for q in self.library.numbers_of(p)]
        held = [*told, *quantities(f"{source.dose} . {source.arms} . {source.comparator}")]
        return all(any(agree(a, q) for q in held if q.unit == a.unit) for a in part.amounts)

    def _differing(
        self, part: ClaimReading, difference: Difference, chosen: Found, own: list[Found], scope: Scope
    ) -> Judgement | None:
        """The sentence has it otherwise in one thing."""
        passage = chosen.pairing.passage
        if difference.kind == "dose":
            there = [f for f in own if not f.pairing.differences and f.pairing.met and f.pairing.stand == "against"]
            passages = (passage, *(f.pairing.passage for f in there[:1]))
            over = Overreach("dose", difference.words, difference.source_words, "The source found this at another dose.", passage)
            if self._elsewhere(part, chosen, scope):
                reason = f"Nobody here tested {difference.words} in this way: the nearest study has {difference.source_words}."
                return Judgement("not-in-sources", "not found", reason, near=passages[:1], overreach=(over,))
            reason = f"The source found this at {difference.source_words}, not at {difference.words}."
            return Judgement("contradicted", "number", reason, against=passages, overreach=(over,))
        if difference.kind == "comparator":
            return None
        if difference.kind == "number":
            held = [
                f
                for f in own
                if f.score >= chosen.score - _RIVAL
                and f.pairing.met
                and not any(d.kind == "number" for d in f.pairing.differences)
            ]
            if held or chosen.pairing.own < _ALIKE_FOR_NUMBERS:
                return None
        reason = f"The source has “{difference.source_words}” where the claim has “{difference.words}”."
        over_: tuple[Overreach, ...] = ()
        if difference.kind is not None:
            why = "The source found this in others."
            over_ = (Overreach(difference.kind, difference.words, difference.source_words, why, passage),)
        return Judgement("contradicted", "sentence", reason, against=(passage,), overreach=over_)

    def _by_numbers(self, part: ClaimReading, best: Found, given: tuple[Figure, ...]) -> Judgement | None:
        """All numbers stand so in the study, beside most of the words, and the part claims no direction."""
        held = [f.passage for f in given if f.outcome == "held" and f.passage is not None]
        if part.way != "none" or not held or len(held) < len(given) or best.pairing.whole < _PLAINLY:
            return None
        if best.pairing.own < _PLAINLY / 2 or any(denies(part.text) != denies(passage.text) for passage in held):
            return None
        return Judgement("supported", "number", "The numbers stand so in the source.", supports=tuple(dict.fromkeys(held)))


def _untold(given: tuple[Figure, ...]) -> bool:
    """Whether the study tells nothing of a number; a small bare one ("four of them") may be anything."""
    return any(f.outcome == "not told" and (f.claimed.unit or f.claimed.value > _BARE) for f in given)


def _plain_enough(pairing: Pairing) -> bool:
    """Whether a sentence has so many of the words that they are all there is to compare."""
    return pairing.own >= _PLAINLY or (pairing.met > 0 and pairing.whole >= _PLAINLY and pairing.own >= _PLAINLY / 2)


def _only_dose_differs(found: Found) -> bool:
    return [d.kind for d in found.pairing.differences] == ["dose"]


def _with(judged: Judgement, given: tuple[Figure, ...]) -> Judgement:
    """The passages of the numbers that hold are shown as well."""
    held = tuple(f.passage for f in given if f.outcome == "held" and f.passage is not None)
    if judged.verdict == "supported":
        return Judgement(
            judged.verdict, judged.rule, judged.reason, tuple(dict.fromkeys((*judged.supports, *held))), (), (), judged.overreach
        )
    return Judgement(
        judged.verdict, judged.rule, judged.reason, judged.supports, judged.against,
        tuple(dict.fromkeys((*judged.near, *held))), judged.overreach,
    )  # fmt: skip
