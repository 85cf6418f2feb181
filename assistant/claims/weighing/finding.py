"""What speaks of the same thing: how near every sentence and every source is to a claim.

The same scores as the retriever's (BM25 and cosine, over sentences and whole sources), taken as arrays: a claim needs all of
them, and building a document for each would cost more than the scoring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.finding.fitting import fit
from assistant.finding.retriever import HybridRetriever, scaled
from assistant.understanding.reading import Reading
from index.passages import Passage
from sources.model import Source

Scores = npt.NDArray[np.float32]
_BEST, _TOP = 0.6, 4


@dataclass(frozen=True)
class Nearness:
    """How near everything is to one text. `ranking` holds the ids of the studies with their scores, nearest first."""

    passages: tuple[Passage, ...]
    vector: Scores
    cosine: Scores
    score: Scores
    ranking: tuple[tuple[str, float], ...]

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {passage.id: place for place, passage in enumerate(self.passages)}

    def of(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, nearest first."""
        own = [place for place, passage in enumerate(self.passages) if passage.source_id == source_id]
        return tuple(self.passages[i] for i in sorted(own, key=lambda i: (-float(self.score[i]), i)))

    def cos(self, passage: Passage) -> float:
        """The cosine of a passage with the text."""
        return float(self.cosine[self._place[passage.id]])

    def worth(self, passage: Passage) -> float:
        """The fused score of a passage, 0 to 1."""
        return float(self.score[self._place[passage.id]])

    @property
    def best(self) -> float:
        """The highest cosine of any passage."""
        return float(self.cosine.max(initial=0.0))

    def closest(self, number: int) -> tuple[Passage, ...]:
        """The passages nearest in meaning, nearest first."""
        order = np.argsort(-self.cosine, kind="stable")[:number]
        return tuple(self.passages[int(place)] for place in order)

    def nearest(self) -> Passage | None:
        """The passage nearest in meaning."""
        return self.passages[int(self.cosine.argmax())] if self.passages else None


@dataclass(frozen=True)
class Finder:
    """Scores a text against an index with a retriever's weights."""

    retriever: HybridRetriever

    def near(self, text: str, reading: Reading) -> Nearness:
        """How near everything is to `text`; the reading says how well each record fits."""
        near = self.sentences(text)
        return replace(near, ranking=self._ranking(text, reading, near.score))

    def sentences(self, text: str, ranking: tuple[tuple[str, float], ...] = ()) -> Nearness:
        """How near every sentence is; the ranking of the studies is the one given."""
        index, settings = self.retriever.index, self.retriever.settings
        added = self._expansions(text)
        vector = index.encode(text)
        cosine = index.dense_scores(vector).astype(np.float32)
        lexical = index.lexical_scores(text, added)
        weight = settings.lexical_weight
        score = (weight * scaled(lexical) + (1 - weight) * scaled(cosine)) * self.retriever.part_weights
        return Nearness(index.passages, vector, cosine, score.astype(np.float32), ranking)

    def _ranking(self, text: str, reading: Reading, score: Scores) -> tuple[tuple[str, float], ...]:
        index, share = self.retriever.index, self.retriever.settings.fit_weight
        own = self._source_scores(text, self._expansions(text), score)
        ids = self.retriever.source_ids
        held = {i: index.sources[i] for i in ids if index.sources[i].kind != "article"}
        ranked = {
            i: (1 - share) * float(own[ids.index(i)]) + share * fit(source, reading) for i, source in held.items()
        }
        return tuple(sorted(ranked.items(), key=lambda pair: (-pair[1], pair[0])))

    def _expansions(self, text: str) -> tuple[tuple[str, float], ...]:
        low = text.casefold()
        words = dict.fromkeys(found.canonical for found in self.retriever.vocabulary.expand(text))
        return tuple((word, self.retriever.settings.expansion_weight) for word in words if word.casefold() not in low)

    def _source_scores(self, text: str, added: tuple[tuple[str, float], ...], passage: Scores) -> Scores:
        """A source's own BM25, and its best passages: 0.6 of the best and 0.4 of the mean of the best four."""
        best = np.zeros(len(self.retriever.source_ids), dtype=np.float32)
        for place, own in enumerate(self._owned):
            top = np.sort(passage[own])[::-1]
            if top.size:
                best[place] = _BEST * top[0] + (1 - _BEST) * top[:_TOP].mean()
        weight = self.retriever.settings.source_weight
        lexical = scaled(self.retriever.source_lexical.scores(text, added))
        return (weight * lexical + (1 - weight) * scaled(best)).astype(np.float32)

    @cached_property
    def _owned(self) -> tuple[npt.NDArray[np.int64], ...]:
        return tuple(np.flatnonzero(self.retriever.owner == place) for place in range(len(self.retriever.source_ids)))

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id."""
        return self.retriever.index.sources
