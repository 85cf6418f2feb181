"""Slips of the finger in the words that matter, put right without a dictionary of the language.

A word that is not known is read as the one word of the list that is one slip away: a letter too many, missing, wrong, or
two changed places (Damerau's four kinds of error). Letters drawn out for effect ("pleeease") are shortened first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORTEST = 5


@dataclass(frozen=True)
class Spelling:
    """`meant` are the words that a slip may stand for, `known` all words that are left as they are."""

    meant: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def correct(self, key: str) -> str:
        """The word that was meant; the same word where there is no slip to see."""
        if key in self.known:
            return key
        for short in dict.fromkeys((_DRAWN_OUT.sub(r"\1", key), _DRAWN_OUT.sub(r"\1\1", key))):
            if short in self.known:
                return short
        if len(key) < _SHORTEST:
            return key
        near = {word for cut in (key, *_cuts(key)) for word in self._by_cut.get(cut, ())}
        return min((word for word in near if _one_slip(key, word)), default=key)

    @cached_property
    def _by_cut(self) -> dict[str, tuple[str, ...]]:
        """Two words one slip apart share one of their cuts, so that only a few words need comparing."""
        found: dict[str, tuple[str, ...]] = {}
        for word in sorted(self.meant):
            for cut in dict.fromkeys((word, *_cuts(word))):
                found[cut] = (*found.get(cut, ()), word)
        return found


def _cuts(word: str) -> Iterator[str]:
    """The word with one letter left out, each in turn."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_slip(word: str, meant: str) -> bool:
    """Whether two words that share a cut are one slip apart."""
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1
    wrong = [place for place, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
    if len(wrong) == 2:
        first, second = wrong
        return second == first + 1 and word[first] == meant[second] and word[second] == meant[first]
    return len(wrong) == 1
