"""The shape of one thing that a claim has and a sentence has otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.claims.check import OverclaimKind


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the claim has and the sentence has otherwise. `kind` None: a plain word, which is no overclaim."""

    kind: OverclaimKind | Literal["comparator"] | None
    words: str
    source_words: str
