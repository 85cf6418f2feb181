"""Which way a sentence points beside a claim: for it, against it, both, or not to be told."""

from __future__ import annotations

from typing import Literal

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.content import covered, words_of
from assistant.claims.reading.polarity import denies, ways_in
from assistant.claims.reading.statements import (
    AS_MUCH_AS,
    ASKS,
    BECAUSE,
    DONE_NO_BETTER,
    HEDGED,
    LESS,
    LINKED,
    MOST,
    NOBODY_DID,
    PLACEBO_EFFECT,
    POSSIBLE,
    RELATED,
    UNSETTLED,
    YARDSTICKS,
)
from assistant.claims.reading.ways import Way
from assistant.claims.weighing.differences import ANYBODY
from assistant.claims.weighing.how_many import ONLY
from assistant.claims.weighing.library import Library, Stated
from assistant.claims.weighing.results import marked
from index.passages import Passage
from sources.vocabulary import Better

Stand = Literal["for", "against", "mixed", "unread"]


_TIED = 0.75
"""Share of the words that a sentence must have where no topic ties it to the part."""
_CLOSE = 0.85
"""Cosine that ties them as well."""


def stand_of(part: ClaimReading, passage: Passage, library: Library, cosine: float) -> Stand:
    """Whether a sentence points the way the part says: by the record's outcome where it states one, else by its words."""
    unsettled = UNSETTLED.search(passage.text)
    if passage.part == "cannot_show" or (ASKS.search(passage.text) and not unsettled):
        return "unread"  # what a study cannot show, or set out to ask, tells nothing on which way its results went
    if ONLY.search(part.text) and not ONLY.search(passage.text):
        return "unread"
    if POSSIBLE.search(passage.text) and not HEDGED.search(part.text):
        return "unread"
    if MOST.search(part.text) and not MOST.search(passage.text):
        return "unread"
    if lacking(part, passage, library):
        return "unread"
    if unsettled:
        return "for" if UNSETTLED.search(part.text) else "unread"
    if PLACEBO_EFFECT.search(part.text):
        return "for" if PLACEBO_EFFECT.search(passage.text) else "unread"
    if UNSETTLED.search(part.text):
        return "unread"
    here, there = bool(RELATED.search(part.text)), bool(RELATED.search(passage.text))
    if there:
        alike = ways_in(part.text) <= ways_in(passage.text) or not ways_in(part.text)
        turned = here and len(LESS.findall(part.text)) % 2 != len(LESS.findall(passage.text)) % 2
        return "for" if alike and not turned and (here or LINKED.search(part.text)) else "unread"
    if NOBODY_DID.search(part.text) and not (denies(passage.text) or library.way_of(passage) == "same"):
        return "unread"
    if here or (BECAUSE.search(part.text) and not LINKED.search(passage.text)):
        return "unread"
    stated = [i for i in library.outcomes_of(passage.source_id) if i.passage == passage]
    if part.way == "none":
        turned = denies(part.text) != denies(passage.text)
        directed = bool(stated) or library.way_of(passage) != "none"
        return "unread" if turned or directed else "for"
    if not stated and part.against in YARDSTICKS and not YARDSTICKS[part.against].search(passage.text):
        return "unread"
    told = (
        _by_outcomes(part, stated, library, cosine)
        if stated
        else _compared(part.way, library.way_of(passage), _better(part, library))
    )
    return "unread" if told == "against" and ambiguous(part, library) else told


def ambiguous(part: ClaimReading, library: Library) -> bool:
    """Whether a part speaks of more ways than one, so that which one is meant cannot be told."""
    told = sorted(ways_in(part.text))
    better = _better(part, library)
    return any(_compared(one, two, better) == "against" for place, one in enumerate(told) for two in told[place + 1 :])


def lacking(part: ClaimReading, passage: Passage, library: Library) -> str:
    """A drug, a diagnosis or a dose level of the part that the whole note has nothing of, or a yardstick not in the sentence."""
    if passage.part == "cannot_show":
        return ""
    whole, source = library.units_of_findings(passage.source_id), library.index.sources[passage.source_id]
    for name in (*part.substances, *part.conditions):
        if f"={name}" not in whole:
            return name
    if part.topics and not any(f"={topic}" in whole for topic in part.topics):
        return part.topics[0]
    people = [name for name in part.people if name not in ANYBODY]
    if len(people) > 1 and (missing := next((n for n in people if f"={n}" not in library.units_of(passage)), None)):
        return missing
    if (
        part.dose_level == "microdose"
        and "=microdose" not in whole
        and source.dose_level not in ("microdose", "low", "mixed")
    ):
        return "microdose"
    beside = AS_MUCH_AS.search(part.text) if part.way == "same" else None
    told = [t.name for t in library.vocabulary.expand(beside[1])] if beside else []
    return told[0] if told and not any(f"={name}" in library.units_of(passage) for name in told) else ""


def hedged_alike(part: ClaimReading, passage: Passage) -> bool:
    """Whether both say no more than that something may be."""
    return bool(HEDGED.search(part.text) and HEDGED.search(passage.text))


def _by_outcomes(part: ClaimReading, stated: list[Stated], library: Library, cosine: float) -> Stand:
    own = [i for i in stated if set(part.topics) & i.topics]
    if not part.topics:
        passage = stated[0].passage
        tied = cosine >= _CLOSE or covered(words_of(part, library), library.units_of(passage)) >= _TIED
        return _compared(part.way, library.way_of(passage), "either") if tied else "unread"
    compared = [i for i in own if part.against in ("none", i.outcome.versus) or i.outcome.versus == "none"]
    marks = {_mark(i, part, library) for i in compared} - {"unread"}
    if not marks:
        return "unread"
    return marks.pop() if len(marks) == 1 else "mixed"


def _mark(item: Stated, part: ClaimReading, library: Library) -> Stand:
    """As `marked`; what did worse has done no better, and what merely rises or falls gets neither better nor worse."""
    merely = all(library.better(topic) == "either" for topic in item.topics & set(part.topics))
    if merely and part.way in ("better", "worse") and item.outcome.direction in ("increased", "decreased"):
        return "unread"
    if part.way == "same" and item.outcome.direction == "worsened" and DONE_NO_BETTER.search(part.text):
        return "for"
    return marked(item.outcome, part, library)


def _better(part: ClaimReading, library: Library) -> Better:
    told = {library.better(topic) for topic in part.topics}
    return told.pop() if len(told) == 1 else "either"


def _compared(claim: Way, source: Way, better: Better) -> Stand:
    if source == "none":
        return "unread"
    if claim == source:
        return "for"
    if "same" in (claim, source):
        return "against"
    turned: dict[Way, Way] = (
        {"lower": "better", "higher": "worse"} if better == "lower" else {"higher": "better", "lower": "worse"}
    )
    if better == "either" and {claim, source} not in ({"lower", "higher"}, {"better", "worse"}):
        return "unread"
    one, other = turned.get(claim, claim), turned.get(source, source)
    return "for" if one == other else "against"
