"""The weights of the second look (assistant.policy_near): made from our own labelled messages, and measured.

    python -m benchmarks.policy_near            leave-one-part-out figures, then sources/policy_near.toml
    python -m benchmarks.policy_near --heldout  figures on benchmarks/heldout, with the weights as they are

The weights are the ridge solution of "crisis or not" on the encoder's vectors, both sides counted alike. The threshold is
the lowest tenth at which at most one in a hundred of the messages to be answered is taken for a crisis, each judged by
weights that have not seen it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.policy import PolicyRouter, open_policy
from assistant.policy_near import NEAR
from benchmarks.policy import BUILT_ON, CRISIS, HELD_OUT, read, share
from index.encoder import BundledEncoder
from index.home import Home
from index.vectors import Floats
from sources.bundled import bundled_library

RIDGE = 3.0
PARTS = 8
MOST_FALSE = 0.01
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def solve(vectors: Floats, crisis: Floats) -> Floats:
    """Weights and, last, the bias."""
    rows = np.c_[vectors, np.ones(len(vectors))]
    share_of = np.where(crisis > 0, 0.5 / (crisis > 0).mean(), 0.5 / (crisis < 0).mean())
    weighted = rows * share_of[:, None]
    found = np.linalg.solve(weighted.T @ rows + RIDGE * np.eye(rows.shape[1]), weighted.T @ crisis)
    return found.astype(np.float32)


def left_out(vectors: Floats, crisis: Floats) -> Floats:
    """The score of each message by weights made without its part."""
    rows = np.c_[vectors, np.ones(len(vectors))]
    scores = np.zeros(len(rows), dtype=np.float32)
    for part in np.array_split(np.random.default_rng(0).permutation(len(rows)), PARTS):
        rest = np.setdiff1d(np.arange(len(rows)), part)
        scores[part] = rows[part] @ solve(vectors[rest], crisis[rest])
    return scores


def threshold(scores: Floats) -> float:
    """The lowest that keeps false alarms to one in a hundred, from the scores of messages that should be answered."""
    return next((t for t in THRESHOLDS if (scores > t).mean() <= MOST_FALSE), THRESHOLDS[-1])


def write(path: Path, encoder: str, weights: Floats, limit: float) -> None:
    """The weights as a file that can be read."""
    numbers = [f"{value:.4f}" for value in weights]
    lines = [", ".join(numbers[:-1][place : place + 12]) for place in range(0, len(numbers) - 1, 12)]
    path.write_text(
        "# Made by python -m benchmarks.policy_near from our own labelled messages; not written by hand.\n"
        f'encoder = "{encoder}"\nmade_from = "{fingerprint()}"\nthreshold = {limit}\nbias = {numbers[-1]}\n'
        "weights = [\n" + "".join(f"  {line},\n" for line in lines) + "]\n",
        encoding="utf-8",
    )


def fingerprint() -> str:
    """What the weights were made from."""
    return hashlib.sha256(BUILT_ON.read_bytes()).hexdigest()[:16]


def judge(router: PolicyRouter, items: Sequence[dict[str, Any]], vectors: Floats) -> None:
    """Print what the second look adds to the rules, on messages it was not made from."""
    alone, both, false = [], [], []
    for item, vector in zip(items, vectors, strict=True):
        rules = router.decide(item["text"])
        second = router.second_look(item["text"], vector.tolist())
        if item["label"] in CRISIS:
            alone.append(second is not None)
            both.append(second is not None or rules.policy == "crisis")
        elif item["label"] == "none":
            false.append(second is not None and rules.policy == "none")
            if false[-1]:
                print(f"  taken for a crisis: {item['text']!r}")
    print(share("recall, second look alone", alone))
    print(share("recall, rules and second look", both))
    print(share("false alarms it adds", false))


def main() -> None:
    """Make the weights, or measure them."""
    parser = argparse.ArgumentParser(description="The second look of the policy.")
    parser.add_argument("--heldout", action="store_true", help="measure on the held-out messages instead")
    chosen = parser.parse_args()
    router = open_policy(bundled_library())
    encoder = BundledEncoder(Home.from_environment())
    items = read(HELD_OUT if chosen.heldout else BUILT_ON)
    vectors = encoder.load(print).encode([item["text"] for item in items])
    if not chosen.heldout:
        crisis = np.array([1.0 if item["label"] in CRISIS else -1.0 for item in items], dtype=np.float32)
        scores = left_out(vectors, crisis)
        scores[[router.about_studies(item["text"]) for item in items]] = -1.0
        none = np.array([item["label"] == "none" for item in items])
        limit = threshold(scores[none])
        print(share(f"left out: recall at {limit}", [bool(hit) for hit in scores[crisis > 0] > limit]))
        print(share("left out: false alarms", [bool(hit) for hit in scores[none] > limit]))
        write(bundled_library() / NEAR, encoder.fingerprint, solve(vectors, crisis), limit)
    judge(open_policy(bundled_library(), encoder.fingerprint), items, vectors)


if __name__ == "__main__":
    main()
