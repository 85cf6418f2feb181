"""The article audited: its claims were judged by hand and those verdicts stand; each is shown with the nearest sentence."""

from __future__ import annotations

import numpy as np

from assistant.claims.audit import ArticleAudit, ArticleRow, Found, Quote
from index.open import Index
from sources.errors import UsageError
from sources.model import Article, ArticleClaim

_PARTS = ("found", "glance")
"""Where a note says what its study did and saw."""


def audit_article(index: Index) -> ArticleAudit:
    """Every claim of the article, in order. Raises UsageError where the library has no article."""
    article = index.article
    if article is None:
        raise UsageError("This library has no article to audit; `assistant audit --text FILE` audits a text.")
    rows = tuple(_row(index, article, claim) for claim in article.claims)
    return ArticleAudit(article.source.title, rows, index.version)


def _row(index: Index, article: Article, claim: ArticleClaim) -> ArticleRow:
    return ArticleRow(
        id=claim.id,
        section=claim.section,
        claim=claim.claim,
        cited_as=claim.cited_as,
        citation_found=_found(article, claim),
        verdict=claim.verdict,
        reason=claim.reason,
        sentence=_nearest(index, claim),
        sources=claim.record_ids,
    )


def _nearest(index: Index, claim: ArticleClaim) -> Quote | None:
    """The sentence of the claim's own records that is nearest to it by meaning."""
    own = [n for n, p in enumerate(index.passages) if p.source_id in claim.record_ids and p.part in _PARTS]
    if not own:
        return None
    best = index.passages[own[int(np.argmax(index.dense_scores(claim.claim)[own]))]]
    source = index.sources[best.source_id]
    return Quote(source.id, source.title, source.doi, best.text, best.start, best.end)


def _found(article: Article, claim: ArticleClaim) -> Found:
    """Whether the citation that a claim leans on could be found; "none given" where it prints none."""
    return next((citation.found for citation in article.citations if citation.printed == claim.cited_as), "none given")
