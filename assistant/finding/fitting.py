"""How well a source fits what is asked, by its record rather than by its words.

A note says what its study did not do as well as what it did ("this does not show that microdosing helps anxiety"), and
a search by words cannot tell the two apart; the outcomes can.
"""

from __future__ import annotations

from assistant.understanding.reading import Reading
from sources.model import DoseLevel, Outcome, Source

_SMALL: frozenset[DoseLevel] = frozenset({"microdose", "low"})
_ANIMALS = frozenset({"mouse", "rat"})


def outcomes_on(source: Source, topics: tuple[str, ...]) -> tuple[Outcome, ...]:
    """The outcomes that speak of one of the topics."""
    return tuple(outcome for outcome in source.outcomes if set(topics) & set(outcome.topics))


def is_animal(source: Source) -> bool:
    """Whether nothing in it was done in people."""
    return source.species in _ANIMALS or (source.species == "mixed" and "animal" in source.design)


def is_small_dose(source: Source) -> bool:
    """Whether the doses were microdoses or low ones."""
    return source.dose_level in _SMALL


def has_substance(source: Source, names: tuple[str, ...]) -> bool:
    """Whether one of the substances was given."""
    held = " ".join(source.substance).casefold()
    return any(name.casefold() in held for name in names)


def studied(source: Source, reading: Reading) -> bool:
    """Whether the people of the study had a condition that the question names, in one of the words it goes by."""
    held = f"{source.population} {source.title}".casefold()
    return any(form.casefold() in held for form in reading.condition_forms)


def fit(source: Source, reading: Reading) -> float:
    """Between 0 and 1: the mean over what is asked for (topic, dose level, substance, people or animals)."""
    marks: list[float] = []
    if reading.topics:
        share = sum(bool(outcomes_on(source, (topic,))) for topic in reading.topics) / len(reading.topics)
        marks.append(share)
        marks.append(1.0 if share else 0.0)
    if reading.dose != "any":
        marks.append(float(is_small_dose(source) == (reading.dose == "microdose")))
    if reading.substances:
        marks.append(float(has_substance(source, reading.substances)))
    if reading.conditions:
        marks.append(float(studied(source, reading)))
    if reading.animals:
        marks.append(float(is_animal(source)))
    return sum(marks) / len(marks) if marks else 0.5
