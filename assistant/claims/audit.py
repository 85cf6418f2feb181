"""What an audit is: the article claim by claim, or a pasted text sentence by sentence, each with its verdict and a quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.answer import CertaintyLevel
from assistant.claims.check import ClaimCheck, Verdict
from sources.model import ClaimVerdict

Progress = Callable[[int, int], None]
Found = Literal["yes", "no", "not a citation", "none given"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that bears a claim out or does not: `text` is the source's `text[start:end]`."""

    source: str
    title: str
    doi: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One claim of the article: the citation as printed and whether it could be found, the verdict and why, the sentence."""

    id: str
    section: str
    claim: str
    cited_as: str
    citation_found: Found
    verdict: ClaimVerdict
    reason: str
    sentence: Quote | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One sentence of a text, its slice `[start:end]`: whether it is taken for a claim and why, and its check if it is."""

    sentence: str
    start: int
    end: int
    is_claim: bool
    why: str
    verdict: Verdict | None = None
    certainty: CertaintyLevel | None = None
    reasons: tuple[str, ...] = ()
    overclaims: tuple[str, ...] = ()
    fair_wording: str = ""
    quote: Quote | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ArticleAudit:
    """The article's claims in their order."""

    title: str
    rows: tuple[ArticleRow, ...]
    index_version: str

    def to_json(self) -> dict[str, Any]:
        """The audit as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TextAudit:
    """The sentences of a text in their order, as far as they are done: `len(rows)` of `total`."""

    title: str
    rows: tuple[TextRow, ...]
    total: int
    index_version: str

    def to_json(self) -> dict[str, Any]:
        """The audit as plain JSON values."""
        return asdict(self)


def quote_of(check: ClaimCheck) -> Quote | None:
    """The first quote of a check that takes a side, else its first."""
    sided = [c for c in check.citations if c.stance != "neutral"] or list(check.citations)
    if not sided:
        return None
    first = sided[0]
    return Quote(first.source, first.title, first.doi, first.quote, first.start, first.end)
