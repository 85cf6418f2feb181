"""BM25 against an independent reckoning, and words as they are compared."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from index.lexical import LexicalIndex, tokens
from index.vectors import best
from sources.bundled import bundled_library
from sources.loader import load_library

TEXTS = (
    "Psilocybin bound 5-HT2A receptors in 20 people.",
    "BDNF rose in mice after LSD.",
    "MB22001 was given to 1,102 people twice.",
    "The placebo group of people improved as much.",
    "Anxiety was no lower than on placebo.",
)


def reckoned(texts: tuple[str, ...], query: str, k1: float = 1.5, b: float = 0.75) -> list[float]:
    """BM25 (Lucene's variant), written down once more from its definition."""
    documents = [Counter(tokens(text)) for text in texts]
    mean = sum(map(Counter.total, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for term in set(tokens(query)):
            holding = sum(term in other for other in documents)
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            score += idf * document[term] / (document[term] + k1 * (1 - b + b * document.total() / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", ["placebo people", "5-HT2A", "anxiety lower with LSD in mice", "nothing of this"])
def test_scores_are_those_of_the_definition(query: str) -> None:
    assert np.allclose(LexicalIndex(TEXTS).scores(query), reckoned(TEXTS, query), atol=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5-HT2A", ["5ht2a", "5", "ht2a"]),
        ("5HT2A", ["5ht2a"]),
        ("BDNF", ["bdnf"]),
        ("mb22001 MB-22001", ["mb22001", "mb22001", "mb", "22001"]),
        ("20 of 1,102 took 0.5 g", ["20", "1102", "took", "0.5", "g"]),
        ("double-blind", ["doubleblind", "doubl", "blind"]),
        ("Prochazkova's", ["prochazkova"]),
        ("psilo\u200bcybin", ["psilocybin"]),
        ("no placebo, not without", ["no", "placebo", "not", "without"]),
        ("does it help?", ["help"]),
        ("", []),
    ],
)
def test_words_as_they_are_compared(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_expansion_counts_by_weight_and_a_repeated_word_once() -> None:
    index = LexicalIndex(TEXTS)
    alone, half = index.scores("placebo"), index.scores("", [("placebo", 0.5)])
    assert np.allclose(half, alone / 2)
    assert np.allclose(index.scores("placebo placebo", [("placebo", 0.5)]), alone)
    assert np.allclose(index.scores("placebo", [("mice", 2.0)]), alone + 2 * index.scores("mice"))


def test_ties_are_ordered_by_position() -> None:
    index = LexicalIndex(["same words", "other", "same words", "same words"])
    assert [at for at, _ in best(index.scores("words"), 4)] == [0, 2, 3, 1]


@pytest.mark.parametrize("texts", [[], ["the of"], ["", ""]])
def test_nothing_to_find_is_not_an_error(texts: list[str]) -> None:
    assert LexicalIndex(texts).scores("anything").tolist() == [0.0] * len(texts)


def test_a_real_question_finds_the_sentence_it_is_about() -> None:
    records = load_library(bundled_library()).sources
    texts = [line for record in records for line in record.text.splitlines()]
    index = LexicalIndex(texts)
    top = [texts[at] for at, _ in best(index.scores("Cavanna creativity mushrooms placebo"), 3)]
    assert any("Creativity scores on mushrooms" in text for text in top)
