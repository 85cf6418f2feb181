"""A claim between the steps of its chain: read, found, judged."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims.check import Judgement, Verdict
from assistant.claims.intake import Claim
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.scope import Scope
from assistant.understanding.reading import Reading

_FAR = 0.30
"""Cosine under which nothing in the library is near (answerable.py)."""


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """A claim with its parts read, and how the whole was read as a question would be."""

    claim: Claim
    question: Reading
    whole: ClaimReading
    parts: tuple[ClaimReading, ...]


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """The same with how near everything is, and which study is meant."""

    read: ClaimRead
    near: Nearness
    scope: Scope

    @property
    def far(self) -> bool:
        """Whether nothing is named, no topic or substance is spoken of, and no passage is near."""
        whole, best = self.read.whole, self.near.best
        return best < _FAR or (not (whole.topics or whole.substances or whole.studies) and best < _FAR + 0.1)


@dataclass(frozen=True, slots=True)
class ClaimJudged:
    """The same with the judgement on each part, the verdict of all, and what is to be said beside it."""

    found: ClaimFound
    parts: tuple[tuple[ClaimReading, Judgement], ...]
    verdict: Verdict
    doubts: tuple[str, ...] = ()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements alone."""
        return tuple(judgement for _, judgement in self.parts)
