"""The ledger as a file: its tables, how it is opened, and what SQLite's errors mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import ledger_feedback
from sources.errors import AssistantError, IndexUnavailable, LibraryBusy

SCHEMA_VERSION = 2
WITH_FEEDBACK = 2
"""The first schema that keeps feedback, and the time of publishing."""
_TABLES = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('source', 'article')),
    sha256 TEXT NOT NULL,
    payload TEXT NOT NULL,
    origin TEXT NOT NULL,
    passages_sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'live')),
    UNIQUE (id, state)
);
CREATE TABLE passages (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX passages_by_text ON passages (text_sha256);
CREATE TABLE embeddings (
    text_sha256 TEXT NOT NULL,
    encoder TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (text_sha256, encoder)
);
CREATE TABLE published (
    only INTEGER PRIMARY KEY CHECK (only = 1) DEFAULT 1,
    version TEXT NOT NULL,
    encoder TEXT NOT NULL,
    vectors TEXT NOT NULL,
    store TEXT
);
"""
_FEEDBACK = f"""
{ledger_feedback.TABLE}
ALTER TABLE published ADD COLUMN at REAL NOT NULL DEFAULT 0;
"""
RUN_INDEX = "run: assistant index"
RUN_REBUILD = "run: assistant index --rebuild"


class NewerLedger(IndexUnavailable):
    """The ledger was written by a newer version of the program, which alone may touch it."""


@contextmanager
def open_for_writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that loses nothing it has committed: write-ahead log, flushed at every commit."""
    written = path.stat().st_mtime if path.exists() else 0.0
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    try:
        path.chmod(0o600)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _check_schema(connection, path)
        _bring_up_to_date(connection, written)
        yield connection
        # Leaves the log empty, so that the file alone is whole and can be read from a folder that cannot be written.
        # A reader that is busy now is not waited for.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@contextmanager
def open_for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one read transaction: what a writer commits meanwhile is not seen."""
    if not path.is_file():
        raise IndexUnavailable(f"there is no index in {path.parent}; {RUN_INDEX}")
    connection = _connect_read_only(path)
    try:
        _check_schema(connection, path)
        if not schema_of(connection):
            raise IndexUnavailable(f"{path} holds no index yet; {RUN_INDEX}")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def _connect_read_only(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5.0)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        if log.exists() and log.stat().st_size:
            # Reading past a log that holds changes would show a state that never was.
            raise IndexUnavailable(f"{path} has unfinished changes and cannot be written; {RUN_INDEX}") from error
        return sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    return connection


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema of an open ledger; 0 before its tables are made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """An older schema can be read as it is: each one only adds to the one before."""
    version = schema_of(connection)
    if version > SCHEMA_VERSION:
        raise NewerLedger(
            f"{path} was written by a newer version of this program (its schema is {version}, ours {SCHEMA_VERSION}); "
            "update the program or choose another data folder"
        )


def _bring_up_to_date(connection: sqlite3.Connection, written: float) -> None:
    """Make what the schema lacks, each step in one transaction; `written` is when the file was last written."""
    steps = (_TABLES, f"{_FEEDBACK} UPDATE published SET at = {written:.6f};")  # noqa: S608 (a number)
    for version in range(schema_of(connection), SCHEMA_VERSION):
        connection.executescript(f"BEGIN IMMEDIATE; {steps[version]} PRAGMA user_version = {version + 1}; COMMIT;")


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line for a person. What was committed before is still there in every case."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explained(error, path) from error


def _explained(error: sqlite3.DatabaseError, path: Path) -> AssistantError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return AssistantError(f"no space left for {path}; free some and {RUN_INDEX} (what was there is unharmed)")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(f"{path} is in use by another program; close it and try again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return AssistantError(f"{path} cannot be written; make its folder writable or set ASSISTANT_HOME to another")
    if code == sqlite3.SQLITE_IOERR:
        return AssistantError(f"the disk failed or is full at {path} ({error}); free some space, then {RUN_INDEX}")
    return IndexUnavailable(f"{path} is damaged ({error}); {RUN_REBUILD}")
