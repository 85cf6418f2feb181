"""The one chain, which alone knows the order: read, retrieve, select, write, cite.

LCEL: every step is a Runnable from one frozen value to the next, and the writer is a step like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from langchain_core.documents import Document
from langchain_core.runnables import Runnable

from assistant.answer import Answer, Caveat, Citation, Nearest
from assistant.finding.answerable import refusal
from assistant.finding.evidence import Draft, Evidence, Found
from assistant.finding.retriever import HybridRetriever
from assistant.finding.selection import select
from assistant.settings import Settings
from assistant.timing import Timed, step
from assistant.understanding.reader import Reader
from assistant.understanding.reading import Reading, in_words
from assistant.views import SourceCaveat
from assistant.weighing.bearing import bearing
from assistant.weighing.certainty import Asked, Certainty, certainty_of
from assistant.weighing.directness import no_direct_evidence
from assistant.weighing.limits import conflict, limits_of
from assistant.weighing.tally import Tally, tally
from assistant.writing.citing import cite
from assistant.writing.suggesting import suggestions
from index.open import Index
from index.passages import Passage
from sources.model import CaveatKind, Source


@dataclass(frozen=True, slots=True)
class Question:
    """What comes in. Where a follow-up was rewritten, `standalone` differs and `within` are the sources it leans on."""

    text: str
    standalone: str
    within: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Chain:
    """Everything the steps need, and their order in `runnable`."""

    index: Index
    reader: Reader
    retriever: HybridRetriever
    writer: Runnable[Found, Draft]
    caveats: Mapping[str, tuple[SourceCaveat, ...]]
    settings: Settings

    @cached_property
    def runnable(self) -> Runnable[Timed[Question], Timed[Answer]]:
        """Question in, answer out."""
        return (
            step("read", self._read)
            | step("retrieve", self._retrieve)
            | step("count", self._count)
            | step("select", self._select)
            | step("judge", self._judge)
            | step("write", self.writer.invoke)
            | step("cite", self._answer)
        )

    def _read(self, question: Question) -> Reading:
        return self.reader.read(question.text, question.standalone, question.within, question.exclude, question.why)

    def _retrieve(self, reading: Reading) -> Found:
        within = self._within(reading)
        documents = (
            self.retriever.invoke(reading.standalone, within=within)
            if within
            else (self.retriever.invoke(reading.standalone))
        )
        return Found(reading, tuple(self._evidence(document) for document in documents))

    def _count(self, found: Found) -> Found:
        """The votes on what was asked, and the sentences that state them: retrieval by record instead of by words."""
        scores = {item.source.id: item.source_score for item in found.evidence}
        every = self.index.sources.values()
        told = tally(every, found.reading, self.reader.ways, scores, self.settings.most_sources)
        return replace(found, evidence=(*found.evidence, *self._stating(found, told)), tally=told)

    def _stating(self, found: Found, told: Tally) -> Iterator[Evidence]:
        have = {item.passage.id for item in found.evidence}
        scores = {item.source.id: item.source_score for item in found.evidence}
        for line in told.lines:
            for vote in line.votes:
                for outcome in vote.outcomes:
                    passage = self._stated[vote.source.id, outcome.stated]
                    if passage.id not in have:
                        have.add(passage.id)
                        yield Evidence(passage, vote.source, 0.0, scores.get(vote.source.id, 0.0), 0.0)

    @cached_property
    def _stated(self) -> dict[tuple[str, str], Passage]:
        return {(passage.source_id, passage.text): passage for passage in self.index.passages}

    def _within(self, reading: Reading) -> frozenset[str] | None:
        """Where studies are named, nothing else may stand in for them; the article is always at hand."""
        named = {*reading.named.sources, *(i for c in reading.named.citations for i in c.record_ids), *reading.within}
        article = {source.id for source in self.index.sources.values() if source.kind == "article"}
        if named:
            return frozenset((named | article) - set(reading.exclude))
        return frozenset(self.index.sources) - set(reading.exclude) if reading.exclude else None

    def _evidence(self, document: Document) -> Evidence:
        meta = document.metadata
        return Evidence(
            passage=self._passages[meta["passage"]],
            source=self.index.sources[meta["source"]],
            score=meta["score"],
            source_score=meta["source_score"],
            cosine=meta["cosine"],
        )

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.index.passages}

    def _select(self, found: Found) -> Found:
        return select(found, self.settings, self.index.article, self.reader.vocabulary)

    def _judge(self, found: Found) -> Found:
        """What does not answer the question is set aside before anything is written."""
        return replace(found, refusal=refusal(found, self.index.sources.values()))

    def _kinds(self, source: Source) -> tuple[CaveatKind, ...]:
        return tuple(dict.fromkeys(caveat.kind for caveat in self.caveats.get(source.id, ())))

    def _answer(self, draft: Draft) -> Answer:
        found, reading = draft.found, draft.found.reading
        sentences, citations = cite(draft, self._kinds)
        limits = self._limits(reading, citations)
        sure = self._certainty(found, citations, limits)
        return Answer(
            id=answer_id(reading.question, reading.standalone, self.index.version),
            question=reading.question,
            standalone=reading.standalone,
            status="answered" if sentences else "abstained",
            policy="none",
            stance=bearing(found, self.reader.ways),
            certainty=sure.level,
            certainty_reasons=sure.reasons,
            sentences=sentences,
            citations=citations,
            caveats=limits,
            suggestions=self._suggestions(found),
            nearest=None if sentences else nearest(found),
            index_version=self.index.version,
            understood=reading.why,
            read_as=in_words(reading),
            topics=reading.topics,
        )

    def _limits(self, reading: Reading, citations: tuple[Citation, ...]) -> tuple[Caveat, ...]:
        apart = conflict(reading.topics, citations, self.index.sources)
        far = no_direct_evidence(reading, citations, self.index.sources, self.reader.vocabulary, self.reader.ways)
        return (*apart, *far, *limits_of(citations, self.caveats))

    def _certainty(self, found: Found, citations: tuple[Citation, ...], limits: tuple[Caveat, ...]) -> Certainty:
        reading = found.reading
        cited = {citation.source: self.index.sources[citation.source] for citation in citations}
        asked = Asked(
            symptom=bool(reading.conditions) or any(self.reader.ways.get(t) == "lower" for t in reading.topics),
            microdose=reading.dose == "microdose",
            animals=reading.animals,
            conflict=any(limit.kind == "conflicting-evidence" for limit in limits),
        )
        sure = certainty_of(list(cited.values()), {i: self._kinds(source) for i, source in cited.items()}, asked)
        return replace(sure, reasons=(*sure.reasons, *found.tally.left_out))

    def _suggestions(self, found: Found) -> tuple[str, ...]:
        if found.refusal is not None and found.refusal.far:
            return ()
        reading = found.reading
        vocabulary, ways = self.reader.vocabulary, self.reader.ways
        return suggestions(reading.standalone, found.sources(), reading.topics, vocabulary, ways)


def answer_id(question: str, standalone: str, version: str) -> str:
    """The same for the same question on the same index: 12 hex digits."""
    return hashlib.sha256("\x00".join((question, standalone, version)).encode()).hexdigest()[:12]


def nearest(found: Found) -> Nearest | None:
    """The nearest passage and why it falls short; none where the question is far from everything here."""
    if not found.evidence or found.refusal is None or found.refusal.far:
        return None
    best = max(found.evidence, key=lambda item: item.cosine)
    passage = best.passage
    return Nearest(best.source.id, best.source.title, passage.text, passage.start, passage.end, found.refusal.why)
