"""Feedback: kept only when it is sent, in the ledger and by its rules; listed as test cases; safe across schemas."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.feedback import REASON_LIMIT, as_case, feedback_on
from assistant.opening import Place, changed_since_build
from index import ledger_feedback
from index.feedback import keep, kept
from index.home import Home
from index.ledger import Ledger
from index.ledger_feedback import Feedback
from index.lock import writer_lock
from index.sync import Means, rebuild_index, sync
from sources.errors import AssistantError, IndexUnavailable, LibraryBusy, UsageError
from sources.loader import RECORDS
from tests.index_makers import WordFactory, library
from tests.ui_stand_in import make_answer, make_refusal, make_views
from ui.command import command_line

ANSWER = make_answer(make_views())
ONE = feedback_on(ANSWER, "down", "  It did not say\nfor whom. ", "v1")
NOTES = {"a": ["One.", "Two."]}


@pytest.fixture
def built(home: Home, quick_probe: None) -> Home:
    """A data folder with a small index."""
    sync(library(NOTES), home, Means(encoder=WordFactory()))
    return home


@pytest.fixture
def first_schema(built: Home) -> Home:
    """The same, as the first version of the program left it: no feedback, no time of publishing."""
    with closing(sqlite3.connect(built.ledger)) as connection:
        connection.executescript("DROP TABLE feedback; ALTER TABLE published DROP COLUMN at; PRAGMA user_version = 1;")
    os.utime(built.ledger, (1_000_000, 1_000_000))
    return built


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_what_is_kept_is_what_the_page_says() -> None:
    assert (ONE.thumb, ONE.reason, ONE.question) == ("down", "It did not say for whom.", ANSWER.question)
    assert ONE.sources == ("szigeti-2021-elife", "kaertner-2021-scirep", "degregorio-2022-npp", "article")
    assert ONE.at.endswith("+00:00")
    assert set(as_case(1, ONE)) == {"id", *Feedback.__slots__}


def test_what_may_not_be_kept_is_refused() -> None:
    with pytest.raises(UsageError, match=f"{REASON_LIMIT + 1:,} characters"):
        feedback_on(ANSWER, "up", "x" * (REASON_LIMIT + 1), "v1")
    with pytest.raises(UsageError, match="thumb"):
        feedback_on(ANSWER, "sideways", "", "v1")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Nothing is kept"):
        feedback_on(make_refusal(make_views(), "I want to die"), "up", "", "v1")


def test_text_that_is_no_text_can_be_kept(built: Home) -> None:
    keep(built, feedback_on(ANSWER, "up", "half \ud800 and \x00 none", "v1"))
    assert kept(built)[0].reason == "half ? and none"


def test_feedback_is_there_again_in_order_and_the_library_with_it(built: Home) -> None:
    two = replace(ONE, thumb="up", reason="")
    keep(built, ONE)
    keep(built, two)
    assert kept(built) == (ONE, two)
    sync(library({**NOTES, "b": ["Three."]}), built, Means(encoder=WordFactory()))
    assert kept(built) == (ONE, two)


def test_many_at_once_all_land_or_say_that_they_did_not(built: Home) -> None:
    refused: list[str] = []

    def send(number: int) -> None:
        try:
            keep(built, replace(ONE, reason=str(number)))
        except LibraryBusy as error:
            refused.append(str(error))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({item.reason for item in kept(built)}) + len(refused) == 8
    assert kept(built)


def test_while_the_library_is_written_feedback_waits(built: Home) -> None:
    with writer_lock(built), pytest.raises(LibraryBusy, match="being written"):
        keep(built, ONE)
    assert kept(built) == ()


def test_the_disk_is_not_filled(built: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_feedback, "MOST", 1)
    keep(built, ONE)
    with pytest.raises(AssistantError, match="no more fit"):
        keep(built, ONE)
    assert kept(built) == (ONE,)


def test_a_ledger_of_the_first_schema_is_read_as_it_is(first_schema: Home) -> None:
    assert kept(first_schema) == ()
    with Ledger.reader(first_schema.ledger) as ledger:
        assert [row.id for row in ledger.held()] == ["a"]
        assert ledger.published_at() == 1_000_000
    assert schema(first_schema.ledger) == 1


def test_a_ledger_of_the_first_schema_takes_feedback_and_keeps_what_it_held(first_schema: Home) -> None:
    with Ledger.reader(first_schema.ledger) as ledger:
        before = (ledger.held(), ledger.published())
    keep(first_schema, ONE)
    with Ledger.reader(first_schema.ledger) as ledger:
        assert (ledger.held(), ledger.published()) == before
        assert ledger.published_at() == 1_000_000
    assert (kept(first_schema), schema(first_schema.ledger)) == ((ONE,), 2)
    assert sync(library(NOTES), first_schema, Means(encoder=WordFactory())).unchanged == 1


def test_feedback_does_not_hide_that_the_library_changed(built: Home, tmp_path: Path) -> None:
    record = tmp_path / "library" / RECORDS / "a.md"
    record.parent.mkdir(parents=True)
    record.write_text("changed", encoding="utf-8")
    with Ledger.reader(built.ledger) as ledger:
        later = ledger.published_at() + 5
    os.utime(record, (later, later))
    keep(built, ONE)
    os.utime(built.ledger, (later + 5, later + 5))
    assert changed_since_build(Place(built, tmp_path / "library"))
    os.utime(record, (later - 10, later - 10))
    assert not changed_since_build(Place(built, tmp_path / "library"))


def test_feedback_outlives_a_rebuild(built: Home) -> None:
    keep(built, ONE)
    rebuild_index(library(NOTES), built, Means(encoder=WordFactory()))
    assert kept(built) == (ONE,)


def test_feedback_that_cannot_be_read_is_said_to_be_lost(built: Home) -> None:
    keep(built, ONE)
    with closing(sqlite3.connect(built.ledger)) as connection:
        connection.execute("UPDATE feedback SET sources = 'no json'")
        connection.commit()
    report = rebuild_index(library(NOTES), built, Means(encoder=WordFactory()))
    assert any("feedback could not be read" in line for line in report.notices)


def test_no_ledger_no_feedback(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="run: assistant index"):
        kept(Home(tmp_path))
    with pytest.raises(IndexUnavailable, match="run: assistant index"):
        keep(Home(tmp_path), ONE)
    assert not Home(tmp_path).ledger.exists()


def test_the_command_lists_and_exports(built: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(built.root))
    run = CliRunner().invoke
    assert "Nobody has sent feedback yet" in run(command_line(), ["feedback"]).stdout
    keep(built, ONE)
    keep(built, replace(ONE, reason="\x1b[31mred"))
    listed = run(command_line(), ["feedback"]).stdout
    assert "not helpful" in listed
    assert "It did not say for whom." in listed
    assert "\x1b" not in listed
    lines = [json.loads(line) for line in run(command_line(), ["feedback", "--json"]).stdout.splitlines()]
    assert [line["id"] for line in lines] == ["feedback-1", "feedback-2"]
    wanted = {"question", "status", "sources", "thumb", "reason", "index_version", "at"}
    assert wanted <= set(lines[0])
