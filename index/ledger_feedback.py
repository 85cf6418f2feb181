"""What readers sent about answers, as rows of the ledger."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from sources.errors import AssistantError

Thumb = Literal["up", "down"]
MOST = 10_000
"""Rows that are kept: anyone who can open the page can send some, and the disk is not theirs to fill."""
TABLE = """
CREATE TABLE feedback (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    thumb TEXT NOT NULL CHECK (thumb IN ('up', 'down')),
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    standalone TEXT NOT NULL,
    status TEXT NOT NULL,
    sources TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    index_version TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader sent about one answer. `at` is UTC, ISO 8601; `sources` are the ids cited, in the answer's order."""

    at: str
    thumb: Thumb
    reason: str
    question: str
    standalone: str
    status: str
    sources: tuple[str, ...]
    answer_id: str
    index_version: str


def insert(connection: sqlite3.Connection, feedback: Feedback) -> None:
    """Add a row inside the caller's transaction. Raises AssistantError where there is no room for more."""
    (held,) = connection.execute("SELECT count(*) FROM feedback").fetchone()
    if held >= MOST:
        raise AssistantError(f"{MOST:,} pieces of feedback are kept already, and no more fit.")
    connection.execute(
        "INSERT INTO feedback (at, thumb, reason, question, standalone, status, sources, answer_id, index_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            feedback.at,
            feedback.thumb,
            feedback.reason,
            feedback.question,
            feedback.standalone,
            feedback.status,
            json.dumps(feedback.sources),
            feedback.answer_id,
            feedback.index_version,
        ),
    )


def every(connection: sqlite3.Connection) -> tuple[Feedback, ...]:
    """All rows, oldest first."""
    sql = (
        "SELECT at, thumb, reason, question, standalone, status, sources, answer_id, index_version"
        " FROM feedback ORDER BY key"
    )
    return tuple(_feedback(*row) for row in connection.execute(sql))


def _feedback(
    at: str,
    thumb: Thumb,
    reason: str,
    question: str,
    standalone: str,
    status: str,
    sources: str,
    answer_id: str,
    index_version: str,
) -> Feedback:
    ids = tuple(json.loads(sources))
    return Feedback(at, thumb, reason, question, standalone, status, ids, answer_id, index_version)
