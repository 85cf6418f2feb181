"""The library as the rules of a claim see it: outcomes with the sentence that states each, and texts as comparable words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.polarity import way_of
from assistant.claims.reading.quantity import Quantity
from assistant.claims.reading.ways import Way
from index.lexical import tokens
from index.open import Index
from index.passages import Passage
from sources.model import Outcome, Source
from sources.vocabulary import Better, Vocabulary
from sources.vocabulary import Found as Term

_ROOT = 6
"""Letters by which two words count as kin; a usual length for cutting English words (Frakes, “Stemming algorithms”, 1992)."""


_T = TypeVar("_T")


def roots(words: Iterable[str]) -> Iterator[str]:
    """The long ones of stemmed words, cut short, so that "distract" and "distractibility" meet."""
    return (f"~{word[:_ROOT]}" for word in words if len(word) >= _ROOT)


class Made(dict[str, _T]):
    """Worked out for a key when it is first asked for: a first claim needs a few studies, not the whole library."""

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> _T:
        """The same for the same key, so that two threads that ask at once may both work it out."""
        return self.setdefault(key, self._make(key))


@dataclass(frozen=True, slots=True)
class Stated:
    """An outcome, its study, the passage that states it, and every topic that the two speak of."""

    source: Source
    outcome: Outcome
    passage: Passage
    topics: frozenset[str]
    amounts: tuple[Quantity, ...]
    """Numbers of the outcome's sentence and fields: the doses it holds for are among them."""


@dataclass(frozen=True)
class Library:
    """An index with its words, and what is worked out from them once, at first use."""

    index: Index
    vocabulary: Vocabulary
    ways: Mapping[str, Better]

    def outcomes_of(self, source_id: str) -> tuple[Stated, ...]:
        """The outcomes of a source that a sentence of its note states."""
        return self._stated.get(source_id, ())

    def units(self, text: str) -> frozenset[str]:
        """A text as comparable units: stems of words, and "=name" for every known word."""
        words = tokens(text)
        return frozenset((*words, *roots(words), *(f"={term.name}" for term in self.vocabulary.expand(text))))

    def units_of(self, passage: Passage) -> frozenset[str]:
        """The units of a passage."""
        return self._units[passage.id]

    def terms_of(self, passage: Passage) -> tuple[Term, ...]:
        """The known words of a passage."""
        return self._terms[passage.id]

    def way_of(self, passage: Passage) -> Way:
        """Which way a passage says that something went."""
        return self._ways[passage.id]

    def numbers_of(self, passage: Passage) -> tuple[Quantity, ...]:
        """The numbers of a passage."""
        return self._numbers[passage.id]

    def record_units(self, source_id: str) -> frozenset[str]:
        """The units of a record's facts: who, when, where, in whom, what, how much, against what."""
        return self._records[source_id]

    def units_of_source(self, source_id: str) -> frozenset[str]:
        """The units of everything that a note and the facts of its record say."""
        return self._wholes[source_id]

    def units_of_findings(self, source_id: str) -> frozenset[str]:
        """The same without what the note says that the study cannot show."""
        return self._told[source_id]

    def better(self, topic: str) -> Better:
        """Which way of a topic is the better one; what is not counted merely rises or falls."""
        way = self.ways.get(topic, "uncounted")
        return "either" if way == "uncounted" else way

    @cached_property
    def _stated(self) -> dict[str, tuple[Stated, ...]]:
        by_words = {(passage.source_id, passage.text): passage for passage in self.index.passages}
        table: dict[str, tuple[Stated, ...]] = {}
        for source in self.index.sources.values():
            own = [(o, by_words.get((source.id, o.stated))) for o in source.outcomes]
            table[source.id] = tuple(self._one(source, o, passage) for o, passage in own if passage is not None)
        return table

    def _one(self, source: Source, outcome: Outcome, passage: Passage) -> Stated:
        topics = frozenset((*outcome.topics, *self.vocabulary.topics_in(outcome.stated)))
        told = " . ".join((outcome.stated, outcome.measure, outcome.effect, outcome.group))
        return Stated(source, outcome, passage, topics, quantities(told))

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.index.passages}

    @cached_property
    def _units(self) -> Made[frozenset[str]]:
        def made(key: str) -> frozenset[str]:
            passage = self._passages[key]
            return frozenset((*tokens(passage.text), *(f"={term.name}" for term in self.terms_of(passage))))

        return Made(made)

    @cached_property
    def _terms(self) -> Made[tuple[Term, ...]]:
        return Made(lambda key: self.vocabulary.expand(self._passages[key].text))

    @cached_property
    def _ways(self) -> Made[Way]:
        return Made(lambda key: way_of(self._passages[key].text, self.vocabulary))

    @cached_property
    def _numbers(self) -> Made[tuple[Quantity, ...]]:
        return Made(lambda key: quantities(self._passages[key].text))

    @cached_property
    def _wholes(self) -> Made[frozenset[str]]:
        return Made(lambda key: self._records[key].union(*map(self.units_of, self.index.passages_of(key))))

    @cached_property
    def _told(self) -> Made[frozenset[str]]:
        def made(key: str) -> frozenset[str]:
            own = (p for p in self.index.passages_of(key) if p.part in ("glance", "found", "article"))
            return self._records[key].union(*map(self.units_of, own))

        return Made(made)

    @cached_property
    def _records(self) -> Made[frozenset[str]]:
        return Made(lambda key: self.units(_facts(self.index.sources[key])))


def _facts(source: Source) -> str:
    level = "" if source.dose_level in ("none", "unknown") else f"{source.dose_level} dose"
    more = (source.population, source.dose, source.comparator, source.blinding, source.setting, source.follow_up, level)
    return " . ".join(
        (source.title, *source.authors, str(source.year or ""), source.venue, *source.substance, *source.design, *more)
    )
