"""Turns of phrase as data: the word lists, cues and idioms of `policy.toml`, and where a text uses them.

An idiom is looked for first and its words then count for nothing, so that "dying to know" is no word about dying. Next
come the mentions of a grave matter, then the terms of studies, whose words count for nothing in their turn, and last the
cues. A word that is not known is read as the one in `spelling` that is one slip of the finger away (a letter too many,
missing, wrong, or two changed places), unless it stands in `real_words`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.patterns import Form, Hit, Pattern, PatternError, Reading, Words, form_of, names_of, parse, read, table

POLICY = "policy.toml"
_TABLES = ("words", "cues", "personal")
_WORD_LISTS = ("spelling", "real_words")
_PATTERN_LISTS = ("idioms", "study_terms", "mentions", "reader_terms")
_LISTS = (*_WORD_LISTS, *_PATTERN_LISTS)
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORTEST_CORRECTED = 5


@dataclass(frozen=True, slots=True)
class Spotted:
    """A text as read, the cues in it, and whether it mentions a grave matter."""

    reading: Reading
    hits: Mapping[str, tuple[Hit, ...]]
    mentions: tuple[Hit, ...]


@dataclass(frozen=True)
class Cues:
    """What to look for. Build it with `load_cues`; the look-up tables are made at first use."""

    cues: Mapping[str, tuple[Pattern, ...]]
    idioms: tuple[Pattern, ...] = ()
    study_terms: tuple[Pattern, ...] = ()
    mentions: tuple[Pattern, ...] = ()
    reader_terms: tuple[Pattern, ...] = ()
    personal: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    spelling: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def spot(self, text: str) -> Spotted:
        """Every cue in a text; what an earlier list has explained is set aside before the next is looked for."""
        reading = read(text, self._corrected)
        idioms, mentions, study_terms, cues, reader_terms, personal = self._heads
        reading = reading.without(_find(reading, idioms))
        mentioned = tuple(_find(reading, mentions))
        reading = reading.without(_find(reading, study_terms))
        found = list(_find(reading, cues))
        found += _find(reading.without(_find(reading, reader_terms)), personal)
        hits: dict[str, list[Hit]] = {}
        for hit in found:
            hits.setdefault(hit.cue, []).append(hit)
        return Spotted(reading, {cue: tuple(each) for cue, each in hits.items()}, mentioned)

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
    def _heads(self) -> tuple[_Heads, ...]:
        """Each list by the words its patterns can begin with, in the order they are looked for."""
        idioms, mentions, study, reader = (
            _by_head({"": patterns}) for patterns in (self.idioms, self.mentions, self.study_terms, self.reader_terms)
        )
        return idioms, mentions, study, _by_head(self.cues), reader, _by_head(self.personal)


_Heads = Mapping[str, tuple[tuple[str, Pattern], ...]]


def _by_head(named: Mapping[str, tuple[Pattern, ...]]) -> _Heads:
    heads: dict[str, list[tuple[str, Pattern]]] = {}
    for cue, patterns in named.items():
        for pattern in patterns:
            for head in pattern.firsts:
                heads.setdefault(head, []).append((cue, pattern))
    return {head: tuple(found) for head, found in heads.items()}


def _find(reading: Reading, heads: _Heads) -> Iterator[Hit]:
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
    lists = _WordLists(path, _table(path, "words", tables)).all()
    patterns = {key: _patterns(path, key, tables.get(key, []), lists) for key in _PATTERN_LISTS}
    cues, personal = (_cues(path, key, tables, lists) for key in ("cues", "personal"))
    spelling, real = (_plain(path, key, tables.get(key, [])) for key in _WORD_LISTS)
    known = spelling | real | _words_of(itertools.chain(*patterns.values(), *cues.values(), *personal.values()))
    return Cues(cues, **patterns, personal=personal, spelling=spelling, known=known)


@dataclass(frozen=True)
class _WordLists:
    """The lists under `[words]`, each read when another asks for it; what is being read cannot ask for itself."""

    path: Path
    entries: Mapping[str, object]

    def all(self) -> dict[str, Words]:
        done: dict[str, Words] = {}
        for name in self.entries:
            self._read(name, done, ())
        return done

    def _read(self, name: str, done: dict[str, Words], within: tuple[str, ...]) -> Words:
        if name not in done:
            if name in within or name not in self.entries:
                raise SourceError(self.path, f"words.{(*within, name)[0]}", f"<{name}> is no word list, or holds itself")
            forms = self._forms(name, done, (*within, name))
            done[name] = Words(table(forms))
        return done[name]

    def _forms(self, name: str, done: dict[str, Words], within: tuple[str, ...]) -> Iterator[Form]:
        for entry in _texts(self.path, f"words.{name}", self.entries[name]):
            choices = [self._choices(name, word, done, within) for word in entry.split()]
            for chosen in itertools.product(*choices):
                form = tuple(itertools.chain(*chosen))
                if not form:
                    raise SourceError(self.path, f"words.{name}", f"{entry!r} may be empty")
                yield form

    def _choices(self, name: str, word: str, done: dict[str, Words], within: tuple[str, ...]) -> list[Form]:
        bare = word.removesuffix("?")
        none: list[Form] = [()] if bare != word else []
        if bare.startswith("<"):
            forms = self._read(bare[1:-1], done, within).forms
            return none + [(first, *rest) for first, rests in forms.items() for rest in rests]
        try:
            return none + [form_of(each) for each in bare.split("/")]
        except PatternError as error:
            raise SourceError(self.path, f"words.{name}", str(error)) from error


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


def _patterns(path: Path, key: str, value: object, lists: Mapping[str, Words]) -> tuple[Pattern, ...]:
    try:
        return tuple(pattern for entry in _texts(path, key, value) for pattern in parse(entry, lists))
    except PatternError as error:
        raise SourceError(path, key, str(error)) from error


def _cues(
    path: Path, key: str, tables: Mapping[str, Any], lists: Mapping[str, Words]
) -> dict[str, tuple[Pattern, ...]]:
    return {name: _patterns(path, f"{key}.{name}", each, lists) for name, each in _table(path, key, tables).items()}


def _plain(path: Path, key: str, value: object) -> frozenset[str]:
    try:
        return frozenset(word for entry in _texts(path, key, value) for word in form_of(entry))
    except PatternError as error:
        raise SourceError(path, key, str(error)) from error


def _words_of(patterns: Iterable[Pattern]) -> frozenset[str]:
    parts = [part for pattern in patterns for part in pattern.parts if isinstance(part, Words)]
    tables = {id(part.forms): part.forms for part in parts}.values()
    return frozenset(word for forms in tables for first, rests in forms.items() for rest in rests for word in (first, *rest))
