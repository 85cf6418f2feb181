"""What passes between the steps of the chain: a reading, the evidence found for it, and a draft of the answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Stance
from assistant.understanding.reading import Reading
from assistant.weighing.tally import NOTHING_COUNTED, Tally
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import ArticleClaim, Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that was retrieved, its source, and how well each matches the question (0..1, higher is nearer)."""

    passage: Passage
    source: Source
    score: float
    source_score: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered; `far` where it has nothing to do with the library."""

    why: str
    far: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A question as read and what was retrieved for it, best source first, best passage first within a source."""

    reading: Reading
    evidence: tuple[Evidence, ...]
    tally: Tally = NOTHING_COUNTED
    refusal: Refusal | None = None
    claims: tuple[ArticleClaim, ...] = ()
    """Claims of the article that are meant, or that stand beside what is asked."""
    single: bool = False
    """Whether one study is meant, by its name or by how far it stands out."""

    def sources(self) -> tuple[Source, ...]:
        """The sources of the evidence, in its order, each once."""
        return tuple({item.source.id: item.source for item in self.evidence}.values())

    def of(self, source_id: str) -> tuple[Evidence, ...]:
        """The evidence of one source."""
        return tuple(item for item in self.evidence if item.source.id == source_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence. An empty draft means that there is no answer in it."""

    found: Found
    sentences: tuple[DraftSentence, ...]
    stance: Stance = "none"
