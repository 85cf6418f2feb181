"""One reading of a question: what is asked, in the library's own words, before anything is searched.

The reading is shown in the answer, so that a person can see how they were understood. It knows no topic: every domain
word comes from the library's `vocabulary.toml`, every name from its records. The sections of the vocabulary that it leans
on are people, conditions, designs, doses and results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.understanding.naming import Named, NameIndex
from sources.vocabulary import Better, Vocabulary
from sources.vocabulary import Found as Term

Direction = Literal["better", "worse", "lower", "higher", "none"]
DoseAsked = Literal["microdose", "full", "any"]

# "the 2018 paper", "that trial", "self-blinding study:" speak of one. "In a trial", "any study" and "studies" do not, unless a
# number before the plural says that they are what one review is made of.
_STUDY = (
    r"(?:study|trial|paper|survey|experiment|cohort|meta[- ]analysis|analysis"
    r"|(?:the|that|this) (?:[\w-]+ )?(?:project|report|review))"
)
_ONE_STUDY = re.compile(rf"\b{_STUDY}\b", re.IGNORECASE)
_ANY_STUDY = re.compile(
    rf"\b(?:any|another|every|each|no|(?:in|as|is there|been|done|run|doing|a single|was there|name) an?)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{_STUDY}\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?<!\d )\b(?:studies|trials|papers|surveys|experiments|any (?:study|trial|research|proof|evidence)|researchers)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:article|the piece|this piece|blog(?: ?post)?|the post|the text|write[- ]?up|writer|the author of (?:the|this)"
    r"|source list|reference list|printed|misquot\w*|cites?|cited|citations?|sources? (?:of|in|it)|it'?s sources"
    r"|(?:the|that|this|its|their) (?:opening|intro|introduction|closing|ending|conclusion|bit|line|sentence|statement|passage"
    r"|paragraph|claim)(?: \w+)? (?:about|on|that|where|says?|credited|attributed|of|is|fair|true|right)"
    r"|(?:credited|attributed) to|is that (?:line|claim|sentence|statement|bit)|it (?:says|claims|states|calls|writes))\b",
    re.IGNORECASE,
)
# Words that ask what something does; words that ask how, why or how often, which no count of directions answers.
_EFFECT = re.compile(
    r"\b(?:helps?|effects?|affects?|impacts?|changes?|shifts?|influences?|do(?:es)? .{0,40}\bto\b|evidence|proof"
    r"|anything (?:on|about)|bottom line|up or down|good for|bad for|works?|make (?:you|people|me|one)|difference)\b",
    re.IGNORECASE,
)
_NOT_EFFECT = re.compile(
    r"\b(?:why|who|how (?:many|much|often|common|long|do|does|quick\w*|fast)|what (?:share|percent\w*|proportion)|most"
    r"|commonest)\b",
    re.IGNORECASE,
)
# What the library is about, spoken of as "it"; and words that set two things side by side instead.
_SUBJECT = re.compile(r"\b(?:it|its|this|that|these|they|them|those|drugs?|psychedelics?)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:versus|vs|or|compared (?:with|to|against)|head to head|better than|which (?:one )?)\b", re.IGNORECASE
)
_BOTH_WAYS = re.compile(
    r"\b(?:up or (?:\w+ )?down|down or (?:\w+ )?up|better or worse|more or less"
    r"|(?:higher|lower|raises?|lowers?|rise|fall|increases?|decreases?) or "
    r"(?:higher|lower|raises?|lowers?|rise|fall|increases?|decreases?))\b",
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
        return _names(self.terms, "topic")

    @property
    def asks_effect(self) -> bool:
        """Whether it is asked what something does, or which way something goes."""
        return self.direction != "none" or bool(_EFFECT.search(self.standalone))

    @property
    def both_ways(self) -> bool:
        """Whether it is asked which of two ways something goes."""
        return bool(_BOTH_WAYS.search(self.standalone))

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


def _names(terms: tuple[Term, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.kind == kind))


def _section(terms: tuple[Term, ...], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.section == section))


@dataclass(frozen=True)
class Reader:
    """Reads questions with a library's vocabulary and names."""

    vocabulary: Vocabulary
    names: NameIndex

    def read(
        self,
        question: str,
        standalone: str | None = None,
        within: tuple[str, ...] = (),
        exclude: tuple[str, ...] = (),
        why: str = "",
    ) -> Reading:
        """The reading of `question`; the rest where a follow-up was rewritten."""
        text = " ".join((standalone or question).split())
        named = self.names.find(text)
        terms = self.vocabulary.expand(text)
        spoken = _ONE_STUDY.search(text) and not _MANY.search(text) and not _ANY_STUDY.search(text)
        one_study = bool(spoken) or len(named.sources) == 1 or len(within) == 1
        about_article = bool(_ARTICLE.search(text)) or bool(named.citations)
        plain = not (one_study or about_article or named.sources or within)
        return Reading(
            question=question,
            standalone=text,
            terms=terms,
            named=named,
            one_study=one_study,
            about_article=about_article,
            countable=self._countable(text, terms) if plain else (),
            condition_forms=tuple(f for c in _section(terms, "conditions") for f in self.vocabulary.forms_of(c)),
            absent_forms=tuple(f for term in terms if not term.in_library for f in self.vocabulary.forms_of(term.name)),
            within=within,
            exclude=exclude,
            why=why,
        )

    def _countable(self, text: str, terms: tuple[Term, ...]) -> tuple[str, ...]:
        """The countable topics, where the question asks what the subject of the library does to them.

        People with a condition and nothing taken ("are anxious people ...") are another subject; two substances side by
        side are a comparison.
        """
        named = any(term.section == "doses" or term.kind == "substance" for term in terms) or _SUBJECT.search(text)
        effect = any(term.name in _DIRECTIONS for term in terms if term.section == "results") or _EFFECT.search(text)
        subject = named or not _section(terms, "conditions")
        compared = _AGAINST.search(text) and len(_names(terms, "substance")) > 1
        if not (effect and subject) or compared or _NOT_EFFECT.search(text):
            return ()
        return tuple(topic for topic in _names(terms, "topic") if self.ways[topic] != "uncounted")

    @cached_property
    def ways(self) -> dict[str, Better]:
        """For each topic, which way is the better one."""
        return {topic.name: topic.better for topic in self.vocabulary.topics}
