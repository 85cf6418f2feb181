"""A small language for turns of phrase, so that rules about wording can be read and corrected without code.

A pattern is words with spaces between; case, accents, plurals and apostrophes make no difference (`sources.words`).

    word        that word                      <name>      any entry of the word list `name`
    a/b/c       any of these                   #, ##       a number; a number of ten or more
    x?          x or nothing                   x*          x up to four times, or nothing
    _           one word or none               ~           up to three words, not over a comma
    ..          up to four words               ...         up to twelve words
    ^           start of a sentence or after a comma       $   end of a sentence or before a comma; x/$ is x or that

Nothing crosses the end of a sentence. A pattern begins with words, or with `^` and words, and ends with words or `$`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sources.utterance import Places, Utterance
from sources.words import keys

Form = tuple[str, ...]
Forms = Mapping[str, Mapping[int, frozenset[Form]]]

_GAPS = {"_": (1, False), "~": (3, False), "..": (4, True), "...": (12, True)}
_NONE: Mapping[int, frozenset[Form]] = {}
_MOST_REPEATS = 4


class PatternError(ValueError):
    """A pattern that cannot be read, in one line."""


@dataclass(frozen=True, slots=True)
class Words:
    """Any of these forms, `least` to `most` times: by first word and number of further words, the further words."""

    forms: Forms
    least: int = 1
    most: int = 1

    def step(self, said: Utterance, places: Places, end: int) -> Places:
        """Where a match can go on after these words."""
        reached = set(places) if self.least == 0 else set[int]()
        for _ in range(self.most):
            places = self._after(said, places, end)
            if not places:
                break
            reached |= places
        return reached

    def _after(self, said: Utterance, places: Places, end: int) -> set[int]:
        after = set[int]()
        for place in places:
            if place >= end:
                continue
            for name in said.names[place]:
                for more, rests in self.forms.get(name, _NONE).items():
                    stop = place + 1 + more
                    if not more or (stop <= end and said.keys[place + 1 : stop] in rests):
                        after.add(stop)
        return after


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int
    over_commas: bool

    def step(self, said: Utterance, places: Places, end: int) -> Places:
        """Where a match can go on after the gap."""
        reached = set(places)
        for place in places:
            for after in range(place + 1, min(place + self.most, end) + 1):
                if not self.over_commas and after - 1 in said.commas:
                    break
                reached.add(after)
        return reached


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of a sentence, or a comma."""

    start: bool

    def step(self, said: Utterance, places: Places, end: int) -> Places:
        """The places that are such an edge."""
        return {p for p in places if p in said.commas or (p == said.begins[p] if self.start else p == end)}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was written, what it consists of, the words it can begin with, and words of which a text must hold one."""

    written: str
    parts: tuple[Words | Gap | Edge, ...]
    heads: frozenset[str]
    needs: frozenset[str]

    def match(self, said: Utterance, place: int) -> int | None:
        """The place after the longest match that begins at `place`."""
        places: Places = {place}
        end = said.ends[place]
        for part in self.parts:
            places = part.step(said, places, end)
            if not places:
                return None
        return max(places)


def table(entries: Iterable[Form]) -> Forms:
    """Forms in the order they are looked up by."""
    forms: dict[str, dict[int, set[Form]]] = {}
    for first, *rest in entries:
        forms.setdefault(first, {}).setdefault(len(rest), set()).add(tuple(rest))
    return {first: {more: frozenset(rests) for more, rests in by.items()} for first, by in forms.items()}


def all_forms(forms: Forms) -> Iterator[Form]:
    """Every form, whole."""
    return ((first, *rest) for first, by in forms.items() for rests in by.values() for rest in sorted(rests))


def parse(written: str, lists: Mapping[str, Words]) -> tuple[Pattern, ...]:
    """Read a pattern; one with `x/$` is two. Raises PatternError."""
    before, ending, _ = written.partition("/$")
    if not ending:
        return (_parse(written, lists),)
    return (*parse(written.replace("/$", "", 1), lists), _parse(f"{before.rpartition(' ')[0]} $", lists))


def _parse(written: str, lists: Mapping[str, Words]) -> Pattern:
    parts: list[Words | Gap | Edge] = [_part(word, lists) for word in written.split()]
    if not parts:
        raise PatternError("a pattern is empty")
    heads = list(_heads(parts))
    if not heads:
        raise PatternError(f"{written!r} must begin with words")
    if isinstance(parts[-1], Gap) or any(isinstance(part, Edge) and part.start for part in parts[1:]):
        raise PatternError(f"{written!r} must not end with a gap, nor hold ^ after its beginning")
    first = frozenset(word for part in heads for word in part.forms)
    needed = [frozenset(part.forms) for part in parts if isinstance(part, Words) and part.least]
    return Pattern(written, tuple(parts), first, min(needed[::-1], key=len, default=first))


def _heads(parts: Sequence[Words | Gap | Edge]) -> Iterator[Words]:
    """The words a match can begin with: those before and at the first that must be there; none where a gap comes first."""
    for part in parts[1:] if isinstance(parts[0], Edge) else parts:
        if not isinstance(part, Words):
            return
        yield part
        if part.least:
            return


def _part(word: str, lists: Mapping[str, Words]) -> Words | Gap | Edge:
    if word in _GAPS:
        return Gap(*_GAPS[word])
    if word in ("^", "$"):
        return Edge(word == "^")
    bare = word.rstrip("?*")
    least, most = (0 if bare != word else 1), (_MOST_REPEATS if word.endswith("*") else 1)
    if bare.startswith("<") and bare.endswith(">"):
        if bare[1:-1] not in lists:
            raise PatternError(f"{bare} is no word list")
        return Words(lists[bare[1:-1]].forms, least, most)
    return Words(table(form_of(each) for each in bare.split("/")), least, most)


def form_of(words: str) -> Form:
    """The keys of a word or an expression; `#` and `##` stand for themselves. Raises PatternError."""
    form = tuple(key for word in words.split() for key in ((word,) if word in ("#", "##") else keys(word)))
    if not form:
        raise PatternError(f"{words!r} has no letter or digit")
    return form
