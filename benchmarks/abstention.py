"""Knowing when not to answer, on questions that are not ours: `python -m benchmarks.abstention --data FOLDER`.

FOLDER holds squad2/dev/qa.jsonl.gz (SQuAD 2.0, CC BY-SA 4.0). The paragraphs are indexed, each question is asked of the
paragraph it was written about, and a score says how sure it is that an answer is there. Three scores side by side: the
cosine of the nearest sentence (the cut that the product has), the coverage of the question's words, and their mean. The
last two were tried in the product and left out: they refused questions in everyday words.
Writes benchmarks/results/abstention.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.opening import find_place
from benchmarks.coverage import Rarity, coverage
from benchmarks.machine import heading
from index.encoder import BundledEncoder
from index.passages import spans

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Scored:
    """A question: whether it can be answered, and how sure each method is that it can."""

    answerable: bool
    scores: dict[str, float]


def main() -> None:
    """Score a sample, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=1_000)
    args = parser.parse_args()
    path = args.data / "squad2" / "dev" / "qa.jsonl.gz"
    if not path.exists():
        sys.exit(f"{path} is missing: name the folder of the evaluation sets with --data.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    sample = random.Random(7).sample(items, min(args.sample, len(items)))  # noqa: S311 (a sample, not a secret)
    scored = score(sample)
    table = heading("Abstention on SQuAD 2.0, dev half", f"python -m benchmarks.abstention --sample {args.sample}")
    table += f"{len(scored)} questions, {sum(s.answerable for s in scored)} of them answerable.\n\n"
    table += "| score | precision of abstaining | recall of abstaining | area under risk-coverage (less is better) |\n"
    table += "|---|---|---|---|\n"
    for name in scored[0].scores:
        precision, recall = best_cut(scored, name)
        table += f"| {name} | {precision:.3f} | {recall:.3f} | {risk_coverage(scored, name):.3f} |\n"
    table += (
        "\nPrecision and recall are those at the cut with the best F1. A coin toss has the base rate as its area.\n"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "abstention.md").write_text(table, encoding="utf-8")
    sys.stdout.write(table)


def score(items: Sequence[dict[str, Any]]) -> list[Scored]:
    """Every item with its scores."""
    encoder = BundledEncoder(find_place().home).load()
    contexts = sorted({item["context"] for item in items})
    rarity = Rarity.of(contexts)
    sentences = {context: _sentences(context) for context in contexts}
    flat = [sentence for context in contexts for sentence in sentences[context]]
    vectors = encoder.encode(flat)
    places = np.cumsum([0, *(len(sentences[context]) for context in contexts)])
    of = {context: vectors[places[n] : places[n + 1]] for n, context in enumerate(contexts)}
    asked = encoder.encode([item["question"] for item in items])
    found = []
    for item, vector in zip(items, asked, strict=True):
        cosine = float((of[item["context"]] @ vector).max())
        covered = coverage(item["question"], item["context"], rarity)
        both = (cosine + covered) / 2
        scores = {"cosine of the nearest sentence": cosine, "coverage of the words": covered, "their mean": both}
        found.append(Scored(bool(item["answerable"]), scores))
    return found


def _sentences(context: str) -> list[str]:
    whole = [context[start:end] for start, end in spans(context, 0, len(context))]
    return [part.strip() for text in whole for part in text.replace("? ", ". ").split(". ") if part.strip()]


def best_cut(scored: Sequence[Scored], name: str) -> tuple[float, float]:
    """Precision and recall of abstaining below the cut with the best F1."""
    best = (0.0, 0.0, 0.0)
    for cut in sorted({item.scores[name] for item in scored}):
        held = [item for item in scored if item.scores[name] < cut]
        right = sum(not item.answerable for item in held)
        if right:
            precision, recall = right / len(held), right / sum(not item.answerable for item in scored)
            best = max(best, (2 * precision * recall / (precision + recall), precision, recall))
    return best[1], best[2]


def risk_coverage(scored: Sequence[Scored], name: str) -> float:
    """Mean share of unanswerable questions among those answered, over every share of questions answered."""
    ranked = sorted(scored, key=lambda item: -item.scores[name])
    wrong = np.cumsum([not item.answerable for item in ranked])
    return float(np.mean(wrong / np.arange(1, len(ranked) + 1)))


if __name__ == "__main__":
    main()
