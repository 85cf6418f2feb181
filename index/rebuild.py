"""A new ledger in the place of a damaged one. The damaged file is kept beside it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index import contents
from index.contents import Item
from index.files import flush
from index.home import Home
from index.ledger import Ledger
from index.ledger_feedback import Feedback
from index.ledger_file import NewerLedger
from sources.errors import AssistantError


def saved_items(home: Home, library: str) -> tuple[list[Item], tuple[str, ...]]:
    """The whole documents of a ledger that are not the library's, and a line about those that could not be read."""
    if not home.ledger.exists():
        return [], ()
    items: dict[str, Item] = {}
    unreadable = 0
    try:
        with Ledger.reader(home.ledger) as ledger:
            for row in [row for row in ledger.held() if row.origin != library]:
                try:
                    items[row.id] = contents.item_of(ledger.document(row.key))
                except (AssistantError, sqlite3.DatabaseError, TypeError):
                    unreadable += 1
    except NewerLedger:
        raise
    except AssistantError as error:
        return list(items.values()), (f"added sources could not all be read from the damaged ledger ({error})",)
    if unreadable:
        return list(items.values()), (f"{unreadable} added sources could not be read and must be added again",)
    return list(items.values()), ()


def saved_feedback(home: Home) -> tuple[tuple[Feedback, ...], tuple[str, ...]]:
    """What readers sent, so that it outlives the damage, and a line where it could not be read."""
    if not home.ledger.exists():
        return (), ()
    try:
        with Ledger.reader(home.ledger) as ledger:
            return ledger.feedback(), ()
    except NewerLedger:
        raise
    except (AssistantError, ValueError, TypeError) as error:
        return (), (f"feedback could not be read from the damaged ledger, which is kept ({error})",)


@contextmanager
def new_ledger(home: Home) -> Iterator[Ledger]:
    """An empty ledger beside the old one, which stays as it is until `take_over`."""
    for path in _files(_aside(home)):
        path.unlink(missing_ok=True)
    with Ledger.writer(_aside(home)) as ledger:
        yield ledger


def take_over(home: Home) -> None:
    """Put the new ledger in the place of the old, which is kept as `ledger.damaged-<time>.db`."""
    kept = home.root / f"ledger.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.db"
    for old, new in zip(_files(home.ledger), _files(kept), strict=True):
        with suppress(FileNotFoundError):
            # The log goes with the file it belongs to: SQLite would replay it into the new ledger.
            old.replace(new) if old != home.ledger else shutil.copy2(old, new)
    _aside(home).replace(home.ledger)
    flush(home.root)


def _aside(home: Home) -> Path:
    return home.root / "ledger.new.db"


def _files(ledger: Path) -> list[Path]:
    return [ledger, *(ledger.with_name(ledger.name + suffix) for suffix in ("-wal", "-shm"))]
