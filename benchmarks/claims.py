"""Claim checking measured: our own claims, minimal pairs made from the library's sentences, and how long a check takes.

    python -m benchmarks.claims dev              our development claims (tests/data/claims_dev.jsonl), a figure a line
    python -m benchmarks.claims pairs [--fails]  200 minimal pairs: a sentence of a note, and the same with one thing changed
    python -m benchmarks.claims speed            median and slowest check, and checks per second

A pair is right if the sentence is supported and its twin is not: a changed number, dose or direction must be contradicted
or mixed, a changed species contradicted or not in the sources. `opposite` counts twins called supported and sentences called
contradicted.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.claims.checker import ClaimChecker, build_checker
from assistant.claims.reading.numbers import quantities
from assistant.claims.reading.quantity import Quantity, is_dose
from assistant.terminal import opened
from index.passages import Passage

DEV = Path(__file__).resolve().parent.parent / "tests" / "data" / "claims_dev.jsonl"
PAIRS = 200
_FACTORS = (3, 2, 7)
_TURNS = (
    (r"\blower\b", "higher"), (r"\bhigher\b", "lower"), (r"\brose\b", "fell"), (r"\bfell\b", "rose"), (r"\bless\b", "more"),
    (r"\bmore\b(?! than \d)", "less"), (r"\bbetter\b", "worse"), (r"\bworse\b", "better"), (r"\bweaker\b", "stronger"),
    (r"\bstronger\b", "weaker"), (r"\braised\b", "lowered"), (r"\blowered\b", "raised"), (r"\bimproved\b", "worsened"),
    (r"\bwas no different\b", "was better"), (r"\bwere no different\b", "were better"), (r"\bdid not change\b", "improved"),
    (r"\bno better\b", "better"), (r"\bincreased\b", "decreased"), (r"\bdecreased\b", "increased"),
)  # fmt: skip
_SPECIES = (
    (r"\b[Rr]ats\b", "mice"), (r"\b[Mm]ice\b", "people"), (r"\bpatients\b", "rats"), (r"\bvolunteers\b", "mice"),
    (r"\b[Pp]eople\b", "rats"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of a note and its twin, which differs in one thing of this kind."""

    kind: str
    source: str
    sentence: str
    twin: str


def pairs(checker: ClaimChecker, most: int = PAIRS) -> list[Pair]:
    """As many of each kind as there are, in turn, up to `most`; the same for the same library."""
    kinds: dict[str, list[Pair]] = {"number": [], "dose": [], "direction": [], "species": []}
    for passage in checker.library.index.passages:
        source = checker.library.index.sources[passage.source_id]
        if source.kind == "article" or passage.part not in ("found", "glance"):
            continue
        for pair in _twins(checker, passage):
            kinds[pair.kind].append(pair)
    spread = [own[:: max(1, len(own) // (most // len(kinds)))][: most // len(kinds)] for own in kinds.values()]
    return [pair for own in spread for pair in own]


def _twins(checker: ClaimChecker, passage: Passage) -> Iterator[Pair]:
    text, own = passage.text, checker.library.index.sources[passage.source_id].text
    held = [quantity for quantity in quantities(text) if quantity.unit and quantity.words[0].isdigit()]
    for quantity in held[:1]:
        if twin := _renumbered(text, own, quantity):
            yield Pair("dose" if is_dose(quantity) else "number", passage.source_id, text, twin)
    if passage.part == "found" and (twin := _first(text, _TURNS)):
        yield Pair("direction", passage.source_id, text, twin)
    if twin := _first(text, _SPECIES):
        yield Pair("species", passage.source_id, text, twin)


def _renumbered(text: str, own: str, quantity: Quantity) -> str | None:
    """The sentence with a number that stands nowhere in the source."""
    digits = re.match(r"[\d,.]*\d", quantity.words)
    if digits is None:
        return None
    for factor in _FACTORS:
        value = f"{quantity.value * factor:g}"
        if not re.search(rf"\b{re.escape(value)}\b", own):
            return f"{text[: quantity.start]}{value}{text[quantity.start + digits.end() :]}"
    return None


def _first(text: str, changes: tuple[tuple[str, str], ...]) -> str | None:
    for pattern, other in changes:
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return None


def judged(checker: ClaimChecker, pair: Pair) -> tuple[bool, bool]:
    """Whether both halves are right, and whether one of them got the opposite verdict."""
    said, turned = checker.check(pair.sentence).verdict, checker.check(pair.twin).verdict
    fine = ("contradicted", "not-in-sources") if pair.kind == "species" else ("contradicted", "mixed")
    return said == "supported" and turned in fine, said == "contradicted" or turned == "supported"


def measure_pairs(checker: ClaimChecker, fails: bool) -> None:
    """Print, for each kind, how many pairs are right in both halves, and what went the opposite way."""
    right: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    opposite: Counter[str] = Counter()
    for pair in pairs(checker):
        ok, turned_over = judged(checker, pair)
        totals[pair.kind] += 1
        right[pair.kind] += ok
        opposite[pair.kind] += turned_over
        if fails and not ok:
            print(f"{pair.kind} {pair.source}\n    {pair.sentence}\n    {pair.twin}")
    for kind, total in totals.items():
        print(f"{kind}: both right {right[kind]}/{total}, opposite {opposite[kind]}")
    print(f"all: both right {right.total()}/{totals.total()}, opposite {opposite.total()}")


def measure_dev(checker: ClaimChecker, fails: bool) -> None:
    """Print the share of our development claims with a right verdict, and of those that go the opposite way."""
    items = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    right = opposite = 0
    for item in items:
        verdict, fine = checker.check(item["claim"]).verdict, {item["verdict"], *item["verdict_ok"]}
        turned = {"supported": "contradicted", "contradicted": "supported"}.get(verdict)
        right += verdict in fine
        opposite += verdict not in fine and turned in fine
        if fails and verdict not in fine:
            print(f"{item['id']} want {sorted(fine)} got {verdict}: {item['claim']}")
    print(f"verdict: {right / len(items):.3f} ({right}/{len(items)}), opposite {opposite}")


def measure_speed(checker: ClaimChecker, fails: bool) -> None:
    """Print how long a check takes once everything is loaded."""
    del fails
    claims = [json.loads(line)["claim"] for line in DEV.read_text(encoding="utf-8").splitlines()][:100]
    for claim in claims[:5]:
        checker.check(claim)
    spent: list[float] = []
    begun = time.perf_counter()
    for claim in claims:
        spent.append(checker.check(claim).timings_ms["total"])
    rate = len(claims) / (time.perf_counter() - begun)
    print(
        f"median {statistics.median(spent):.1f} ms, slowest {max(spent):.1f} ms, {rate:.1f} claims/s, {len(claims)} claims"
    )


WHAT: dict[str, Callable[[ClaimChecker, bool], None]] = {
    "dev": measure_dev,
    "pairs": measure_pairs,
    "speed": measure_speed,
}


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(WHAT))
    parser.add_argument("--fails", action="store_true", help="list what went wrong")
    args = parser.parse_args()
    WHAT[args.what](build_checker(opened("exact")), args.fails)


if __name__ == "__main__":
    main()
