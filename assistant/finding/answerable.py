"""Whether the evidence answers this question, decided by what is asked for and not by a similarity cut alone.

What must be in the evidence: the substance, the dose level it is asked at, the condition, the named study, the year, and
the detail. The similarity cut is only for questions that share nothing with the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.finding.details import missing_detail
from assistant.finding.evidence import Found, Refusal
from assistant.finding.fitting import has_substance, is_small_dose, studied
from assistant.understanding.reading import Reading
from assistant.weighing.tally import CLASS
from sources.model import Source
from sources.words import keys

_FAR = 0.27
"""Cosine under which nothing in the library is near; questions on other matters reach 0.24 at most, by what was seen."""

_SPOKEN_OF = 0.6
"""Cosine from which a sentence that mentions a word is taken to be about what was asked, not to mention it in passing."""

_ASIDE = re.compile(
    r"\b(?:rather than|instead of|not(?: just| only)?|unlike|apart from|other than|except|without)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)

_CITED_STUDY = re.compile(r"\b([A-Z][\w'’-]{2,})(?: et al\.?| and colleagues)?,? \(?((?:19|20)\d\d)\)?")


def refusal(found: Found, library: Iterable[Source]) -> Refusal | None:
    """The first reason not to answer from `found` (what was selected), or None. `library` is every source."""
    every = [source for source in library if source.kind != "article"]
    absent = _absent(found, every)
    if absent and found.evidence:
        return Refusal(absent)
    if not found.evidence or _far(found):
        return Refusal("This is not what the library is about.", far=True)
    for rule in (_unnamed, _later, _untested, _unknown):
        why = rule(found, every)
        if why:
            return Refusal(why)
    return None


def _far(found: Found) -> bool:
    """Nothing is named, no topic or substance is spoken of, and no sentence is near."""
    reading = found.reading
    if reading.about_article or reading.within or reading.named.sources or reading.topics or reading.substances:
        return False
    return max(item.cosine for item in found.evidence) < _FAR


def _absent(found: Found, every: list[Source]) -> str | None:
    """A substance, condition, group of people or subject that no record is about.

    Not where it is only set aside ("rather than students"), where the nearest study's own title or people have the word,
    or where a near sentence speaks of it.
    """
    del every
    near = " ".join(item.passage.text for item in found.evidence if item.cosine >= _SPOKEN_OF)
    first = found.evidence[0].source if found.evidence else None
    told = keys(f"{near} {first.title} {first.population} {' '.join(first.limitations)}") if first else ()
    for term in found.reading.absent:
        aside = _ASIDE.search(found.reading.standalone[: term.start])
        forms = (term.words, term.canonical, *found.reading.absent_forms)
        if not aside and not any(_within(keys(form), told) for form in forms):
            return f"Nothing here is about {term.canonical}."
    return None


def _within(form: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return any(told[place : place + len(form)] == form for place in range(len(told) - len(form) + 1))


def _unnamed(found: Found, every: list[Source]) -> str | None:
    """A study named by author and year that is neither here nor printed in the article."""
    named = found.reading.named
    if named.citations:
        return None
    for match in _CITED_STUDY.finditer(found.reading.standalone):
        name, year = match.group(1), int(match.group(2))
        if not named.sources and name.casefold() not in _words(every):
            return f"No study by {name} from {year} is in the library."
    if named.unmatched_year:
        years = ", ".join(str(year) for year in named.years)
        return f"No study by {named.surnames[0].title()} from {years} is in the library."
    return None


def _words(every: list[Source]) -> set[str]:
    return {word for source in every for word in re.findall(r"[\w'’-]+", f"{source.title} {source.venue}".casefold())}


def _later(found: Found, every: list[Source]) -> str | None:
    """A year after everything in the library."""
    newest = max((source.year for source in every if source.year is not None), default=0)
    later = [year for year in found.reading.named.years if year > newest]
    return f"The newest source here is from {newest}, so nothing here is from {later[0]}." if later and newest else None


def _untested(found: Found, every: list[Source]) -> str | None:
    """The substance, at the dose level asked about, in the people asked about: no record has them together."""
    reading = found.reading
    if reading.named.sources or reading.about_article:
        return None
    held = [source for source in every if source.kind == "study" or source.kind == "trial-registration"]
    asked = tuple(name for name in reading.substances if name != CLASS)
    if asked:
        held = [source for source in held if has_substance(source, asked)]
        if not any(has_substance(source, asked) for source in every):
            return f"No study of {' or '.join(asked)} is in the library."
    if reading.dose == "microdose":
        small = [source for source in held if is_small_dose(source)]
        if asked and not small:
            return f"No study here tested {' or '.join(asked)} in microdoses."
        if reading.conditions and not any(studied(source, reading) for source in small):
            return f"No study here tested microdoses in people with {' or '.join(reading.conditions)}."
    return None


def _unknown(found: Found, every: list[Source]) -> str | None:
    """A detail of one study that its record marks unknown."""
    del every
    sources = [source for source in found.sources() if source.kind != "article"]
    if not sources or (len(sources) > 1 and not found.reading.one_study and not _exact(found.reading)):
        return None
    missing = missing_detail(found.reading.standalone, sources[0], found.reading.topics)
    if missing is None:
        return None
    return f"The record of {sources[0].title} does not hold {missing}: what was read of it does not say."


def _exact(reading: Reading) -> bool:
    """A question for an exact figure is about one study even where it names none."""
    return bool(re.search(r"\b(?:exact|cohen|p[- ]value|confidence interval)", reading.standalone, re.IGNORECASE))
