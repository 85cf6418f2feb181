"""The whole chain on the real library, the real encoder and the real store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from assistant.batch import answer_conversation, answer_question, run_batch
from assistant.desk import open_desk
from assistant.finding.retriever import HybridRetriever, build_retriever
from assistant.service import Assistant, build_assistant
from index.home import Home
from index.open import open_index
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import load_library

QUESTIONS = (
    "Does microdosing help with anxiety?",
    "How many people took part in the Szigeti study?",
    "Is the Anderson 2021 study that the article cites real?",
    "What does a small dose do to the amygdala?",
    "Which claims in the article are wrong?",
    "Does microdosing ketamine help people with panic disorder?",
    "best tyre pressure for a golf",
    "Did cortisol go up or down with ayahuasca?",
    "What side effects do people report?",
    "why do people microdose",
)


@pytest.fixture(scope="module")
def assistant(library_home: Home) -> Iterator[Assistant]:
    index = open_index(library_home)
    yield build_assistant(index, load_library(bundled_library()).vocabulary, open_desk(bundled_library()))
    index.close()


def check(assistant: Assistant, answer: Answer) -> None:
    """What holds for every answer."""
    numbers = {citation.n for citation in answer.citations}
    for citation in answer.citations:
        text = assistant.source(citation.source).source.text
        assert text[citation.start : citation.end] == citation.quote
        assert citation.quote.strip()
    for sentence in answer.sentences:
        if answer.status == "answered":
            assert sentence.citations
            assert set(sentence.citations) <= numbers
        if sentence.support == "verbatim":
            quotes = {citation.quote for citation in answer.citations if citation.n in sentence.citations}
            assert sentence.text in quotes
    for caveat in answer.caveats:
        assert set(caveat.citations) <= numbers
    if answer.status != "answered":
        assert not answer.citations
    json.dumps(answer.to_json())


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_holds_for_every_answer(assistant: Assistant, question: str) -> None:
    check(assistant, assistant.ask(question))


SAID = (
    "does microdosing lsd help anxiety szigeti 2021 placebo how many people what dose rats amygdala article cortisol not "
    "the study ketamine 30 tyre recipe blinded women heart ? why first it those"
)
WORDS = st.sampled_from(SAID.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join).filter(lambda text: any(map(str.isalnum, text))))
def test_any_question_gives_an_answer_that_holds(assistant: Assistant, question: str) -> None:
    check(assistant, assistant.ask(question))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_answered_or_refused_in_one_line(assistant: Assistant, text: str) -> None:
    try:
        answer = assistant.ask(text)
    except UsageError as error:
        line = str(error)
    else:
        check(assistant, answer)
        line = ""
    assert "\n" not in line


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_gives_the_same_answer(assistant: Assistant, question: str) -> None:
    once, again = (replace(assistant.ask(question), timings_ms={}) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("question", ["", "   ", "?!", "a" * 10_000_000, "what\x00is\x07this", "\ud800 what"])
def test_what_is_no_question_gets_one_line(assistant: Assistant, question: str) -> None:
    with pytest.raises(UsageError) as error:
        assistant.ask(question)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


def exact_retriever(assistant: Assistant, home: Home) -> HybridRetriever:
    chain = assistant.chain
    return build_retriever(open_index(home, search="exact"), chain.reader.vocabulary, chain.settings)


def test_the_exact_scan_gives_the_same_answers(assistant: Assistant, library_home: Home) -> None:
    """What serves while the vector store is damaged answers alike."""
    other = replace(assistant, chain=replace(assistant.chain, retriever=exact_retriever(assistant, library_home)))
    for question in QUESTIONS:
        ours, theirs = assistant.ask(question), other.ask(question)
        assert [c.quote for c in ours.citations] == [c.quote for c in theirs.citations]


def test_a_named_study_is_answered_from_that_study(assistant: Assistant) -> None:
    answer = assistant.ask("How many people took part in the Szigeti study?")
    assert {citation.source for citation in answer.citations} == {"szigeti-2021-elife"}
    assert any("191 people" in sentence.text for sentence in answer.sentences)


def test_an_effect_is_counted_and_set_beside_the_article(assistant: Assistant) -> None:
    answer = assistant.ask("Does microdosing help with anxiety?")
    assert answer.sentences[0].role == "bottom-line"
    assert answer.sentences[0].support == "computed"
    assert answer.stance in ("mixed", "contradicted")
    assert any(sentence.role == "article" for sentence in answer.sentences)
    assert {"conflicting-evidence", "no-direct-evidence"} <= {caveat.kind for caveat in answer.caveats}
    assert any("GRADE" in reason for reason in answer.certainty_reasons)


def test_a_refusal_says_why_and_offers_what_can_be_answered(assistant: Assistant) -> None:
    answer = assistant.ask("Does microdosing ketamine help people with panic disorder?")
    assert answer.status == "abstained"
    assert answer.nearest is not None
    assert answer.nearest.why
    assert len(answer.suggestions) >= 2
    for suggestion in answer.suggestions:
        assert assistant.ask(suggestion).status == "answered"


def test_every_suggestion_can_be_answered(assistant: Assistant) -> None:
    for question in QUESTIONS:
        for suggestion in assistant.ask(question).suggestions:
            assert assistant.ask(suggestion).status == "answered", suggestion


def test_a_far_question_gets_one_line(assistant: Assistant) -> None:
    answer = assistant.ask("best tyre pressure for a golf")
    assert (answer.status, answer.citations, answer.nearest) == ("abstained", (), None)


def test_a_follow_up_leans_on_the_study_just_shown(assistant: Assistant) -> None:
    first = assistant.ask("What did the Marschall trial find?")
    second = assistant.ask("was it blinded?", (Turn("What did the Marschall trial find?", first),))
    assert {citation.source for citation in second.citations} <= {"marschall-2022-jop"}
    assert second.understood


def test_examples_can_be_answered(assistant: Assistant) -> None:
    for question in assistant.examples:
        assert assistant.ask(question).status == "answered", question


def test_batch_writes_a_line_for_each_item_and_says_what_failed(assistant: Assistant, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    items = [{"id": "a", "question": "How many people took part in the Szigeti study?"}, {"id": "b", "question": " "}]
    source.write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    report = run_batch(assistant, answer_question, source, target)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (report.written, report.failed) == (2, 1)
    assert [line["id"] for line in lines] == ["a", "b"]
    assert "empty" in lines[1]["error"]


def test_batch_names_the_line_that_is_wrong(assistant: Assistant, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "question": "x"}\n{not json}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        run_batch(assistant, answer_question, source, tmp_path / "out.jsonl")


def test_a_conversation_is_a_line_a_turn(assistant: Assistant) -> None:
    turns = [
        {"id": "t1", "question": "What did the Marschall trial find?"},
        {"id": "t2", "question": "was it blinded?"},
    ]
    lines = list(answer_conversation(assistant, {"id": "t", "turns": turns}))
    assert [line["id"] for line in lines] == ["t1", "t2"]
    assert {citation["source"] for citation in lines[1]["citations"]} <= {"marschall-2022-jop"}


@pytest.mark.parametrize(
    ("message", "policy"),
    [
        ("I want to kill myself", "crisis"),
        ("should I stop my sertraline and take mushrooms instead", "medical-advice"),
        ("where can I buy lsd tabs", "sourcing"),
    ],
)
def test_policy_comes_before_everything(assistant: Assistant, message: str, policy: str) -> None:
    answer = assistant.ask(message)
    assert (answer.status, answer.policy, answer.citations) == ("declined", policy, ())
    assert answer.sentences


def test_a_research_question_that_mentions_suicide_is_answered_with_a_line_of_support(assistant: Assistant) -> None:
    answer = assistant.ask("Did the anxiety trials exclude people with suicidal thoughts?")
    assert answer.policy == "none"
    assert answer.notice
