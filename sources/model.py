"""What a source is: the facts of a study, its note, and the article with its claims.

Every controlled word is listed here once. "unknown" is a legal value wherever a study may not have said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["article", "study", "review", "news", "trial-registration", "guidance"]
Design = Literal[
    "rct-double-blind",
    "placebo-controlled-crossover",
    "self-blinded-citizen-science",
    "open-label",
    "prospective-cohort",
    "cross-sectional-survey",
    "qualitative",
    "neuroimaging",
    "systematic-review",
    "meta-analysis",
    "narrative-review",
    "animal",
    "in-vitro",
]
Species = Literal["human", "mouse", "rat", "mixed", "none", "unknown"]
DoseLevel = Literal["microdose", "low", "full", "mixed", "none", "unknown"]
Versus = Literal["placebo", "baseline", "non-users", "other-dose", "other-drug", "none"]
Direction = Literal["improved", "no-difference", "worsened", "increased", "decreased", "mixed"]
Basis = Literal["full-text", "abstract", "secondary-page", "memory", "own-words"]
Verified = Literal["seen", "recalled", "seen+judgement", "unknown"]
YesNoPartly = Literal["yes", "no", "partly", "unknown", "not-applicable"]
PartName = Literal["glance", "found", "cannot_show", "article_use", "article"]
ClaimVerdict = Literal[
    "supported",
    "partly supported",
    "not supported by the named source",
    "contradicted",
    "cannot be traced",
]
CaveatKind = Literal[
    "no-placebo",
    "self-report",
    "self-selected",
    "observational",
    "small-sample",
    "animal-only",
    "full-dose-not-microdose",
    "blinding-broken",
    "expectancy",
    "not-peer-reviewed",
    "review-not-primary",
    "after-article",
    "citation-mismatch",
    "conflicting-evidence",
    "no-direct-evidence",
    "short-follow-up",
    "healthy-volunteers",
    "summary-not-full-text",
    "industry-funded",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a study: what was measured, against what, and which way it went.

    `stated` is the sentence of the note that says so, word for word; without one the outcome is never counted.
    """

    topics: tuple[str, ...]
    measure: str
    versus: Versus
    direction: Direction
    effect: str
    group: str
    timing: str
    verified: Verified
    source: str | None
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which fields were seen on a page, recalled, or judged by a reader; `sources` maps s1… to URLs."""

    seen: tuple[str, ...]
    recalled: tuple[str, ...]
    judgement: tuple[str, ...]
    sources: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class ReaderCaveat:
    """A caveat that two readers attached by hand, with their reason."""

    kind: CaveatKind
    reason: str


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Whether the second reader of a record agreed with the first, and what was changed."""

    agreed: bool
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a note: `text[start:end]` of its source, heading excluded. Offsets count characters."""

    name: PartName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A study (or the article) with its facts and its text. Quotes are slices of `text`."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str
    volume_pages: str
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str
    kind: Kind
    design: tuple[Design, ...]
    population: str
    n: int | None
    n_note: str
    arms: str
    species: Species
    substance: tuple[str, ...]
    dose: str
    dose_level: DoseLevel
    comparator: str
    blinding: str
    blinding_broken: YesNoPartly
    setting: str
    follow_up: str
    self_report: YesNoPartly
    funding: str
    conflicts: str
    peer_reviewed: bool
    published_after_article: bool
    basis: Basis
    limitations: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    article_claims: tuple[str, ...]
    reader_caveats: tuple[ReaderCaveat, ...]
    provenance: Provenance
    text: str
    parts: tuple[Part, ...]
    second_reader: SecondReader | None = None


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """One claim of the article in our words, the citation it leans on as printed, and how it fares.

    `start:end` is the claim's block in the article's text; `also` are other words that people have for it.
    """

    id: str
    section: str
    claim: str
    cited_as: str
    verdict: ClaimVerdict
    reason: str
    record_ids: tuple[str, ...]
    start: int
    end: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """A citation as the article prints it, whether such a publication could be found, and what is nearest.

    `start:end` is the citation's block in the article's text.
    """

    printed: str
    found: Literal["yes", "no", "not a citation"]
    record_ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """The article: its claims, its printed citations, and its text as a `Source` that can be quoted."""

    source: Source
    claims: tuple[ArticleClaim, ...]
    citations: tuple[PrintedCitation, ...]
    published: date | None = None
