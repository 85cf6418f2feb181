"""Turns of phrase as data: the word lists, cues and idioms of `policy.toml`, and where a text uses them.

An idiom is looked for first and its words then count for nothing, so that "dying to know" is no word about dying. A word
that is not known is read as the one in `spelling` that is one slip of the finger away (a letter too many, missing, wrong,
or two changed places), unless it stands in `real_words`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.patterns import Form, Pattern, PatternError, Reading, Words, form_of, names_of, parse, read, table

POLICY = "policy.toml"
_TABLES = ("words", "cues")
_LISTS = ("spelling", "real_words", "idioms")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORTEST_CORRECTED = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: `text[start:end]` are the words that gave it; `first` and `last` count words."""

    cue: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spotted:
    """A text as read, and the cues in it."""

    reading: Reading
    hits: Mapping[str, tuple[Hit, ...]]


@dataclass(frozen=True)
class Cues:
    """What to look for. Build it with `load_cues`; the look-up tables are made at first use."""

    cues: Mapping[str, tuple[Pattern, ...]]
    idioms: tuple[Pattern, ...] = ()
    spelling: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def spot(self, text: str) -> Spotted:
        """Every cue in a text, idioms set aside."""
        reading = read(text, self._corrected)
        reading = reading.without((hit.first, hit.last) for hit in _find(reading, self._idiom_heads))
        hits: dict[str, list[Hit]] = {}
        for hit in _find(reading, self._heads):
            hits.setdefault(hit.cue, []).append(hit)
        return Spotted(reading, {cue: tuple(found) for cue, found in hits.items()})

    def _corrected(self, key: str) -> str:
        if key in self.known:
            return key
        for short in dict.fromkeys((_DRAWN_OUT.sub(r"\1", key), _DRAWN_OUT.sub(r"\1\1", key))):
            if short in self.known:
                return short
        if len(key) < _SHORTEST_CORRECTED:
            return key
        near = {word for cut in (key, *_cuts(key)) for word in self._misspelt.get(cut, ())}
        return min((word for word in near if _one_slip(key, word)), default=key)

    @cached_property
    def _misspelt(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word in self.spelling:
            for cut in (word, *_cuts(word)):
                found[cut] = (*found.get(cut, ()), word)
        return found

    @cached_property
    def _heads(self) -> dict[str, tuple[tuple[str, Pattern], ...]]:
        return _by_head((cue, pattern) for cue, patterns in self.cues.items() for pattern in patterns)

    @cached_property
    def _idiom_heads(self) -> dict[str, tuple[tuple[str, Pattern], ...]]:
        return _by_head(("idiom", pattern) for pattern in self.idioms)


def _by_head(named: Iterable[tuple[str, Pattern]]) -> dict[str, tuple[tuple[str, Pattern], ...]]:
    heads: dict[str, list[tuple[str, Pattern]]] = {}
    for cue, pattern in named:
        for head in pattern.firsts:
            heads.setdefault(head, []).append((cue, pattern))
    return {head: tuple(patterns) for head, patterns in heads.items()}


def _find(reading: Reading, heads: Mapping[str, tuple[tuple[str, Pattern], ...]]) -> Iterator[Hit]:
    for place, key in enumerate(reading.keys):
        for cue, pattern in (each for name in names_of(key) for each in heads.get(name, ())):
            last = pattern.match(reading, place)
            if last is not None:
                yield Hit(cue, reading.spans[place][0], reading.spans[last - 1][1], place, last)


def _cuts(word: str) -> Iterator[str]:
    """The word with one letter left out, each in turn."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_slip(word: str, meant: str) -> bool:
    """Whether two words that share a cut are one slip apart (Damerau's four kinds of error)."""
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1
    wrong = [place for place, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
    if len(wrong) == 2:
        first, second = wrong
        return second == first + 1 and word[first] == meant[second] and word[second] == meant[first]
    return len(wrong) < 2


def load_cues(path: Path) -> Cues:
    """Read and validate `policy.toml`. Raises SourceError naming the file and the key."""
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    unknown = set(tables) - {*_TABLES, *_LISTS}
    if unknown:
        raise SourceError(path, min(unknown), "unknown key; remove it or correct its name")
    spelling, real, idioms = (_texts(path, key, tables.get(key, [])) for key in _LISTS)
    lists: dict[str, Words] = {}
    for name, entries in _table(path, "words", tables).items():
        lists[name] = Words(table(_forms(path, f"words.{name}", _texts(path, f"words.{name}", entries), lists)))
    cues = {
        name: _patterns(path, f"cues.{name}", _texts(path, f"cues.{name}", entries), lists)
        for name, entries in _table(path, "cues", tables).items()
    }
    called = _patterns(path, "idioms", idioms, lists)
    meant = frozenset(word for each in _forms(path, "spelling", spelling, {}) for word in each)
    known = meant | _words_of((*called, *itertools.chain(*cues.values())))
    return Cues(cues, called, meant, known | {word for each in _forms(path, "real_words", real, {}) for word in each})


def _table(path: Path, key: str, tables: Mapping[str, Any]) -> dict[str, Any]:
    found = tables.get(key)
    if not isinstance(found, dict) or not found:
        raise SourceError(path, key, "must be a table with at least one list")
    return found


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SourceError(path, key, "must be a list of texts")
    twice = next((item for place, item in enumerate(value) if item in value[:place]), None)
    if twice is not None:
        raise SourceError(path, key, f"{twice!r} stands twice; remove one")
    return tuple(value)


def _forms(path: Path, key: str, entries: Iterable[str], lists: Mapping[str, Words]) -> list[Form]:
    """The entries of a word list, with `<name>` replaced by each entry of an earlier list and `a/b` by each word."""
    found: list[Form] = []
    for entry in entries:
        try:
            choices = [_choices(word, lists) for word in entry.split()]
        except PatternError as error:
            raise SourceError(path, key, str(error)) from error
        if not choices:
            raise SourceError(path, key, "an entry is empty")
        found += [tuple(itertools.chain(*chosen)) for chosen in itertools.product(*choices)]
    return found


def _choices(word: str, lists: Mapping[str, Words]) -> list[Form]:
    if not word.startswith("<"):
        return [form_of(each) for each in word.split("/")]
    if word[1:-1] not in lists:
        raise PatternError(f"{word} is no earlier word list")
    return [(first, *rest) for first, forms in lists[word[1:-1]].forms.items() for rest in forms]


def _patterns(path: Path, key: str, entries: Iterable[str], lists: Mapping[str, Words]) -> tuple[Pattern, ...]:
    try:
        return tuple(parse(entry, lists) for entry in entries)
    except PatternError as error:
        raise SourceError(path, key, str(error)) from error


def _words_of(patterns: Iterable[Pattern]) -> frozenset[str]:
    groups = [part.forms for pattern in patterns for part in pattern.parts if isinstance(part, Words)]
    return frozenset(
        word for forms in groups for first, rests in forms.items() for rest in rests for word in (first, *rest)
    )
