"""Which of the retrieved passages an answer may use: the fewest sources that answer the question.

- A question that names studies is answered from those (and from nothing that merely resembles them).
- A question about one study without its name takes the best source, and a second only where it is nearly as good.
- Any other question takes the sources whose score is at least a share of the best one's.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.finding.article_side import claim_beside, claims_meant
from assistant.finding.evidence import Found
from assistant.finding.fitting import fit
from assistant.settings import Settings
from sources.model import Article, ArticleClaim
from sources.vocabulary import Vocabulary

_NEAR_SINGLE = 0.85
_NEAR_BODY = 0.6
_STANDS_OUT = 0.7
"""A study whose runner-up scores no more than this share of it is the one that is meant."""


def select(found: Found, settings: Settings, article: Article | None, vocabulary: Vocabulary) -> Found:
    """The same reading with fewer passages, order kept; says which claims and whether one study is meant."""
    reading = found.reading
    scores = _scores(found, settings)
    single = reading.one_study or (not reading.countable and _stands_out(scores))
    claims = claims_meant(article, reading, found.evidence) if article and reading.about_article else ()
    if found.tally.lines:
        # What matches best by words is told too, counted or not: it may be the very study that is asked about.
        keep = {*found.tally.sources, *list(scores)[:1]}
        beside = claim_beside(article, reading.countable, keep, vocabulary) if article else None
        claims = (beside,) if beside else ()
    elif article and reading.about_article and not reading.named.sources and not reading.within:
        keep = _behind(claims, scores, settings)
    else:
        keep = _best(
            scores, single, settings.most_sources_follow_up if reading.why else settings.most_sources_body, settings
        )
    if article and (reading.about_article or claims):
        keep.add(article.source.id)
    kept = tuple(item for item in found.evidence if item.source.id in keep)
    return replace(found, evidence=kept, single=single, claims=claims)


def _behind(claims: tuple[ArticleClaim, ...], scores: dict[str, float], settings: Settings) -> set[str]:
    """The nearest record behind each claim that is meant; of one claim, the nearest few."""
    each = settings.most_sources_single if len(claims) == 1 else 1
    nearest = [sorted(claim.record_ids, key=lambda i: -scores.get(i, 0.0))[:each] for claim in claims]
    return set(list(dict.fromkeys(i for ids in nearest for i in ids))[: settings.most_sources])


def _scores(found: Found, settings: Settings) -> dict[str, float]:
    """Each study's score, the best first: how well its words match and how well its record fits."""
    scores: dict[str, float] = {}
    for item in found.evidence:
        if item.source.kind != "article" and item.source.id not in scores:
            own = fit(item.source, found.reading)
            scores[item.source.id] = (1 - settings.fit_weight) * item.source_score + settings.fit_weight * own
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _stands_out(scores: dict[str, float]) -> bool:
    ranked = list(scores.values())
    return len(ranked) > 1 and ranked[1] <= _STANDS_OUT * ranked[0]


def _best(scores: dict[str, float], single: bool, limit: int, settings: Settings) -> set[str]:
    most = settings.most_sources_single if single else limit
    share = _NEAR_SINGLE if single else _NEAR_BODY
    floor = share * max(scores.values(), default=0.0)
    return {source_id for source_id in list(scores)[:most] if scores[source_id] >= floor}
