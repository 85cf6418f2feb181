"""The one chain of a claim, which alone knows the order: take in, read, find, judge, cite, put into words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from langchain_core.runnables import Runnable

from assistant.answer import Caveat, Citation, CitationStance, Nearest
from assistant.chain import Chain, answer_id
from assistant.claims.check import ClaimCheck, Judgement, Overclaim, PartCheck, Verdict
from assistant.claims.intake import Claim, taken_in
from assistant.claims.reading.claim import ClaimReader, ClaimReading, inheriting
from assistant.claims.reading.parts import parts_of
from assistant.claims.weighing.audited import Audited
from assistant.claims.weighing.close import in_same_words
from assistant.claims.weighing.finding import Finder, Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.rules import Weigher
from assistant.claims.weighing.scope import Scope, scope_of
from assistant.claims.wording import fair_wording, reply_of
from assistant.finding.evidence import Draft, Evidence, Found
from assistant.service import Assistant
from assistant.timing import Timed, step
from assistant.understanding.reading import Reading
from assistant.weighing.certainty import Asked, Certainty, certainty_of
from assistant.weighing.directness import no_direct_evidence
from assistant.weighing.limits import conflict, limits_of
from assistant.writing.citing import cite
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import CaveatKind, Source

_FAR = 0.30
"""Cosine under which nothing in the library is near (answerable.py)."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A claim with its parts read, how the whole was read as a question would be, and how near everything is."""

    claim: Claim
    question: Reading
    whole: ClaimReading
    parts: tuple[ClaimReading, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    read: _Read
    near: Nearness
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Judged:
    found: _Near
    parts: tuple[tuple[ClaimReading, Judgement], ...]
    verdict: Verdict


@dataclass(frozen=True)
class ClaimChecker:
    """Checks claims against one open index. Safe to share between threads: it holds nothing that changes."""

    chain: Chain
    library: Library
    reader: ClaimReader
    finder: Finder
    audited: Audited
    weigher: Weigher

    def check(self, claim: str) -> ClaimCheck:
        """The check of one claim. Raises UsageError for a claim that is empty, too long, a wh-question or not English."""
        begun = time.perf_counter()
        taken = taken_in(claim, self.library.vocabulary)
        done = self.runnable.invoke(Timed(taken))
        total = round((time.perf_counter() - begun) * 1000, 3)
        return replace(done.value, timings_ms={**dict(done.spent), "total": total})

    @cached_property
    def runnable(self) -> Runnable[Timed[Claim], Timed[ClaimCheck]]:
        """Claim in, check out."""
        return (
            step("read", self._read)
            | step("find", self._find)
            | step("judge", self._judge)
            | step("cite", self._checked)
        )

    def _read(self, claim: Claim) -> _Read:
        whole = self.reader.read(claim.statement)
        texts = parts_of(claim.statement)
        read = [self.reader.read(text) for text in texts] if len(texts) > 1 else [whole]
        parts = [read[0], *(inheriting(part, read[0]) for part in read[1:])]
        return _Read(claim, self.chain.reader.read(claim.statement), whole, tuple(parts))

    def _find(self, read: _Read) -> _Near:
        near = self.finder.near(read.claim.statement, read.question)
        return _Near(read, near, scope_of(read.whole, read.question, near, self.library.index.sources))

    def _judge(self, found: _Near) -> _Judged:
        read, near = found.read, found.near
        if self._far(found):
            nothing = Judgement("not-in-sources", "not found", "This is not what the library is about.")
            return _Judged(found, ((read.whole, nothing),), "not-in-sources")
        if same := in_same_words(read.whole, near, self.library):
            return _Judged(found, ((read.whole, same),), same.verdict)
        claim = None if read.whole.absent else self.audited.claim_of(read.whole, read.question.named, near)
        if claim is not None:
            judged = self.audited.judged(read.whole, claim, near)
            return _Judged(found, ((read.whole, judged),), judged.verdict)
        told = tuple((part, self._part(part, found)) for part in read.parts)
        return _Judged(found, told, together([judgement.verdict for _, judgement in told]))

    def _part(self, part: ClaimReading, found: _Near) -> Judgement:
        alone = len(found.read.parts) == 1
        near = found.near if alone else self.finder.sentences(part.text, found.near.ranking)
        if not alone and (same := in_same_words(part, near, self.library)):
            return same
        if not alone and not part.absent:
            claim = (
                self.audited.claim_of(part, self.chain.reader.names.find(part.text), near)
                if found.scope.source_id is None
                else None
            )
            if claim is not None:
                return self.audited.judged(part, claim, near)
        return self.weigher.judge(part, found.scope, near)

    def _far(self, found: _Near) -> bool:
        """Nothing is named, no topic or substance is spoken of, and no passage is near."""
        whole = found.read.whole
        return found.near.best < _FAR or (
            not (whole.topics or whole.substances or whole.studies) and found.near.best < _FAR + 0.1
        )

    def _checked(self, judged: _Judged) -> ClaimCheck:
        read, near = judged.found.read, judged.found.near
        citations = self._citations(judged)
        numbers = {(c.source, c.start): c.n for c in citations}
        caveats = self._caveats(read.question, citations)
        overclaims = _overclaims(judged, numbers)
        sources = self.library.index.sources
        fair = fair_wording([judgement for _, judgement in judged.parts], sources)
        words = reply_of(judged.verdict, fair, overclaims, caveats, citations, sources)
        sure = self._certainty(read, citations, caveats, judged.verdict)
        return ClaimCheck(
            id=answer_id(read.claim.given, read.claim.statement, self.library.index.version),
            claim=read.claim.given,
            checked_as=read.claim.statement,
            verdict=judged.verdict,
            reasons=tuple(dict.fromkeys(judgement.reason for _, judgement in judged.parts)),
            parts=tuple(_part_check(part, judgement, numbers) for part, judgement in judged.parts),
            overclaims=overclaims,
            citations=citations,
            caveats=caveats,
            certainty=sure.level,
            certainty_reasons=sure.reasons,
            fair_wording=fair,
            reply=words.text,
            reply_markdown=words.markdown,
            nearest=None if citations else self._nearest(judged, near),
            notes=read.claim.notes,
            index_version=self.library.index.version,
        )

    def _citations(self, judged: _Judged) -> tuple[Citation, ...]:
        """Every passage that a judgement rests on, through the one place where quotes are cut and checked."""
        stances = _stances(judged)
        evidence = tuple(self._evidence(passage, judged.found.near) for passage in stances)
        drafted = tuple(DraftSentence(passage.text, "finding", "verbatim", (passage,)) for passage in stances)
        draft = Draft(Found(judged.found.read.question, evidence), drafted)
        _, citations = cite(draft, self._kinds)
        where = {(passage.source_id, passage.start): stance for passage, stance in stances.items()}
        return tuple(replace(c, stance=where[c.source, c.start]) for c in citations)

    def _evidence(self, passage: Passage, near: Nearness) -> Evidence:
        source = self.library.index.sources[passage.source_id]
        return Evidence(passage, source, near.worth(passage), 0.0, near.cos(passage))

    def _kinds(self, source: Source) -> tuple[CaveatKind, ...]:
        return tuple(dict.fromkeys(caveat.kind for caveat in self.chain.caveats.get(source.id, ())))

    def _caveats(self, question: Reading, citations: tuple[Citation, ...]) -> tuple[Caveat, ...]:
        sources, vocabulary = self.library.index.sources, self.library.vocabulary
        apart = conflict(question.topics, citations, sources)
        far = no_direct_evidence(question, citations, sources, vocabulary, self.library.ways) if citations else ()
        return (*apart, *far, *limits_of(citations, self.chain.caveats))

    def _certainty(
        self, read: _Read, citations: tuple[Citation, ...], caveats: tuple[Caveat, ...], verdict: Verdict
    ) -> Certainty:
        if verdict == "not-in-sources":
            return Certainty("none", ())
        cited = {c.source: self.library.index.sources[c.source] for c in citations}
        asked = Asked(
            symptom=bool(read.whole.conditions) or any(self.library.ways.get(t) == "lower" for t in read.whole.topics),
            microdose=read.whole.dose_level == "microdose",
            animals=read.whole.whom in ("rats", "mice", "animals", "cells"),
            conflict=any(caveat.kind == "conflicting-evidence" for caveat in caveats),
        )
        return certainty_of(list(cited.values()), {i: self._kinds(source) for i, source in cited.items()}, asked)

    def _nearest(self, judged: _Judged, near: Nearness) -> Nearest | None:
        passage = near.nearest()
        if passage is None or self._far(judged.found):
            return None
        source = self.library.index.sources[passage.source_id]
        return Nearest(source.id, source.title, passage.text, passage.start, passage.end, judged.parts[0][1].reason)


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for all parts: half right is mixed, and a false half with a half that nobody speaks of is false."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    if kinds == {"contradicted", "not-in-sources"}:
        return "contradicted"
    return "mixed"


def _stances(judged: _Judged) -> Mapping[Passage, CitationStance]:
    """The passages of every judgement in order; one that supports one part and stands against another is neutral."""
    found: dict[Passage, CitationStance] = {}
    for _, judgement in judged.parts:
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

    return PartCheck(
        part.text, part, judged.verdict, judged.rule, judged.reason, numbered(judged.supports), numbered(judged.against)
    )


def _overclaims(judged: _Judged, numbers: Mapping[tuple[str, int], int]) -> tuple[Overclaim, ...]:
    found: dict[tuple[str, str], Overclaim] = {}
    for _, judgement in judged.parts:
        for over in judgement.overreach:
            cited = (numbers[over.passage.source_id, over.passage.start],) if over.passage else ()
            found.setdefault(
                (over.kind, over.words), Overclaim(over.kind, over.words, over.source_words, over.why, cited)
            )
    return tuple(found.values())


def build_checker(assistant: Assistant) -> ClaimChecker:
    """A checker over the index that an assistant answers from."""
    chain = assistant.chain
    library = Library(assistant.index, chain.reader.vocabulary, chain.reader.ways)
    reader = ClaimReader(chain.reader)
    return ClaimChecker(chain, library, reader, Finder(chain.retriever), Audited(library, reader), Weigher(library))
