"""What is written to the ledger comes back as it was."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.bundled import bundled_library
from sources.loader import Library, load_library
from sources.model import Article, Provenance, Source
from sources.serialize import article_from_json, article_to_json, document_hash, source_from_json, source_to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SOURCES = st.builds(
    Source,
    **{
        field.name: TEXT
        for field in dataclasses.fields(Source)
        if field.type == "str"  # annotations are postponed, so types are strings here
    },
    authors=st.lists(TEXT).map(tuple),
    substance=st.lists(TEXT).map(tuple),
    limitations=st.lists(TEXT).map(tuple),
    article_claims=st.lists(TEXT).map(tuple),
    provenance=st.builds(Provenance, sources=st.dictionaries(TEXT, TEXT)),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_library())


def test_every_real_document_round_trips(library: Library) -> None:
    for source in library.sources:
        assert source_from_json(source_to_json(source)) == source
    assert library.article is not None
    assert article_from_json(article_to_json(library.article)) == library.article


@given(SOURCES)
def test_any_source_round_trips(source: Source) -> None:
    assert source_from_json(source_to_json(source)) == source
    assert document_hash(source) == document_hash(source_from_json(source_to_json(source)))


@given(SOURCES, st.none() | st.dates())
def test_any_article_round_trips(source: Source, published: object) -> None:
    article = Article(source, (), (), published)  # type: ignore[arg-type]
    assert article_from_json(article_to_json(article)) == article


def test_a_hash_changes_with_any_fact_and_with_the_text(library: Library) -> None:
    source = library.sources[0]
    known = {document_hash(source)}
    for changed in (
        dataclasses.replace(source, text=source.text + " "),
        dataclasses.replace(source, n=(source.n or 0) + 1),
        dataclasses.replace(source, published_after_article=not source.published_after_article),
    ):
        assert document_hash(changed) not in known
        known.add(document_hash(changed))
    assert all(len(digest) == 64 for digest in known)


def test_sources_can_be_keys(library: Library) -> None:
    assert len(set(library.sources)) == len(library.sources)


def test_json_that_is_no_source() -> None:
    with pytest.raises(ValueError, match=r"Field required"):
        source_from_json("{}")
