"""A process that changes a library again and again, and how it is killed at a chosen moment; see benchmarks.crash."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from benchmarks.machine import ROOT
from index.home import Home
from index.sync import Means, sync
from index.update import Phase
from tests.index_makers import WordFactory, library, numbered

SOURCES = 60
# What is waited for before a kill; "random" is any moment between the start and the usual end.
DOCUMENTS = "documents being written"
AIMS = {
    "random": None,
    DOCUMENTS: None,
    "vectors being flushed": ".building-*/chroma/*/header.bin",
    "index metadata being flushed": ".building-*/chroma/*/index_metadata.pickle",
    "manifest being written": ".building-*/manifest.json",
    "new generation in place": "gen-{next:06d}-*",
}


def notes(step: int) -> dict[str, list[str]]:
    """The library after `step` changes: each rewrites a third of the sources, adds two and removes two."""
    found = numbered(SOURCES + 2 * step, 4)
    for old in sorted(found)[: 2 * step]:
        del found[old]
    for position, name in enumerate(sorted(found)):
        if position % 3 == step % 3:
            found[name].append(f"Step {step} rewrote study {name} with number {step * 1009 + position}.")
    return found


def child(root: str, step: str) -> None:
    """The process that is killed: it says what is done, as it is done."""

    def tell(phase: Phase, done: int, total: int) -> None:
        print(phase, done, total, flush=True)
        if phase == "documents":
            time.sleep(0.01)  # the toy encoder is so fast that no kill would ever find a document being written

    print("start", flush=True)
    sync(library(notes(int(step))), Home(Path(root)), Means(encoder=WordFactory(), progress=tell))
    print("end", flush=True)


def killed(home: Home, step: int, aim: str, usual: float, dice: random.Random) -> list[str]:
    """Start the child, kill it at the moment that is aimed at, and return the whole lines it had written."""
    command = [sys.executable, "-m", "benchmarks.killing", str(home.root), str(step)]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        if aim == DOCUMENTS:
            lines += documents(process.stdout, dice.randint(1, SOURCES // 8))
        else:
            wait(home, process, AIMS[aim], dice.uniform(0, usual))
        process.kill()
        # Half a line promises nothing.
        return lines + [line.rstrip("\n") for line in process.stdout if line.endswith("\n")]


def documents(stream: IO[str], count: int) -> list[str]:
    """Lines up to the one that says that `count` documents are done, or to the end."""
    lines = []
    for line in stream:
        lines.append(line.rstrip("\n"))
        if lines[-1].startswith(f"documents {count} "):
            break
    return lines


def wait(home: Home, process: subprocess.Popen[str], pattern: str | None, seconds: float) -> None:
    """Until a file appears, or for so long; never beyond the end of the process."""
    if pattern is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        return
    last = max((int(path.name[4:10]) for path in home.generations.glob("gen-*")), default=0)
    while process.poll() is None and not any(home.generations.glob(pattern.format(next=last + 1))):
        time.sleep(0.0003)


def documents_done(lines: list[str]) -> int:
    """How many documents the child said were done."""
    return max((int(line.split()[1]) for line in lines if line.startswith("documents")), default=0)


if __name__ == "__main__":
    child(*sys.argv[1:])
