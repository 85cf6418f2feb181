"""The audit as the page shows it: claims in order with citation, verdict and sentence; and a text of one's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.test_ui_check import plain
from tests.test_ui_escape import ANY_TEXT, SOME, check
from tests.ui_claims import make_audit, make_text_audit
from tests.ui_hostile import poisoned
from tests.ui_stand_in import StandIn, make_views
from ui.checking import Audited, audit_pasted, stopped_text
from ui.render.audit import Wanted, audit_head, audit_list, choices, exports, fitting
from ui.render.audit_text import text_audit
from ui.render.safe import NOTHING

VIEWS = make_views()
AUDIT = make_audit(VIEWS)


def test_claims_stand_in_their_order_with_verdict_and_citation() -> None:
    shown = audit_list(AUDIT.rows, 3, {"szigeti-2021-elife": "Szigeti 2021"})
    assert re.findall(r'id="(claim-\w+)"', shown) == ["claim-C01", "claim-C02", "claim-C12"]
    assert re.findall(r'href="/(#claim-\w+)"', shown) == ["#claim-C01", "#claim-C02", "#claim-C12"]
    summaries = [plain(part.split("</summary>")[0]) for part in shown.split("<summary>")[1:]]
    assert ["Cited as Nobody (2020)" in summary for summary in summaries] == [False, True, False]
    assert 'href="/source/szigeti-2021-elife">Szigeti 2021</a>' in shown
    second = plain(shown.split('id="claim-C02"')[1].split("</details>")[0])
    for words in ("✕ Contradicted", "✕ Citation not found", "Cited as Nobody (2020)", "Szigeti 2021"):
        assert words in second
    assert "No source was found to hold it against." in shown.split('id="claim-C12"')[1]


def test_the_head_counts_what_there_is() -> None:
    said = plain(audit_head(AUDIT))
    for words in ("3 claims", "1 supported", "2 contradicted", "2 claims print a citation; for 1 of them"):
        assert words in said


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["C01", "C02", "C12"]),
        (Wanted(verdict="contradicted"), ["C02", "C12"]),
        (Wanted(verdict="contradicted", found="no"), ["C02"]),
        (Wanted(found="not a citation"), []),
        (Wanted(verdict="<b>"), []),
    ],
)
def test_filters_by_verdict_and_citation(wanted: Wanted, ids: list[str]) -> None:
    assert [row.id for row in fitting(AUDIT.rows, wanted)] == ids


def test_only_what_there_is_can_be_chosen() -> None:
    assert [value for _, value in choices(AUDIT)["verdict"]] == ["any", "supported", "contradicted"]
    assert [words for words, _ in choices(AUDIT)["found"]] == [
        "Any citation",
        "Citation found (1)",
        "Citation not found (1)",
        "No citation given (1)",
    ]
    assert plain(audit_list((), 3, {})) == "0 of 3 claims No claim fits. Choose another filter."


def test_the_audit_can_be_taken_along() -> None:
    assert re.findall(r'href="([^"]+)"', exports()) == ["/api/audit.md", "/api/audit.csv"]


def test_a_text_that_is_stopped_keeps_what_is_done() -> None:
    _, begun, _ = make_text_audit(VIEWS, "It calms people.\nMy cats sleep.")
    shown = stopped_text(begun)
    assert plain(shown.progress) == "Stopped: 1 of 2 sentences done"
    assert "1 sentence taken as a claim" in plain(shown.sentences or "")
    assert str(shown.csv).count("\n") == 2
    assert stopped_text(None) == Audited(NOTHING)


def last(text: str) -> Audited:
    *_, shown = audit_pasted(StandIn(), text)
    return shown


def test_a_text_shows_what_was_taken_as_a_claim_and_what_was_not() -> None:
    shown = last("It calms people.\nMy cats sleep.")
    said = plain(shown.sentences or "")
    assert "1 sentence taken as a claim and checked, 1 left out" in said
    assert "My cats sleep. Not checked: does not speak of anything in this library." in said
    assert "◐ Only in part, or divided" in said
    assert plain(shown.progress) == "All 2 sentences done"
    assert str(shown.csv).count("\n") == 3
    assert str(shown.markdown).startswith("# Pasted text")


def test_a_text_that_is_none_is_explained() -> None:
    assert last("").hint.startswith("The text is empty")


@SOME
@given(ANY_TEXT)
def test_hostile_text_in_any_field_of_an_audit(hostile: str) -> None:
    bad = poisoned(AUDIT, hostile)
    check(audit_head(bad))
    check(audit_list(bad.rows, 3, {hostile: hostile}))
    *_, done = make_text_audit(VIEWS, "one\ncats")
    check(text_audit(poisoned(done, hostile)))
