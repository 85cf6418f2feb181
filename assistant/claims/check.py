"""What a checked claim is: the contract that the page, the command line and the benchmark read (DESIGN: "ClaimCheck")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.answer import Caveat, CertaintyLevel, Citation, Nearest
from assistant.claims.reading.claim import ClaimReading
from index.passages import Passage

Verdict = Literal["supported", "contradicted", "mixed", "not-in-sources"]
OverclaimKind = Literal["causal", "population", "dose", "magnitude", "species", "number", "certainty"]
Rule = Literal["article", "record", "number", "result", "count", "sentence", "judge", "undecided", "not found"]


@dataclass(frozen=True, slots=True)
class Overclaim:
    """Where a claim says more than the source: its words, the words of the source, and why the one exceeds the other."""

    kind: OverclaimKind
    words: str
    source_words: str
    why: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartCheck:
    """One part of a claim: how it was read, what it comes to, by which rule, and the citations on either side."""

    text: str
    read_as: ClaimReading
    verdict: Verdict
    rule: Rule
    reason: str
    supports: tuple[int, ...] = ()
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim and what the sources make of it. `checked_as` differs where a question was turned into its statement."""

    id: str
    claim: str
    checked_as: str
    verdict: Verdict
    reasons: tuple[str, ...]
    parts: tuple[PartCheck, ...]
    overclaims: tuple[Overclaim, ...]
    citations: tuple[Citation, ...]
    caveats: tuple[Caveat, ...]
    certainty: CertaintyLevel
    certainty_reasons: tuple[str, ...]
    fair_wording: str
    reply: str
    reply_markdown: str
    nearest: Nearest | None
    notes: tuple[str, ...]
    index_version: str
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The check as plain JSON values, in the shape of DESIGN.md."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Overreach:
    """An overclaim before its passage has a number."""

    kind: OverclaimKind
    words: str
    source_words: str
    why: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule makes of one part, with the passages on either side; `near` are shown and take no side."""

    verdict: Verdict
    rule: Rule
    reason: str
    supports: tuple[Passage, ...] = ()
    against: tuple[Passage, ...] = ()
    near: tuple[Passage, ...] = ()
    overreach: tuple[Overreach, ...] = ()
    fair: str = ""
    """A sentence that may stand in the claim's place, where the rule has one that is better than a quotation."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, those that take a side first, each once."""
        return tuple(dict.fromkeys((*self.supports, *self.against, *self.near)))
