"""One reading of a part of a claim: what was done, to whom, which outcome, which way, against what, and how it is put.

Every domain word comes from the library's vocabulary, every name from its records. What could not be read stays empty and
is shown as such ("read as: ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from assistant.claims.numbers import Quantity, is_dose, quantities
from assistant.claims.polarity import Strength, Way, is_way, strength_of, way_of
from assistant.conversation.cues import FUNCTION_WORDS
from assistant.understanding.naming import Named
from assistant.understanding.naming import surname as surname_of
from assistant.understanding.reading import Reader
from assistant.weighing.tally import CLASS
from sources.model import Versus
from sources.vocabulary import Found as Term
from sources.vocabulary import Vocabulary
from sources.words import keys

DoseRead = Literal["microdose", "full", "any"]
Whom = Literal["people", "rats", "mice", "animals", "cells", "any"]

_SMALL_DOSE = re.compile(
    r"\b(?:little|small|tiny|low|mini|wee|sub-?perceptual|threshold)\b[\w\s-]{0,24}?\bdos(?:e|es|ing)\b",
    re.I,
)
_SHARE_ONLY = re.compile(r"\btenth$", re.I)
_BESIDE_DOSE = re.compile(
    r"\b(?:close to|near|times|than|not|no|unlike|a tenth of) (?:an? )?(?:large |small |full "
    r"|usual )?(?:micro)?dos(?:e|es|ing)\b",
    re.I,
)
"""A dose level that something is set beside is not the one that was given."""
_FULL_DOSE = re.compile(
    r"\b(?:big|large|high|full|heavy|strong|hefty|psychedelic|hallucinogenic|trip)\b[\w\s-]{0,24}?\bdos(?:e|es|ing)\b"
    r"|\bfull[- ](?:strength|blown)\b|\btrips?\b",
    re.I,
)
_IN_PEOPLE = re.compile(r"\b(?:people|humans?|persons?|patients?|adults?|men|women|volunteers?|grown-?ups?)\b", re.I)
_AGAINST: tuple[tuple[re.Pattern[str], Versus], ...] = (
    (
        re.compile(
            r"(?<!\bno )(?<!\bnobody on )(?<!\bno one on )(?<!\bwithout )(?<!\bwithout a )\b(?:placebo|dumm(?:y|ies)|sham|empty capsules?|fake (?:pill|dose|capsule)s?|sugar pills?|inactive"
            r"|salt[- ]water|saline|vehicle"
            r"|controls?)\b",
            re.I,
        ),
        "placebo",
    ),
    (
        re.compile(
            r"\b(?:non[- ]?(?:micro)?dosers?|non-?users?|(?:people|those|ones|users) who (?:did not|didn['’]t"
            r"|do not|don['’]t|never)"
            r"|abstainers?|than (?:others|other people|the rest)|comparable people)\b",
            re.I,
        ),
        "non-users",
    ),
    (
        re.compile(
            r"\b(?:than (?:full|larger|bigger|higher|smaller|lower)[\w\s-]{0,12} doses?|than [\d.]+ (?:micrograms"
            r"|mg|milligrams))\b",
            re.I,
        ),
        "other-dose",
    ),
    (
        re.compile(
            r"\b(?:than|versus|vs|compared with|compared to|as) (?:ssris?|antidepressants?|caffeine|ketamine"
            r"|ritalin|standard|usual|lsd"
            r"|psilocybin|mushrooms?|conventional)",
            re.I,
        ),
        "other-drug",
    ),
    (
        re.compile(r"\b(?:than (?:before|at the start|baseline)|(?:from|since) the start|before and after)\b", re.I),
        "baseline",
    ),
)
_ANIMALS: dict[str, Whom] = {"rats": "rats", "mice": "mice", "animals": "animals", "cells": "cells"}
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
GENERIC = frozenset(
    keys(
        """people person mostly often about persons group groups work result results score scores saw became
        become come get got gave give gained had were rate rates level levels end way ways given taken took
        effect effects treatment fared felt signed drew enrolled included involved ran tested tried recruited
        completed joined roughly team whole part"""
    )
)
"""Words that every claim may have and that carry no subject of their own."""
_ARTICLE = re.compile(
    r"\b(?:the|this) (?:article|piece|blog(?: post)?|post|write-?up|writer|text)\b|\b(?:article|piece) (?:says"
    r"|cites|claims|gives|names)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """What a part of a claim says, in the library's words; "none", "any" and empty mean: not said or not read."""

    text: str
    substances: tuple[str, ...]
    dose_level: DoseRead
    doses: tuple[str, ...]
    schedule: tuple[str, ...]
    whom: Whom
    conditions: tuple[str, ...]
    people: tuple[str, ...]
    n: int | None
    topics: tuple[str, ...]
    way: Way
    against: Versus
    designs: tuple[str, ...]
    strength: Strength
    strength_words: str
    quantities: tuple[Quantity, ...]
    studies: tuple[str, ...]
    authors: tuple[str, ...]
    years: tuple[int, ...]
    about_article: bool
    absent: tuple[str, ...]
    known: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        """The numbers that are amounts of a drug."""
        return tuple(item for item in self.quantities if is_dose(item))

    def told(self) -> str:
        """The reading in one line for a person."""
        where: dict[str, list[str]] = {
            "done": [
                *self.substances,
                "" if self.dose_level == "any" else self.dose_level,
                *self.doses,
                *self.schedule,
            ],
            "to whom": ["" if self.whom == "any" else self.whom, *self.conditions, *self.people],
            "outcome": list(self.topics),
            "direction": ["" if self.way == "none" else self.way],
            "against": ["" if self.against == "none" else self.against],
            "design": list(self.designs),
            "numbers": [item.words for item in self.quantities],
            "named": [*self.authors, *(str(year) for year in self.years), "the article" if self.about_article else ""],
            "wording": [self.strength],
            "not read": list(self.unread),
        }
        return "; ".join(
            f"{name}: {', '.join(kept)}" for name, values in where.items() if (kept := [v for v in values if v])
        )


