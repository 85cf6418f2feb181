"""Reads a question with the library's vocabulary and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.understanding.naming import NameIndex
from assistant.understanding.reading import DIRECTIONS, EFFECT, Reading, named_as, section_of
from sources.vocabulary import Better, Vocabulary
from sources.vocabulary import Found as Term

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
# Words that ask how, why or how often, which no count of directions answers.
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
            condition_forms=tuple(f for c in section_of(terms, "conditions") for f in self.vocabulary.forms_of(c)),
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
        effect = any(term.name in DIRECTIONS for term in terms if term.section == "results") or EFFECT.search(text)
        subject = named or not section_of(terms, "conditions")
        compared = _AGAINST.search(text) and len(named_as(terms, "substance")) > 1
        if not (effect and subject) or compared or _NOT_EFFECT.search(text):
            return ()
        return tuple(topic for topic in named_as(terms, "topic") if self.ways[topic] != "uncounted")

    @cached_property
    def ways(self) -> dict[str, Better]:
        """For each topic, which way is the better one."""
        return {topic.name: topic.better for topic in self.vocabulary.topics}
