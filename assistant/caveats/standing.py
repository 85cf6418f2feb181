"""Caveats about where a source comes from: review, date, money, how it was read, how the article cites it."""

from __future__ import annotations

import re

from assistant.caveats.context import RuleContext, SourceCaveat
from sources.model import Article, ArticleClaim, PrintedCitation, Source

_BASIS = {
    "abstract": "This was read as an abstract or summary, not as the full paper.",
    "secondary-page": "This is known from other pages that report it.",
    "memory": "This is known from memory only, because no copy was found.",
}
# Ties through which a company has a hand in the work itself; owning shares or patents is a tie, not funding.
_HAND = re.compile(
    r"\b(?:employees?|worked for|works? with|authors? from|sponsor\w*|is an author|research funding|company authors)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\((?:[^)]*\b(?:recalled|judgement)\b[^)]*)\)|\b\w+ involvement recalled\b", re.IGNORECASE)
_MISUSED = ("not supported by the named source", "contradicted", "cannot be traced")


def not_peer_reviewed(source: Source) -> str | None:
    """No peer review before publication. Source: general knowledge (GRADE handbook 5.2.5 on unpublished results)."""
    return None if source.peer_reviewed else "This has not been through peer review, as far as is known."


def after_article(source: Source, context: RuleContext) -> str | None:
    """Published after the article: it shows what is known now, not what the writer overlooked. General knowledge."""
    if not source.published_after_article:
        return None
    date = context.article.published if context.article else None
    when = f" of {date.day} {date:%B %Y}" if date else ""
    return f"This came out after the article{when}, so its writer could not have known it."


def summary_not_full_text(source: Source) -> str | None:
    """Read as an abstract, on another page or from memory. Follows from `basis`; general knowledge."""
    return _BASIS.get(source.basis)


def industry_funded(source: Source, context: RuleContext) -> str | None:
    """A company paid for the work or its people did part of it.

    Source: Cochrane Handbook chapter 7 (funding and conflicts of interest); Lundh et al., Industry sponsorship and
    research outcome, Cochrane review. What is only recalled or judged does not count.
    """
    words = context.vocabulary
    funding, conflicts = _UNSURE.sub("", source.funding), _UNSURE.sub("", source.conflicts)
    if words.names_company(funding):
        return f"A company paid for this or ran it: {funding.strip()}."
    if words.names_company(conflicts) and _HAND.search(conflicts):
        return f"People tied to a company had a hand in this: {conflicts.strip()}."
    return None


def citation_mismatch(source: Source, context: RuleContext) -> str | None:
    """The nearest real match to a citation of the article that could not be found, or that is misdescribed.

    Source: this library's own check of each printed citation, in `article.md`.
    """
    if context.article is None:
        return None
    for citation in context.article.citations:
        if source.id in citation.record_ids and _misused(citation, context.article):
            if citation.found == "no":
                return f"This is the nearest real match to a citation not found as printed: {citation.printed}."
            return f"The article cites this for something it does not say: {citation.printed}."
    return None


def caveat_of_claim(claim: ArticleClaim) -> SourceCaveat | None:
    """What to say beside a claim of the article that its own citation does not bear out; None where it does."""
    if claim.verdict not in _MISUSED:
        return None
    return SourceCaveat("citation-mismatch", f"Checked against the sources: {claim.verdict}. {claim.reason}")


def _misused(citation: PrintedCitation, article: Article) -> bool:
    if citation.found == "not a citation":
        return False
    claims = [claim for claim in article.claims if claim.cited_as == citation.printed]
    return citation.found == "no" or any(claim.verdict in _MISUSED for claim in claims)
