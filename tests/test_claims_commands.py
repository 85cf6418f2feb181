"""The commands as they are typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.claims.commands import audit, check
from index.home import Home

CLAIM = "LSD raises cortisol at full doses."
Run = Callable[..., Result]


@pytest.fixture
def run(library_home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ASSISTANT_HOME", str(library_home.root))
    app = typer.Typer()
    app.command()(check)
    app.command()(audit)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_check_prints_the_verdict_the_reading_and_a_reply(run: Run) -> None:
    done = run("check", CLAIM)
    assert done.exit_code == 0
    for words in ("Verdict: supported", "read as:", "strajhar-2016-jne", "Reply"):
        assert words in done.stdout


def test_check_as_json_and_markdown(run: Run) -> None:
    told = json.loads(run("check", CLAIM, "--json").stdout)
    assert told["verdict"] == "supported"
    assert told["parts"][0]["read_as"]["substances"] == ["LSD"]
    assert run("check", CLAIM, "--markdown").stdout.strip() == told["reply_markdown"]


def test_check_a_csv_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(f'claim\n{CLAIM}\n"How much is it?"\n=1+1 LSD raises cortisol.\n', encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("check", "--csv", str(path)).stdout)))
    assert [row["verdict"] for row in rows] == ["supported", "", "supported"]
    assert "assistant ask" in rows[1]["error"]
    assert rows[2]["claim"].startswith("'=")


@pytest.mark.parametrize(
    "words", [("check",), ("check", ""), ("check", "x" * 3000), ("audit", "--text", "/no/such/file")]
)
def test_a_wrong_request_is_one_line_and_exit_code_2(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_audit_in_every_form(run: Run, tmp_path: Path) -> None:
    rows = json.loads(run("audit", "--json").stdout)["rows"]
    assert {row["citation_found"] for row in rows} == {"yes", "no", "none given", "not a citation"}
    assert len(list(csv.reader(io.StringIO(run("audit", "--csv").stdout)))) == len(rows) + 1
    assert run("audit", "--markdown").stdout.count("\n| C") == len(rows)
    assert rows[0]["id"] in run("audit").stdout
    text = tmp_path / "text.txt"
    text.write_text(f"{CLAIM} What else?", encoding="utf-8")
    told = json.loads(run("audit", "--text", str(text), "--json").stdout)["rows"]
    assert [row["is_claim"] for row in told] == [True, False]
