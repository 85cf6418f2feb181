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
_NEAR_BODY = 0.5


def select(found: Found, settings: Settings) -> Found:
    """The same reading with fewer passages, order kept."""
    keep = set(found.tally.sources) if found.tally.lines else _sources(found, settings)
    return replace(found, evidence=tuple(item for item in found.evidence if item.source.id in keep))


def _sources(found: Found, settings: Settings) -> set[str]:
    scores: dict[str, float] = {}
    for item in found.evidence:
        if item.source.kind != "article" and item.source.id not in scores:
            own = fit(item.source, found.reading)
            scores[item.source.id] = (1 - settings.fit_weight) * item.source_score + settings.fit_weight * own
    single = found.reading.one_study
    most = settings.most_sources_single if single else settings.most_sources
    best = max(scores.values(), default=0.0)
    share = _NEAR_SINGLE if single else _NEAR_BODY
    ranked = sorted(scores, key=lambda source_id: (-scores[source_id], source_id))
    keep = {source_id for source_id in ranked[:most] if scores[source_id] >= share * best}
    return keep | {item.source.id for item in found.evidence if item.source.kind == "article" and _article(found, item)}


def _article(found: Found, item: Evidence) -> bool:
    """The article's own words are shown where they are asked about, or where they match as well as the best study."""
    del item
    return found.reading.about_article
