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

_NOWHERE = -1.0


@dataclass(frozen=True)
class Likeness:
    """The article's claims as vectors, encoded once, at first use (27 claims with 400 wordings: about a second)."""

    index: Index

    @cached_property
    def claims(self) -> tuple[ArticleClaim, ...]:
        """The claims of the article in their order; none where there is no article."""
        return self.index.article.claims if self.index.article else ()

    def of(self, near: Nearness) -> npt.NDArray[np.float32]:
        """The highest cosine of the sentence with anything that stands for a claim, shape (claims,)."""
        said = [near.cos(p) if (p := self.first_sentences.get(c.id)) else _NOWHERE for c in self.claims]
        cosines = self._vectors @ near.vector
        worded = np.maximum.reduceat(cosines, self._starts) if len(self.claims) else np.zeros(0, dtype=np.float32)
        scores: npt.NDArray[np.float32] = np.maximum(worded, np.array(said, dtype=np.float32))
        return scores

    @cached_property
    def first_sentences(self) -> dict[str, Passage]:
        """For each claim by id, the first sentence of its block: what the article says."""
        if self.index.article is None:
            return {}
        own = self.index.passages_of(self.index.article.source.id)
        firsts = {c.id: next((p for p in own if c.start <= p.start < c.end), None) for c in self.claims}
        return {claim_id: first for claim_id, first in firsts.items() if first}

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        sizes = [1 + len(claim.also) for claim in self.claims]
        return np.cumsum([0, *sizes[:-1]])

    @cached_property
    def _vectors(self) -> npt.NDArray[np.float32]:
        return self.index.encode_all([text for claim in self.claims for text in (claim.claim, *claim.also)])
