"""Turns of phrase as data: which cues a text holds, by the word lists and patterns of the policy files.

A text is gone through four times, and what one pass explains is set aside before the next: idioms first, so that "dying
to know" is no word about dying; then the context a text stands in; then, with the terms of studies set aside, the cues
themselves; and last, with what only a reader does set aside ("I read that"), the words about one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sources.patterns import Pattern
from sources.spelling import Spelling
from sources.utterance import Hit, Utterance, hear

Patterns = tuple[Pattern, ...]
_Heads = Mapping[str, tuple[tuple[str, Pattern], ...]]


@dataclass(frozen=True, slots=True)
class Spotted:
    """A text cut into words, and the cues in it by name."""

    said: Utterance
    hits: Mapping[str, tuple[Hit, ...]]


@dataclass(frozen=True)
class Cues:
    """What to look for. Build it with `load_cues`; the look-up tables are made at first use."""

    idioms: Patterns = ()
    context: Mapping[str, Patterns] = field(default_factory=dict)
    study_terms: Patterns = ()
    cues: Mapping[str, Patterns] = field(default_factory=dict)
    reader_terms: Patterns = ()
    personal: Mapping[str, Patterns] = field(default_factory=dict)
    spelling: Spelling = field(default_factory=Spelling)

    @property
    def names(self) -> frozenset[str]:
        """Every cue that can be found."""
        return frozenset((*self.context, *self.cues, *self.personal))

    def spot(self, text: str) -> Spotted:
        """Every cue in a text."""
        said = hear(text, self.spelling.correct)
        hits: dict[str, list[Hit]] = {}
        for explained, sought in self._passes:
            said = said.without(_find(said, explained))
            for hit in _find(said, sought):
                hits.setdefault(hit.cue, []).append(hit)
        return Spotted(said, {cue: tuple(found) for cue, found in hits.items()})

    @cached_property
    def _passes(self) -> tuple[tuple[_Heads, _Heads], ...]:
        """What is set aside and what is then looked for, pass by pass, by the words a pattern can begin with."""
        return (
            (_by_head({"": self.idioms}), _by_head(self.context)),
            (_by_head({"": self.study_terms}), _by_head(self.cues)),
            (_by_head({"": self.reader_terms}), _by_head(self.personal)),
        )


def _by_head(named: Mapping[str, Patterns]) -> _Heads:
    heads: dict[str, list[tuple[str, Pattern]]] = {}
    for cue, patterns in named.items():
        for pattern in patterns:
            for head in pattern.heads:
                heads.setdefault(head, []).append((cue, pattern))
    return {head: tuple(found) for head, found in heads.items()}


def _find(said: Utterance, heads: _Heads) -> Iterator[Hit]:
    present = frozenset(name for names in said.names for name in names)
    for place, names in enumerate(said.names):
        for cue, pattern in (each for name in names for each in heads.get(name, ())):
            last = None if pattern.needs.isdisjoint(present) else pattern.match(said, place)
            if last is not None:
                yield Hit(cue, said.spans[place][0], said.spans[last - 1][1], place, last)
