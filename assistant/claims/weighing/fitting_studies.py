"""Which studies a claim of effect may be counted over: what was given, how much, and to whom must all be what it says."""

from __future__ import annotations

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.results import Fitting
from assistant.finding.fitting import has_substance, is_animal, is_small_dose
from sources.model import Source

_PLAIN_PEOPLE = frozenset({"patients", "microdosers", "non-microdosers"})
_FAMILIES = {"psilocybin": ("psilocybin", "psilocin")}


def fitting_of(part: ClaimReading, library: Library) -> Fitting:
    """The studies with an outcome on a topic of the part that fit it, or those that miss it in one thing."""
    measured = [
        source
        for source in library.index.sources.values()
        if source.kind in ("study", "news")
        and any(set(part.topics) & set(i.outcome.topics) for i in library.outcomes_of(source.id))
    ]
    misses = {source.id: misses_of(part, source, library) for source in measured}
    held = tuple(source for source in measured if not misses[source.id])
    one = tuple((misses[source.id][0], source) for source in measured if len(misses[source.id]) == 1)
    return Fitting(held, () if held else one)


def misses_of(part: ClaimReading, source: Source, library: Library) -> tuple[str, ...]:
    """In what a study is not what the part speaks of: substance, dose, species, population."""
    found: list[str] = []
    if part.substances and not any(has_substance(source, _FAMILIES.get(name, (name,))) for name in part.substances):
        found.append("substance")
    if (
        part.dose_level != "any"
        and source.dose_level != "mixed"
        and is_small_dose(source) != (part.dose_level == "microdose")
    ):
        found.append("dose")
    if part.amounts and "dose" not in found and not _gave(part, source):
        found.append("dose")
    if not _same_species(part, source):
        found.append("species")
    if not _same_people(part, source, library):
        found.append("population")
    return tuple(found)


def _gave(part: ClaimReading, source: Source) -> bool:
    held = quantities(f"{source.dose} . {source.arms}")
    return any(agree(wanted, amount) for wanted in part.amounts for amount in held if amount.unit == wanted.unit)


def _same_species(part: ClaimReading, source: Source) -> bool:
    if part.whom in ("rats", "mice"):
        return source.species == ("rat" if part.whom == "rats" else "mouse")
    if part.whom in ("animals", "cells"):
        return is_animal(source)
    return not is_animal(source)


def _same_people(part: ClaimReading, source: Source, library: Library) -> bool:
    told = f"{source.population} {source.title}".casefold()
    for condition in part.conditions:
        if not any(form.casefold() in told for form in library.vocabulary.forms_of(condition)):
            return False
    for people in part.people:
        if people in _PLAIN_PEOPLE:
            continue
        if not any(form.casefold() in told for form in library.vocabulary.forms_of(people)):
            return False
    return True
