"""The article's claims in other words: the file of wordings, and pasted sentences that are known for one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.claims.checker import ClaimChecker, build_checker
from assistant.desk import open_desk
from assistant.service import build_assistant
from benchmarks.verdict_library import checker_over
from index.home import Home
from index.open import open_index
from sources.article import load_article
from sources.bundled import bundled_library
from sources.errors import SourceError
from sources.loader import load_library
from sources.wordings import WORDINGS, load_wordings


@pytest.fixture(scope="module")
def checker(library_home: Home) -> ClaimChecker:
    library = bundled_library()
    index = open_index(library_home, search="exact")
    return build_checker(build_assistant(index, load_library(library).vocabulary, open_desk(library)))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('C99 = ["Who says so?"]', "C99"),
        ('C01 = "one sentence"', "C01"),
        ("C01 = [7]", "C01"),
        ('C01 = ["It is common.", "it is common."]', "C01"),
        ("C01 = [", "toml"),
    ],
)
def test_a_wrong_file_of_wordings_is_named_with_its_claim(text: str, field: str, tmp_path: Path) -> None:
    path = tmp_path / WORDINGS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=field):
        load_wordings(path, ["C01"])


def test_a_library_may_have_no_wordings(tmp_path: Path) -> None:
    assert load_wordings(tmp_path / WORDINGS, ["C01"]) == {}


def test_every_claim_of_the_article_has_other_words() -> None:
    assert all(claim.also for claim in load_article(bundled_library() / "article.md").claims)


@pytest.mark.parametrize(
    ("claim", "known"),
    [
        ("Hardly any illness of the mind is as frequent as anxiety, which troubles millions.", "C01"),
        ("Users talk of a slight but real improvement in their mood and in how they take stress.", "C20"),
        ("Compared with non-users, people on microdoses report fewer symptoms of anxiety and depression.", "C11"),
        ("Microdosing makes a brain more plastic and a person more resilient.", "C13"),
    ],
)
def test_the_articles_claims_are_known_in_new_words(claim: str, known: str, checker: ClaimChecker) -> None:
    check = checker.check(claim)
    assert check.parts[0].rule == "article"
    assert f"claim {known} of the article" in check.reasons[0]


@pytest.mark.parametrize(
    "claim",
    [
        "Compared with non-users, people on microdoses report no fewer symptoms of anxiety and depression.",
        "Compared with non-users, rats on microdoses show fewer symptoms of anxiety and depression.",
        "Microdosing works better than exercise against anxiety.",
    ],
)
def test_what_says_something_else_is_not_taken_for_the_articles(claim: str, checker: ClaimChecker) -> None:
    assert {part.rule for part in checker.check(claim).parts} != {"article"}


def test_no_wording_is_ever_quoted(checker: ClaimChecker) -> None:
    wordings = {text for claim in load_article(bundled_library() / "article.md").claims for text in claim.also}
    check = checker.check(sorted(wordings)[0])
    assert check.citations
    assert not wordings & {citation.quote for citation in check.citations}


def test_a_later_half_goes_on_about_the_study_of_the_first(checker: ClaimChecker) -> None:
    check = checker.check("Strajhar gave 16 volunteers LSD, and the stress hormone rose.")
    assert {citation.source for citation in check.citations} == {"strajhar-2016-jne"}
    assert check.verdict == "supported"


def test_most_is_not_a_quarter(checker: ClaimChecker) -> None:
    check = checker.check("Most people with an anxiety disorder get treatment, according to the WHO fact sheet.")
    assert check.verdict != "supported"


def test_a_claim_that_is_not_decided_shows_what_comes_near(checker: ClaimChecker) -> None:
    check = checker.check("The Dressler survey rated microdosers as chattier at breakfast.")
    assert (check.verdict, check.parts[0].rule) == ("not-in-sources", "undecided")
    assert check.citations[0].source == "dressler-2021-jps"
    assert {citation.stance for citation in check.citations} == {"neutral"}


def test_foreign_texts_become_a_library_of_their_own(tmp_path: Path) -> None:
    checker, ids = checker_over([["Tea lowered the pulse of nurses."], ["Snails like rain."]], tmp_path)
    assert set(ids) == set(checker.library.index.sources)
    assert checker.check("Tea lowered the pulse of nurses.").verdict == "supported"
    assert checker.check("Tea raised the pulse of nurses.").verdict == "contradicted"
