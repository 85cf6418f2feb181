"""What the comparison of two texts comes to, and how strict it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["supports", "refutes", "undecided"]


@dataclass(frozen=True, slots=True)
class Strictness:
    """How much must be aligned before a rule decides. Shares are between 0 and 1."""

    name: str
    cover: float
    """Share of the claim's topic words that one clause must hold, where which way it went is compared."""
    plain: float
    """The same where nothing says which way, so that the words are all there is."""
    density: float
    """Share of the topic words of the aligned stretch that must be the claim's."""
    hedged: bool = False
    """Whether hedged evidence may decide about an unhedged claim."""
    strays: bool = False
    """Whether words that say which way of something else may stand in between."""
    least: int = 3
    """Topic words that must be met, where nothing says which way."""


STRICT = Strictness("strict", cover=1.0, plain=1.0, density=0.5)
USUAL = Strictness("usual", cover=0.75, plain=1.0, density=0.35, strays=True)
LOOSE = Strictness("loose", cover=0.65, plain=0.9, density=0.25, strays=True)


@dataclass(frozen=True, slots=True)
class Entailed:
    """What a text says of a claim. `sentence` is the place of the deciding one in a list, else 0."""

    verdict: Verdict
    rule: str
    claim_words: tuple[str, ...] = ()
    evidence_words: tuple[str, ...] = ()
    cover: float = 0.0
    sentence: int = 0


def undecided(rule: str, cover: float = 0.0) -> Entailed:
    """Nothing is decided, and why."""
    return Entailed("undecided", rule, cover=cover)
