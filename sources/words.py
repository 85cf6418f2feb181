"""Words as they are compared: without case, plural, accent, hyphen or apostrophe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Digits and letters part company, so that "10µg", "10 µg", "5HT2A" and "5-HT-2A" are cut alike.
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_SHORT = 3
_KEEP = ("ss", "us", "is")
_ES = ("shes", "ches", "xes", "sses", "zes")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and the key by which it is compared."""

    start: int
    end: int
    key: str


def split(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with offsets in characters."""
    return tuple(Word(match.start(), match.end(), _key(match[0])) for match in _WORD.finditer(text))


def keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a text: two texts with equal keys count as the same words."""
    return tuple(_key(match[0]) for match in _WORD.finditer(text))


def mentions(text: str, entries: tuple[str, ...]) -> bool:
    """Whether any entry stands in the text, as whole words."""
    have = keys(text)
    forms = [keys(entry) for entry in entries]
    return any(have[i : i + len(form)] == form for form in forms for i in range(len(have) - len(form) + 1))


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """A plural is cut by rule, not by dictionary: it only has to be cut the same way on both sides."""
    folded = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    plain = plain.removesuffix("'s").replace("'", "")
    if len(plain) <= _SHORT or plain.endswith(_KEEP) or not plain.endswith("s"):
        return plain
    if plain.endswith("ies"):
        return plain[:-3] + "y"
    return plain[:-2] if plain.endswith(_ES) else plain[:-1]
