"""The ledger: one SQLite file that is the only truth about documents, passages and their vectors.

A document is written in one transaction as `staged`; publishing makes every staged document `live` at once, together
with the version and the store that go with it. So a reader sees the old library or the new one and never a mix, and a
job that is killed finds its staged documents again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from index import ledger_feedback, ledger_file
from index.ledger_feedback import Feedback
from index.vectors import Floats

Kind = Literal["source", "article"]
PassageRow = tuple[str, str, int, int, str]  # id, part, start, end, sha256 of the text that was encoded


@dataclass(frozen=True, slots=True)
class Document:
    """A source or the article as it is kept: `payload` is its JSON, `sha256` that of the payload."""

    id: str
    kind: Kind
    sha256: str
    payload: str
    origin: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger says of a document without its payload; `key` is its row."""

    key: int
    id: str
    state: Literal["staged", "live"]
    sha256: str
    origin: str
    passages_sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was published last: the version of the library, its encoder, and the store's name or None for no store."""

    version: str
    encoder: str
    vectors: str
    store: str | None


class Ledger:
    """An open ledger. Use `Ledger.writer` or `Ledger.reader`; one process writes at a time (see index.lock)."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path

    @classmethod
    @contextmanager
    def writer(cls, path: Path) -> Iterator[Ledger]:
        """Open for writing, made if it is not there. Raises AssistantError, one line, for what SQLite cannot do."""
        with ledger_file.plain_errors(path), ledger_file.open_for_writing(path) as connection:
            yield cls(connection, path)

    @classmethod
    @contextmanager
    def reader(cls, path: Path) -> Iterator[Ledger]:
        """Open for reading one unchanging state. Raises IndexUnavailable if there is none or it is damaged."""
        with ledger_file.plain_errors(path), ledger_file.open_for_reading(path) as connection:
            yield cls(connection, path)

    def held(self) -> tuple[Held, ...]:
        """Every document, staged and live, sorted by id."""
        sql = "SELECT key, id, state, sha256, origin, passages_sha256 FROM documents ORDER BY id, state"
        return tuple(Held(*row) for row in self._db.execute(sql))

    def published(self) -> Published | None:
        """What was published last, or None if nothing was."""
        row = self._db.execute("SELECT version, encoder, vectors, store FROM published").fetchone()
        return Published(*row) if row else None

    def published_at(self) -> float:
        """When that was, in seconds since 1970; 0 if nothing was.

        The file's own time will not do: feedback is written into it too. Schema 1 knew no other.
        """
        if ledger_file.schema_of(self._db) < ledger_file.WITH_FEEDBACK:
            return self._path.stat().st_mtime
        row = self._db.execute("SELECT at FROM published").fetchone()
        return float(row[0]) if row else 0.0

    def document(self, key: int) -> Document:
        """A document by its row."""
        sql = "SELECT id, kind, sha256, payload, origin FROM documents WHERE key = ?"
        return Document(*self._db.execute(sql, (key,)).fetchone())

    def passages(self, key: int) -> tuple[PassageRow, ...]:
        """The passages of a document, in order."""
        sql = 'SELECT id, part, start, "end", text_sha256 FROM passages WHERE document = ? ORDER BY ordinal'
        return tuple(self._db.execute(sql, (key,)))

    def encoded(self, encoder: str) -> set[str]:
        """The sha256 of every text that has a vector by this encoder."""
        return {row[0] for row in self._db.execute("SELECT text_sha256 FROM embeddings WHERE encoder = ?", (encoder,))}

    def vector(self, text_sha256: str, encoder: str) -> Floats:
        """The vector of a text, shape (dimension,). Raises KeyError if it was never encoded."""
        sql = "SELECT vector FROM embeddings WHERE text_sha256 = ? AND encoder = ?"
        row = self._db.execute(sql, (text_sha256, encoder)).fetchone()
        if row is None:
            raise KeyError(text_sha256)
        return np.frombuffer(row[0], dtype="<f4").astype(np.float32, copy=False)

    def stage(
        self,
        document: Document,
        passages: Sequence[PassageRow],
        passages_sha256: str,
        vectors: Iterable[tuple[str, Floats]],
        encoder: str,
    ) -> None:
        """Write a document with its passages and the new vectors of their texts, in one transaction."""
        added_at = datetime.now(UTC).isoformat(timespec="seconds")
        values = (*astuple(document), passages_sha256, added_at)
        with self._transaction():
            self._db.execute("DELETE FROM documents WHERE id = ? AND state = 'staged'", (document.id,))
            key = self._db.execute(
                "INSERT INTO documents (id, kind, sha256, payload, origin, passages_sha256, added_at, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'staged')",
                values,
            ).lastrowid
            rows = [(key, ordinal, *passage) for ordinal, passage in enumerate(passages)]
            self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            blobs = [(sha256, encoder, np.asarray(vector, dtype="<f4").tobytes()) for sha256, vector in vectors]
            self._db.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", blobs)

    def publish(self, kept: Sequence[int], what: Published) -> None:
        """Make exactly the documents of these rows the library, in one transaction; everything else goes."""
        with self._transaction():
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (key INTEGER PRIMARY KEY)")
            self._db.execute("DELETE FROM kept")
            self._db.executemany("INSERT INTO kept VALUES (?)", [(key,) for key in kept])
            self._db.execute("DELETE FROM documents WHERE key NOT IN (SELECT key FROM kept)")
            self._db.execute("UPDATE documents SET state = 'live'")
            self._db.execute(
                "DELETE FROM embeddings WHERE encoder <> ? OR text_sha256 NOT IN (SELECT text_sha256 FROM passages)",
                (what.encoder,),
            )
            self._db.execute("DELETE FROM published")
            values = (what.version, what.encoder, what.vectors, what.store, time.time())
            sql = "INSERT INTO published (version, encoder, vectors, store, at) VALUES (?, ?, ?, ?, ?)"
            self._db.execute(sql, values)

    def feedback(self) -> tuple[Feedback, ...]:
        """Everything that readers sent, oldest first."""
        return ledger_feedback.every(self._db) if ledger_file.schema_of(self._db) >= ledger_file.WITH_FEEDBACK else ()

    def add_feedback(self, feedback: Feedback) -> None:
        """Write what a reader sent, in one transaction. Raises AssistantError where there is no room for more."""
        with self._transaction():
            ledger_feedback.insert(self._db, feedback)

    def problems(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file: empty if nothing."""
        found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(5)")]
        broken = [f"row without its document in {row[0]}" for row in self._db.execute("PRAGMA foreign_key_check")]
        return tuple([line for line in found if line != "ok"] + broken[:5])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
