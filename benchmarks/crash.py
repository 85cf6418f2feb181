"""kill -9 while the index is brought up to date, again and again: `python -m benchmarks.crash --kills 50`.

A process of its own changes a library of 60 sources over and over and is killed, at random or when a given file
appears. After each kill: the old library or the new one is served, whole; every passage is found by its own vector;
every document that was reported as done is in the ledger; the next run finishes and encodes none of those again.
Writes benchmarks/results/crash.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.killing import AIMS, documents_done, killed, notes
from benchmarks.machine import heading
from index.home import Home
from index.ledger import Ledger
from index.open import Index, open_index
from index.plan import Wanted, prepare
from index.sync import LIBRARY, Means, sync
from sources.loader import Library
from tests.index_makers import WordFactory, library


@dataclass
class Tally:
    """What came of the kills. Everything but `kills`, `moments` and `seconds` must stay 0."""

    kills: Counter[str] = field(default_factory=Counter)
    moments: Counter[str] = field(default_factory=Counter)
    mixed: int = 0
    lost: int = 0
    unfound: int = 0
    notices: int = 0
    encoded_again: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Whether anything came out as it must not."""
        return bool(self.lost or self.mixed or self.unfound or self.notices or self.encoded_again)


def check(home: Home, before: Library, after: Library, promised: list[Wanted], tally: Tally) -> None:
    """What must hold right after a kill."""
    with Ledger.reader(home.ledger) as ledger:
        assert not ledger.problems()
        held = {(row.id, row.sha256) for row in ledger.held()}
    tally.lost += sum((item.document.id, item.document.sha256) not in held for item in promised)
    inspect(home, (before, after), tally)


def recover(home: Home, after: Library, promised: list[Wanted], tally: Tally) -> None:
    """The next run finishes what was killed, and encodes nothing that was done."""
    factory = WordFactory()
    started = time.monotonic()
    report = sync(after, home, Means(encoder=factory, thorough=False))
    tally.seconds.append(time.monotonic() - started)
    tally.encoded_again += len(set(factory.encoder.asked) & {text for item in promised for text in item.texts.values()})
    tally.notices += len(report.notices)
    inspect(home, (after,), tally)


def inspect(home: Home, allowed: tuple[Library, ...], tally: Tally) -> None:
    """Open the index, and see that it is one of these libraries, whole, and that every passage is found."""
    index = open_index(home, encoder=WordFactory())
    tally.mixed += tuple(index.sources.values()) not in [library.sources for library in allowed]
    tally.notices += len(index.notices)
    tally.unfound += unfound(index)
    index.close()


def unfound(index: Index) -> int:
    """How many passages are not found by the vector of their own text."""
    missing = 0
    for position, passage in enumerate(index.passages):
        vector = index.encode(passage.text)
        hits = index.vectors.search(vector, 3) if index.vectors else []
        missing += not hits or hits[0][1] < 0.999 or not np.allclose(index.dense_scores(vector)[position], 1, atol=1e-3)
    return missing


def run(kills: int, seed: int, aims: Sequence[str] = tuple(AIMS)) -> Tally:
    """Kill `kills` times, each at one of `aims`; every third recovery is killed too before one may finish."""
    dice, tally = random.Random(seed), Tally()  # noqa: S311 - nothing here is secret
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        started = time.monotonic()
        sync(library(notes(0)), home, Means(encoder=WordFactory()))
        usual = max(2.0, time.monotonic() - started)
        step = 0
        while tally.kills.total() < kills:
            before, after = library(notes(step)), library(notes(step + 1))
            todo = changes(before, after)
            done = 0
            for _ in range(2 if step % 3 == 2 else 1):
                aim = dice.choice(aims)
                lines = killed(home, step + 1, aim, usual, dice)
                done += documents_done(lines)
                tally.kills[aim] += 1
                tally.moments["the end" if "end" in lines else lines[-1].split()[0] if lines else "nothing"] += 1
                check(home, before, after, todo[:done], tally)
            recover(home, after, todo[:done], tally)
            step += 1
    return tally


def changes(before: Library, after: Library) -> list[Wanted]:
    """What an update from one to the other writes, in its order."""
    return [prepare(item, LIBRARY) for item in after.sources if item not in before.sources]


def table(tally: Tally, seed: int) -> str:
    """The results as Markdown."""
    command = f"python -m benchmarks.crash --kills {tally.kills.total()} --seed {seed}"
    kills = "".join(f"| {aim} | {count} |\n" for aim, count in tally.kills.items())
    moments = ", ".join(f"{moment} {count}" for moment, count in tally.moments.most_common())
    rows = {
        "kills": tally.kills.total(),
        "documents reported as done and then missing": tally.lost,
        "libraries served that were neither the old nor the new": tally.mixed,
        "passages not found by their own vector": tally.unfound,
        "times the exact scan had to step in": tally.notices,
        "sentences of done documents that were encoded again": tally.encoded_again,
        "slowest recovery, seconds": f"{max(tally.seconds):.1f}",
    }
    figures = "".join(f"| {name} | {value} |\n" for name, value in rows.items())
    return (
        heading("kill -9 while the index is brought up to date", command)
        + f"| killed when | times |\n|---|---|\n{kills}\nLast heard before the kill: {moments}.\n\n"
        + f"| | |\n|---|---|\n{figures}"
    )


def main() -> None:
    """Run, print and write the table; the exit code is 1 if anything was lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    tally = run(args.kills, args.seed)
    text = table(tally, args.seed)
    (Path(__file__).resolve().parent / "results" / "crash.md").write_text(text, encoding="utf-8")
    print(text)
    sys.exit(tally.wrong)


if __name__ == "__main__":
    main()
