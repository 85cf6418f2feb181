"""A message cut into words, with its sentences and commas: what the patterns of the policy are matched against."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sources.words import split

Places = AbstractSet[int]

_SENTENCE = re.compile(r"[.!?;\n…¿¡。！？]")
_COMMA = re.compile(r"[,:()\u2013\u2014\"“”]| -+ ")
# Letters in disguise ("k1ll"); one for one, so that offsets stay right.
_DISGUISED = re.compile(r"(?<=[a-zA-Z])[013457!@$](?=[a-zA-Z])")
_MEANT = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "!": "i", "@": "a", "$": "s"}
_TEN = 10
_UNDER_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEN_OR_MORE = ("ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen")
_NUMBERS = {**dict.fromkeys(_UNDER_TEN, 1), **dict.fromkeys(_TEN_OR_MORE, _TEN)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: `text[start:end]` are the words that gave it; `first` and `last` count words."""

    cue: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text cut into words: their keys, what they are looked up by, their offsets, and the sentences and commas."""

    keys: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    commas: Places

    def without(self, taken: Iterable[Hit]) -> Utterance:
        """The same text in which the words of these hits match nothing."""
        gone = {place for hit in taken for place in range(hit.first, hit.last)}
        if not gone:
            return self
        keys_left = tuple("" if place in gone else key for place, key in enumerate(self.keys))
        names_left = tuple(() if place in gone else names for place, names in enumerate(self.names))
        return Utterance(keys_left, names_left, self.spans, self.begins, self.ends, self.commas)


def hear(text: str, correct: Callable[[str], str]) -> Utterance:
    """Cut a text into words; `correct` is given each key and may put another in its place."""
    words = split(_DISGUISED.sub(lambda found: _MEANT[found[0]], text))
    between = [text[a.end : b.start] for a, b in itertools.pairwise(words)]
    # "0.5" is one number: digits on both sides of a full stop do not end a sentence.
    digits = [a.key.isdigit() and b.key.isdigit() for a, b in itertools.pairwise(words)]
    pairs = enumerate(zip(between, digits, strict=True), 1)
    breaks = [place for place, (gap, number) in pairs if _SENTENCE.search(gap) and not number]
    edges = [0, *breaks, len(words)]
    begins: list[int] = []
    ends: list[int] = []
    for first, last in itertools.pairwise(edges):
        begins += [first] * (last - first)
        ends += [last] * (last - first)
    commas = frozenset(place for place, gap in enumerate(between, 1) if _COMMA.search(gap))
    spans = tuple((word.start, word.end) for word in words)
    found = tuple(correct(word.key) for word in words)
    return Utterance(found, tuple(_names_of(key) for key in found), spans, tuple(begins), tuple(ends), commas)


def _names_of(key: str) -> tuple[str, ...]:
    """What a word of a text can be found under: itself, and the signs for a number."""
    value = int(key[:9]) if key.isdecimal() else _NUMBERS.get(key, 0)
    return (key, "#", "##") if value >= _TEN else (key, "#") if value or key.isdecimal() else (key,)
