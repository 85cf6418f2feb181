"""The words of a library's subject, as data: what people say, and what the notes call it.

`vocabulary.toml` holds topics, substances, groups of synonyms and a few word lists. Matching is by whole words, without
regard to case, plural, hyphen or apostrophe; at each place the longest entry wins, so "amino acid" can be kept from
meaning LSD by an entry under `ignore`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.model import DoseLevel
from sources.validate import build
from sources.words import Word, keys, mentions, split

MeaningKind = Literal["topic", "substance", "synonym"]
Better = Literal["lower", "higher", "either", "uncounted"]
_SECTIONS = ("topics", "substances", "synonyms")
_LISTS = ("ignore", "stop_words", "question_words", "companies")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that mean the same. `say` is how the notes put it, `words` how other people do.

    `section` sorts the synonyms (people, designs, doses, ...); `in_library` is false for a substance, a condition or
    people that the vocabulary knows and no record is about. `better` says of a topic which way is the better one:
    "lower" for symptoms, "higher" for well-being, "either" for what merely rises or falls; "uncounted" topics (motives,
    blinding) have outcomes that do not add up to an answer.
    """

    name: str
    say: str
    words: tuple[str, ...]
    section: str = ""
    in_library: bool = True
    better: Better = "uncounted"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the library is about, so that a rule can tell a study of it from a study beside it.

    `name` is what to call it in a question; `topics` are the outcomes asked about; `near` are outcomes that still bear on
    them; `aside` are outcomes that say nothing either way; `doses` are the dose levels asked about; `other_conditions` are
    words for patients of another kind; `narrow` are words by which a limitation says that an outcome is far off;
    `enthusiasts` are words by which a population or limitation shows that people came because they wanted the treatment.
    """

    name: str = "it"
    topics: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    doses: tuple[DoseLevel, ...] = ()
    other_conditions: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    enthusiasts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A known word in a text: `text[start:end] == words`, and what it means. One span may have several meanings."""

    start: int
    end: int
    words: str
    kind: MeaningKind
    name: str
    canonical: str
    section: str
    in_library: bool


@dataclass(frozen=True)
class Vocabulary:
    """Every known word. Build it with `load_vocabulary`; the look-up table is made at first use."""

    topics: tuple[Group, ...] = ()
    substances: tuple[Group, ...] = ()
    synonyms: tuple[Group, ...] = ()
    ignore: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    question_words: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    subject: Subject = Subject()

    def expand(self, text: str) -> tuple[Found, ...]:
        """The known words of a text in order, longest match first, with what each means."""
        words = split(text)
        found: list[Found] = []
        place = 0
        while place < len(words):
            size, meanings = self._longest(words, place)
            start, end = words[place].start, words[place + size - 1].end
            found.extend(_found(text, start, end, kind, group) for kind, group in meanings)
            place += size
        return tuple(found)

    def topics_in(self, text: str) -> tuple[str, ...]:
        """The names of the topics a text speaks of, each once, in order."""
        return tuple(dict.fromkeys(found.name for found in self.expand(text) if found.kind == "topic"))

    def substances_in(self, text: str) -> tuple[Found, ...]:
        """The substances a text names; `name` is the one the library uses."""
        return tuple(found for found in self.expand(text) if found.kind == "substance")

    def names_company(self, text: str) -> bool:
        """Whether a text names a company, or a word for one, from the list `companies`."""
        return mentions(text, self.companies)

    def forms_of(self, name: str) -> tuple[str, ...]:
        """Every way of saying a topic, substance or synonym group: how the notes put it first."""
        return next(((group.say, *group.words) for _, group in self._groups if group.name == name), ())

    def _longest(self, words: tuple[Word, ...], place: int) -> tuple[int, tuple[_Meaning, ...]]:
        longest = min(self._reach.get(words[place].key, 0), len(words) - place)
        for size in range(longest, 0, -1):
            form = tuple(word.key for word in words[place : place + size])
            if form in self._table:
                return size, self._table[form]
        return 1, ()

    @cached_property
    def _table(self) -> dict[tuple[str, ...], tuple[_Meaning, ...]]:
        table: dict[tuple[str, ...], tuple[_Meaning, ...]] = {}
        for kind, group in self._groups:
            for words in (group.say, *group.words):
                table[keys(words)] = (*table.get(keys(words), ()), (kind, group))
        return {**table, **{keys(words): () for words in self.ignore}}

    @cached_property
    def _groups(self) -> tuple[_Meaning, ...]:
        topics: list[_Meaning] = [("topic", group) for group in self.topics]
        substances: list[_Meaning] = [("substance", group) for group in self.substances]
        return (*topics, *substances, *(("synonym", group) for group in self.synonyms))

    @cached_property
    def _reach(self) -> dict[str, int]:
        """The most words that an entry beginning with this word has."""
        reach: dict[str, int] = {}
        for form in self._table:
            reach[form[0]] = max(len(form), reach.get(form[0], 0))
        return reach


_Meaning = tuple[MeaningKind, Group]
EMPTY_VOCABULARY = Vocabulary()


def _found(text: str, start: int, end: int, kind: MeaningKind, group: Group) -> Found:
    return Found(start, end, text[start:end], kind, group.name, group.say, group.section, group.in_library)


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and validate `vocabulary.toml`. Raises SourceError naming the file and the key."""
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    for section in _SECTIONS:
        tables[section] = list(_named(path, section, tables.get(section, {}), section == "synonyms"))
    vocabulary = build(Vocabulary, tables, path)
    _check(vocabulary, path)
    return vocabulary


def _named(path: Path, key: str, table: object, nested: bool) -> Iterator[dict[str, object]]:
    """`[topics.anxiety]` with its keys as one mapping that holds its name, which is also what to say unless told."""
    if not isinstance(table, dict):
        raise SourceError(path, key, "must be a table")
    for name, group in table.items():
        if nested:
            yield from ({"section": name, **each} for each in _named(path, f"{key}.{name}", group, False))
        elif not isinstance(group, dict):
            raise SourceError(path, f"{key}.{name}", "must be a table with words = [...]")
        else:
            yield {"name": name, "say": name, **group}


def _check(vocabulary: Vocabulary, path: Path) -> None:
    """No word that matches nothing, and none twice in a group: an unnoticed double is a typing error."""
    for section in _SECTIONS:
        for group in getattr(vocabulary, section):
            _check_words(path, f"{section}.{group.name}", (group.say, *group.words))
    for name in _LISTS:
        _check_words(path, name, getattr(vocabulary, name))


def _check_words(path: Path, key: str, words: tuple[str, ...]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for word in words:
        form = keys(word)
        if not form:
            raise SourceError(path, key, f"{word!r} has no letter or digit")
        if form in seen:
            raise SourceError(path, key, f"{word!r} counts as the same word as {seen[form]!r}; remove one")
        seen[form] = word
