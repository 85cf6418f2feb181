"""One reading of a part of a claim: what was done, to whom, which outcome, which way, against what, and how it is put.

Every domain word comes from the library's vocabulary, every name from its records. What could not be read stays empty and
is shown as such ("read as: ...").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.claims.reading.dose_level import DoseRead, dose_level_of
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.polarity import is_way, way_of
from assistant.claims.reading.quantity import Quantity, is_dose
from assistant.claims.reading.strength import Strength, strength_of
from assistant.claims.reading.terms import names_of, section_names
from assistant.claims.reading.ways import Way
from assistant.claims.reading.whom import AGAINST, ANIMALS, Whom, whom_of
from assistant.conversation.cues import FUNCTION_WORDS
from assistant.understanding.naming import Named
from assistant.understanding.naming import surname as surname_of
from assistant.understanding.reader import Reader
from assistant.weighing.tally import CLASS
from sources.model import Versus
from sources.vocabulary import Found as Term
from sources.vocabulary import Vocabulary
from sources.words import keys

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
LONG_NAME = 8
"""Letters from which the name of a journal is no everyday word ("Cell", "Nature")."""
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

    @cached_property
    def _journals(self) -> re.Pattern[str]:
        """The names of journals that are no everyday words, the longest first; without any, what is found nowhere."""
        names = sorted(
            {v for v in self.reader.names.venues.values() if len(v) >= LONG_NAME}, key=lambda v: (-len(v), v)
        )
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)", re.IGNORECASE)

    def _without_journals(self, text: str) -> str:
        """The text with the names of journals blanked, as long as before: "Addiction Biology" says nothing of addiction."""
        return self._journals.sub(lambda name: " " * len(name.group()), text)

    def read(self, text: str) -> ClaimReading:
        """The reading of one part. Deterministic."""
        terms, named = self.vocabulary.expand(self._without_journals(text)), self.reader.names.find(text)
        numbers = quantities(text)
        strength, words = strength_of(text)
        return ClaimReading(
            text=text,
            substances=tuple(n for n in names_of(t for t in terms if t.kind == "substance") if n != CLASS),
            dose_level=dose_level_of(text, terms),
            doses=tuple(item.words for item in numbers if is_dose(item)),
            schedule=tuple(item.words for item in numbers if item.unit in ("times a week", "times a day")),
            whom=whom_of(text, terms),
            conditions=section_names(terms, "conditions"),
            people=tuple(n for n in section_names(terms, "people") if n not in ("volunteers", "adults")),
            n=next((int(item.value) for item in numbers if item.unit in ("people", "animals")), None),
            topics=_topics(terms),
            way=way_of(text, self.vocabulary),
            against=next((versus for pattern, versus in AGAINST if pattern.search(text)), "none"),
            designs=tuple(n for n in section_names(terms, "designs") if n not in ANIMALS and n != "study"),
            strength=strength,
            strength_words=words,
            quantities=numbers,
            studies=named.sources,
            authors=named.surnames,
            years=named.years,
            about_article=bool(_ARTICLE.search(text)),
            absent=names_of(t for t in terms if not t.in_library),
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


def _topics(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The outcomes spoken of; a diagnosis says who took part, and is an outcome only where there is no other."""
    who = {(t.start, t.end) for t in terms if t.section == "conditions"}
    topics = [t for t in terms if t.kind == "topic"]
    return names_of(t for t in topics if (t.start, t.end) not in who) or names_of(topics)


def _unread(text: str, terms: tuple[Term, ...], named: Named, numbers: tuple[Quantity, ...]) -> tuple[str, ...]:
    """Words that carry a subject and that neither the vocabulary nor the names nor the numbers account for."""
    taken = [(t.start, t.end) for t in terms] + [(q.start, q.end) for q in numbers]
    words = [w for w in WORD.finditer(text) if not any(start <= w.start() < end for start, end in taken)]
    known = {*FUNCTION_WORDS, *GENERIC, *named.surnames, *(str(year) for year in named.years)}
    keyed = [(w.group(), "".join(keys(w.group()))) for w in words]
    told = [word for word, key in keyed if key not in known and len(key) > 1 and not is_way(word)]
    return tuple(dict.fromkeys(word for word in told if surname_of(word) not in named.surnames))
