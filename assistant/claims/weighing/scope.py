"""Which study a claim is about: named by author, year or journal; recognised by what is said of it; or none in particular."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.claims.reading.claim import LONG_NAME, ClaimReading
from assistant.claims.weighing.finding import Nearness
from assistant.understanding.reading import Reading
from assistant.weighing.strength import group_of
from sources.model import Source

Sure = Literal["named", "recognised", "none"]

_REVIEWED = ("review", "meta-analysis")
_ONE = 0.55
"""Score from which "the trial in ...", one study spoken of without its name, is taken to be the nearest one."""
_ALONE, _RUNNER_UP = 0.72, 0.85
"""A study stands out from this score, if the next has no more than this share of it."""
_OTHER_YEAR = 0.2
_OTHER_KIND = 0.12
_OFTEN = 3
"""Times from which a name in capitals is what a record calls its study."""
_ACRONYM = re.compile(r"\b(?:[A-Z]{3,}\d*|[A-Z]+\d\w*)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """The study meant, if one is, and how surely. `nearest` are the ids of the studies that come nearest, best first."""

    source_id: str | None
    sure: Sure
    nearest: tuple[str, ...]
    missing: str = ""
    """Why a study that was named is not here; empty where none is missing."""
    also: tuple[str, ...] = ()
    """Other studies of the same name, where the claim does not say which of them it means."""


def scope_of(reading: ClaimReading, question: Reading, near: Nearness, sources: Mapping[str, Source]) -> Scope:
    """The scope of a whole claim."""
    ranked = _weighed(reading, near, sources)
    order = tuple(ranked)
    named = [i for i in order if i in set(reading.studies)]
    placed = _in_journal(reading, sources) or _by_acronym(reading, sources)
    if named and question.named.unmatched_year and not _tells_year(sources[named[0]], reading):
        years = ", ".join(str(year) for year in reading.years)
        return Scope(None, "none", order, f"No study by {reading.authors[0].title()} from {years} is in the library.")
    if placed:
        both = [i for i in order if i in placed and (i in named or not named)]
        if both and (len(both) == 1 or question.one_study):
            return Scope(both[0], "named", order)
    if named:
        return Scope(named[0], "named", order, also=tuple(named[1:]))
    best, second = ranked[order[0]], ranked[order[1]] if len(order) > 1 else 0.0
    told = (reading.substances, reading.conditions, reading.designs, reading.quantities, reading.years)
    anchored = any(told) or reading.dose_level != "any" or reading.whom not in ("any", "people")
    if (question.one_study and best >= _ONE) or (anchored and best >= _ALONE and second <= _RUNNER_UP * best):
        return Scope(order[0], "recognised", order)
    return Scope(None, "none", order)


def _tells_year(source: Source, reading: ClaimReading) -> bool:
    """Whether the year is one that the study speaks of, and not the year it came out."""
    return all(str(year) in source.text for year in reading.years)


def _weighed(reading: ClaimReading, near: Nearness, sources: Mapping[str, Source]) -> dict[str, float]:
    """The nearest studies first; another year than the claim's, or a review where none is meant, puts one back."""
    review = bool(set(_REVIEWED) & set(reading.designs))
    scores: dict[str, float] = {}
    for source_id, score in near.ranking:
        source = sources[source_id]
        back = _OTHER_YEAR if reading.years and source.year not in reading.years else 0.0
        commentary = group_of(source) == "review" and "meta-analysis" not in source.design
        back += _OTHER_KIND if commentary and not review else 0.0
        scores[source_id] = score - back
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_acronym(reading: ClaimReading, sources: Mapping[str, Source]) -> frozenset[str]:
    """The study that goes by a name in capitals: of those that have the name, the one that has it most."""
    for name in _ACRONYM.findall(reading.text):
        if name in reading.known:
            continue
        counts = {
            s.id: len(re.findall(rf"\b{re.escape(name)}\b", s.text)) for s in sources.values() if s.kind != "article"
        }
        best = max(counts, key=lambda i: (counts[i], i))
        if counts[best] >= _OFTEN and sum(bool(count) for count in counts.values()) <= _OFTEN:
            return frozenset({best})
    return frozenset()


def _in_journal(reading: ClaimReading, sources: Mapping[str, Source]) -> frozenset[str]:
    """Studies of the journal that the claim names, and of the year if it gives one. The longest name that stands there."""
    venues = {source.venue for source in sources.values() if source.venue not in ("", "unknown")}
    there = [
        venue
        for venue in venues
        if re.search(rf"\b{re.escape(venue)}\b", reading.text, 0 if len(venue) < LONG_NAME else re.I)
    ]
    if not there:
        return frozenset()
    longest = max(there, key=len)
    held = [source for source in sources.values() if source.venue == longest]
    return frozenset(source.id for source in held if not reading.years or source.year in reading.years)