@dataclass(frozen=True)
class ClaimReader:
    """Reads parts of claims with a library's vocabulary and names."""

    reader: Reader

    @property
    def vocabulary(self) -> Vocabulary:
        """The library's words."""
        return self.reader.vocabulary

    def read(self, text: str) -> ClaimReading:
        """The reading of one part. Deterministic."""
        terms, named = self.vocabulary.expand(text), self.reader.names.find(text)
        numbers = quantities(text)
        strength, words = strength_of(text)
        return ClaimReading(
            text=text,
            substances=tuple(n for n in _names(t for t in terms if t.kind == "substance") if n != CLASS),
            dose_level=_dose_level(text, terms),
            doses=tuple(item.words for item in numbers if is_dose(item)),
            schedule=tuple(item.words for item in numbers if item.unit in ("times a week", "times a day")),
            whom=_whom(text, terms),
            conditions=_section(terms, "conditions"),
            people=tuple(n for n in _section(terms, "people") if n not in ("volunteers", "adults")),
            n=next((int(item.value) for item in numbers if item.unit in ("people", "animals")), None),
            topics=_topics(terms),
            way=way_of(text, self.vocabulary),
            against=next((versus for pattern, versus in _AGAINST if pattern.search(text)), "none"),
            designs=tuple(n for n in _section(terms, "designs") if n not in _ANIMALS and n != "study"),
            strength=strength,
            strength_words=words,
            quantities=numbers,
            studies=named.sources,
            authors=named.surnames,
            years=named.years,
            about_article=bool(_ARTICLE.search(text)),
            absent=_names(t for t in terms if not t.in_library),
            known=tuple(dict.fromkeys(t.words for t in terms)),
            unread=_unread(text, terms, named, numbers),
        )


def inheriting(part: ClaimReading, whole: ClaimReading) -> ClaimReading:
    """A later part of a claim with what it leaves to the first: who, what was taken, and which study."""
    unit = whole.amounts[0].unit if whole.amounts and not part.amounts else ""
    bare = tuple(replace(q, unit=unit) if unit and not q.unit else q for q in part.quantities)
    return replace(
        part,
        quantities=bare,
        substances=part.substances or whole.substances,
        dose_level=whole.dose_level if part.dose_level == "any" else part.dose_level,
        whom=whole.whom if part.whom == "any" else part.whom,
        conditions=part.conditions or whole.conditions,
        topics=part.topics or (whole.topics if part.way != "none" else ()),
        studies=part.studies or whole.studies,
        authors=part.authors or whole.authors,
        years=part.years or whole.years,
        about_article=part.about_article or whole.about_article,
    )


def _names(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms))


def _topics(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The outcomes spoken of; a diagnosis says who took part, and is an outcome only where there is no other."""
    who = {(t.start, t.end) for t in terms if t.section == "conditions"}
    topics = [t for t in terms if t.kind == "topic"]
    return _names(t for t in topics if (t.start, t.end) not in who) or _names(topics)


def _section(terms: tuple[Term, ...], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.section == section))


def _dose_level(text: str, terms: tuple[Term, ...]) -> DoseRead:
    if _BESIDE_DOSE.search(text):
        return "any"
    told = {t.name for t in terms if t.section == "doses" and not _SHARE_ONLY.search(t.words)}
    if "microdose" in told or _SMALL_DOSE.search(text):
        return "microdose"
    return "full" if "full dose" in told or _FULL_DOSE.search(text) else "any"


def _whom(text: str, terms: tuple[Term, ...]) -> Whom:
    told = _section(terms, "designs")
    for name, whom in _ANIMALS.items():
        if name in told:
            return whom
    return "people" if _IN_PEOPLE.search(text) else "any"


def _unread(text: str, terms: tuple[Term, ...], named: Named, numbers: tuple[Quantity, ...]) -> tuple[str, ...]:
    """Words that carry a subject and that neither the vocabulary nor the names nor the numbers account for."""
    taken = [(t.start, t.end) for t in terms] + [(q.start, q.end) for q in numbers]
    words = [w for w in WORD.finditer(text) if not any(start <= w.start() < end for start, end in taken)]
    known = {*FUNCTION_WORDS, *GENERIC, *named.surnames, *(str(year) for year in named.years)}
    keyed = [(w.group(), "".join(keys(w.group()))) for w in words]
    told = [word for word, key in keyed if key not in known and len(key) > 1 and not is_way(word)]
    return tuple(dict.fromkeys(word for word in told if surname_of(word) not in named.surnames))
