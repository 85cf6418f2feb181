from __future__ import annotations

import pytest

from assistant.understanding.naming import NameIndex, build_names, surname
from sources.bundled import bundled_library
from sources.loader import load_library
from tests.makers import source


@pytest.fixture(scope="module")
def names() -> NameIndex:
    library = load_library(bundled_library())
    return build_names(library.sources, library.article)


@pytest.mark.parametrize(
    ("author", "expected"),
    [("Szigeti B", "szigeti"), ("de Wit H", "wit"), ("Carhart-Harris RL", "carhart-harris"), ("WHO", "who"), ("", "")],
)
def test_surname(author: str, expected: str) -> None:
    assert surname(author) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many people were in the Szigeti study?", ("szigeti-2021-elife",)),
        ("szigetis study, how many people", ("szigeti-2021-elife",)),
        ("What did Rootman find in 2022?", ("rootman-2022-scirep",)),
        ("kraehenman 2015", ("kraehenmann-2015-biolpsych",)),
        ("What did Anderson 2019 in Psychopharmacology look at?", ("anderson-2019-psychopharm",)),
        ("What was Cameron 2021 in Nature about?", ("cameron-2021-nature",)),
        ("Galvão 2018, was cortisol measured?", ("galvao-2018-frontpsych",)),
        ("does microdosing help with anxiety", ()),
        ("who is it for", ()),
    ],
)
def test_a_named_study_is_found(names: NameIndex, question: str, expected: tuple[str, ...]) -> None:
    assert names.find(question).sources == expected


def test_several_studies_by_one_author_are_all_named(names: NameIndex) -> None:
    assert set(names.find("the Holze study").sources) == {"holze-2021-npp", "holze-2023-biolpsych"}


def test_a_year_that_no_such_study_has_is_noticed(names: NameIndex) -> None:
    found = names.find("the Szigeti study of 1999")
    assert found.unmatched_year
    assert found.sources == ("szigeti-2021-elife",)


@pytest.mark.parametrize("question", ["Anderson 2021 in Scientific Reports", "is anderson et al. 2021 real?"])
def test_a_citation_as_printed_is_found(names: NameIndex, question: str) -> None:
    printed = [citation.printed for citation in names.find(question).citations]
    assert printed == ["Anderson et al. (2021), Scientific Reports"]


def test_a_journal_that_only_the_article_prints(names: NameIndex) -> None:
    found = names.find("is 'Cameron et al, Nature Medicine' a thing?")
    assert [citation.printed for citation in found.citations] == ["Cameron et al. (2021), Nature Medicine"]


def test_an_everyday_word_needs_its_capital() -> None:
    text = "## At a glance\n\n- A young person may take part.\n\n## What was found\n\n- Nothing.\n"
    index = build_names([source(authors=("Young K",), text=text)], None)
    assert index.find("did young people take part").sources == ()
    assert index.find("what did Young find").sources == ("smith-2020-x",)
