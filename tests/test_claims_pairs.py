"""Minimal pairs made by a script from the library's own sentences: a number, a dose, a direction or a species changed."""

from __future__ import annotations

from collections import Counter

from assistant.claims.checker import build_checker
from assistant.opening import open_desk
from assistant.service import build_assistant
from benchmarks.claims import PAIRS, judged, pairs
from index.home import Home
from index.open import open_index
from sources.bundled import bundled_library
from sources.loader import load_library


def test_both_halves_of_minimal_pairs_are_right(library_home: Home) -> None:
    library = bundled_library()
    words = load_library(library).vocabulary
    checker = build_checker(build_assistant(open_index(library_home, search="exact"), words, open_desk(library)))
    told = [(pair, judged(checker, pair)) for pair in pairs(checker)]
    assert len(told) == PAIRS
    assert not [pair for pair, (_, opposite) in told if opposite]
    wrong = Counter(pair.kind for pair, (right, _) in told if not right)
    assert wrong.total() <= PAIRS // 100, wrong
