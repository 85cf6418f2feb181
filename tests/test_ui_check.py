"""A checked claim as the page shows it: the verdict in words, what goes too far, both sides, a reply that copies as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims.check import Overclaim
from assistant.claims.columns import COLUMNS
from assistant.claims.files import Checked
from tests.test_ui_escape import ANY_TEXT, SOME, check, poisoned_views
from tests.ui_claims import CLAIM, make_check, make_unknown
from tests.ui_hostile import poisoned
from tests.ui_stand_in import StandIn, make_views
from ui.browser import LARGEST_FILE
from ui.checking import MOST_AT_ONCE, Many, check_many, check_one, stopped_many
from ui.picking import picked_file
from ui.render.check import check_page
from ui.render.check_claim import marked_claim
from ui.render.check_table import checked_table, progress_bar
from ui.render.check_words import read_as

VIEWS = make_views()


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def over(words: str) -> Overclaim:
    return Overclaim("causal", words, "the source", "Why.", ())


def test_the_verdict_stands_in_words_beside_a_sign() -> None:
    for make, sign, words in (
        (make_check, "◐", "Only in part, or divided"),
        (make_unknown, "?", "Not in these sources"),
    ):
        page = check_page(make(VIEWS, CLAIM), VIEWS)
        assert f'aria-hidden="true">{sign}</span> {words}</span></h2>' in page


def test_both_sides_have_their_own_cards_and_the_rest_is_folded() -> None:
    page = check_page(make_check(VIEWS), VIEWS)
    supports, against = page.split('class="side supports"')[1].split('class="side against"')
    against, beside = against.split('class="beside"')
    assert re.findall(r'id="(card-[\w-]+)"', supports) == ["card-check-c1d2e3-1"]
    assert re.findall(r'id="(card-[\w-]+)"', against) == ["card-check-c1d2e3-2", "card-check-c1d2e3-3"]
    assert re.findall(r'id="(card-[\w-]+)"', beside) == ["card-check-c1d2e3-4"]
    linked = set(re.findall(r'href="#(card-[\w-]+)"', page))
    assert linked <= set(re.findall(r'id="(card-[\w-]+)"', page))
    assert "No placebo" in plain(supports).replace("no placebo", "No placebo")


def test_two_parts_are_shown_in_two_and_one_is_not_repeated() -> None:
    assert "Part by part" in check_page(make_check(VIEWS), VIEWS)
    one = check_page(make_unknown(VIEWS, "cats"), VIEWS)
    assert "Part by part" not in one
    assert "Read as:" in one
    assert "The nearest the sources come" in one


def test_the_words_that_go_too_far_are_marked_where_they_stand() -> None:
    shown = marked_claim("Microdosing REDUCES  anxiety", (over("reduces anxiety"),))
    assert '<mark class="over">REDUCES anxiety<' in " ".join(shown.split())
    assert "(goes too far, see a)" in shown


@pytest.mark.parametrize(
    ("claim", "words", "marks"),
    [
        ("It cures and cures", ("cures",), 1),
        ("It cures", ("cures", "it cures"), 1),
        ("It cures", ("heals", ""), 0),
        ("a.b", ("a.b",), 1),
        ("axb", ("a.b",), 0),
    ],
)
def test_marks_do_not_overlap_and_patterns_mean_nothing(claim: str, words: Sequence[str], marks: int) -> None:
    shown = marked_claim(claim, [over(each) for each in words])
    assert shown.count("<mark") == marks
    assert plain(re.sub(r'<span class="(?:unseen|letter)".*?</span>', "", shown)).replace(" ", "") == claim.replace(
        " ", ""
    )


def test_a_reply_keeps_its_lines_for_the_copy_button() -> None:
    page = check_page(make_check(VIEWS), VIEWS)
    assert f"The studies are divided.<br><br>Szigeti B et al. (2021). {CLAIM}</div><button" in page
    assert "*divided*.<br><br>- Szigeti" in page


@SOME
@given(ANY_TEXT)
def test_hostile_text_in_any_field_of_a_check(hostile: str) -> None:
    views = poisoned_views(hostile)
    for make in (make_check, make_unknown):
        clean = make(VIEWS, CLAIM)
        bad = poisoned(clean, hostile)
        kept = tuple(replace(b, source=a.source) for a, b in zip(clean.citations, bad.citations, strict=True))
        check(check_page(replace(bad, citations=kept), views))
        check(check_page(replace(bad, citations=kept), {}))
        check(checked_table([Checked(hostile, bad), Checked(hostile, None, hostile)]))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=3))
def test_any_claim_is_shown_whole(claim: str, words: list[str]) -> None:
    check(marked_claim(claim, [over(each) for each in words]))


def test_how_a_claim_was_read_is_said_in_plain_names() -> None:
    told = "done: LSD, microdose; to whom: mice; direction: lower; numbers: 5; wording: causal; not read: new"
    assert read_as(told) == (
        "given: LSD, microdose; in whom: mice; change: lower; numbers: 5; kind of claim: causal; words not understood: new"
    )
    assert read_as("") == ""
    assert read_as("something else: a: b") == "something else: a: b"


def test_progress_is_said_in_words() -> None:
    assert plain(progress_bar(3, 12, "claim")) == "3 of 12 claims done"
    assert progress_bar(3, 12, "claim").count("step on") == 6
    assert plain(progress_bar(1, 1, "claim")) == "All 1 claim done"
    assert progress_bar(0, 0, "claim") == ""


def test_a_claim_is_checked_or_the_line_that_says_why_not() -> None:
    assert "check mixed" in str(check_one(StandIn(), f" {CLAIM} ").page)
    assert check_one(StandIn(), " ").hint == "Type or paste a claim first."
    assert check_one(StandIn(), "How much?").hint.startswith("This asks rather than claims")
    broken = check_one(StandIn(), "a bug")
    assert (broken.page, "secret" in broken.hint) == (None, False)
    assert check_one(StandIn(), "half \ud800 cats").page


def last(typed: str) -> Many:
    *_, shown = check_many(StandIn(), typed)
    return shown


def test_a_list_is_checked_line_by_line_and_can_be_saved() -> None:
    shown = last("It works, they say.\n\nHow much is it?\ncats love it")
    assert plain(shown.progress) == "All 3 claims done"
    assert tuple(row.claim for row in shown.rows) == ("It works, they say.", "How much is it?", "cats love it")
    assert str(shown.table).count('<tr role="row">') == 4
    assert "Not checked." in str(shown.table)
    assert str(shown.csv).startswith(",".join(COLUMNS))


def test_a_list_that_is_stopped_keeps_what_is_done() -> None:
    done = last("It works, they say.\ncats love it")
    shown = stopped_many(StandIn(), replace(done, rows=done.rows[:1], busy=True))
    assert plain(shown.progress) == "Stopped: 1 of 2 claims done"
    assert [row.claim for row in shown.rows] == ["It works, they say."]
    assert str(shown.table).count('<tr role="row">') == 2
    assert str(shown.csv).count("cats") == 0
    assert not shown.busy
    assert stopped_many(StandIn(), Many(progress_bar(0, 0, ""))).csv == ""


def test_a_list_that_is_none_or_too_long_is_explained() -> None:
    assert last(" ").hint.startswith("Paste some claims")
    assert f"the page takes {MOST_AT_ONCE}" in last("x\n" * (MOST_AT_ONCE + 1)).hint
    assert "secret" not in last("a bug").hint


def test_a_picked_file_becomes_one_claim_to_a_line() -> None:
    assert picked_file({"text": '\ufeffclaim\n"One;\ntwo"\nThree\n'})[0] == "One; two\nThree"
    assert "2 claims read" in picked_file({"text": "claim\nOne\nTwo\n"})[1]
    left = picked_file({"text": "claim\nOne, and more\nTwo\n"})
    assert left[0] == "Two"
    assert "1 row was left out" in left[1]


@pytest.mark.parametrize("sent", [{}, {"text": ""}, {"text": "\n"}, {"problem": "x"}, {"text": 3, "problem": None}])
def test_a_picked_file_that_is_none_is_one_line(sent: dict[str, object]) -> None:
    claims, said = picked_file(sent)
    assert said
    assert "\n" not in said
    assert claims in ("", "3")


def test_a_file_of_the_largest_size_fits_into_a_request() -> None:
    from ui.server import LARGEST_BODY

    assert f"larger than {LARGEST_FILE // 1000} kB" in picked_file({"problem": "size"})[1]
    assert LARGEST_FILE * 2 <= LARGEST_BODY
    assert "UTF-8" in picked_file({"problem": "encoding"})[1]
