"""Searching words: BM25 over every passage, built in memory when an index is opened.

Lù, "BM25S: Orders of magnitude faster lexical search via eager sparse scoring" (2024); the variant is Lucene's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from index.vectors import Floats

# A number with its separators; or a word, or words tied by a hyphen or a point: 5-HT2A, MB-22001, double-blind, U.S.
_WORD = re.compile(r"\d+(?:[.,]\d+)+(?![^\W_])|[^\W_]+(?:[-‐‑–.][^\W_]+)*")
_TIE = re.compile(r"[-‐‑–.]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?:s\b)?")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Words that carry a sentence but no subject. "no", "not" and "without" are kept: they decide what a sentence says.
_EMPTY_WORDS = """
a an and are as at be been but by can could did do does for from had has have how i if in into is it its may me might my
of on or our should so such than that the their them then there these they this those to was we were what when where
which who whom whose why will would you your
"""
_IS_EMPTY = frozenset(_EMPTY_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without empty words, stemmed unless they hold a digit.

    A tied word counts whole (without its tie, so that "5-HT2A" and "5HT2A" meet) and by its parts; a number keeps its
    decimal point and loses its thousands separators.
    """
    import Stemmer

    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    plain = _APOSTROPHE.sub("", folded)
    words = [w for match in _WORD.finditer(plain) for w in _words(match[0]) if w not in _IS_EMPTY]
    stem = Stemmer.Stemmer("english").stemWord  # made anew: cheap, and one stemmer is not for several threads
    return [word if any(map(str.isdigit, word)) else stem(word) for word in words]


def _words(word: str) -> Iterator[str]:
    if _NUMBER.fullmatch(word):
        yield _THOUSANDS.sub("", word)
        return
    parts = _TIE.split(word)
    yield "".join(parts)
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 1 or part.isdigit())


class LexicalIndex:
    """BM25 scores of fixed texts for any query. Safe to ask from several threads."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        corpus = [tokens(text) for text in texts]
        self._model = _build(corpus) if any(corpus) else None

    def scores(self, query: str, expansion: Sequence[tuple[str, float]] = ()) -> Floats:
        """The score of every text, shape (texts,): words of the query count once, those of the expansion by weight.

        A word that comes twice counts with its highest weight.
        """
        total = np.zeros(self._count, dtype=np.float32)
        if self._model is None:
            return total
        for term, weight in _weights(query, expansion).items():
            if term in self._model.vocab_dict:
                total += np.float32(weight) * self._model.get_scores([term])
        return total


def _weights(query: str, expansion: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Each term's weight, in the order of the terms, so that sums come out the same every time."""
    found: dict[str, float] = {}
    for text, weight in [(query, 1.0), *expansion]:
        for term in tokens(text):
            found[term] = max(weight, found.get(term, 0.0))
    return found


def _build(corpus: list[list[str]]) -> Any:
    import bm25s

    model = bm25s.BM25(method="lucene")
    model.index(corpus, create_empty_token=False, show_progress=False)
    return model
