"""Verdicts by rules alone, given the evidence, on sets that are not ours: `python -m benchmarks.verdicts --eval FOLDER`.

FOLDER holds healthver, scifact, covidfact and nli4ct; the dev halves are measured. The rules and word lists were tuned on the
training halves of healthver and scifact. Two rules (mere mention is no support; the subject must be named) were added after a
first look at dev, which is kept in verdicts_first.md: these figures are not untouched. No retrieval: the evidence is what the
set gives, once the whole cited abstract, once the sentences that people marked as the reason. Every decided item counts as
right only if the set's own label is the same, so deciding about an item labelled neutral is wrong.

Beside the rules stand two checks that look at words only, made to decide about as many items as the rules do: the items
whose claim is best covered by one sentence are called supported; and the same, called refuted where one of the two has
"not" or "no" and the other has not. Writes benchmarks/results/verdicts.md.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.entailing.model import LOOSE, STRICT, USUAL, Entailed, Strictness
from benchmarks.entailing.rules import entails_any
from benchmarks.machine import heading
from benchmarks.verdict_sets import Item, sets
from index.lexical import tokens

RESULTS = Path(__file__).resolve().parent / "results"
WIDE = Strictness("wide", cover=0.5, plain=0.8, density=0.2, hedged=True, strays=True)
"""Looser than anything the product uses, to show where it goes wrong."""
LEVELS = (STRICT, USUAL, LOOSE, WIDE)
_DENIES = frozenset({"no", "not", "never", "cannot", "without"})
_Z = 1.96


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
        "Verdicts by rules alone, given the evidence", f"python -m benchmarks.verdicts --eval FOLDER --half {args.half}"
    )
    text += f"{' '.join((__doc__ or '').split('Writes')[0].split(chr(10), 2)[2].split())}\n\n" + "".join(tables)
    if args.half == "dev":
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "verdicts.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def table(name: str, items: Sequence[Item]) -> str:
    """One set: the rules at each strictness, and the word checks at the same number of decided items."""
    counts = {label: sum(item.label == label for item in items) for label in ("supports", "refutes", "undecided")}
    told = ", ".join(f"{count} {label}" for label, count in counts.items())
    ranked = sorted(items, key=_overlap, reverse=True)
    text = f"## {name}\n\n{len(items)} items: {told.replace('undecided', 'neutral')}.\n\n"
    text += "| check | decided | of all | right | 95 % range | supports right | refutes right | ms an item |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    for level in LEVELS:
        begun = perf_counter()
        found = count(items, partial(_by_rules, level=level))
        spent = 1_000 * (perf_counter() - begun) / max(len(items), 1)
        text += row(f"rules, {level.name}", found, len(items), f"{spent:.1f}")
        text += row("word overlap, as many", count(ranked[: found.total], lambda _: "supports"), len(items), "")
        text += row('the same, and "not" turns it', count(ranked[: found.total], _by_reflex), len(items), "")
    return f"{text}\n"


def row(name: str, found: Decided, items: int, spent: str) -> str:
    """One line of a table."""
    if not found.total:
        return f"| {name} | 0 | 0.000 | - | - | - | - | {spent} |\n"
    low, high = wilson(found.right, found.total)
    sides = f"{found.supports_right}/{found.supports} | {found.refutes_right}/{found.refutes}"
    rate = f"{found.right / found.total:.3f} | {low:.2f} to {high:.2f}"
    return f"| {name} | {found.total} | {found.total / max(items, 1):.3f} | {rate} | {sides} | {spent} |\n"


def count(items: Sequence[Item], check: Callable[[Item], str]) -> Decided:
    """What a check decides, and how often rightly."""
    told = [(check(item), item.label) for item in items]
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


def _by_rules(item: Item, level: Strictness) -> str:
    found: Entailed = entails_any(item.claim, item.sentences, level)
    return found.verdict


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
