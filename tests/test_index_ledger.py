"""The ledger keeps what it has committed, shows one state at a time, and says in one line what is wrong with it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index import contents
from index.ledger import Ledger, Published
from index.plan import prepare, rows_of
from index.vectors import Floats
from sources.errors import AssistantError, IndexUnavailable, LibraryBusy
from tests.index_makers import WordEncoder, source

NAMES = st.sampled_from(["a", "b", "c", "d"])
SENTENCES = st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four."]), min_size=1, max_size=3)


def stage(ledger: Ledger, name: str, sentences: list[str]) -> None:
    """Write one document with its vectors."""
    item = prepare(source(name, sentences), "library")
    vectors: list[tuple[str, Floats]] = [(key, WordEncoder().encode([text])[0]) for key, text in item.texts.items()]
    ledger.stage(item.document, item.passages, item.passages_sha256, vectors, "words")


def publish(ledger: Ledger, notes: dict[str, list[str]]) -> None:
    """Make exactly these the library."""
    rows = rows_of(ledger, {name: prepare(source(name, notes[name]), "library") for name in notes})
    stored = contents.read(ledger, rows, "words")
    ledger.publish([row.key for row in rows], Published(stored.version, "words", stored.vectors_sha256, None))


def write_impatiently(path: Path) -> None:
    """Write one document, waiting a tenth of a second instead of five for a lock."""
    with Ledger.writer(path) as ledger:
        ledger._db.execute("PRAGMA busy_timeout = 100")
        stage(ledger, "b", ["Three."])


def texts(path: Path) -> dict[str, list[str]]:
    """What a reader sees: the sentences of each published source."""
    with Ledger.reader(path) as ledger:
        stored, _ = contents.read_published(ledger)
    found = contents.parse(stored)
    return {item.id: [p.text for p in found.passages if p.source_id == item.id] for item in found.sources}


class Against(RuleBasedStateMachine):
    """Any order of staging, publishing and reopening, against a dict."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "ledger.db"
        self.staged: dict[str, list[str]] = {}
        self.live: dict[str, list[str]] = {}
        self.ever = False

    @rule(name=NAMES, sentences=SENTENCES)
    def write(self, name: str, sentences: list[str]) -> None:
        with Ledger.writer(self.path) as ledger:
            stage(ledger, name, sentences)
        self.staged[name] = sentences

    @rule(gone=st.sets(NAMES))
    def switch(self, gone: set[str]) -> None:
        wanted = {name: note for name, note in {**self.live, **self.staged}.items() if name not in gone}
        with Ledger.writer(self.path) as ledger:
            publish(ledger, wanted)
        self.live, self.staged, self.ever = wanted, {}, True

    @rule(name=NAMES, sentences=SENTENCES)
    def fail_halfway(self, name: str, sentences: list[str]) -> None:
        item = prepare(source(name, sentences), "library")
        broken: list[tuple[str, Floats]] = [(key, None) for key in item.texts]  # type: ignore[misc]
        with Ledger.writer(self.path) as ledger, pytest.raises((TypeError, ValueError, sqlite3.Error)):
            ledger.stage(item.document, [("only", "two")], "x", broken, "words")  # type: ignore[list-item]

    @invariant()
    def reader_sees_what_was_published(self) -> None:
        if self.ever:
            assert texts(self.path) == self.live

    def teardown(self) -> None:
        self.folder.cleanup()


TestAgainst = Against.TestCase
TestAgainst.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger.writer(path) as ledger:
        stage(ledger, "a", ["One.", "Two."])
        publish(ledger, {"a": ["One.", "Two."]})
    return path


def test_a_reader_keeps_its_state_while_a_writer_goes_on(ledger_path: Path) -> None:
    with Ledger.reader(ledger_path) as reader:
        before = reader.held()
        with Ledger.writer(ledger_path) as writer:
            stage(writer, "b", ["Three."])
            publish(writer, {"b": ["Three."]})
        assert reader.held() == before
        assert contents.read_published(reader)[0].documents[0].id == "a"
    assert texts(ledger_path) == {"b": ["Three."]}


def test_the_file_alone_is_whole_after_a_writer(ledger_path: Path, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere.db"
    alone.write_bytes(ledger_path.read_bytes())
    assert texts(alone) == {"a": ["One.", "Two."]}


def test_vectors_come_back_bit_by_bit(ledger_path: Path) -> None:
    with Ledger.reader(ledger_path) as ledger:
        stored, _ = contents.read_published(ledger)
    assert np.array_equal(stored.vectors, np.stack([WordEncoder().encode([text])[0] for text in ("One.", "Two.")]))


def test_a_newer_ledger_is_refused(ledger_path: Path) -> None:
    connection = sqlite3.connect(ledger_path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opened in (Ledger.reader, Ledger.writer):
        with pytest.raises(IndexUnavailable, match="newer version of this program"), opened(ledger_path):
            pass


def test_no_ledger_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match=r"run: assistant index$"), Ledger.reader(tmp_path / "ledger.db"):
        pass


def test_a_ledger_that_another_program_locks_is_busy(ledger_path: Path) -> None:
    held = threading.Event()
    done = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(ledger_path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        done.wait(20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    try:
        with pytest.raises(LibraryBusy, match="in use by another program"):
            write_impatiently(ledger_path)
    finally:
        done.set()
        holder.join()
    assert texts(ledger_path) == {"a": ["One.", "Two."]}


@pytest.mark.parametrize("fill", [b"", b"not a database at all, but long enough to be read as one" * 100])
def test_another_file_in_its_place_is_one_line(fill: bytes, ledger_path: Path) -> None:
    ledger_path.write_bytes(fill)
    with pytest.raises(IndexUnavailable, match="run: assistant index"), Ledger.reader(ledger_path):
        pass


def test_every_damaged_page_is_noticed_or_harmless(ledger_path: Path) -> None:
    whole = ledger_path.read_bytes()
    expected = texts(ledger_path)
    said: list[str] = []
    for start in range(0, len(whole), 512):
        for change in (bytes(64), bytes(byte ^ 0xFF for byte in whole[start : start + 64])):
            ledger_path.write_bytes(whole[:start] + change + whole[start + 64 :])
            try:
                assert texts(ledger_path) == expected
            except AssistantError as error:
                said.append(str(error))
    assert len(said) > 20
    assert not any("\n" in line for line in said)
