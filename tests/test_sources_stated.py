"""An outcome is counted with the sentence that states it, so each has one, where the note says what was found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sources.bundled import bundled_library
from sources.errors import SourceError
from sources.loader import Library, load_library
from sources.model import Source

RECORD = "kaertner-2021-scirep"
STATED = "Self-rated anxiety was lower after four weeks of microdosing than before it in the Kaertner cohort (2021)."
FIELD = f"    stated: '{STATED}'\n"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_library())


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A library of one real record, and nothing else."""
    (tmp_path / "records").mkdir()
    path = tmp_path / "records" / f"{RECORD}.md"
    shutil.copy(bundled_library() / "records" / path.name, path)
    text = path.read_text(encoding="utf-8")
    assert text.count(FIELD) == 1
    return path


def sentences(source: Source, *names: str) -> set[str]:
    """The bullets of the parts named, each without its dash."""
    lines = [
        line for part in source.parts if part.name in names for line in source.text[part.start : part.end].split("\n")
    ]
    return {line.removeprefix("- ") for line in lines if line}


def test_every_outcome_is_stated_where_results_are_told(library: Library) -> None:
    for source in library.sources:
        told = sentences(source, "glance", "found")
        for number, outcome in enumerate(source.outcomes):
            assert outcome.stated in told, f"{source.id}: outcomes[{number}].stated: {outcome.stated!r}"


@pytest.mark.parametrize(
    "wrong",
    [
        STATED.replace("four", "five"),
        STATED.removesuffix("."),
        STATED.removeprefix("Self-rated "),
        STATED.upper(),
        f"- {STATED}",
        f"{STATED} ",
        "What was found",
    ],
    ids=["another number", "no full stop", "half a sentence", "capitals", "with its dash", "a space more", "a heading"],
)
def test_a_sentence_that_is_not_in_the_note_is_named(record: Path, wrong: str) -> None:
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(FIELD, f"    stated: '{wrong}'\n"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"\[1\]\.stated: is no sentence of the note") as caught:
        load_library(record.parent.parent)
    assert caught.value.path == record
    assert caught.value.field == "outcomes[1].stated"


def test_a_sentence_that_leaves_the_note_is_missed(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(f"\n- {STATED}\n", "\n"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"outcomes\[1\]\.stated"):
        load_library(record.parent.parent)
