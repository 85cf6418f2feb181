"""The hybrid retriever: BM25 and cosine, over passages and over whole sources, fused by a convex sum.

Scores are scaled to 0..1 by their least and greatest value and summed with fixed weights (Bruch, Gai and Ingber 2023, "An
Analysis of Fusion Functions for Hybrid Retrieval": a convex sum beats reciprocal rank fusion and needs one weight). A
question about a study is often spread over its title, its sample and its note, so each source is also scored as one text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.settings import Settings
from index.lexical import LexicalIndex
from index.open import Index
from sources.model import PartName, Source
from sources.vocabulary import Vocabulary

Scores = npt.NDArray[np.float32]

PART_WEIGHTS: Mapping[PartName, float] = {"found": 1.0, "glance": 0.95, "cannot_show": 0.75, "article_use": 0.6}
"""What was found answers questions; what was not shown, and what the article made of it, mostly does not."""


class HybridRetriever(BaseRetriever):
    """Passages for a question, best source first and best passage first within a source.

    `page_content` is the passage's exact text; the metadata carry its id, source, offsets and scores.
    `invoke(question, within=ids)` searches only those sources.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    index: Index
    vocabulary: Vocabulary
    settings: Settings
    source_lexical: LexicalIndex
    source_ids: tuple[str, ...]
    owner: npt.NDArray[np.int64]
    """For each passage, the place of its source in `source_ids`."""
    part_weights: Scores
    """For each passage, what its part of the note counts for."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, within: frozenset[str] | None = None, **_: Any
    ) -> list[Document]:
        del run_manager
        if not query.strip() or not self.index.passages:
            return []
        added = self._expansions(query)
        cosine = self._cosines(query)
        passage = self._fuse(self.index.lexical_scores(query, added), cosine) * self.part_weights
        source = self._source_scores(query, added, passage)
        return self._ranked(passage, source, cosine, within)

    def _expansions(self, query: str) -> tuple[tuple[str, float], ...]:
        """The library's words for what was said in other words."""
        asked = query.casefold()
        words = dict.fromkeys(found.canonical for found in self.vocabulary.expand(query))
        return tuple((word, self.settings.expansion_weight) for word in words if word.casefold() not in asked)

    def _cosines(self, query: str) -> Scores:
        """Cosine of every passage among the nearest candidates; the rest stand at the least of them."""
        hits = self.index.dense_search(query, self.settings.candidates)
        scores = np.full(len(self.index.passages), min((score for _, score in hits), default=0.0), dtype=np.float32)
        for place, score in hits:
            scores[place] = score
        return scores

    def _fuse(self, lexical: Scores, cosine: Scores) -> Scores:
        weight = self.settings.lexical_weight
        return (weight * scaled(lexical) + (1 - weight) * scaled(cosine)).astype(np.float32)

    def _source_scores(self, query: str, added: tuple[tuple[str, float], ...], passage: Scores) -> Scores:
        """A source's own BM25, and its best passages: 0.6 of the best and 0.4 of the mean of the best four."""
        best = np.zeros(len(self.source_ids), dtype=np.float32)
        for place in range(len(self.source_ids)):
            top = np.sort(passage[self.owner == place])[::-1]
            if top.size:
                best[place] = 0.6 * top[0] + 0.4 * top[:4].mean()
        weight = self.settings.source_weight
        lexical = scaled(self.source_lexical.scores(query, added))
        return (weight * lexical + (1 - weight) * scaled(best)).astype(np.float32)

    def _ranked(self, passage: Scores, source: Scores, cosine: Scores, within: frozenset[str] | None) -> list[Document]:
        """Best sources first; ties go by id, so that the same question gives the same answer."""
        order = sorted(range(len(self.source_ids)), key=lambda place: (-float(source[place]), self.source_ids[place]))
        documents: list[Document] = []
        for place in order:
            if within is not None and self.source_ids[place] not in within:
                continue
            own = np.flatnonzero(self.owner == place)
            own = own[np.lexsort((own, -passage[own]))][: self._cap(place)]
            documents.extend(self._document(int(i), passage, float(source[place]), cosine) for i in own)
        return documents

    def _cap(self, place: int) -> int:
        article = self.index.sources[self.source_ids[place]].kind == "article"
        return self.settings.article_passages if article else self.settings.passages_per_source

    def _document(self, place: int, passage: Scores, source_score: float, cosine: Scores) -> Document:
        item = self.index.passages[place]
        metadata = {
            "passage": item.id,
            "source": item.source_id,
            "part": item.part,
            "start": item.start,
            "end": item.end,
            "score": float(passage[place]),
            "source_score": source_score,
            "cosine": float(cosine[place]),
        }
        return Document(page_content=item.text, id=item.id, metadata=metadata)


def scaled(scores: Scores) -> Scores:
    """Scores shifted and stretched to 0..1; all zero where they are all equal."""
    low, high = float(scores.min(initial=np.inf)), float(scores.max(initial=-np.inf))
    if not high > low:
        return np.zeros_like(scores)
    return ((scores - low) / (high - low)).astype(np.float32)


def build_retriever(index: Index, vocabulary: Vocabulary, settings: Settings) -> HybridRetriever:
    """The retriever over an open index."""
    ids = tuple(sorted(index.sources))
    places = {source_id: place for place, source_id in enumerate(ids)}
    owner = np.array([places[passage.source_id] for passage in index.passages], dtype=np.int64)
    texts = [search_text(index.sources[source_id]) for source_id in ids]
    return HybridRetriever(
        index=index,
        vocabulary=vocabulary,
        settings=settings,
        source_lexical=LexicalIndex(texts),
        source_ids=ids,
        owner=owner,
        part_weights=np.array([PART_WEIGHTS.get(p.part, 1.0) for p in index.passages], dtype=np.float32),
    )


def search_text(source: Source) -> str:
    """A source as one text to be found by: who, when, where, in whom, what, against what, which topics, and its note."""
    facts = (source.title, *source.authors, str(source.year or ""), source.venue, source.population, source.dose)
    more = (*source.substance, source.comparator, source.blinding, source.setting, *source.design)
    topics = dict.fromkeys(topic for outcome in source.outcomes for topic in outcome.topics)
    return "\n".join((*facts, *more, *topics, source.text))
