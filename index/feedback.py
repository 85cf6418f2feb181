"""Keeping what readers send about answers, by the same rules as everything else in the ledger: one writer at a time."""

from __future__ import annotations

from index.home import Home
from index.ledger import Ledger
from index.ledger_feedback import Feedback
from index.ledger_file import RUN_INDEX
from index.lock import writer_lock
from sources.errors import AssistantError, IndexUnavailable


def keep(home: Home, feedback: Feedback) -> None:
    """Write one piece of feedback; it is on the disk when this returns. Raises LibraryBusy, AssistantError."""
    if not home.ledger.exists():
        raise IndexUnavailable(f"there is no index in {home.root}; {RUN_INDEX}")
    try:
        with writer_lock(home), Ledger.writer(home.ledger) as ledger:
            ledger.add_feedback(feedback)
    except OSError as error:
        raise AssistantError(f"{home.root}: {error.strerror or error}; feedback could not be kept") from error


def kept(home: Home) -> tuple[Feedback, ...]:
    """Everything that was sent, oldest first. Raises IndexUnavailable where there is no ledger."""
    with Ledger.reader(home.ledger) as ledger:
        return ledger.feedback()
