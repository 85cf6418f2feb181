"""How near a sentence is to each claim of the article: to the claim, to what the article says, and to other words for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.claims.weighing.finding import Nearness
from index.open import Index
from index.passages import Passage
from sources.model import ArticleClaim

Cosines = npt.NDArray[np.float32]
_NOWHERE = -1.0


@dataclass(frozen=True)
class Likeness:
    """The article's claims as vectors, encoded once, at first use (27 claims with 135 wordings: about half a second)."""

    index: Index

    @cached_property
    def claims(self) -> tuple[ArticleClaim, ...]:
        """The claims of the article in their order; none where there is no article."""
        return self.index.article.claims if self.index.article else ()

    def own(self, near: Nearness) -> Cosines:
        """The cosine of the sentence with each claim or with what the article says, shape (claims,)."""
        said = [near.cos(p) if (p := self.first_sentences.get(c.id)) else _NOWHERE for c in self.claims]
        cosines: Cosines = np.maximum(self._claims @ near.vector, np.array(said, dtype=np.float32))
        return cosines

    def worded(self, near: Nearness) -> Cosines:
        """The highest cosine of the sentence with any of the other words for each claim, shape (claims,)."""
        cosines = self._wordings @ near.vector
        ends = np.cumsum([len(claim.also) for claim in self.claims])
        own = np.split(cosines, ends[:-1])
        return np.array([part.max(initial=_NOWHERE) for part in own], dtype=np.float32)

    @cached_property
    def first_sentences(self) -> dict[str, Passage]:
        """For each claim by id, the first sentence of its block: what the article says."""
        if self.index.article is None:
            return {}
        own = self.index.passages_of(self.index.article.source.id)
        firsts = {c.id: next((p for p in own if c.start <= p.start < c.end), None) for c in self.claims}
        return {claim_id: first for claim_id, first in firsts.items() if first}

    @cached_property
    def _claims(self) -> Cosines:
        return self.index.encode_all([claim.claim for claim in self.claims])

    @cached_property
    def _wordings(self) -> Cosines:
        texts = [text for claim in self.claims for text in claim.also]
        return self.index.encode_all(texts) if texts else np.zeros((0, self._claims.shape[1]), dtype=np.float32)
