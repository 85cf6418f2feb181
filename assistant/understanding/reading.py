"""One reading of a question: what is asked, in the library's own words, before anything is searched.

The reading is shown in the answer, so that a person can see how they were understood. It knows no topic: every domain
word comes from the library's `vocabulary.toml`, every name from its records. The sections of the vocabulary that it leans
on are people, conditions, designs, doses and results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.understanding.naming import Named
from sources.vocabulary import Found as Term

Direction = Literal["better", "worse", "lower", "higher", "none"]
DoseAsked = Literal["microdose", "full", "any"]

# Words that ask what something does.
EFFECT = re.compile(
    r"\b(?:helps?|effects?|affects?|impacts?|changes?|shifts?|influences?|do(?:es)? .{0,40}\bto\b|evidence|proof"
    r"|anything (?:on|about)|bottom line|up or down|good for|bad for|works?|make (?:you|people|me|one)|difference)\b",
    re.IGNORECASE,
)
_BOTH_WAYS = re.compile(
    r"\b(?:up or (?:\w+ )?down|down or (?:\w+ )?up|better or worse|more or less"
    r"|(?:higher|lower|raises?|lowers?|rise|fall|increases?|decreases?) or "
    r"(?:higher|lower|raises?|lowers?|rise|fall|increases?|decreases?))\b",
    re.IGNORECASE,
)
DIRECTIONS: dict[str, Direction] = {"improved": "better", "worse": "worse", "lower": "lower", "higher": "higher"}
_ANIMALS = {"animals", "rats", "mice", "cells"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks for. `standalone` is the question as it stands without the turns before it."""

    question: str
    standalone: str
    terms: tuple[Term, ...]
    named: Named
    one_study: bool
    about_article: bool
    countable: tuple[str, ...] = ()
    """Topics asked about whose outcomes add up to an answer: the effect of what the library is about."""

    condition_forms: tuple[str, ...] = ()
    """Every way of saying the conditions that are named."""
    absent_forms: tuple[str, ...] = ()
    """Every way of saying what is named and no record is about."""
    within: tuple[str, ...] = ()
    """Ids of sources that a follow-up leans on."""
    exclude: tuple[str, ...] = ()
    """Ids of sources that a follow-up leaves out."""
    why: str = ""
    """How a follow-up was taken."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Outcome topics the question speaks of, each once, in order."""
        return named_as(self.terms, "topic")

    @property
    def asks_effect(self) -> bool:
        """Whether it is asked what something does, or which way something goes."""
        return self.direction != "none" or bool(EFFECT.search(self.standalone))

    @property
    def both_ways(self) -> bool:
        """Whether it is asked which of two ways something goes."""
        return bool(_BOTH_WAYS.search(self.standalone))

    @property
    def substances(self) -> tuple[str, ...]:
        """Substances the question names, as the library names them."""
        return named_as(self.terms, "substance")

    @property
    def conditions(self) -> tuple[str, ...]:
        """Diagnoses the question names."""
        return section_of(self.terms, "conditions")

    @property
    def absent(self) -> tuple[Term, ...]:
        """What the vocabulary knows and no record is about."""
        return tuple(term for term in self.terms if not term.in_library)

    @property
    def animals(self) -> bool:
        """Whether animals or cells are asked about."""
        return bool(_ANIMALS & set(section_of(self.terms, "designs")))

    @property
    def dose(self) -> DoseAsked:
        """The dose level asked about."""
        asked = section_of(self.terms, "doses")
        if "microdose" in asked:
            return "microdose"
        return "full" if "full dose" in asked else "any"

    @property
    def direction(self) -> Direction:
        """Which way the question suggests that something goes; the first word that says so decides."""
        return next((DIRECTIONS[name] for name in section_of(self.terms, "results") if name in DIRECTIONS), "none")


def in_words(reading: Reading) -> str:
    """What was read, in plain words, so that a person can see how they were understood; empty where nothing was."""
    parts = (
        ("topic", reading.topics),
        ("substance", reading.substances),
        ("dose", () if reading.dose == "any" else (reading.dose,)),
        ("condition", reading.conditions),
        ("animals or cells", ("yes",) if reading.animals else ()),
        ("study", reading.named.sources),
        ("citation", tuple(citation.printed for citation in reading.named.citations)),
        ("about the article", ("yes",) if reading.about_article else ()),
    )
    return "; ".join(f"{name}: {', '.join(told)}" for name, told in parts if told)


def named_as(terms: tuple[Term, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.kind == kind))


def section_of(terms: tuple[Term, ...], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.section == section))
