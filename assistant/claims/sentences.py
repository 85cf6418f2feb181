"""What a sentence of a note says outright: it supports a claim that it shares its content with, and conflicts with none of.

Careful on purpose. A shared subject is not support: nearly all words of the claim must be accounted for, the numbers must be
there, the direction must agree, and neither may deny what the other says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.claims.check import Judgement
from assistant.claims.finding import Nearness
from assistant.claims.library import Library
from assistant.claims.numbers import agree
from assistant.claims.polarity import Way, denies, way_of
from assistant.claims.reading import ClaimReading
from assistant.claims.words import covered, words_of
from index.lexical import tokens
from index.passages import Passage
from sources.model import Source
from sources.words import keys

_OPPOSITE: dict[Way, frozenset[Way]] = {
    "better": frozenset({"worse", "same"}),
    "worse": frozenset({"better", "same"}),
    "lower": frozenset({"higher", "same"}),
    "higher": frozenset({"lower", "same"}),
    "same": frozenset({"better", "worse", "lower", "higher"}),
    "none": frozenset(),
}
_ANOTHER_WAY = "it points another way"
_DENIED = "one of the two denies what the other says"
_TURNED = (_ANOTHER_WAY, _DENIED)
_SURE_CONFLICT = 0.55
"""Share of the words from which a sentence that says the opposite is taken to speak of the same thing."""
_ALL_OR_NONE = "one of the two speaks of all or none"
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]*[\w]|\b\w*\d\w*\b|\b[A-Z]{3,}\b")
_ALL = re.compile(r"\b(?:all|everyone|everybody|always|only|every)\b", re.I)
_NOBODY = re.compile(r"\b(?:nobody|no one|none|never)\b", re.I)
_NEARLY = 0.15
_STRANGE = 0.5
_LOOK = 12
"""Passages looked at, nearest first."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a sentence must reach: share of the claim's words that it has, share with its record's facts, and cosine."""

    own: float
    with_record: float
    cosine: float


IN_STUDY = Bar(0.34, 0.6, 0.45)
"""Where the study is known, its sentence need not repeat what makes it that study."""
ANYWHERE = Bar(0.6, 0.8, 0.62)


@dataclass(frozen=True, slots=True)
class _Fit:
    passage: Passage
    own: float
    with_record: float
    cosine: float
    conflict: str


def by_sentence(part: ClaimReading, source: Source, near: Nearness, library: Library, bar: Bar) -> Judgement | None:
    """What the best sentence of a source makes of the part; None where none comes near enough."""
    wanted = words_of(part, library)
    if not wanted:
        return None
    # What a study cannot show tells nothing on which way its results went.
    parts = ("glance", "found") if part.way != "none" else ("glance", "found", "cannot_show")
    passages = [p for p in near.of(source.id) if p.part in parts][:_LOOK]
    fits = [_fit(part, wanted, passage, near, library) for passage in passages]
    good = [f for f in fits if f.own >= bar.own and f.with_record >= bar.with_record and f.cosine >= bar.cosine]
    if not good:
        return None
    best = max(good, key=lambda f: f.own + f.cosine)
    if best.conflict in _TURNED:
        why = f"The nearest sentence differs: {best.conflict}."
        return Judgement("mixed", "sentence", why, near=(best.passage,)) if best.own >= _SURE_CONFLICT else None
    clear = [f for f in good if not f.conflict and f.own >= best.own - _NEARLY]
    if not clear or _strange(part, source, library) > _STRANGE:
        return None
    said = max(clear, key=lambda f: f.own + f.cosine)
    return Judgement("supported", "sentence", "A sentence of the source says so.", supports=(said.passage,))


def _strange(part: ClaimReading, source: Source, library: Library) -> float:
    """The share of the words without a known meaning that stand nowhere in the source: what it cannot be said to say."""
    words = [frozenset(tokens(word)) for word in part.unread]
    return 1 - covered(tuple(words), units_of_source(source, library)) if words else 0.0


def units_of_source(source: Source, library: Library) -> frozenset[str]:
    """Everything that a note and the facts of its record say, as units."""
    own = (library.units_of(p) for p in library.index.passages_of(source.id))
    return frozenset().union(*own, library.record_units(source.id))


def names_in(part: ClaimReading) -> tuple[str, ...]:
    """Words of the part that are written as names and that nothing else accounts for."""
    inside = {match.group() for match in _NAME.finditer(part.text)}
    return tuple(word for word in part.unread if word in inside and word.casefold() not in part.authors)


def all_or_none(text: str) -> str:
    """ "all", "none" or "" as a text speaks of everybody, of nobody, or of neither."""
    return "all" if _ALL.search(text) else "none" if _NOBODY.search(text) else ""


def _fit(
    part: ClaimReading, wanted: tuple[frozenset[str], ...], passage: Passage, near: Nearness, library: Library
) -> _Fit:
    units = library.units_of(passage)
    whole = units | library.record_units(passage.source_id)
    return _Fit(
        passage, covered(wanted, units), covered(wanted, whole), near.cos(passage), _conflict(part, passage, library)
    )


def _conflict(part: ClaimReading, passage: Passage, library: Library) -> str:
    """Why a sentence does not bear the part out although it speaks of the same things; empty where nothing stands against."""
    whole = library.units_of(passage) | library.record_units(passage.source_id)
    if lacking := next((name for name in names_in(part) if not set(tokens(name)) & whole), None):
        return f"it does not speak of {lacking}"
    if all_or_none(part.text) and all_or_none(part.text) != all_or_none(passage.text):
        return _ALL_OR_NONE
    held = library.numbers_of(passage)
    for quantity in part.quantities:
        if not any(agree(quantity, other) for other in held):
            return f"it does not give {quantity.words.strip()}"
    way = way_of(passage.text, library.vocabulary)
    if way in _OPPOSITE[part.way]:
        return _ANOTHER_WAY
    if part.way == "none" and denies(part.text) != denies(passage.text):
        return _DENIED
    if part.way != "none" and way == "none":
        return "it names no direction"
    years = set(part.years) - {int(word) for word in keys(passage.text) if word.isdigit()}
    return f"it does not give {min(years)}" if years else ""
