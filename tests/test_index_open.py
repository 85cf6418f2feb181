"""An open index is one unchanging snapshot, and finding the store taken or the folder read-only costs no answer."""

from __future__ import annotations

import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import generations
from index.home import Home
from index.lock import Claim
from index.open import Index, open_index
from index.store import ChromaVectors
from index.sync import Means, sync
from index.vectors import Hits, VectorStoreError
from sources.errors import AssistantError, IndexUnavailable
from tests.index_makers import WordFactory, library, numbered

pytestmark = pytest.mark.usefixtures("quick_probe")
NOTES = numbered(20)
READ_ONLY = """
import os, sys
from pathlib import Path
from index.home import Home
from index.open import open_index
from tests.index_makers import WordFactory
warm, home = Home(Path(sys.argv[1])), Home(Path(sys.argv[2]))
index = open_index(warm, encoder=WordFactory())
index.warm()
index.close()
if os.getuid() == 0:
    os.setuid(65534)
    assert not os.access(home.root, os.W_OK)
index = open_index(home, encoder=WordFactory())
print(len(index.dense_search("Finding 1 of study 3", 4)), index.is_current(), *index.notices)
"""


@pytest.fixture
def filled(home: Home) -> Home:
    sync(library(NOTES), home, Means(encoder=WordFactory()))
    return home


@pytest.fixture
def index(filled: Home) -> Iterator[Index]:
    opened = open_index(filled, encoder=WordFactory())
    yield opened
    opened.close()


def test_passages_sources_and_scores_belong_together(index: Index) -> None:
    assert index.notices == ()
    assert list(index.sources) == sorted(NOTES)
    assert [p.text for p in index.passages] == [text for name in sorted(NOTES) for text in NOTES[name]]
    for passage in index.passages:
        assert index.sources[passage.source_id].text[passage.start : passage.end] == passage.text
    assert len(index.dense_scores("finding")) == len(index.lexical_scores("finding")) == len(index.passages)
    assert index.passages_of("s003") == tuple(p for p in index.passages if p.source_id == "s003")
    with pytest.raises(KeyError):
        index.passages_of("nobody")


def test_chroma_and_the_exact_scan_agree(index: Index, filled: Home) -> None:
    exact = open_index(filled, search="exact", encoder=WordFactory())
    assert index.vectors is not None
    for question in ("Finding 2 of study 11", "number 97", "nothing alike"):
        ours, theirs = index.dense_search(question, 6), exact.dense_search(question, 6)
        assert np.allclose([c for _, c in ours], [c for _, c in theirs], atol=1e-5)


def test_more_neighbours_than_passages_are_all_of_them(index: Index) -> None:
    assert sorted(i for i, _ in index.dense_search("finding", 10_000)) == list(range(len(index.passages)))
    assert index.dense_search("finding", 0) == []


def test_an_open_index_does_not_change_and_knows_that_it_is_old(index: Index, filled: Home) -> None:
    version, passages = index.version, index.passages
    assert index.is_current()
    sync(library(numbered(25)), filled, Means(encoder=WordFactory()))
    assert not index.is_current()
    assert (index.version, index.passages) == (version, passages)
    assert index.dense_search("Finding 2 of study 11", 3)
    new = open_index(filled, encoder=WordFactory(), previous=index)
    assert len(new.passages) == 75
    assert new.notices == ()
    assert new.is_current()
    new.close()


def test_a_store_that_is_still_right_is_shared_and_closed_by_the_last(index: Index, filled: Home) -> None:
    alone = open_index(filled, encoder=WordFactory())
    assert "another process has it open" in alone.notices[0]
    second = open_index(filled, encoder=WordFactory(), previous=index)
    assert second.notices == ()
    assert second.vectors is index.vectors
    index.close()
    assert second.dense_search("finding", 2)
    assert second.notices == ()
    second.close()
    again = open_index(filled, encoder=WordFactory())
    assert again.notices == ()
    again.close()


def test_a_closed_index_answers_by_exact_scan(index: Index) -> None:
    before = index.dense_search("Finding 2 of study 11", 3)
    index.close()
    index.close()
    assert np.allclose(
        [c for _, c in index.dense_search("Finding 2 of study 11", 3)], [c for _, c in before], atol=1e-5
    )


def test_a_store_that_fails_while_serving_is_left_alone(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index.dense_search("Finding 2 of study 11", 3)

    def fail(*_: object) -> Hits:
        raise VectorStoreError("InternalError: gone")

    monkeypatch.setattr(ChromaVectors, "search", fail)
    assert np.allclose(
        [c for _, c in index.dense_search("Finding 2 of study 11", 3)], [c for _, c in before], atol=1e-5
    )
    assert index.notices == (
        "the vector store is not used (InternalError: gone); answers come from an exact scan of the same vectors",
    )


def test_threads_get_the_same_answers(index: Index) -> None:
    expected = [index.dense_search(f"Finding 1 of study {i}", 3) for i in range(20)]
    found: list[list[Hits]] = []

    def ask() -> None:
        found.append([index.dense_search(f"Finding 1 of study {i}", 3) for i in range(20)])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


def test_no_index_says_what_to_run(home: Home) -> None:
    with pytest.raises(IndexUnavailable, match=r"run: assistant index$"):
        open_index(home)


def test_a_generation_in_use_is_not_pruned(index: Index, filled: Home) -> None:
    first = index.published.store
    for count in (21, 22, 23):
        sync(library(numbered(count)), filled, Means(encoder=WordFactory()))
    assert first in generations.names(filled)
    index.close()
    sync(library(numbered(24)), filled, Means(encoder=WordFactory()))
    assert first not in generations.names(filled)


def test_a_folder_that_cannot_be_written_is_served_by_exact_scan(filled: Home) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        root.chmod(0o755)
        filled.root.rename(root / "home")
        warm = Home(root / "warm")
        sync(library(numbered(1)), warm, Means(encoder=WordFactory()))
        try:
            _set_modes(root / "home", 0o555, 0o444)
            command = [sys.executable, "-c", READ_ONLY, str(warm.root), str(root / "home")]
            done = subprocess.run(
                command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False
            )
        finally:
            _set_modes(root / "home", 0o755, 0o644)
        assert done.stderr == ""
        assert done.stdout.startswith(
            "4 True the vector store is not used (another process has it open, or the data folder"
        )


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AssistantError, match=r"cannot write to the data folder .* ASSISTANT_HOME"):
        Home(tmp_path / "file" / "home").create()


def test_the_folder_is_named_by_the_environment_and_is_private(tmp_path: Path) -> None:
    named = Home.from_environment({"ASSISTANT_HOME": str(tmp_path / "named")}).create()
    assert named.root == tmp_path / "named"
    assert stat.S_IMODE(named.root.stat().st_mode) == 0o700
    assert Home.from_environment({}).root.name == "article-assistant"


def test_the_store_is_claimed_while_it_is_open(index: Index, filled: Home) -> None:
    path = filled.locks / f"{index.published.store}.lock"
    assert Claim.take(path) is None
    index.close()
    claim = Claim.take(path)
    assert claim is not None
    claim.release()


def test_the_real_library_answers(library_home: Home) -> None:
    real = open_index(library_home, search="exact")
    hits = real.dense_search("Were creativity scores better on mushrooms than on placebo?", 5)
    assert "cavanna-2022-tp" in {real.passages[i].source_id for i, _ in hits}
    assert len(real.sources) == 89
    assert real.article is not None


def _set_modes(root: Path, folder: int, file: int) -> None:
    for path in [root, *root.rglob("*")]:
        path.chmod(folder if path.is_dir() else file)
