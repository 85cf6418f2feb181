"""From `article.md` to an `Article`: its claims, its printed citations, and the sentences about both.

A claim's block stands under `### <id>`, a citation's under `### <printed>`; what follows the id or the citation on the
heading line is for the reader of the file.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from sources.body import Block, article_blocks
from sources.errors import SourceError
from sources.frontmatter import read_document
from sources.model import Article, ArticleClaim, ClaimVerdict, Part, PrintedCitation, Provenance, Source
from sources.validate import build
from sources.wordings import WORDINGS, load_wordings


@dataclass(frozen=True, slots=True)
class _Claim:
    id: str
    section: str
    claim: str
    cited_as: str
    verdict: ClaimVerdict
    reason: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Citation:
    printed: str
    found: Literal["yes", "no", "not a citation"]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    """The front matter of `article.md`."""

    id: str
    title: str
    date: datetime.date
    claims: tuple[_Claim, ...]
    citations: tuple[_Citation, ...]
    url: str = "unknown"
    venue: str = "unknown"
    authors: tuple[str, ...] = ()


def load_article(path: Path) -> Article:
    """Read and validate the article. Raises SourceError naming the file and the field."""
    document = read_document(path)
    facts = build(_Facts, document.facts, path)
    found = article_blocks(document.body, path)
    _check_unique(facts, path)
    also = load_wordings(path.with_name(WORDINGS), [claim.id for claim in facts.claims])
    claims = tuple(_claim(claim, also.get(claim.id, ()), found, path) for claim in facts.claims)
    citations = tuple(_citation(citation, found, path) for citation in facts.citations)
    return Article(_source(facts, document.body, found), claims, citations, facts.date)


def _check_unique(facts: _Facts, path: Path) -> None:
    for field, names in (("claims", [c.id for c in facts.claims]), ("citations", [c.printed for c in facts.citations])):
        for name in names:
            if names.count(name) > 1:
                raise SourceError(path, field, f"{name!r} stands twice")


def _find(name: str, found: tuple[Block, ...], field: str, path: Path) -> Block:
    for block in found:
        if block.level == 3 and (block.heading == name or block.heading.startswith(f"{name} ")):
            return block
    raise SourceError(path, field, f"no block '### {name}' in the body")


def _claim(claim: _Claim, also: tuple[str, ...], found: tuple[Block, ...], path: Path) -> ArticleClaim:
    block = _find(claim.id, found, f"claims.{claim.id}", path)
    return ArticleClaim(**{**asdict(claim), "start": block.start, "end": block.end, "also": also})


def _citation(citation: _Citation, found: tuple[Block, ...], path: Path) -> PrintedCitation:
    block = _find(citation.printed, found, f"citations.{citation.printed}", path)
    return PrintedCitation(citation.printed, citation.found, citation.record_ids, block.start, block.end)


def _source(facts: _Facts, text: str, found: tuple[Block, ...]) -> Source:
    """The article as something to quote. It is no study, so every fact of a study is empty or unknown."""
    return replace(
        _NOT_A_STUDY,
        id=facts.id,
        title=facts.title,
        authors=facts.authors,
        year=facts.date.year,
        venue=facts.venue,
        url=facts.url,
        article_claims=tuple(claim.id for claim in facts.claims),
        text=text,
        parts=tuple(Part("article", block.start, block.end) for block in found),
    )


_NONE = "not applicable"
_NOT_A_STUDY = Source(
    id="",
    title="",
    authors=(),
    year=None,
    venue="",
    volume_pages=_NONE,
    doi=None,
    pmid=None,
    pmcid=None,
    url="",
    kind="article",
    design=(),
    population=_NONE,
    n=None,
    n_note=_NONE,
    arms=_NONE,
    species="none",
    substance=(),
    dose=_NONE,
    dose_level="none",
    comparator=_NONE,
    blinding=_NONE,
    blinding_broken="not-applicable",
    setting=_NONE,
    follow_up=_NONE,
    self_report="not-applicable",
    funding="unknown",
    conflicts="unknown",
    peer_reviewed=False,
    published_after_article=False,
    basis="own-words",
    limitations=(),
    outcomes=(),
    article_claims=(),
    reader_caveats=(),
    provenance=Provenance((), (), (), {}),
    text="",
    parts=(),
)
