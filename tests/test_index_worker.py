"""A module run in a process of its own: whatever that process does, the answer is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.worker import run_module


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules to run, which is also the working directory."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("print('fine')", None),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "was ended by signal 11"),
        ("import sys; print('first', 'second', sep='\\n', file=sys.stderr); sys.exit(1)", "second"),
        ("import sys; sys.exit(3)", "ended with code 3"),
        ("import time; time.sleep(60)", "did not finish within 2 s"),
    ],
)
def test_how_it_ended_is_one_line(code: str, failure: str | None, modules: Path) -> None:
    (modules / "told.py").write_text(code, encoding="utf-8")
    done = run_module("told", seconds=2)
    assert done.failure == failure
    assert done.output == ("fine" if failure is None else "")


def test_a_folder_named_index_where_the_program_is_started_is_not_run(modules: Path) -> None:
    (modules / "index").mkdir()
    (modules / "index" / "__init__.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    (modules / "told.py").write_text("import sys, index.home; print(sys.stdin.read())", encoding="utf-8")
    assert run_module("told", given=b"through", seconds=30).output == "through"
