"""One reading of a question: what is asked, in the library's own words, before anything is searched.

The reading is shown in the answer, so that a person can see how they were understood. It knows no topic: every domain
word comes from the library's `vocabulary.toml`, every name from its records. The sections of the vocabulary that it leans
on are people, conditions, designs, doses and results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.naming import Named, NameIndex
from sources.vocabulary import Found as Term
from sources.vocabulary import Vocabulary

Direction = Literal["better", "worse", "lower", "higher", "none"]
DoseAsked = Literal["microdose", "full", "any"]

# "the 2018 paper", "that trial", "which survey" speak of one; "studies" and "trials" of many.
_ONE_STUDY = re.compile(
    r"\b(?:the|that|this|which|same|a|an|one|small|big|large|of|in|19\d\d|20\d\d)\b(?:(?!\bor\b|[.?!;]).){0,70}?"
    r"\b(?:study|trial|paper|survey|experiment|cohort|meta[- ]analysis|pooled analysis|analysis|project|report)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:studies|trials|papers|surveys|experiments|any (?:study|trial|research)|every|all|researchers|overall)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:article|the piece|this piece|blog(?: ?post)?|the post|the text|write[- ]?up|writer|the author of (?:the|this)"
    r"|source list|reference list|printed|misquot\w*|cites?|cited|citations?|sources? (?:of|in|it)|it'?s sources)\b",
    re.IGNORECASE,
)
_DIRECTIONS: dict[str, Direction] = {"improved": "better", "worse": "worse", "lower": "lower", "higher": "higher"}
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

    @property
    def topics(self) -> tuple[str, ...]:
        """Outcome topics the question speaks of, each once, in order."""
        return _names(self.terms, "topic")

    @property
    def substances(self) -> tuple[str, ...]:
        """Substances the question names, as the library names them."""
        return _names(self.terms, "substance")

    @property
    def conditions(self) -> tuple[str, ...]:
        """Diagnoses the question names."""
        return _section(self.terms, "conditions")

    @property
    def absent(self) -> tuple[Term, ...]:
        """What the vocabulary knows and no record is about."""
        return tuple(term for term in self.terms if not term.in_library)

    @property
    def animals(self) -> bool:
        """Whether animals or cells are asked about."""
        return bool(_ANIMALS & set(_section(self.terms, "designs")))

    @property
    def dose(self) -> DoseAsked:
        """The dose level asked about."""
        asked = _section(self.terms, "doses")
        if "microdose" in asked:
            return "microdose"
        return "full" if "full dose" in asked else "any"

    @property
    def direction(self) -> Direction:
        """Which way the question suggests that something goes; the first word that says so decides."""
        return next((_DIRECTIONS[name] for name in _section(self.terms, "results") if name in _DIRECTIONS), "none")


def _names(terms: tuple[Term, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.kind == kind))


def _section(terms: tuple[Term, ...], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.section == section))


@dataclass(frozen=True)
class Reader:
    """Reads questions with a library's vocabulary and names."""

    vocabulary: Vocabulary
    names: NameIndex

    def read(self, question: str, standalone: str | None = None) -> Reading:
        """The reading of `question`; `standalone` where a follow-up was rewritten."""
        text = " ".join((standalone or question).split())
        named = self.names.find(text)
        many = bool(_MANY.search(text))
        return Reading(
            question=question,
            standalone=text,
            terms=self.vocabulary.expand(text),
            named=named,
            one_study=not many and (bool(_ONE_STUDY.search(text)) or len(named.sources) == 1),
            about_article=bool(_ARTICLE.search(text)) or bool(named.citations),
        )
