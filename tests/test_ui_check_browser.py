"""The claim tabs in a real Chromium: check, copy, a file of three, filter the audit, audit a text; and hostile text in all."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from assistant.claims.audit import ArticleAudit, TextAudit
from assistant.claims.check import ClaimCheck
from tests.test_ui_browser import NARROW, Watch, sideways, visit
from tests.test_ui_escape import poisoned_views
from tests.ui_claims import CLAIM, make_audit, make_check, make_text_audit
from tests.ui_hostile import PAYLOADS, poisoned
from tests.ui_stand_in import StandIn, make_views
from ui.browser import LARGEST_FILE
from ui.facade import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

pytest_plugins = ("tests.ui_serving",)
CSV = b'\xef\xbb\xbfclaim;who\n"It works; they say";a\nHow much is it?;b\ncats love it;c\n'


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def watch(context: BrowserContext, address: str) -> Iterator[Watch]:
    opened = visit(context, address)
    yield opened
    opened.page.close()
    assert opened.wrongs == []


def open_check(page: Page) -> None:
    page.get_by_role("tab", name="Check a claim").click()
    page.wait_for_selector("#claim-box textarea")


def open_audit(page: Page) -> None:
    page.get_by_role("tab", name="The article, audited").click()
    page.wait_for_selector("#audit-list .claim-row")


def check(page: Page, claim: str = CLAIM) -> None:
    page.fill("#claim-box textarea", claim)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "wanted => document.querySelector('#checked .claim')?.textContent.includes(wanted)", arg=claim[-12:]
    )


def file(body: bytes) -> FilePayload:
    return {"name": "claims.csv", "mimeType": "text/csv", "buffer": body}


def open_many(page: Page) -> None:
    open_check(page)
    page.get_by_role("button", name="Many claims at once").click()
    page.wait_for_selector("#claims-file input")


def test_a_claim_is_checked_and_its_reply_copied(watch: Watch) -> None:
    page = watch.page
    open_check(page)
    check(page)
    assert page.locator("#checked h2").inner_text() == "◐ Only in part, or divided"
    assert page.locator("#checked .side .card").count() == 3
    assert page.locator("#checked .over").inner_text().startswith("reduces")
    done = make_check(make_views())
    for name, words in (
        ("Copy text", done.reply),
        ("Copy Markdown", done.reply_markdown),
        ("Copy this wording", done.fair_wording),
    ):
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_function("async wanted => (await navigator.clipboard.readText()) === wanted", arg=words)
    page.get_by_role("button", name="Copied").first.wait_for()


def test_a_mark_leads_to_its_quote_and_back(watch: Watch) -> None:
    page = watch.page
    open_check(page)
    check(page)
    page.locator("#checked a.mark").last.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card-check-c1d2e3-1"
    page.locator("#checked .card .back").first.click()
    assert page.evaluate("document.activeElement.className") == "mark"


def test_what_cannot_be_checked_is_said_and_kept(watch: Watch) -> None:
    page = watch.page
    open_check(page)
    page.fill("#claim-box textarea", "How much?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim-hint .hint:not(:empty)")
    assert "asks rather than claims" in page.locator("#claim-hint").inner_text()
    assert page.input_value("#claim-box textarea") == "How much?"


def test_three_claims_from_a_file_become_a_table_that_can_be_saved(watch: Watch) -> None:
    page = watch.page
    open_many(page)
    page.get_by_label("CSV file").set_input_files(file(CSV))
    page.wait_for_function("() => document.querySelector('#claims-box textarea').value.includes('cats')")
    assert page.input_value("#claims-box textarea") == CSV.decode("utf-8-sig")
    page.get_by_role("button", name="Check all").click()
    page.wait_for_selector("#claims-table tbody tr")
    assert page.locator("#claims-table tbody tr").count() == 3
    assert page.locator("#claims-progress").inner_text().endswith("All 3 claims done")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the table").click()
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert list(rows[0])[:2] == ["who", "claim"]
    assert [row["who"] for row in rows] == ["a", "b", "c"]
    assert [row["verdict"] for row in rows] == ["mixed", "", "not-in-sources"]
    assert "asks rather than claims" in rows[1]["error"]
    page.locator("#claims-table .row-link").last.click()
    page.wait_for_selector("#checked .not-in-sources")
    assert page.input_value("#claim-box textarea") == "cats love it"


@dataclass(frozen=True)
class Slow(StandIn):
    """Takes its time over a claim."""

    def check(self, claim: str) -> ClaimCheck:
        time.sleep(0.4)
        return StandIn.check(self, claim)


def test_a_list_can_be_stopped_and_what_is_done_is_kept(
    context: BrowserContext, serving: Callable[[Assistant], AbstractContextManager[str]]
) -> None:
    with serving(Slow()) as url:
        watch = visit(context, url)
        page = watch.page
        open_many(page)
        stop = page.get_by_role("button", name="Stop", exact=True)
        assert stop.is_disabled()
        page.fill("#claims-box textarea", "\n".join(f"It works {number} times" for number in range(60)))
        page.get_by_role("button", name="Check all").click()
        page.wait_for_function("() => /^[2-9] of 60/.test(document.querySelector('#claims-progress').innerText.trim())")
        stop.click()
        page.wait_for_function("() => /Stopped: \\d+ of 60/.test(document.querySelector('#claims-progress').innerText)")
        done = page.locator("#claims-table tbody tr").count()
        assert page.locator("#claims-progress").inner_text().strip().startswith(f"Stopped: {done} of 60 claims")
        assert 0 < done < 60
        assert stop.is_disabled()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save the table").click()
        kept = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(kept)))) == done
        page.locator("#claims-table .row-link").nth(1).click()
        page.wait_for_selector("#checked .check")
        assert page.input_value("#claim-box textarea") == "It works 1 times"
        assert watch.wrongs == []
        page.close()


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"claim\n\xff\xfe\xfd", "not UTF-8"), (b"x" * (LARGEST_FILE + 1), "larger than"), (b"\n", "nothing")],
)
def test_a_file_that_cannot_be_read_is_one_line(watch: Watch, body: bytes, said: str) -> None:
    page = watch.page
    open_many(page)
    page.get_by_label("CSV file").set_input_files(file(body))
    page.wait_for_selector("#claims-hint .hint:not(:empty)")
    assert said in page.locator("#claims-hint").inner_text()


def test_the_audit_is_filtered_and_opened(watch: Watch) -> None:
    page = watch.page
    open_audit(page)
    assert page.locator("#audit-list .count").inner_text() == "3 claims"
    page.get_by_label("Verdict").click()
    page.get_by_role("option", name="Contradicted (2)").click()
    page.wait_for_function("() => document.querySelector('#audit-list .count').innerText === '2 of 3 claims'")
    page.get_by_label("Citation").click()
    page.get_by_role("option", name="Citation not found (1)").click()
    page.wait_for_function("() => document.querySelectorAll('#audit-list .claim-row').length === 1")
    page.locator("#audit-list summary").focus()
    page.keyboard.press("Enter")
    assert "Nobody (2020)" in page.locator("#claim-C02 .facts").inner_text()


def test_the_numbers_of_the_audit_filter_it_and_its_links_are_copied(watch: Watch, address: str) -> None:
    page = watch.page
    open_audit(page)
    number = page.get_by_role("button", name="2 contradicted")
    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#audit-list .count').innerText === '2 of 3 claims'")
    number.click()
    page.wait_for_function("() => document.querySelector('#audit-list .count').innerText === '3 claims'")
    page.locator("#claim-C02 summary").click()
    page.locator("#claim-C02 .copy-link").click()
    page.wait_for_selector("#claim-C02 .copy-link:has-text('Link copied')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/#claim-C02"
    page.locator("#claim-C02").get_by_role("link", name="Szigeti 2021").click()
    page.wait_for_selector("#source .source-page[data-source='szigeti-2021-elife']")


def test_a_link_opens_its_claim(context: BrowserContext, address: str) -> None:
    for ending in ("#claim-C02", "#C02"):
        page = context.new_page()
        page.goto(f"{address}/{ending}")
        page.wait_for_selector("#claim-C02[open]")
        page.wait_for_function("() => document.activeElement.closest('#claim-C02')")
        page.close()


def test_the_audit_comes_as_a_file(watch: Watch) -> None:
    open_audit(watch.page)
    for name, begins in (("Markdown", "# Can microdosing"), ("CSV", "\ufeffid,section")):
        with watch.page.expect_download() as saved:
            watch.page.get_by_role("link", name=name, exact=True).click()
        assert Path(saved.value.path()).read_text(encoding="utf-8").startswith(begins)


def test_a_text_of_ones_own_is_audited(watch: Watch) -> None:
    page = watch.page
    open_audit(page)
    page.get_by_role("button", name="Audit a text of your own").click()
    page.fill("#own-box textarea", "It calms people.\nMy cats sleep.")
    page.get_by_role("button", name="Audit this text").click()
    page.wait_for_selector("#own-sentences .left-out")
    assert "Not checked: does not speak of anything" in page.locator("#own-sentences .left-out").inner_text()
    page.locator("#own-sentences summary").click()
    assert "Goes too far" in page.locator("#own-sentences .facts").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8").startswith("# Pasted text")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    watch = visit(browser.new_context(viewport=NARROW, color_scheme=scheme), address)
    page = watch.page
    open_many(page)
    check(page)
    page.fill("#claims-box textarea", "It works\ncats love it")
    page.get_by_role("button", name="Check all").click()
    page.wait_for_selector("#claims-table tbody tr")
    assert not sideways(page)
    linked = page.context.new_page()
    linked.goto(f"{address}/#C12")
    linked.wait_for_selector("#claim-C12[open]")
    assert not sideways(linked)
    page.context.close()
    assert watch.wrongs == []


@dataclass(frozen=True)
class Hostile(StandIn):
    """Checks and audits with the payloads in every field."""

    def check(self, claim: str) -> ClaimCheck:
        clean = make_check(make_views(), claim)
        bad = poisoned(clean, "\n\n".join(PAYLOADS))
        kept = tuple(replace(b, source=a.source) for a, b in zip(clean.citations, bad.citations, strict=True))
        return replace(bad, citations=kept, claim=claim)

    def audit(self) -> ArticleAudit:
        bad: ArticleAudit = poisoned(make_audit(make_views()), "\n\n".join(PAYLOADS))
        return bad

    def audit_text(self, text: str) -> Iterator[TextAudit]:
        for step in make_text_audit(make_views(), text):
            yield poisoned(step, text)


@pytest.fixture(scope="module")
def hostile_address(serving: Callable[[Assistant], AbstractContextManager[str]]) -> Iterator[str]:
    views = {
        key: replace(view, source=replace(view.source, id=key)) for key, view in poisoned_views(PAYLOADS[2]).items()
    }
    with serving(Hostile(views=views)) as url:
        yield url


def test_hostile_claims_files_and_texts_stay_text(context: BrowserContext, hostile_address: str) -> None:
    watch = visit(context, hostile_address)
    page = watch.page
    open_many(page)
    for payload in ("\n\n".join(PAYLOADS)[:1900], *PAYLOADS[:3]):
        page.fill("#claim-box textarea", payload)
        page.locator("#claim-box .submit-button").click()
        page.wait_for_timeout(300)
    page.wait_for_selector("#checked .check")
    rows = "\n".join('"{}"'.format(payload.replace('"', '""')) for payload in PAYLOADS)
    page.get_by_label("CSV file").set_input_files(file(f"claim\n{rows}\n".encode()))
    page.wait_for_function("() => document.querySelector('#claims-box textarea').value.includes('embed')")
    page.get_by_role("button", name="Check all").click()
    page.wait_for_function("n => document.querySelectorAll('#claims-table tbody tr').length === n", arg=len(PAYLOADS))
    page.locator("#claims-table .row-link").nth(2).click()
    open_audit(page)
    page.locator("#audit-list summary").first.click()
    page.get_by_role("button", name="Audit a text of your own").click()
    page.fill("#own-box textarea", "\n".join(PAYLOADS))
    page.get_by_role("button", name="Audit this text").click()
    page.wait_for_selector("#own-sentences summary")
    page.wait_for_timeout(500)
    assert page.evaluate("document.forms.length") == 0
    loads = ":is(img, iframe, video, audio, object, embed, script, link, base, form)"
    shown = ("#checked", "#claims-table", "#claims-hint", "#audit-list", "#audit-head", "#own-sentences")
    assert page.locator(", ".join(f"{part} {loads}" for part in shown)).count() == 0
    assert watch.wrongs == []
    page.close()
