"""Imports point left: sources <- index <- assistant <- ui. Heavy libraries stay behind few doors and load late."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("sources", "index", "assistant", "ui")
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "chromadb",
    "gradio",
    "fastapi",
    "uvicorn",
    "onnxruntime",
    "bm25s",
    "matplotlib",
)


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level names of everything a file imports, wherever in the file the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_left(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    for path in modules(room):
        wrong = imported(path) & set(ROOMS) - allowed
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_relative_imports(room: str) -> None:
    for path in modules(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path.relative_to(ROOT)}:{node.lineno}"


def test_the_checker_sees_a_wrong_import(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def f():\n    from ui.app import page\n    return page\n", encoding="utf-8")
    assert "ui" in imported(bad)


def test_html_is_written_only_in_ui() -> None:
    for room in ROOMS[:-1]:
        for path in modules(room):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert "</" not in node.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, ui.command; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
