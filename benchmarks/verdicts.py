"""The product's own comparison of a claim with sentences, on sets that are not ours.

    python -m benchmarks.verdicts --eval FOLDER

FOLDER holds scifact and healthver. Every cited text becomes a source of a library of its own, without vocabulary, outcomes or
facts, and each claim is put beside the text that the set cites for it, as if it named that study: what the rules make of free
wording where nothing else is known. No retrieval. A decided item counts as right only if the set's own label is the same, so
deciding about an item labelled neutral is wrong. The last rows decide only where the sentence has nearly all words of the claim.

Beside the rules stand two checks that look at words only, made to decide about as many items as the rules do: the items
whose claim is best covered by one sentence are called supported; and the same, called refuted where one of the two has
"not" or "no" and the other has not. Writes benchmarks/results/verdicts.md.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from assistant.claims.checker import ClaimChecker
from assistant.claims.weighing.scope import Scope
from assistant.claims.weighing.searching import search
from assistant.claims.weighing.specific import Specific
from benchmarks.machine import heading
from benchmarks.verdict_library import checker_over
from benchmarks.verdict_sets import Item, sets
from index.lexical import tokens

RESULTS = Path(__file__).resolve().parent / "results"
_DENIES = frozenset({"no", "not", "never", "cannot", "without"})
_SIDES = {"supported": "supports", "contradicted": "refutes"}
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of an item, and how near the best sentence is: the share of the claim's words, and the cosine."""

    item: Item
    side: str
    words: float
    cosine: float


@dataclass(frozen=True, slots=True)
class Decided:
    """How many items were decided, and how many of them rightly, on either side."""

    supports: int = 0
    supports_right: int = 0
    refutes: int = 0
    refutes_right: int = 0

    @property
    def total(self) -> int:
        """Items decided."""
        return self.supports + self.refutes

    @property
    def right(self) -> int:
        """Items decided as the set has it."""
        return self.supports_right + self.refutes_right


GATES: tuple[tuple[str, float, float], ...] = (
    ("the rules, as they are", 0.0, 0.0),
    ("… and 7 in 10 of the words", 0.7, 0.6),
    ("… and 8 in 10 of the words", 0.8, 0.6),
    ("… and 9 in 10 of the words", 0.9, 0.7),
)
"""Names with the least share of words and the least cosine."""


def main() -> None:
    """Score every set that is there, print and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument(
        "--half", choices=("dev", "train"), default="dev", help="train is for tuning: nothing is written"
    )
    args = parser.parse_args()
    tables: list[str] = []
    for name, load in sets().items():
        try:
            items = list(load(args.eval, args.half))
        except FileNotFoundError as error:
            tables.append(f"## {name}\n\nNot measured: {error.filename} is missing.\n\n")
            continue
        tables.append(table(name, items))
        sys.stderr.write(f"{name}: {len(items)} items\n")
    if all("Not measured" in text for text in tables):
        sys.exit(f"{args.eval} has none of the sets: name the folder of the evaluation sets with --eval.")
    text = heading(
        "Claims beside foreign texts, by the rules alone",
        f"python -m benchmarks.verdicts --eval FOLDER --half {args.half}",
    )
    text += f"{' '.join((__doc__ or '').split('Writes')[0].split('FOLDER', 1)[1].strip().split())}\n\n" + "".join(
        tables
    )
    if args.half == "dev":
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "verdicts.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def table(name: str, items: Sequence[Item]) -> str:
    """One set: the rules behind each gate, and the word checks at the same number of decided items."""
    counts = {label: sum(item.label == label for item in items) for label in ("supports", "refutes", "undecided")}
    said = ", ".join(f"{count} {label}" for label, count in counts.items())
    ranked = sorted(items, key=_overlap, reverse=True)
    with tempfile.TemporaryDirectory() as folder:
        checker, ids = checker_over([item.sentences for item in items], Path(folder))
        begun = perf_counter()
        told = [judged(checker, item, source_id) for item, source_id in zip(items, ids, strict=True)]
        spent = 1_000 * (perf_counter() - begun) / max(len(items), 1)
    text = f"## {name}\n\n{len(items)} items: {said.replace('undecided', 'neutral')}. {spent:.1f} ms an item.\n\n"
    text += "| check | decided | of all | right | 95 % range | supports right | refutes right |\n"
    text += "|---|---|---|---|---|---|---|\n"
    for gate, words, cosine in GATES:
        found = count([(one.side, one.item.label) for one in told if one.words >= words and one.cosine >= cosine])
        text += row(gate, found, len(items))
        text += row(
            "word overlap, as many", count([("supports", item.label) for item in ranked[: found.total]]), len(items)
        )
        text += row(
            'the same, and "not" turns it',
            count([(_by_reflex(item), item.label) for item in ranked[: found.total]]),
            len(items),
        )
    return f"{text}\n"


def judged(checker: ClaimChecker, item: Item, source_id: str) -> Told:
    """What the product makes of a claim beside one text."""
    part = checker.reader.read(item.claim)
    near = checker.finder.sentences(item.claim, ((source_id, 1.0),))
    scope = Scope(source_id, "named", (source_id,))
    judgement = Specific(checker.library).judge(part, scope, near)
    best = next(iter(search(part, scope, near, checker.library)), None)
    side = _SIDES.get(judgement.verdict, "undecided") if judgement else "undecided"
    return Told(item, side, best.pairing.own if best else 0.0, best.pairing.cosine if best else 0.0)


def row(name: str, found: Decided, items: int) -> str:
    """One line of a table."""
    if not found.total:
        return f"| {name} | 0 | 0.000 | - | - | - | - |\n"
    low, high = wilson(found.right, found.total)
    sides = f"{found.supports_right}/{found.supports} | {found.refutes_right}/{found.refutes}"
    rate = f"{found.right / found.total:.3f} | {low:.2f} to {high:.2f}"
    return f"| {name} | {found.total} | {found.total / max(items, 1):.3f} | {rate} | {sides} |\n"


def count(told: Sequence[tuple[str, str]]) -> Decided:
    """How often what was said is what the set has, on either side."""
    return Decided(
        sum(said == "supports" for said, _ in told),
        sum(said == label == "supports" for said, label in told),
        sum(said == "refutes" for said, _ in told),
        sum(said == label == "refutes" for said, label in told),
    )


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % range of a share. E. B. Wilson, "Probable inference" (1927)."""
    share, spread = right / total, _Z**2 / total
    half = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    middle = share + spread / 2
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def _overlap(item: Item) -> float:
    return max((_cover(item.claim, sentence) for sentence in item.sentences), default=0.0)


def _cover(claim: str, sentence: str) -> float:
    wanted = set(tokens(claim))
    return len(wanted & set(tokens(sentence))) / len(wanted) if wanted else 0.0


def _by_reflex(item: Item) -> str:
    best = max(item.sentences, key=partial(_cover, item.claim), default="")
    return "refutes" if bool(_DENIES & set(tokens(item.claim))) != bool(_DENIES & set(tokens(best))) else "supports"


if __name__ == "__main__":
    main()
