"""The one chain of a claim, which alone knows the order: take in, read, find, judge, cite, put into words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from langchain_core.runnables import Runnable

from assistant.answer import Caveat, Citation, Nearest
from assistant.chain import Chain, answer_id
from assistant.claims.check import ClaimCheck, Judgement, Verdict
from assistant.claims.citing import cited
from assistant.claims.intake import Claim, taken_in
from assistant.claims.judge import Judge
from assistant.claims.judged import ClaimFound, ClaimJudged, ClaimRead
from assistant.claims.reading.claim import ClaimReader, ClaimReading, inheriting
from assistant.claims.reading.parts import parts_of
from assistant.claims.second_opinion import second_opinion
from assistant.claims.weighing.audited import Audited
from assistant.claims.weighing.close import in_same_words
from assistant.claims.weighing.finding import Finder
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.rules import Weigher
from assistant.claims.weighing.scope import Scope, scope_of
from assistant.claims.wording import fair_wording, reply_of
from assistant.service import Assistant
from assistant.timing import Timed, step
from assistant.weighing.certainty import Asked, Certainty, certainty_of
from assistant.weighing.directness import no_direct_evidence
from assistant.weighing.limits import conflict, limits_of
from sources.model import CaveatKind, Source


@dataclass(frozen=True)
class ClaimChecker:
    """Checks claims against one open index. Safe to share between threads: it holds nothing that changes."""

    chain: Chain
    library: Library
    reader: ClaimReader
    finder: Finder
    audited: Audited
    weigher: Weigher
    judge: Judge | None = None

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

    def _read(self, claim: Claim) -> ClaimRead:
        whole = self.reader.read(claim.statement)
        texts = parts_of(claim.statement)
        read = [self.reader.read(text) for text in texts] if len(texts) > 1 else [whole]
        parts = [read[0], *(inheriting(part, read[0]) for part in read[1:])]
        return ClaimRead(claim, self.chain.reader.read(claim.statement), whole, tuple(parts))

    def _find(self, read: ClaimRead) -> ClaimFound:
        near = self.finder.near(read.claim.statement, read.question)
        return ClaimFound(read, near, scope_of(read.whole, read.question, near, self.library.index.sources))

    def _judge(self, found: ClaimFound) -> ClaimJudged:
        whole = self._whole(found)
        if whole is not None:
            return ClaimJudged(found, ((found.read.whole, whole),), whole.verdict)
        heard: list[tuple[ClaimReading, Judgement, str]] = []
        for part in found.read.parts:
            own = found if self.reader.read(part.text).substances else self._going_on(found, heard)
            judgement, doubt = second_opinion(part, self._part(part, own), self.judge)
            heard.append((part, judgement, doubt))
        told = tuple((part, judgement) for part, judgement, _ in heard)
        doubts = tuple(dict.fromkeys(doubt for _, _, doubt in heard if doubt))
        return ClaimJudged(found, told, together([judgement.verdict for _, judgement in told]), doubts)

    def _going_on(self, found: ClaimFound, heard: Sequence[tuple[ClaimReading, Judgement, str]]) -> ClaimFound:
        """What was found, with the study that the first half turned out to be about: a later half leaves it unsaid."""
        first = next((judgement for _, judgement, _ in heard if judgement.verdict != "not-in-sources"), None)
        if first is None or first.rule in ("article", "count") or found.scope.sure == "named":
            return found
        return replace(found, scope=Scope(first.passages[0].source_id, "named", found.scope.nearest))

    def _whole(self, found: ClaimFound) -> Judgement | None:
        """The judgement on a claim that need not be taken apart: far off, word for word, or one of the article's own."""
        read, near = found.read, found.near
        if found.far:
            return Judgement("not-in-sources", "not found", "This is not what the library is about.")
        if same := in_same_words(read.whole, near, self.library):
            return same
        claim = None if read.whole.absent else self.audited.claim_of(read.whole, read.question.named, near)
        return self.audited.judged(read.whole, claim, near) if claim else None

    def _part(self, part: ClaimReading, found: ClaimFound) -> Judgement:
        if len(found.read.parts) == 1:
            return self.weigher.judge(part, found.scope, found.near)
        near = self.finder.sentences(part.text, found.near.ranking)
        if same := in_same_words(part, near, self.library):
            return same
        if not part.absent and found.scope.source_id is None:
            claim = self.audited.claim_of(part, self.chain.reader.names.find(part.text), near)
            if claim is not None:
                return self.audited.judged(part, claim, near)
        return self.weigher.judge(part, found.scope, near)

    def _checked(self, judged: ClaimJudged) -> ClaimCheck:
        read, sources = judged.found.read, self.library.index.sources
        told = cited(judged, sources, self._kinds)
        caveats = self._caveats(read, told.citations)
        sure = self._certainty(read, told.citations, caveats, judged.verdict)
        fair = fair_wording(judged.judgements, sources)
        words = reply_of(judged.verdict, fair, told.overclaims, caveats, told.citations, sources, sure.level)
        return ClaimCheck(
            id=answer_id(read.claim.given, read.claim.statement, self.library.index.version),
            claim=read.claim.given,
            checked_as=read.claim.statement,
            verdict=judged.verdict,
            reasons=tuple(dict.fromkeys(judgement.reason for judgement in judged.judgements)),
            parts=told.parts,
            overclaims=told.overclaims,
            citations=told.citations,
            caveats=caveats,
            certainty=sure.level,
            certainty_reasons=sure.reasons,
            fair_wording=fair,
            reply=words.text,
            reply_markdown=words.markdown,
            nearest=None if told.citations else self._nearest(judged),
            notes=(*read.claim.notes, *judged.doubts),
            index_version=self.library.index.version,
        )

    def _kinds(self, source: Source) -> tuple[CaveatKind, ...]:
        return tuple(dict.fromkeys(caveat.kind for caveat in self.chain.caveats.get(source.id, ())))

    def _caveats(self, read: ClaimRead, citations: tuple[Citation, ...]) -> tuple[Caveat, ...]:
        sources, vocabulary = self.library.index.sources, self.library.vocabulary
        apart = conflict(read.question.topics, citations, sources)
        far = no_direct_evidence(read.question, citations, sources, vocabulary, self.library.ways) if citations else ()
        return (*apart, *far, *limits_of(citations, self.chain.caveats))

    def _certainty(
        self, read: ClaimRead, citations: tuple[Citation, ...], caveats: tuple[Caveat, ...], verdict: Verdict
    ) -> Certainty:
        if verdict == "not-in-sources":
            return Certainty("none", ())
        held = {c.source: self.library.index.sources[c.source] for c in citations}
        asked = Asked(
            symptom=bool(read.whole.conditions) or any(self.library.ways.get(t) == "lower" for t in read.whole.topics),
            microdose=read.whole.dose_level == "microdose",
            animals=read.whole.whom in ("rats", "mice", "animals", "cells"),
            conflict=any(caveat.kind == "conflicting-evidence" for caveat in caveats),
        )
        return certainty_of(list(held.values()), {i: self._kinds(source) for i, source in held.items()}, asked)

    def _nearest(self, judged: ClaimJudged) -> Nearest | None:
        passage = judged.found.near.nearest()
        if passage is None or judged.found.far:
            return None
        source = self.library.index.sources[passage.source_id]
        return Nearest(source.id, source.title, passage.text, passage.start, passage.end, judged.judgements[0].reason)


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for all parts: half right is mixed, and a false half with a half that nobody speaks of is false."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    if kinds == {"contradicted", "not-in-sources"}:
        return "contradicted"
    return "mixed"


def build_checker(assistant: Assistant, judge: Judge | None = None) -> ClaimChecker:
    """A checker over the index that an assistant answers from."""
    chain = assistant.chain
    library = Library(assistant.index, chain.reader.vocabulary, chain.reader.ways)
    reader = ClaimReader(chain.reader)
    audited, finder = Audited(library, reader), Finder(chain.retriever)
    return ClaimChecker(chain, library, reader, finder, audited, Weigher(library), judge)
