"""What the article says: which of its claims a question means, and the sentences that tell how they fare."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.finding.evidence import Evidence
from assistant.understanding.reading import Reading
from sources.model import Article, ArticleClaim, ClaimVerdict
from sources.vocabulary import Vocabulary

_CLAIM_ID = re.compile(r"\bC\d\d\b")
_WRONG = re.compile(
    r"\b(?:wrong|false|untrue|mistakes?|errors?|misquot\w*|misrepresent\w*|inaccura\w*|incorrect|contradict\w*|not supported"
    r"|misleading|get it right|holds? up)\b",
    re.IGNORECASE,
)
_BAD: tuple[ClaimVerdict, ...] = ("contradicted", "not supported by the named source")
MOST_CLAIMS = 2


def claims_meant(article: Article, reading: Reading, evidence: Iterable[Evidence]) -> tuple[ArticleClaim, ...]:
    """The claims that a question about the article means: by number, by citation, by being wrong, or by words."""
    numbers = set(_CLAIM_ID.findall(reading.standalone))
    if numbers:
        return tuple(claim for claim in article.claims if claim.id in numbers)
    if reading.named.citations:
        printed = {citation.printed for citation in reading.named.citations}
        return tuple(claim for claim in article.claims if claim.cited_as in printed)[:MOST_CLAIMS]
    if _WRONG.search(reading.standalone) and not reading.topics:
        return tuple(claim for verdict in _BAD for claim in article.claims if claim.verdict == verdict)
    return _by_words(article, evidence)


def _by_words(article: Article, evidence: Iterable[Evidence]) -> tuple[ArticleClaim, ...]:
    """The claims whose blocks hold the best passages of the article; none where its other parts fit better."""
    own = [item for item in evidence if item.source.kind == "article"][:MOST_CLAIMS]
    found = [claim for item in own for claim in article.claims if claim.start <= item.passage.start < claim.end]
    return tuple(dict.fromkeys(found))


def claim_beside(
    article: Article, topics: tuple[str, ...], cited: Iterable[str], vocabulary: Vocabulary
) -> ArticleClaim | None:
    """The claim that speaks of a topic asked about and leads to most of the sources cited."""
    held = set(cited)
    speaking = [claim for claim in article.claims if set(topics) & set(vocabulary.topics_in(claim.claim))]
    best = max(speaking, key=lambda claim: (len(held & set(claim.record_ids)), claim.id), default=None)
    return best if best is not None and held & set(best.record_ids) else None


def block(claim: ArticleClaim, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The sentences about a claim, in their order: what it says, its verdict, what the records say."""
    own = [item for item in evidence if item.source.kind == "article"]
    return tuple(sorted((i for i in own if claim.start <= i.passage.start < claim.end), key=lambda i: i.passage.start))
