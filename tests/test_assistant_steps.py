"""The steps of the chain on their own: selection, the quoting writer, citing, and the limits of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.finding.evidence import Draft
from assistant.finding.selection import select
from assistant.settings import Settings
from assistant.views import SourceCaveat
from assistant.weighing.limits import conflict, limits_of
from assistant.weighing.strength import group_of
from assistant.writing.citing import UnsupportedSentenceError, cite
from assistant.writing.drafting import DraftSentence
from assistant.writing.writer import QuotingWriter
from sources.model import Article, ArticleClaim
from sources.vocabulary import EMPTY_VOCABULARY
from tests.makers import found, outcome, passages, source


def cited(n: int, source_id: str) -> Citation:
    return Citation(n, source_id, "t", None, "q", 0, 1, None, "neutral", ())


def test_every_sentence_of_the_quoting_writer_is_a_passage() -> None:
    draft = QuotingWriter().invoke(found(source("a-1-x"), source("b-2-x")))
    sentences, citations = cite(draft, lambda _: ())
    texts = {passage.text for item in (source("a-1-x"), source("b-2-x")) for passage in passages(item)}
    assert sentences
    assert {sentence.text for sentence in sentences} <= texts
    for citation in citations:
        assert source(citation.source).text[citation.start : citation.end] == citation.quote


def test_no_evidence_no_sentence() -> None:
    assert QuotingWriter().invoke(found()).sentences == ()


def test_stronger_designs_come_first() -> None:
    weak = source("a-weak-x", design=("cross-sectional-survey",))
    rats = source("b-rats-x", design=("animal",), species="rat")
    draft = QuotingWriter().invoke(found(rats, weak, source("c-strong-x")))
    order = list(dict.fromkeys(sentence.passages[0].source_id for sentence in draft.sentences))
    assert order == ["c-strong-x", "a-weak-x", "b-rats-x"]


def test_a_placebo_controlled_animal_study_is_an_animal_study() -> None:
    assert group_of(source(design=("rct-double-blind", "animal"))) == "animal or laboratory"


def test_a_sentence_without_a_passage_is_refused() -> None:
    draft = Draft(found(source()), (DraftSentence("Made up.", "finding", "verbatim", ()),))
    with pytest.raises(UnsupportedSentenceError, match="no citation"):
        cite(draft, lambda _: ())


def test_a_passage_that_was_not_retrieved_is_refused() -> None:
    stray = passages(source("other-2020-x"))[0]
    draft = Draft(found(source()), (DraftSentence(stray.text, "finding", "verbatim", (stray,)),))
    with pytest.raises(UnsupportedSentenceError, match="not retrieved"):
        cite(draft, lambda _: ())


@given(st.text(min_size=1, max_size=40), st.integers(-3, 3))
def test_a_changed_quote_is_refused(text: str, shift: int) -> None:
    right = passages(source())[0]
    wrong = replace(right, text=text, start=right.start + shift)
    if source().text[wrong.start : wrong.end] == wrong.text:
        return
    draft = Draft(found(source()), (DraftSentence(text, "finding", "verbatim", (wrong,)),))
    with pytest.raises(UnsupportedSentenceError, match="exact slice"):
        cite(draft, lambda _: ())


def test_verbatim_means_verbatim() -> None:
    passage = passages(source())[0]
    draft = Draft(found(source()), (DraftSentence(passage.text + "!", "finding", "verbatim", (passage,)),))
    with pytest.raises(UnsupportedSentenceError, match="not verbatim"):
        cite(draft, lambda _: ())


def test_a_question_about_one_study_keeps_only_near_sources() -> None:
    kept = select(
        found(source("a-1-x"), source("b-2-x"), scores=(1.0, 0.4), one_study=True), Settings(), None, EMPTY_VOCABULARY
    )
    assert [item.id for item in kept.sources()] == ["a-1-x"]


def test_the_article_is_kept_where_it_is_asked_about() -> None:
    text = source("article", kind="article", design=())
    claim = ArticleClaim("C01", "Opening", "It helps.", "none", "contradicted", "why", ("a-1-x",), 0, len(text.text))
    article = Article(text, (claim,), ())
    kept = select(
        found(source("a-1-x"), source("b-2-x"), text, about_article=True), Settings(), article, EMPTY_VOCABULARY
    )
    assert {item.id for item in kept.sources()} == {"a-1-x", "article"}
    assert kept.claims == (claim,)
    without = select(found(source("a-1-x"), text), Settings(), article, EMPTY_VOCABULARY)
    assert {item.id for item in without.sources()} == {"a-1-x"}


def test_no_more_sources_than_the_setting_allows() -> None:
    many = [source(f"s{place:02}-x") for place in range(30)]
    kept = select(found(*many, scores=(1.0,) * 30), Settings(most_sources_body=4), None, EMPTY_VOCABULARY)
    assert len(kept.sources()) == 4


def test_caveats_are_merged_by_wording_and_keep_their_citations() -> None:
    small, report = (
        SourceCaveat("small-sample", "Only 12 people."),
        SourceCaveat("self-report", "Ratings by the people."),
    )
    limits = limits_of((cited(1, "a"), cited(2, "b"), cited(3, "a")), {"a": (small, report), "b": (report,)})
    assert [(limit.kind, limit.citations) for limit in limits] == [("small-sample", (1, 3)), ("self-report", (1, 2, 3))]


def test_conflict_is_named_only_where_directions_differ() -> None:
    better, same = source("a"), source("b", outcomes=(outcome(direction="no-difference"),))
    both = {"a": better, "b": same}
    assert conflict(("anxiety",), (cited(1, "a"),), both) == ()
    assert conflict(("sleep",), (cited(1, "a"), cited(2, "b")), both) == ()
    (found_conflict,) = conflict(("anxiety",), (cited(1, "a"), cited(2, "b")), both)
    assert found_conflict.kind == "conflicting-evidence"
    assert found_conflict.citations == (1, 2)
    assert "a gain: [1]" in found_conflict.text
