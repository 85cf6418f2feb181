"""The library that ships with the code: that every file loads, and that every sentence can be quoted by itself."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterator

import pytest

from sources.bundled import bundled_library
from sources.loader import Library, load_library
from sources.model import Source

# Records that are named in sentences by something other than an author.
NAMED = {
    "who-2025-anxiety": "WHO",
    "lsddep1-2025-openlabel": "LSDDEP1",
    "lsddep2-2026-topline": "LSDDEP2",
    "queens-gad-microdose-trial": "Queen's University",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_library())


def bullets(source: Source) -> Iterator[tuple[str, str]]:
    for part in source.parts:
        for line in source.text[part.start : part.end].split("\n"):
            if line:
                yield part.name, line


def test_every_record_is_there_in_order_and_quickly() -> None:
    load_library(bundled_library())
    before = time.perf_counter()
    library = load_library(bundled_library())
    assert time.perf_counter() - before < 2.0, "0.2 s on two idle cores; a shared machine may take longer"
    ids = [source.id for source in library.sources]
    assert len(ids) == 88
    assert ids == sorted(ids)


def test_by_id_holds_the_records_and_the_article(library: Library) -> None:
    assert library.by_id["szigeti-2021-elife"].n == 191
    assert library.article is not None
    assert library.by_id["article"] is library.article.source
    assert len(library.by_id) == len(library.sources) + 1


def test_a_part_is_the_bullets_under_its_heading(library: Library) -> None:
    for source in library.sources:
        assert [part.name for part in source.parts] == ["glance", "found", "cannot_show", "article_use"]
        for part, heading in zip(source.parts, re.findall(r"^## (.+)$", source.text, re.MULTILINE), strict=True):
            assert source.text[: part.start].rstrip().endswith(f"## {heading}")
            inside = source.text[part.start : part.end]
            assert inside == inside.strip()
            assert all(line.startswith("- ") for line in inside.split("\n"))


def test_nothing_but_headings_lies_outside_the_parts(library: Library) -> None:
    for source in library.by_id.values():
        rest = source.text
        for part in reversed(source.parts):
            rest = rest[: part.start] + rest[part.end :]
        assert all(line.startswith("#") for line in rest.split("\n") if line.strip())


def test_the_text_is_the_file_after_its_front_matter(library: Library) -> None:
    for source in library.sources:
        file = (bundled_library() / "records" / f"{source.id}.md").read_text(encoding="utf-8")
        assert file.endswith(f"\n---\n{source.text}")


def test_every_sentence_names_its_study(library: Library) -> None:
    for source in library.sources:
        names = [author.rsplit(" ", 1)[0].lower() for author in source.authors]
        names += [name.split()[0] for name in names]
        for _, line in bullets(source):
            named = NAMED.get(source.id, "\0") in line or any(name in line.lower() for name in names)
            assert named, f"{source.id}: {line}"


def test_every_sentence_gives_a_year_or_a_name_that_is_unique(library: Library) -> None:
    for source in library.sources:
        for _, line in bullets(source):
            assert source.id in NAMED or re.search(r"\b(?:19|20)\d\d\b", line), f"{source.id}: {line}"


def test_no_sentence_opens_with_a_pronoun(library: Library) -> None:
    for source in library.by_id.values():
        for _, line in bullets(source):
            assert not re.match(r"- (?:It|They|This|These|Those|He|She|Such)\b", line), f"{source.id}: {line}"
            assert re.search(r"[.']$", line), f"{source.id}: {line}"


def test_no_sentence_stands_twice(library: Library) -> None:
    for source in library.by_id.values():
        lines = [line for _, line in bullets(source)]
        assert len(lines) == len(set(lines)), source.id


def test_what_was_never_seen_says_so_in_every_sentence(library: Library) -> None:
    for _, line in bullets(library.by_id["cameron-olson-2022-npp"]):
        assert "recalled" in line, line
        assert "not found" in line, line


def test_company_news_says_so(library: Library) -> None:
    found = [line for name, line in bullets(library.by_id["lsddep2-2026-topline"]) if name == "found"]
    assert all("company" in line for line in found)


def test_facts_are_mapped_to_the_controlled_words(library: Library) -> None:
    assert library.by_id["szigeti-2021-elife"].self_report == "yes"
    assert library.by_id["allen-2024-tp"].self_report == "no"
    assert library.by_id["rootman-2022-scirep"].self_report == "partly"
    assert library.by_id["yang-2021-eps"].n is None


def test_every_topic_and_substance_of_the_records_is_in_the_vocabulary(library: Library) -> None:
    topics = {topic for source in library.sources for outcome in source.outcomes for topic in outcome.topics}
    assert topics <= {group.name for group in library.vocabulary.topics}
    for source in library.sources:
        for substance in source.substance:
            if substance not in ("others",):
                assert library.vocabulary.substances_in(substance), f"{source.id}: {substance}"


def test_the_article_has_its_claims_and_citations(library: Library) -> None:
    article = library.article
    assert article is not None
    assert article.published == datetime.date(2025, 3, 21)
    assert article.source.year == 2025
    assert [claim.id for claim in article.claims] == [f"C{number:02}" for number in range(1, 28)]
    verdicts = [claim.verdict for claim in article.claims]
    assert verdicts.count("contradicted") == 4
    assert [citation.found for citation in article.citations] == ["no", "no", "no", "no", "yes", "no", "not a citation"]


def test_blocks_of_claims_and_citations_are_parts_of_the_article(library: Library) -> None:
    article = library.article
    assert article is not None
    parts = {(part.start, part.end) for part in article.source.parts}
    text = article.source.text
    for claim in article.claims:
        assert (claim.start, claim.end) in parts
        assert text[claim.start :].startswith("- The article")
    for citation in article.citations:
        assert (citation.start, citation.end) in parts
        assert citation.printed.split(" (")[0] in text[citation.start : citation.end]
        if citation.found == "no":
            assert "no such publication could be found as printed" in text[citation.start : citation.end]
    assert "does not exist" not in text


def test_every_sentence_about_a_claim_or_citation_stands_alone(library: Library) -> None:
    assert library.article is not None
    telling = re.compile(r"article|\b(?:19|20)\d\d\b|anxiety|serotonin|SSRIs|BDNF|microdos", re.IGNORECASE)
    for _, line in bullets(library.article.source):
        assert telling.search(line), line
