"""Locks between processes. The operating system holds them, so a process that is killed leaves none behind."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.home import Home
from sources.errors import AssistantError, LibraryBusy

if TYPE_CHECKING:
    from filelock import BaseFileLock

_PATIENCE = 0.3  # seconds: a second writer must hear within one second that it is the second


@contextmanager
def writer_lock(home: Home) -> Iterator[None]:
    """Be the one writer. Raises LibraryBusy, within a second, naming the process that is and since when."""
    lock = _lock(home.locks / "writer.lock")
    owner = home.locks / "writer.json"
    if not _acquire(lock, _PATIENCE):
        raise LibraryBusy(f"the library is being written by {_owner(owner)}; wait for it, or end it and try again")
    try:
        with suppress(OSError):  # only words for the next one: half written or not at all, the lock holds
            owner.write_text(json.dumps({"pid": os.getpid(), "since": time.time()}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            owner.unlink()
        lock.release()


@contextmanager
def exclusive(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock, waiting for up to `patience` seconds. Raises LibraryBusy where it does not come free."""
    lock = _lock(path)
    if not _acquire(lock, patience):
        raise LibraryBusy(f"another process has held {path.name} for more than {patience:.0f} s; try again")
    try:
        yield
    finally:
        lock.release()


class Claim:
    """A lock that is held until `release`: the right of one process to have a store open."""

    def __init__(self, lock: BaseFileLock) -> None:
        self._lock = lock

    @classmethod
    def take(cls, path: Path) -> Claim | None:
        """The claim, or None where somebody else has it or the folder cannot be written. Does not wait."""
        try:
            lock = _lock(path)
            return cls(lock) if _acquire(lock, 0) else None
        except (OSError, AssistantError):
            return None

    def release(self) -> None:
        """Give it up; a second time does nothing."""
        self._lock.release(force=True)


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    # No soft lock where the file system has no real ones: a soft lock outlives the process that took it.
    return FileLock(path, thread_local=False, fallback_to_soft=False, preserve_lock_file=True)


def _acquire(lock: BaseFileLock, patience: float) -> bool:
    from filelock import Timeout

    try:
        lock.acquire(timeout=patience)
    except Timeout:
        return False
    except (OSError, NotImplementedError) as error:
        raise AssistantError(f"cannot lock {lock.lock_file} ({error}); keep the data folder on a local disk") from error
    return True


def _owner(path: Path) -> str:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        age = max(0.0, time.time() - float(record["since"]))
        return f"process {int(record['pid'])}, for {age:.0f} s"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
