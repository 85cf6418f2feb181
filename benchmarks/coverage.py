"""How much of what a question says is found in a text, for questions that no rule about substances or studies decides.

The share of the question's words that the text has too, each weighed by how rare it is in the library (inverse document
frequency, Spärck Jones 1972): a question whose rare words are all missing is about something else, however near it sounds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.lexical import tokens


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many texts each word stands, of how many."""

    frequency: dict[str, int]
    texts: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> Rarity:
        """Counted over the texts of a library."""
        return cls(dict(Counter(word for text in texts for word in set(tokens(text)))), len(texts))

    def weight(self, word: str) -> float:
        """Greatest for a word that stands nowhere."""
        return math.log(1 + self.texts / (0.5 + self.frequency.get(word, 0)))


def coverage(question: str, text: str, rarity: Rarity, known: Iterable[str] = ()) -> float:
    """Between 0 and 1; `known` are words that need not be found, because the vocabulary has read them. 1 if none is left."""
    read = {word for phrase in known for word in tokens(phrase)}
    asked = {word for word in tokens(question) if word not in read}
    total = sum(rarity.weight(word) for word in asked)
    held = set(tokens(text))
    return sum(rarity.weight(word) for word in asked if word in held) / total if total else 1.0
