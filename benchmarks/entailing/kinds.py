"""What part a word plays, which way it points, and what it is compared by: the lists of entailing_words, looked up."""

from __future__ import annotations

from functools import lru_cache

from benchmarks.entailing.words import (
    ACT,
    BETTER,
    DENY,
    DOWN,
    EMPTY,
    HEDGE,
    LEVEL_DOWN,
    LEVEL_UP,
    LINK,
    PAIRS,
    SAME,
    UP,
    VERSUS,
    WHOLE,
    WORSE,
    Kind,
)
from index.lexical import tokens


def kind_of(raw: str) -> Kind:
    """The part that a word plays, whatever stands beside it."""
    for kind, words in _KINDS:
        if raw in words:
            return kind
    if raw in SIGNS:
        return "sign"
    return "topic" if stems(raw) else "empty"


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """What a word is compared by: its stem, and a mark for each list of words that mean the same."""
    same = [f"={place}" for place, group in enumerate(SAME) if word in group]
    return frozenset((*tokens(word), *same))


_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("deny", DENY),
    ("hedge", HEDGE),
    ("whole", WHOLE),
    ("versus", VERSUS),
    ("link", LINK),
    ("empty", EMPTY),
)
SIGNS: dict[str, tuple[str, int]] = {
    **{word: ("act" if word in ACT else "level" if word in LEVEL_UP else "amount", 1) for word in UP},
    **{word: ("act" if word in ACT else "level" if word in LEVEL_DOWN else "amount", -1) for word in DOWN},
    **dict.fromkeys(BETTER, ("worth", 1)),
    **dict.fromkeys(WORSE, ("worth", -1)),
    **{
        word: (f"pair {place}", sign)
        for place, pair in enumerate(PAIRS)
        for words, sign in zip(pair, (1, -1), strict=True)
        for word in words.split()
    },
}
