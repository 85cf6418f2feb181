"""When a word of one text counts as a word of another: by stem, by a list of words that mean the same, by initials."""

from __future__ import annotations

from benchmarks.entailing.frame import Frame, Word

_PREFIX = 7
"""Letters that two stems must begin with alike to count as one word ..."""
_REST = 2
"""... and how many each may have left after them: "diagnosi" and "diagnost", but not "prednison" and "prednisolon"."""


def met(word: Word, words: tuple[Word, ...]) -> Word | None:
    """The word among these that a word of the claim is met by, if one is."""
    kinds = ("number",) if word.kind == "number" else ("topic", "sign", "link", "empty", "whole")
    near = [other for other in words if other.kind in kinds]
    for other in near:
        if word.stems & other.stems:
            return other
    return next((other for other in near if other.kind == "topic" and _alike(word.stems, other.stems)), None)


def _alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(_kin(one, other) for one in ours for other in theirs)


def _kin(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _PREFIX or any(map(str.isdigit, one + other)):
        return False
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _PREFIX and max(len(one), len(other)) - shared <= _REST


def by_initials(claim: Frame, held: Frame, found: dict[int, Word]) -> None:
    """ "SIV" meets "simian immunodeficiency virus", either way round."""
    for short in held.topics:
        for run in _runs(claim, short.text):
            for word in run:
                found.setdefault(word.place, short)
    for short in claim.topics:
        if short.place not in found and (run := next(iter(_runs(held, short.text)), ())):
            found[short.place] = run[0]


def _runs(frame: Frame, letters: str) -> list[tuple[Word, ...]]:
    """Runs of words whose initials are these letters."""
    if not 2 < len(letters) < 7 or not letters.isalpha():
        return []
    words = [word for word in frame.words if word.text[0].isalnum()]
    runs = [tuple(words[i : i + len(letters)]) for i in range(len(words) - len(letters) + 1)]
    return [run for run in runs if "".join(word.text[0] for word in run) == letters]
