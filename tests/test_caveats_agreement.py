"""The rules against the caveats that two readers attached by hand, and every difference written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant.caveats
from assistant.caveats import caveats_of, context_of
from sources.bundled import bundled_library
from sources.loader import Library, load_library
from sources.model import Source

FOLLOWS_FROM_BASIS = "summary-not-full-text"
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_library())


def by_rule(library: Library) -> set[Pair]:
    context = context_of(library)
    return {(c.kind, s.id) for s in library.sources for c in caveats_of(s, context) if c.kind != FOLLOWS_FROM_BASIS}


def by_readers(library: Library) -> set[Pair]:
    return {(c.kind, s.id) for s in library.sources for c in s.reader_caveats if c.kind != FOLLOWS_FROM_BASIS}


def test_the_rules_find_what_the_readers_found(library: Library) -> None:
    rules, readers = by_rule(library), by_readers(library)
    assert len(rules & readers) / len(readers) >= 0.95
    assert len(rules & readers) / len(rules) >= 0.95


def test_every_difference_is_written_down_and_no_other(library: Library) -> None:
    rules, readers = by_rule(library), by_readers(library)
    have = {(*pair, "rule") for pair in rules - readers} | {(*pair, "readers") for pair in readers - rules}
    text = (Path(assistant.caveats.__file__).parent / "DISAGREEMENTS.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([\w-]+) \| ([\w-]+) \| (rule|readers) \| (?:rule|readers|either) \| .+ \|$", text, re.MULTILINE
    )
    assert set(rows) == have
    assert len(rows) == len(have)


def test_a_record_that_was_not_read_in_full_says_so(library: Library) -> None:
    context = context_of(library)
    for source in library.sources:
        said = FOLLOWS_FROM_BASIS in {caveat.kind for caveat in caveats_of(source, context)}
        assert said == (source.basis != "full-text")


def test_every_reason_a_reader_gave_is_said_or_contained(library: Library) -> None:
    context = context_of(library)
    for source in library.sources:
        for caveat in caveats_of(source, context):
            reason = reason_of(source, caveat.kind)
            if reason and caveat.kind != FOLLOWS_FROM_BASIS:
                assert words(reason) <= words(caveat.text)


def reason_of(source: Source, kind: str) -> str:
    return next((caveat.reason for caveat in source.reader_caveats if caveat.kind == kind), "")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_every_caveat_is_plain_sentences(library: Library) -> None:
    context = context_of(library)
    for source in library.sources:
        for caveat in caveats_of(source, context):
            assert caveat.text[0].isupper() or caveat.text[0].isdigit()
            assert caveat.text.endswith(".")
            assert ".." not in caveat.text
