"""Full disks and calls that fail, once and again while mending: the old library or the new one, never less."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from index import store
from index.home import Home
from index.ledger import Ledger
from index.open import open_index
from index.sync import Means, sync
from sources.errors import AssistantError
from tests.index_makers import WordEncoder, WordFactory, copy_of, library, numbered

OLD, NEW, LARGE = numbered(12), numbered(15), numbered(40, 6)
# Files may not grow beyond the given sizes, one after the other; what each update says is printed.
LIMITED = """
import resource, sys
from pathlib import Path
from index.home import Home
from index.sync import Means, sync
from sources.errors import AssistantError
from tests.index_makers import WordFactory, library, numbered
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for root, limit in zip(sys.argv[1::2], sys.argv[2::2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), hard))
    try:
        report = sync(library(numbered(40, 6)), Home(Path(root)), Means(encoder=WordFactory()))
        print("done", *report.notices, flush=True)
    except AssistantError as error:
        print("error", error, flush=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print("end")
"""
KIB = 1024


pytestmark = pytest.mark.usefixtures("quick_probe")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with the old library. Only copied from."""
    home = Home(tmp_path_factory.mktemp("before"))
    sync(library(OLD), home, Means(encoder=WordFactory()))
    return home


def served(home: Home) -> dict[str, list[str]]:
    """The library that is served, after every passage was found by its own text."""
    index = open_index(home, encoder=WordFactory())
    for position, passage in enumerate(index.passages):
        (best, cosine), *_ = index.dense_search(passage.text, 1)
        assert cosine == pytest.approx(1, abs=1e-4)
        assert best == position or index.passages[best].text == passage.text or cosine >= 1 - 1e-6
    index.close()
    return {name: [p.text for p in index.passages_of(name)] for name in index.sources}


def limited(sizes: dict[Home, int]) -> list[str]:
    """What updates to the large library say, in one process, where files cannot grow beyond these sizes."""
    arguments = [text for home, size in sizes.items() for text in (str(home.root), str(size))]
    command = [sys.executable, "-c", LIMITED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert lines.pop() == "end"
    assert len(lines) == len(sizes)
    return lines


def test_a_ledger_that_cannot_grow_is_one_line_and_takes_nothing(before: Home, tmp_path: Path) -> None:
    sizes = {copy_of(before, tmp_path / str(size)): size * KIB for size in (16, 100, 300, 1000)}
    for home, line in zip(sizes, limited(sizes), strict=True):
        assert "the disk failed or is full" in line
        assert served(home) == OLD
        assert sync(library(LARGE), home, Means(encoder=WordFactory(), thorough=False)).notices == ()
        assert served(home) == LARGE


def test_a_store_that_cannot_grow_is_done_without(before: Home, tmp_path: Path) -> None:
    large = copy_of(before, tmp_path / "large")
    sync(library(LARGE), large, Means(encoder=WordFactory()))
    shutil.rmtree(large.generations)
    sizes = {copy_of(large, tmp_path / str(size)): size * KIB for size in (64, 300, 900, 100_000)}
    said = limited(sizes)
    assert said[-1] == "done"
    assert sum("exact scan" in line for line in said) >= 2
    for home, line in zip(sizes, said, strict=True):
        assert line.startswith("done") or "the disk failed or is full" in line
        assert served(home) == LARGE
        assert sync(library(LARGE), home, Means(encoder=WordFactory())).notices == ()
        index = open_index(home, encoder=WordFactory())
        assert index.notices == ()
        index.close()


class Failing:
    """Stands in front of a function and lets its nth call fail as a full disk does."""

    def __init__(self, function: Callable[..., Any], nth: int) -> None:
        self._function = function
        self._left = nth

    def __call__(self, *args: Any, **options: Any) -> Any:
        self._left -= 1
        if self._left == 0:
            raise OSError(28, "No space left on device")
        return self._function(*args, **options)

    @property
    def failed(self) -> bool:
        return self._left <= 0


TARGETS: dict[str, tuple[Any, str]] = {
    "replace": (os, "replace"),
    "fsync": (os, "fsync"),
    "encode": (WordEncoder, "encode"),
    "stage": (Ledger, "stage"),
    "publish": (Ledger, "publish"),
    "fill": (store.ChromaVectors, "prove"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_whichever_call_fails_the_next_update_mends_it(
    name: str, before: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, attribute = TARGETS[name]
    nth = 1
    while attempt(copy_of(before, tmp_path / str(nth)), owner, attribute, nth, monkeypatch):
        nth += 1
    assert nth > 1


def attempt(home: Home, owner: Any, attribute: str, nth: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Update with the nth call failing, twice, then without; whether there was an nth call."""
    reached = False
    for call in (nth, max(1, nth // 2)):
        with monkeypatch.context() as patch:
            original = getattr(owner, attribute)
            failing = Failing(original, call)
            patch.setattr(owner, attribute, lambda *args, f=failing, **options: f(*args, **options))
            with suppress(AssistantError):
                sync(library(NEW), home, Means(encoder=WordFactory()))
        reached = reached or failing.failed
        assert served(home) in (OLD, NEW)
    assert sync(library(NEW), home, Means(encoder=WordFactory())).notices == ()
    assert served(home) == NEW
    return reached
