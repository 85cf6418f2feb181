"""The fixed replies, the help lines and the policy's words as data: what a wrong file is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sources.bundled import bundled_library
from sources.cue_files import POLICY_FILES, load_cues
from sources.cues import Cues
from sources.errors import SourceError
from sources.helplines import DAYS_GOOD, HELPLINES, Helplines, load_helplines
from sources.replies import REPLIES, load_replies
from sources.spelling import Spelling

Change = Callable[[str], str]
TODAY = date(2026, 11, 30)


def changed(tmp_path: Path, name: str, change: Change) -> Path:
    path = tmp_path / name
    before = (bundled_library() / name).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("sourcing = [", "sorcing = [", 1), r"replies\[0\]\.sorcing: unknown field"),
        (
            lambda text: text.replace("{emergency}", "911"),
            r"replies\[0\]\.crisis: must hold the blanks: {emergency} and {lines}",
        ),
        (lambda text: text.replace("Hello!", "Hello {name}!"), r"replies\[0\]\.greeting: must hold the blanks: none"),
        (lambda text: text.replace('language = "es"', 'language = "en"'), "a language stands twice"),
        (
            lambda text: text.replace('any_hour = "at any hour"', 'any_hour = " "'),
            r"replies\[0\]\.any_hour: must say something",
        ),
        (lambda text: text.replace('any_hour = "at any hour"', ""), r"replies\[0\]\.any_hour: missing"),
        (lambda text: text + "\n[[", "toml: not valid TOML"),
        (lambda _: "replies = []", "at least one language"),
    ],
)
def test_a_wrong_reply_file_is_named(tmp_path: Path, change: Change, told: str) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        load_replies(changed(tmp_path, REPLIES, change))
    assert str(caught.value).startswith(str(tmp_path / REPLIES))


def test_an_unknown_language_gets_the_first() -> None:
    replies = load_replies(bundled_library() / REPLIES)
    assert replies.in_language("xx").language == replies.replies[0].language == "en"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace('code = "IE"', 'code = "DE"'), "'DE' stands twice"),
        (lambda text: text.replace('code = "IE"', 'code = "ie"'), "'ie' must be a country code in capitals"),
        (lambda text: text.replace("https://988.ca", "http://988.ca"), r"countries\[3\]\.lines\[0\]\.url: .* https://"),
        (
            lambda text: text.replace('emergency = "911"', 'emergency = ""', 1),
            r"countries\[0\]\.emergency: must not be empty",
        ),
        (
            lambda text: text.replace('contact = "call 13 11 14"', 'contact = ""'),
            r"countries\[4\]\.lines\[0\]\.contact",
        ),
        (lambda text: text.replace('about = "poison"', 'about = "police"', 1), r"countries\[0\]\.lines\[1\]\.about"),
        (lambda text: text.replace("[anywhere]", "[nowhere]"), "nowhere: unknown field"),
        (
            lambda text: text.replace('url = "https://988.ca"', 'url = "https://988.ca"\nlast_checked = 2026'),
            "last_checked",
        ),
    ],
)
def test_a_wrong_help_line_is_named(tmp_path: Path, change: Change, told: str) -> None:
    with pytest.raises(SourceError, match=told) as caught:
        load_helplines(changed(tmp_path, HELPLINES, change))
    assert str(caught.value).startswith(str(tmp_path / HELPLINES))


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return load_helplines(bundled_library() / HELPLINES)


def test_lines_nobody_has_checked_are_due(helplines: Helplines) -> None:
    every = sum(len(country.lines) for country in helplines.countries) + 1
    due = helplines.due(TODAY)
    assert len(due) == every
    assert due[0] == "US, 988 Suicide & Crisis Lifeline: never checked; compare it with https://988lifeline.org"


@pytest.mark.parametrize(
    ("age", "due"), [(0, None), (DAYS_GOOD, None), (DAYS_GOOD + 1, "last checked 181 days ago"), (-1, "in the future")]
)
def test_lines_checked_long_ago_are_due(helplines: Helplines, age: int, due: str | None) -> None:
    line = replace(helplines.anywhere, last_checked=TODAY - timedelta(days=age))
    told = Helplines((), line).due(TODAY)
    assert (due in told[0]) if due else not told


def test_a_checked_line_can_be_written(tmp_path: Path) -> None:
    path = changed(tmp_path, HELPLINES, lambda text: text + "last_checked = 2026-11-29\n")
    assert load_helplines(path).anywhere.last_checked == date(2026, 11, 29)


def test_every_country_of_the_union_gets_its_number(helplines: Helplines) -> None:
    assert {helplines.country(code).emergency for code in ("DE", "fr", "ES ", "IT", "NL")} == {"112"}  # type: ignore[union-attr]
    assert helplines.country("IE").code == "IE"  # type: ignore[union-attr]
    assert helplines.country("") is helplines.country(None) is None


# --- the words of the policy ---------------------------------------------------------------------------------------------


def cues(tmp_path: Path, text: str) -> Cues:
    path = tmp_path / "policy_test.toml"
    path.write_text(text, encoding="utf-8")
    return load_cues([path])


def found(cues: Cues, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hits in cues.spot(text).hits.values() for hit in hits]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("want to go", "I Want to  GO now", "Want to  GO"),
        ("the study/trial", "the trials", "the trials"),
        ("very? good", "good", "good"),
        ("very* good", "very very good", "very very good"),
        ("very* good", "very very very very very good", "very very very very good"),
        ("<pet> sleeps", "a cat sleeps", "cat sleeps"),
        ("<pet> sleeps", "my guinea pig sleeps", "guinea pig sleeps"),
        ("a _ dog", "a dog", "a dog"),
        ("a _ dog", "a big dog", "a big dog"),
        ("a _ dog", "a big brown dog", None),
        ("a ~ dog", "a big old brown dog", "a big old brown dog"),
        ("a ~ dog", "a big, brown dog", None),
        ("a .. dog", "a big, old, brown, wet dog", "a big, old, brown, wet dog"),
        ("a .. dog", "a big cat. The dog", None),
        ("# dogs", "7 dogs", "7 dogs"),
        ("# dogs", "seven dogs", "seven dogs"),
        ("## dogs", "7 dogs", None),
        ("## dogs", "70 dogs", "70 dogs"),
        ("^ go", "go on", "go"),
        ("^ go", "please, go", "go"),
        ("^ go", "we go", None),
        ("go $", "we go.", "go"),
        ("go $", "we go home", None),
        ("go home/$", "we go home", "go home"),
        ("go home/$", "we go", "go"),
        ("it is 0 5 mg", "it is 0.5 mg", "it is 0.5 mg"),
        ("café", "CAFE", "CAFE"),
    ],
)
def test_the_language_of_patterns(tmp_path: Path, pattern: str, text: str, words: str | None) -> None:
    made = cues(tmp_path, f'[words]\npet = ["cat", "guinea/fat pig"]\n[cues]\nc = ["{pattern}"]')
    hits = found(made, text)
    assert (words in hits) if words else not hits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[cues]\nc = ["<nothing> here"]', "cues.c: <nothing> is no word list"),
        ('[cues]\nc = [".. here"]', r"cues.c: '\.\. here' must begin with words"),
        ('[cues]\nc = ["here .."]', "must not end with a gap"),
        ('[cues]\nc = ["here ^ there"]', "nor hold \\^ after its beginning"),
        ('[cues]\nc = ["-"]', "'-' has no letter or digit"),
        ('[cues]\nc = ["a", "a"]', "cues.c: 'a' stands twice"),
        ("[cues]\nc = []", "cues.c: must be a list of texts, none of them empty"),
        ('[cues]\nc = "a"', "cues.c: must be a list of texts"),
        ('[words]\na = ["<b>"]\nb = ["<a>"]', "words.b: <a> is no word list, or holds itself"),
        ('[words]\na = ["b?"]', "words.a: 'b\\?' may be empty"),
        ('[cuse]\nc = ["a"]', "cuse: must be one of"),
        ("[cues", "not valid TOML"),
    ],
)
def test_a_wrong_policy_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        cues(tmp_path, text)


def test_a_name_belongs_to_one_file(tmp_path: Path) -> None:
    paths = [tmp_path / "policy_a.toml", tmp_path / "policy_b.toml"]
    for path in paths:
        path.write_text('[cues]\nc = ["a"]', encoding="utf-8")
    with pytest.raises(SourceError, match=r"policy_b.toml: cues.c: stands in policy_a.toml too"):
        load_cues(paths)


def test_what_is_set_aside_is_not_found_again(tmp_path: Path) -> None:
    made = cues(
        tmp_path,
        'idioms = ["dying to know"]\nstudy_terms = ["see the dose"]\nreader_terms = ["i read"]\n'
        '[context]\nseen = ["dose"]\n[cues]\ndeath = ["dying"]\ndose = ["dose"]\n[personal]\nme = ["i"]',
    )
    assert set(made.spot("dying to know").hits) == set()
    assert set(made.spot("dying to live").hits) == {"death"}
    assert set(made.spot("see the dose").hits) == {"seen"}
    assert set(made.spot("i read of a dose").hits) == {"seen", "dose"}
    assert set(made.spot("i take a dose").hits) == {"seen", "dose", "me"}


def test_the_bundled_words_load() -> None:
    assert load_cues([bundled_library() / name for name in POLICY_FILES]).names


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("suicde", "suicide"),
        ("suicidee", "suicide"),
        ("suicode", "suicide"),
        ("sucidie", "sucidie"),
        ("siucide", "suicide"),
        ("suiciiiide", "suicide"),
        ("meditation", "meditation"),
        ("medicatoin", "medication"),
        ("sui", "sui"),
        ("lakeside", "lakeside"),
    ],
)
def test_spelling(word: str, meant: str) -> None:
    words = frozenset(("suicide", "medication"))
    assert Spelling(words, words | {"meditation"}).correct(word) == meant
