"""Reading the policy files: word lists and patterns from `policy_*.toml`, validated, as `Cues`.

A name may stand in one file only, and a list may use lists of any file, so that crisis, advice and sourcing can each be
read, and corrected, by themselves.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.cues import Cues, Patterns
from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.patterns import Form, PatternError, Words, all_forms, form_of, parse, table
from sources.spelling import Spelling

POLICY_FILES = ("policy_common.toml", "policy_crisis.toml", "policy_advice.toml", "policy_sourcing.toml")
_TABLES = ("words", "context", "cues", "personal")
_WORD_LISTS = ("spelling", "real_words")
_PATTERN_LISTS = ("idioms", "study_terms", "reader_terms")


@dataclass(frozen=True, slots=True)
class _Entries:
    """A list as it stands in a file: where, and its texts."""

    path: Path
    key: str
    texts: tuple[str, ...]

    def wrong(self, problem: object) -> SourceError:
        return SourceError(self.path, self.key, str(problem))


def load_cues(paths: Sequence[Path]) -> Cues:
    """Read and validate the files together. Raises SourceError naming the file and the key."""
    found: dict[tuple[str, str], _Entries] = {}
    for path in paths:
        for (part, name), entries in _read_file(path):
            if (part, name) in found:
                raise entries.wrong(f"stands in {found[part, name].path.name} too; a name belongs to one file")
            found[part, name] = entries
    lists = _Lists({name: entries for (part, name), entries in found.items() if part == "words"}).all()
    tables = {part: _patterns_of(part, found, lists) for part in _TABLES[1:]}
    plain = {key: _patterns(found[key, ""], lists) if (key, "") in found else () for key in _PATTERN_LISTS}
    meant, real = (_plain(found.get((key, ""))) for key in _WORD_LISTS)
    known = meant | real | _words_of([*plain.values(), *(each for part in tables.values() for each in part.values())])
    return Cues(
        idioms=plain["idioms"],
        context=tables["context"],
        study_terms=plain["study_terms"],
        cues=tables["cues"],
        reader_terms=plain["reader_terms"],
        personal=tables["personal"],
        spelling=Spelling(meant, known),
    )


def _read_file(path: Path) -> Iterator[tuple[tuple[str, str], _Entries]]:
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    for key, value in tables.items():
        if key in _TABLES and isinstance(value, dict):
            yield from (((key, name), _entries(path, f"{key}.{name}", each)) for name, each in value.items())
        elif key in (*_WORD_LISTS, *_PATTERN_LISTS):
            yield (key, ""), _entries(path, key, value)
        else:
            raise SourceError(path, key, f"must be one of the tables {', '.join(_TABLES)} or a known list")


def _entries(path: Path, key: str, value: object) -> _Entries:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item.split() for item in value):
        raise SourceError(path, key, "must be a list of texts, none of them empty")
    twice = next((item for place, item in enumerate(value) if item in value[:place]), None)
    if twice is not None:
        raise SourceError(path, key, f"{twice!r} stands twice; remove one")
    return _Entries(path, key, tuple(value))


@dataclass(frozen=True)
class _Lists:
    """The word lists, each read when another asks for it; what is being read cannot ask for itself."""

    entries: Mapping[str, _Entries]

    def all(self) -> dict[str, Words]:
        done: dict[str, Words] = {}
        for name in self.entries:
            self._read(name, done, (name,))
        return done

    def _read(self, name: str, done: dict[str, Words], within: tuple[str, ...]) -> Words:
        if name not in done:
            done[name] = Words(table(self._forms(self.entries[name], done, within)))
        return done[name]

    def _forms(self, entries: _Entries, done: dict[str, Words], within: tuple[str, ...]) -> Iterator[Form]:
        for text in entries.texts:
            choices = [self._choices(entries, word, done, within) for word in text.split()]
            for chosen in itertools.product(*choices):
                form = tuple(itertools.chain(*chosen))
                if not form:
                    raise entries.wrong(f"{text!r} may be empty")
                yield form

    def _choices(self, entries: _Entries, word: str, done: dict[str, Words], within: tuple[str, ...]) -> list[Form]:
        bare = word.removesuffix("?")
        none: list[Form] = [()] if bare != word else []
        if not bare.startswith("<"):
            try:
                return none + [form_of(each) for each in bare.split("/")]
            except PatternError as error:
                raise entries.wrong(error) from error
        name = bare[1:-1]
        if name in within or name not in self.entries:
            raise entries.wrong(f"{bare} is no word list, or holds itself")
        return none + list(all_forms(self._read(name, done, (*within, name)).forms))


def _patterns_of(
    part: str, found: Mapping[tuple[str, str], _Entries], lists: Mapping[str, Words]
) -> dict[str, Patterns]:
    return {name: _patterns(entries, lists) for (each, name), entries in found.items() if each == part}


def _patterns(entries: _Entries, lists: Mapping[str, Words]) -> Patterns:
    try:
        return tuple(pattern for text in entries.texts for pattern in parse(text, lists))
    except PatternError as error:
        raise entries.wrong(error) from error


def _plain(entries: _Entries | None) -> frozenset[str]:
    if entries is None:
        return frozenset()
    try:
        return frozenset(word for text in entries.texts for word in form_of(text))
    except PatternError as error:
        raise entries.wrong(error) from error


def _words_of(patterns: Iterable[Patterns]) -> frozenset[str]:
    parts = [part for each in patterns for pattern in each for part in pattern.parts if isinstance(part, Words)]
    tables = {id(part.forms): part.forms for part in parts}.values()
    return frozenset(word for forms in tables for form in all_forms(forms) for word in form)
