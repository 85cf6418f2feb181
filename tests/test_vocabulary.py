"""What people say, and what the notes call it."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.bundled import bundled_library
from sources.errors import SourceError
from sources.loader import load_library
from sources.vocabulary import EMPTY_VOCABULARY, Group, Vocabulary, load_vocabulary
from sources.words import keys, mentions, split

REAL = load_library(bundled_library()).vocabulary
SMALL = Vocabulary(
    topics=(Group("anxiety", "anxiety", ("nerves", "social anxiety")), Group("bdnf", "BDNF", ("growth factor",))),
    substances=(Group("LSD", "LSD", ("acid", "tabs")), Group("cannabis", "cannabis", ("weed",), in_library=False)),
    synonyms=(
        Group("placebo", "placebo", ("dummy pill", "sugar pill"), "designs"),
        Group("shy", "shy", ("social anxiety",)),
    ),
    ignore=("amino acid",),
)
FORMS = {
    keys(word) for kind in (REAL.topics, REAL.substances, REAL.synonyms) for g in kind for word in (g.say, *g.words)
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Does ACID calm nerves?", ["ACID", "nerves"]),
        ("tabs or a tab", ["tabs", "tab"]),
        ("growth-factors", ["growth-factors"]),
        ("a dummy pill’s effect", ["dummy pill’s"]),
        ("amino acids", []),
        ("acidic, placid, antacid", []),
        ("LSD25 and 10LSD", ["LSD", "LSD"]),
        ("", []),
    ],
)
def test_words_are_found_whole_and_in_any_number(text: str, words: list[str]) -> None:
    assert [found.words for found in SMALL.expand(text)] == words


def test_the_longest_entry_wins_and_may_mean_two_things() -> None:
    found = SMALL.expand("my social anxiety")
    assert {(f.kind, f.name) for f in found} == {("topic", "anxiety"), ("synonym", "shy")}
    assert {f.words for f in found} == {"social anxiety"}


def test_a_found_word_carries_what_is_known_of_it() -> None:
    (weed,) = SMALL.substances_in("is weed better than a dummy pill")
    assert (weed.name, weed.in_library, weed.start, weed.end) == ("cannabis", False, 3, 7)
    (_, pill) = SMALL.expand("is weed better than a dummy pill")
    assert (pill.canonical, pill.section, pill.in_library) == ("placebo", "designs", True)


def test_topics_come_once_and_in_order() -> None:
    assert SMALL.topics_in("growth factor, nerves, growth factors") == ("bdnf", "anxiety")


def test_forms_of_a_group_begin_with_how_the_notes_put_it() -> None:
    assert SMALL.forms_of("bdnf") == ("BDNF", "growth factor")
    assert SMALL.forms_of("nobody") == ()


def test_the_empty_vocabulary_knows_nothing() -> None:
    assert EMPTY_VOCABULARY.expand("does acid calm nerves") == ()
    assert not EMPTY_VOCABULARY.names_company("Ltd")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I feel on edge all day", "anxiety"),
        ("would it take the edge off my worries", "anxiety"),
        ("panicky in crowds", "anxiety"),
        ("been feeling down for months", "depression"),
        ("low spirits", "depression"),
        ("more upbeat?", "mood"),
        ("the fear centre of the brain", "amygdala"),
        ("the brain's alarm", "amygdala"),
        ("stress hormones", "cortisol"),
        ("brain fertilizer", "bdnf"),
        ("does it rewire you", "plasticity"),
        ("new brain cells", "plasticity"),
        ("outside-the-box thinking", "creativity"),
        ("any downsides", "side-effects"),
        ("headaches or an upset tummy", "side-effects"),
        ("heart valves", "cardiac"),
        ("an echo scan", "cardiac"),
        ("insomnia", "sleep"),
        ("is it all in the mind", "expectancy"),
        ("could they tell the difference", "blinding"),
        ("Prozac", "ssri"),
        ("feel like a zombie", "emotional-blunting"),
        ("brainwaves", "brain-connectivity"),
        ("bouncing back from setbacks", "resilience"),
        ("my attention span", "cognition"),
        ("neurotic people", "personality"),
        ("why do people start", "motives"),
        ("5HT2A receptors", "mechanism"),
    ],
)
def test_everyday_words_lead_to_a_topic(text: str, topic: str) -> None:
    assert topic in REAL.topics_in(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("shrooms vs acid", ["psilocybin", "LSD"]),
        ("magic-mushroom truffles", ["psilocybin", "psilocybin"]),
        ("ecstasy or ketamine", ["MDMA", "ketamine"]),
        ("ayahuasca", ["ayahuasca"]),
        ("psilocibin", ["psilocybin"]),
        ("folic acid and mushroom soup", []),
    ],
)
def test_everyday_names_of_substances(text: str, names: list[str]) -> None:
    assert [found.name for found in REAL.substances_in(text)] == names


def test_what_no_record_is_about_is_known_as_such() -> None:
    assert [f.in_library for f in REAL.substances_in("weed or Xanax")] == [False, False]
    outside = {f.name for f in REAL.expand("pregnant, autistic teenagers and veterans") if not f.in_library}
    assert outside == {"pregnancy", "autism", "children", "veterans"}


def test_companies_are_named_by_name_or_by_word() -> None:
    assert REAL.names_company("Eleusis, a firm")
    assert REAL.names_company("paid by a drug-maker")
    assert not REAL.names_company("University of Fribourg")


def test_a_question_takes_well_under_a_millisecond() -> None:
    question = "did the dummy pill lot in that acid trial with grown ups feel any less on edge after a month or so?"
    REAL.expand(question)
    before = time.perf_counter()
    for _ in range(100):
        REAL.expand(question)
    assert (time.perf_counter() - before) / 100 < 0.005, "0.05 ms on an idle core"


@given(st.text())
def test_a_span_is_always_an_entry_of_the_vocabulary(text: str) -> None:
    end = 0
    for found in REAL.expand(text):
        assert text[found.start : found.end] == found.words
        assert keys(found.words) in FORMS
        assert found.start >= end or found.end == end
        end = found.end


@given(st.lists(st.sampled_from(sorted(" ".join(form) for form in FORMS)), min_size=1, max_size=4))
def test_entries_are_found_wherever_they_stand(entries: list[str]) -> None:
    text = ", ".join(entries)
    ignored = {keys(word) for word in REAL.ignore}
    assert REAL.expand(text) or any(mentions(text, (" ".join(form),)) for form in ignored)


@given(st.text())
def test_words_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    words = split(text)
    assert tuple(word.key for word in words) == keys(text)
    assert all(a.end <= b.start for a, b in pairwise(words))


BAD = (
    ("not TOML", "topics = [", "toml: not valid TOML"),
    ("a topic that is a list", "[topics]\nmood = ['x']", "topics.mood: must be a table"),
    ("a section that is no table", "topics = 3", "topics: must be a table"),
    ("a topic without words", "[topics.mood]\nsay = 'mood'", "topics[0].words: missing"),
    ("an unknown key", "[topics.mood]\nwords = []\nwrods = []", "topics[0].wrods: unknown field"),
    ("an unknown section", "[topic.mood]\nwords = []", "topic: unknown field"),
    ("a number for a word", "[topics.mood]\nwords = [1]", "topics[0].words[0]"),
    ("a word twice", "[topics.mood]\nwords = ['moody', 'moody']", "topics.mood: 'moody' counts as the same word"),
    (
        "the plural of a word",
        "[topics.mood]\nwords = ['moods']",
        "topics.mood: 'moods' counts as the same word as 'mood'",
    ),
    ("a word without letters", "[topics.mood]\nwords = ['!?']", "topics.mood: '!?' has no letter"),
    ("synonyms without a section", "[synonyms.men]\nwords = ['lads']", "synonyms.men.words: must be a table"),
    ("a dose that is none", "[subject]\ndoses = ['tiny']", "subject.doses[0]"),
)


@pytest.mark.parametrize(("text", "problem"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_vocabulary_is_named_with_its_key(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_vocabulary(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)
