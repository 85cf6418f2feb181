"""The command line as a person meets it: what it prints, and with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.home import Home
from sources.bundled import bundled_library
from tests.index_makers import with_encoder
from ui.command import command_line

QUESTION = "How many people took part in the Szigeti study?"


@pytest.fixture
def at_home(library_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The shared data folder with the real library, named by the environment."""
    monkeypatch.setenv("ASSISTANT_HOME", str(library_home.root))
    monkeypatch.delenv("ASSISTANT_LIBRARY", raising=False)
    return library_home


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command_line(), list(words), input=stdin)


@pytest.mark.usefixtures("at_home")
def test_ask_prints_the_answer_its_limits_and_its_sources() -> None:
    done = run("ask", QUESTION)
    assert done.exit_code == 0
    for words in ("191 people", "What limits this", "Sources", "szigeti-2021-elife"):
        assert words in done.stdout


@pytest.mark.usefixtures("at_home")
def test_ask_json_is_the_contract() -> None:
    answer = json.loads(run("ask", QUESTION, "--json").stdout)
    keys = (
        "id question standalone status policy stance certainty certainty_reasons sentences citations caveats suggestions "
        "nearest index_version timings_ms"
    )
    assert set(keys.split()) <= set(answer)
    citation = ("n", "source", "title", "doi", "quote", "start", "end", "page", "stance", "caveats")
    assert set(citation) == set(answer["citations"][0])


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("question", ["", "   ", "x" * 10_000, "what\x07"])
def test_a_question_that_is_none_is_a_usage_error(question: str) -> None:
    done = run("ask", question)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.usefixtures("at_home")
def test_an_abstention_is_no_failure() -> None:
    assert run("ask", "best tyre pressure for a golf").exit_code == 0


@pytest.mark.usefixtures("at_home")
def test_sources_lists_and_shows() -> None:
    listed = json.loads(run("sources", "--json").stdout)
    assert len(listed) == 88
    assert all(entry["caveats"] for entry in listed)
    text = run("sources", "szigeti-2021-elife", "--text").stdout
    answer = json.loads(run("ask", QUESTION, "--json").stdout)
    for citation in answer["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert run("sources", "nobody-2020-x").exit_code == 2


@pytest.mark.usefixtures("at_home")
def test_chat_keeps_the_thread() -> None:
    done = run("chat", stdin="What did the Marschall trial find?\nwas it blinded?\n\n")
    assert done.exit_code == 0
    assert "Understood as" in done.stdout


@pytest.mark.usefixtures("at_home")
def test_doctor_finds_nothing_wrong() -> None:
    done = run("doctor")
    assert done.exit_code == 0, done.stdout
    assert "FAIL" not in done.stdout


def test_a_library_with_a_wrong_record_is_named(
    encoder_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    shutil.copytree(bundled_library() / "records", library / "records")
    record = library / "records" / "szigeti-2021-elife.md"
    record.write_text(record.read_text(encoding="utf-8").replace("kind: study", "kind: rumour"), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(library))
    monkeypatch.setenv("ASSISTANT_HOME", str(with_encoder(Home(tmp_path / "home"), encoder_home).root))
    done = run("index")
    assert done.exit_code == 1
    (line,) = [text for text in done.stderr.splitlines() if "szigeti" in text]
    assert "kind" in line


def test_a_library_folder_without_records_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path))
    done = run("index")
    assert done.exit_code == 2
    assert "records/" in done.stderr


def test_another_library_is_built_and_asked(
    encoder_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two records, no article, no vocabulary: the machinery knows nothing of the topic."""
    library = tmp_path / "library"
    (library / "records").mkdir(parents=True)
    for name in ("murphy-2023-biolpsych", "kaertner-2021-scirep"):
        text = (bundled_library() / "records" / f"{name}.md").read_text(encoding="utf-8")
        text = re.sub(r"^article_claims:\n(?:  - .*\n)+", "article_claims: []\n", text, flags=re.MULTILINE)
        (library / "records" / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(library))
    monkeypatch.setenv("ASSISTANT_HOME", str(with_encoder(Home(tmp_path / "home"), encoder_home).root))
    done = run("ask", "how many men left the Murphy home trial?", "--json")
    assert done.exit_code == 0, done.stderr
    assert {c["source"] for c in json.loads(done.stdout)["citations"]} == {"murphy-2023-biolpsych"}
