"""The passages of every judgement, numbered and quoted, and what refers to them by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.answer import Citation, CitationStance
from assistant.claims.check import Judgement, Overclaim, PartCheck
from assistant.claims.judged import ClaimJudged
from assistant.claims.reading.claim import ClaimReading
from assistant.finding.evidence import Draft, Evidence, Found
from assistant.writing.citing import cite
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import CaveatKind, Source

Kinds = Callable[[Source], tuple[CaveatKind, ...]]


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations of a check, and what refers to them."""

    citations: tuple[Citation, ...]
    parts: tuple[PartCheck, ...]
    overclaims: tuple[Overclaim, ...]


def cited(judged: ClaimJudged, sources: Mapping[str, Source], kinds: Kinds) -> Cited:
    """Every passage that a judgement rests on, through the one place where quotes are cut and checked."""
    stances = _stances(judged)
    near = judged.found.near
    evidence = tuple(Evidence(p, sources[p.source_id], near.worth(p), 0.0, near.cos(p)) for p in stances)
    drafted = tuple(DraftSentence(passage.text, "finding", "verbatim", (passage,)) for passage in stances)
    _, found = cite(Draft(Found(judged.found.read.question, evidence), drafted), kinds)
    where = {(passage.source_id, passage.start): stance for passage, stance in stances.items()}
    citations = tuple(replace(c, stance=where[c.source, c.start]) for c in found)
    numbers = {(c.source, c.start): c.n for c in citations}
    parts = tuple(_part_check(part, judgement, numbers) for part, judgement in judged.parts)
    return Cited(citations, parts, _overclaims(judged, numbers))


def _stances(judged: ClaimJudged) -> Mapping[Passage, CitationStance]:
    """The passages of every judgement in order; one that supports one part and stands against another is neutral."""
    found: dict[Passage, CitationStance] = {}
    for judgement in judged.judgements:
        told: list[tuple[tuple[Passage, ...], CitationStance]] = [
            (judgement.supports, "supports"),
            (judgement.against, "against"),
            (judgement.near, "neutral"),
            (tuple(over.passage for over in judgement.overreach if over.passage), "neutral"),
        ]
        for passages, stance in told:
            for passage in passages:
                before = found.setdefault(passage, stance)
                if before == "neutral":
                    found[passage] = stance
                elif stance not in ("neutral", before):
                    found[passage] = "neutral"
    return found


def _part_check(part: ClaimReading, judged: Judgement, numbers: Mapping[tuple[str, int], int]) -> PartCheck:
    def numbered(passages: tuple[Passage, ...]) -> tuple[int, ...]:
        return tuple(numbers[p.source_id, p.start] for p in passages)

    supports, against = numbered(judged.supports), numbered(judged.against)
    return PartCheck(part.text, part, judged.verdict, judged.rule, judged.reason, supports, against)


def _overclaims(judged: ClaimJudged, numbers: Mapping[tuple[str, int], int]) -> tuple[Overclaim, ...]:
    found: dict[tuple[str, str], Overclaim] = {}
    for judgement in judged.judgements:
        for over in judgement.overreach:
            numbered = (numbers[over.passage.source_id, over.passage.start],) if over.passage else ()
            one = Overclaim(over.kind, over.words, over.source_words, over.why, numbered)
            found.setdefault((over.kind, over.words), one)
    return tuple(found.values())
