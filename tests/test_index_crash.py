"""kill -9 in the middle of an update, a few times; `python -m benchmarks.crash` does it for as long as one likes."""

from __future__ import annotations

import os

import pytest

from benchmarks import crash

KILLS = int(os.environ.get("INDEX_KILLS", "6"))


@pytest.mark.usefixtures("quick_probe")
def test_nothing_is_lost_or_wrong_whenever_an_update_is_killed() -> None:
    tally = crash.run(KILLS, seed=KILLS)
    assert tally.kills.total() >= KILLS
    assert not tally.wrong, tally
