"""A judgement against a part, because the study has it otherwise: a fact of its record, a number, a dose, a name, a word."""

from __future__ import annotations

from assistant.claims.check import Judgement, OverclaimKind, Overreach
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.quantity import agree, is_dose
from assistant.claims.weighing.difference import Difference
from assistant.claims.weighing.fact import Fact, FactKind
from assistant.claims.weighing.figures import Figure, figures
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.scope import Scope
from assistant.claims.weighing.searching import Found
from index.passages import Passage
from sources.model import Source

KINDS: dict[FactKind, OverclaimKind] = {
    "species": "species",
    "population": "population",
    "dose level": "dose",
    "year": "number",
}
_UNTESTED: tuple[FactKind, ...] = ("species", "population", "dose level", "substance")
"""Where the nearest study has another of these and is not meant for certain, nobody tested what is said."""
_RIVAL, _TIED = 0.12, 0.4


def wrong_fact(
    part: ClaimReading, wrong: list[Fact], best: Found, scope: Scope, near: Nearness, library: Library
) -> Judgement:
    """A fact of the record differs: a study that is meant for certain is misdescribed; else nobody tested what is said."""
    passage, fact = best.pairing.passage, wrong[0]
    why = "The study has it otherwise."
    over = tuple(Overreach(KINDS[f.kind], f.words, f.record, why, passage) for f in wrong if f.kind in KINDS)
    certain = scope.sure == "named" or sum(f.outcome == "held" for f in figures(part, best.source, near, library)) > 1
    if certain or fact.kind not in _UNTESTED:
        reason = f"The record says otherwise: the claim has {fact.words}, the record has {fact.record}."
        return Judgement("contradicted", "record", reason, against=(passage,), overreach=over)
    reason = f"The nearest study has {fact.record}, not {fact.words}; nobody here tested that."
    return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=over)


def wrong_number(part: ClaimReading, wrong: Figure, best: Found, scope: Scope, library: Library) -> Judgement:
    """A number of the part is another one in the study."""
    held = wrong.held.words.strip() if wrong.held else ""
    said, passage = wrong.claimed.words.strip(), wrong.passage or best.pairing.passage
    if is_dose(wrong.claimed):
        return _at_other_dose(part, said, held, (passage,), best.source, scope, library)
    over = Overreach("number", said, held, "The source has another number there.", passage)
    return Judgement(
        "contradicted", "number", f"The claim has {said}, the source {held}.", against=(passage,), overreach=(over,)
    )


def differing(
    part: ClaimReading, difference: Difference, chosen: Found, own: list[Found], scope: Scope, library: Library
) -> Judgement | None:
    """The sentence has it otherwise in one thing; None where that decides nothing."""
    passage, said, held = chosen.pairing.passage, difference.words, difference.source_words
    if difference.kind == "dose":
        there = [f for f in own if not f.pairing.differences and f.pairing.met and f.pairing.stand == "against"]
        passages = (passage, *(f.pairing.passage for f in there[:1]))
        return _at_other_dose(part, said, held, passages, chosen.source, scope, library)
    if difference.kind == "comparator" or (difference.kind == "number" and _told_elsewhere(chosen, own)):
        return None
    over: tuple[Overreach, ...] = ()
    if difference.kind is not None:
        over = (Overreach(difference.kind, said, held, "The source has it otherwise there.", passage),)
    reason = f"The source has “{held}” where the claim has “{said}”."
    return Judgement("contradicted", "sentence", reason, against=(passage,), overreach=over)


def _told_elsewhere(chosen: Found, own: list[Found]) -> bool:
    """Whether another sentence about as near has the number, or this one has too little of the part to be the one."""
    for found in own:
        near = found.score >= chosen.score - _RIVAL and found.pairing.met
        if near and not any(d.kind == "number" for d in found.pairing.differences):
            return True
    return chosen.pairing.own < _TIED


def _at_other_dose(
    part: ClaimReading,
    said: str,
    held: str,
    passages: tuple[Passage, ...],
    source: Source,
    scope: Scope,
    library: Library,
) -> Judgement:
    """Found at another dose: contradicted where the study gave the dose of the part too, else nobody tested that."""
    over = (Overreach("dose", said, held, "The source found this at another dose.", passages[0]),)
    if scope.sure != "named" and part.way != "none" and not _tested(part, source, library):
        reason = f"Nobody here tested {said} in this way: the nearest study has {held}."
        return Judgement("not-in-sources", "not found", reason, near=passages[:1], overreach=over)
    reason = f"The source has {held} there, not {said}."
    return Judgement("contradicted", "number", reason, against=passages, overreach=over)


def _tested(part: ClaimReading, source: Source, library: Library) -> bool:
    """Whether the study gave the dose that the part names."""
    told = [q for p in library.index.passages_of(source.id) for q in library.numbers_of(p)]
    held = [*told, *quantities(f"{source.dose} . {source.arms} . {source.comparator}")]
    return all(any(agree(a, q) for q in held if q.unit == a.unit) for a in part.amounts)
