"""The library: what is found, in which order, and what a source's page holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.views import SourceView
from sources.vocabulary import Group
from tests import makers
from tests.ui_stand_in import StandIn, make_views
from ui.library_search import ANY, SORTS, Wanted, choices, matching, searchable, wanted_from
from ui.render.library import no_such_source, source_list
from ui.render.source_page import source_page

VIEWS = tuple(StandIn().sources())


def plain(markup: str) -> str:
    """The words of some HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def found(wanted: Wanted, views: Sequence[SourceView] = VIEWS) -> list[str]:
    return [view.source.id for view in matching(searchable(views), wanted)]


def small(name: str, **facts: Any) -> SourceView:
    base: dict[str, Any] = {"title": name, "authors": (), "year": 2020, "venue": "unknown", "population": "unknown"}
    return SourceView(replace(makers.source(name), **{**base, "text": "", "parts": (), **facts}), (), ())


def test_words_are_looked_for_in_title_names_facts_and_note() -> None:
    assert found(Wanted("kaertner 2021")) == ["kaertner-2021-scirep"]
    assert found(Wanted("KAERT")) == ["kaertner-2021-scirep"]
    assert "szigeti-2021-elife" in found(Wanted("empty capsules"))
    assert found(Wanted("no such word")) == []
    assert len(found(Wanted(" .,- "))) == len(VIEWS)


def test_a_word_is_found_at_its_beginning_and_without_its_accents() -> None:
    views = [small("Operation"), small("Rats", authors=("Müller Å",))]
    assert found(Wanted("rat"), views) == ["Rats"]
    assert found(Wanted("muller"), views) == ["Rats"]
    assert found(Wanted("MÜLLER a"), views) == ["Rats"]


def test_the_best_match_comes_first() -> None:
    views = [small("b", text="Creativity rose.", year=2024), small("On creativity", year=2001)]
    assert found(Wanted("creativity"), views) == ["On creativity", "b"]
    assert found(Wanted("creativity", sort="year"), views) == ["b", "On creativity"]


def test_each_order() -> None:
    views = [
        small("Beta", year=2019, n=30, design=("cross-sectional-survey",)),
        small("alpha", year=None, n=None, design=("rct-double-blind",)),
        small("Mice", year=2024, n=500, design=("animal",), species="mouse"),
        small("gamma", year=2021, n=90, design=("systematic-review",)),
    ]
    assert found(Wanted(sort="title"), views) == ["alpha", "Beta", "gamma", "Mice"]
    assert found(Wanted(sort="year"), views) == ["Mice", "gamma", "Beta", "alpha"]
    assert found(Wanted(sort="people"), views) == ["gamma", "Beta", "alpha", "Mice"]
    assert found(Wanted(sort="design"), views) == ["alpha", "gamma", "Beta", "Mice"]
    assert found(Wanted(), views) == found(Wanted(sort="year"), views)


def test_filters_narrow_together() -> None:
    assert found(Wanted(species="mouse")) == ["degregorio-2022-npp"]
    assert found(Wanted("kaertner", species="mouse")) == []
    assert found(Wanted(design="animal")) == ["degregorio-2022-npp"]
    assert found(Wanted(since=2022, until=2022, sort="title")) == found(Wanted(since=2022, sort="title"))
    assert "szigeti-2021-elife" not in found(Wanted(since=2022))
    assert len(found(Wanted(topic="mood"))) == 3


def test_a_source_without_a_year_lies_in_no_span_of_years() -> None:
    views = [small("dated", year=2020), small("undated", year=None)]
    assert found(Wanted(since=2000), views) == found(Wanted(until=2030), views) == ["dated"]
    assert len(found(Wanted(), views)) == 2


def test_what_the_browser_sends_that_is_no_choice_chooses_nothing() -> None:
    assert wanted_from(None, "x", 3, None, [], {}, "20x0", "١٩٩٩") == Wanted()
    assert wanted_from("a" * 999, "title", "animal", "low", "rat", "mood", "2019", 2021) == Wanted(
        "a" * 200, "animal", "low", "rat", "mood", 2019, 2021, "title"
    )
    assert found(Wanted(design="<script>")) == []


def test_the_choices_are_what_there_is_with_its_count() -> None:
    offered = choices(VIEWS, (Group("mood", "worry", ("worry",)),))
    assert ("Microdose (3)", "microdose") in offered["dose"]
    assert [value for _, value in offered["sort"]] == list(SORTS)
    assert offered["years"][:2] == [("Any year", ANY), ("2022", "2022")]
    assert any(words.startswith("Worry (") and value == "mood" for words, value in offered["topic"])


def test_the_list_says_how_many_and_offers_them_as_files() -> None:
    some = source_list(matching(searchable(VIEWS), Wanted(species="mouse")), 4, "degregorio-2022-npp")
    assert "1 of 4 sources" in plain(some)
    assert 'href="/api/export?format=bibtex&amp;ids=degregorio-2022-npp"' in some
    assert 'href="/api/export?format=csv"' in some
    assert 'href="/source/degregorio-2022-npp"' in some
    assert 'aria-current="true"' in some
    assert "These 0" not in source_list((), 4)
    assert "No source fits" in source_list((), 4)


def test_a_source_s_page_holds_its_facts_note_outcomes_limits_and_claims() -> None:
    view = make_views()["szigeti-2021-elife"]
    words = plain(source_page(view, {"wellbeing": "well-being"}))
    order = (
        "At a glance",
        "Facts",
        "What was found",
        "Every result recorded",
        "What limits it",
        "How the article uses it",
    )
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)
    assert "No difference" in words
    assert "Contradicted" in words
    assert "doi 10.7554/eLife.62878 (doi.org)" in words
    for caveat in view.caveats:
        assert caveat.text[1:] in words


def test_what_is_not_known_says_so_on_the_page() -> None:
    unknown = makers.source(doi=None, url="unknown", year=None, authors=(), funding="unknown")
    words = plain(source_page(SourceView(unknown, (), ())))
    assert "authors not stated · year not stated" in words
    assert "Funding not stated" in words
    assert "No address recorded for it" in words
    assert "Bears on no claim of the article" in words


def test_every_outcome_is_a_row_under_named_columns() -> None:
    outcomes = tuple(makers.outcome(direction=d, versus="placebo") for d in ("improved", "worsened", "mixed"))
    page = source_page(SourceView(makers.source(outcomes=outcomes), (), ()))
    assert page.count('scope="row"') == 3
    assert page.count('scope="col"') == 5
    for words in ("Better", "Worse", "Mixed"):
        assert words in plain(page)


def test_the_page_of_the_article_is_its_text() -> None:
    words = plain(source_page(make_views()["article"]))
    assert "Facts" not in words


@pytest.mark.parametrize("name", ["<img src=x>", "x" * 500, "\ud800\n"])
def test_a_source_that_is_not_there_is_said_to_be_missing(name: str) -> None:
    said = no_such_source(name)
    assert "The library has no source" in said
    assert "<img" not in said
    assert len(said) < 400
