"""Which of the retrieved passages an answer may use: the fewest sources that answer the question.

- A question that names studies is answered from those (and from nothing that merely resembles them).
- A question about one study without its name takes the best source, and a second only where it is nearly as good.
- Any other question takes the sources whose score is at least a share of the best one's.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.evidence import Evidence, Found
from assistant.fitting import fit
from assistant.settings import Settings

_NEAR_SINGLE = 0.85
_NEAR_BODY = 0.6
_STANDS_OUT = 0.7
"""A study whose runner-up scores no more than this share of it is the one that is meant."""


def select(found: Found, settings: Settings) -> Found:
    """The same reading with fewer passages, order kept; says whether one study is meant."""
    scores = _scores(found, settings)
    single = found.reading.one_study or (not found.reading.countable and _stands_out(scores))
    keep = set(found.tally.sources) if found.tally.lines else _best(scores, single, settings)
    keep |= {item.source.id for item in found.evidence if item.source.kind == "article" and found.reading.about_article}
    return replace(found, evidence=tuple(item for item in found.evidence if item.source.id in keep), single=single)


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


def _best(scores: dict[str, float], single: bool, settings: Settings) -> set[str]:
    most = settings.most_sources_single if single else settings.most_sources
    share = _NEAR_SINGLE if single else _NEAR_BODY
    floor = share * max(scores.values(), default=0.0)
    return {source_id for source_id in list(scores)[:most] if scores[source_id] >= floor}
