"""Passages are exact slices, miss no word, and keep their ids while the rest of the source changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import LONGEST, spans, split
from sources.bundled import bundled_library
from sources.loader import Library, load_library
from sources.model import Part
from tests.index_makers import source, with_text

LINES = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            ["", "- ", "* a point", "## A heading", "1. first", "end. Next", "  indented", "\r", "- - nested"]
        ),
        st.text(alphabet="ab .!?;,\n é漢\u200b\u2028", min_size=500, max_size=1500),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def bundled() -> Library:
    return load_library(bundled_library())


def test_every_bullet_of_the_real_library_is_one_passage(bundled: Library) -> None:
    for item in bundled.by_id.values():
        bullets = [line[2:] for part in item.parts for line in item.text[part.start : part.end].split("\n") if line]
        passages = split(item)
        assert [passage.text for passage in passages] == bullets
        assert all(item.text[p.start : p.end] == p.text for p in passages)
        assert [p.ordinal for p in passages] == list(range(len(passages)))


def test_ids_of_the_real_library_are_unique(bundled: Library) -> None:
    ids = [passage.id for item in bundled.by_id.values() for passage in split(item)]
    assert len(ids) == len(set(ids)) > 1000


@given(LINES, st.integers(0, 5), st.integers(0, 5))
def test_offsets_are_exact_in_any_text(lines: list[str], skip: int, short: int) -> None:
    text = "\n".join(lines)
    start, end = min(skip, len(text)), max(min(skip, len(text)), len(text) - short)
    previous = start
    for first, last in spans(text, start, end):
        assert previous <= first < last <= end
        assert last - first <= LONGEST
        assert text[first:last] == text[first:last].strip()
        assert any(map(str.isalnum, text[first:last]))
        previous = last


@given(LINES)
def test_no_letter_is_lost_outside_headings_and_markers(lines: list[str]) -> None:
    text = "\n".join(lines)
    covered: set[int] = set()
    for first, last in spans(text, 0, len(text)):
        covered.update(range(first, last))
    position = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if not bare.startswith("#") and not bare[:1].isdigit():  # a digit may be the marker of a numbered list
            assert not [i for i in range(position, position + len(line)) if text[i].isalnum() and i not in covered]
        position += len(line)


@given(LINES)
def test_the_same_text_gives_the_same_passages(lines: list[str]) -> None:
    text = "\n".join(lines)
    item = with_text("x", text, (Part("found", 0, len(text)),))
    assert split(item) == split(item)


def test_an_edit_elsewhere_changes_no_id() -> None:
    before = split(source("x", ["One was found.", "Two was found.", "Three was found."]))
    after = split(source("x", ["A longer first sentence was found.", "Two was found.", "Three was found."]))
    assert [p.id for p in before[1:]] == [p.id for p in after[1:]]
    assert before[0].id != after[0].id
    assert before[1].start != after[1].start


def test_equal_sentences_are_told_apart() -> None:
    first, second = split(source("x", ["The same.", "The same."]))
    assert first.text == second.text
    assert first.id != second.id


def test_headings_markers_and_rules_are_in_no_passage() -> None:
    text = "# Title\nA paragraph\nof two lines.\n\n- one\n  goes on\n* two\n1. three\n---\n\n## Next\nLast."
    found = [text[a:b] for a, b in spans(text, 0, len(text))]
    assert found == ["A paragraph\nof two lines.", "one\n  goes on", "two", "three\n---", "Last."]


def test_a_long_paragraph_is_split_where_sentences_end() -> None:
    text = " ".join(f"Sentence number {i} says one thing, and says it at some length." for i in range(40))
    found = [text[a:b] for a, b in spans(text, 0, len(text))]
    assert len(found) > 3
    assert all(piece.startswith("Sentence") and piece.endswith("length.") for piece in found)
