"""One writer at a time: the second hears at once who the first is, and a killed one leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from index.home import Home
from index.lock import Claim, exclusive, writer_lock
from sources.errors import LibraryBusy

HOLD = """
import sys, time
from pathlib import Path
from index.home import Home
from index.lock import writer_lock
with writer_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(home: Home) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(home.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_writer_hears_within_a_second_who_the_first_is(home: Home, holder: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    with pytest.raises(LibraryBusy, match=rf"process {holder.pid}, for \d+ s"), writer_lock(home):
        pass
    assert time.monotonic() - started < 1


def test_a_killed_writer_leaves_no_lock(home: Home, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with writer_lock(home):
        pass


def test_a_thread_of_the_same_process_is_a_second_writer_too(home: Home) -> None:
    with writer_lock(home), pytest.raises(LibraryBusy), writer_lock(home):
        pass
    with writer_lock(home):
        pass


def test_an_unreadable_owner_is_another_process(home: Home, holder: subprocess.Popen[str]) -> None:
    (home.locks / "writer.json").write_text("{", encoding="utf-8")
    with pytest.raises(LibraryBusy, match="another process"), writer_lock(home):
        pass


def test_a_claim_is_given_once_and_again_after_release(home: Home) -> None:
    path = home.locks / "some.lock"
    first = Claim.take(path)
    assert first is not None
    assert Claim.take(path) is None
    first.release()
    first.release()
    again = Claim.take(path)
    assert again is not None
    again.release()


def test_no_claim_where_a_lock_cannot_be_made(home: Home) -> None:
    (home.root / "file").touch()
    assert Claim.take(home.root / "file" / "x") is None


def test_waiting_for_an_exclusive_lock_ends(home: Home) -> None:
    path = home.locks / "encoder.lock"
    with exclusive(path, 1), pytest.raises(LibraryBusy, match=r"encoder\.lock"), exclusive(path, 0.1):
        pass
