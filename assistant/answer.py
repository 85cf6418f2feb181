"""The one evidence object that every face of the product shows (DESIGN: "An answer").

`to_json` is the contract: the page, the command line and the benchmark read the same fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sources.model import CaveatKind

Status = Literal["answered", "abstained", "declined"]
Policy = Literal["none", "crisis", "medical-advice", "sourcing"]
Stance = Literal["supported", "mixed", "contradicted", "none"]
CertaintyLevel = Literal["high", "moderate", "low", "very low", "none"]
Role = Literal["bottom-line", "finding", "article", "other"]
Support = Literal["verbatim", "computed", "supported", "partly", "unchecked"]
CitationStance = Literal["supports", "against", "neutral"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations it rests on (never empty)."""

    text: str
    role: Role
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Citation:
    """A byte-exact quote: `quote` is `source.text[start:end]`, offsets in characters."""

    n: int
    source: str
    title: str
    doi: str | None
    quote: str
    start: int
    end: int
    page: int | None
    stance: CitationStance
    caveats: tuple[CaveatKind, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """What limits the evidence, in plain words, and the citations it limits."""

    kind: CaveatKind
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest passage to a question that was not answered, and why it falls short."""

    source: str
    title: str
    quote: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question, what it rests on, and how sure it is."""

    id: str
    question: str
    standalone: str
    status: Status
    policy: Policy
    stance: Stance
    certainty: CertaintyLevel
    certainty_reasons: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    caveats: tuple[Caveat, ...]
    suggestions: tuple[str, ...]
    nearest: Nearest | None
    index_version: str
    read_as: str = ""
    """What was read in the question, in the library's words: topics, substances, dose level, people, study."""
    notice: str = ""
    """A line of support under an ordinary answer that touches a grave matter."""
    understood: str = ""
    """How a follow-up was taken, in plain words; empty where the question stood alone."""
    topics: tuple[str, ...] = ()
    """The topics that the question names, as the library's vocabulary calls them."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values, in the shape of DESIGN.md."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and the answer that was given to it."""

    question: str
    answer: Answer
