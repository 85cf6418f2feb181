"""The library and shared links in a real Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from assistant.answer import Answer, Turn
from assistant.claims.audit import ArticleAudit
from assistant.claims.check import ClaimCheck
from assistant.timing import Watch as Watching
from assistant.timing import unwatched
from tests.test_export import read_bibtex, read_csv, read_ris
from tests.test_ui_browser import NARROW, PATIENCE, Watch, ask, sideways, visit
from tests.test_ui_escape import poisoned_views
from tests.ui_hostile import PAYLOADS
from tests.ui_stand_in import StandIn
from ui.facade import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ("tests.ui_serving",)
WIDE = {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def watch(context: BrowserContext, address: str) -> Iterator[Watch]:
    opened = visit(context, address)
    yield opened
    opened.page.close()
    assert opened.wrongs == []


def follow(context: BrowserContext, address: str, link: str) -> Watch:
    """A fresh page, opened by a link."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    opened = Watch(page, address, [])
    opened.note()
    page.goto(address + link)
    return opened


def library(page: Page) -> None:
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#sources .row")


def shown(page: Page, count: str) -> None:
    page.wait_for_function("said => document.querySelector('#sources .count')?.innerText === said", arg=count)


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).click()
    page.get_by_role("option", name=option).click()


def test_every_control_narrows_and_clear_brings_all_back(watch: Watch) -> None:
    page = watch.page
    library(page)
    shown(page, "4 sources")
    for label, option, count in (
        ("Design", "Animal study (1)", 1),
        ("Dose", "Microdose (3)", 3),
        ("Studied in", "Mice (1)", 1),
        ("Topic", "Mood (3)", 3),
        ("From year", "2022", 1),
        ("To year", "2021", 2),
    ):
        pick(page, label, option)
        shown(page, f"{count} of 4 sources")
        page.get_by_role("button", name="Clear").click()
        shown(page, "4 sources")
    pick(page, "Sort by", "Title, A to Z")
    page.wait_for_function(
        "() => { const t = [...document.querySelectorAll('#sources .row-title')].map((e) => e.innerText.toLowerCase());"
        " return t.join() === [...t].sort().join(); }"
    )
    page.wait_for_function("() => document.querySelector('#spoken').innerText === '4 sources'")


def test_the_list_is_walked_by_keyboard_and_the_address_names_what_is_open(watch: Watch, address: str) -> None:
    page = watch.page
    library(page)
    page.locator("#sources .row").first.focus()
    for key in ("ArrowDown", "End", "ArrowUp", "Home", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    second = page.locator("#sources .row").nth(1)
    name = second.get_attribute("data-source")
    assert page.evaluate("document.activeElement.dataset.source") == name
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#source .source-page[data-source='{name}']")
    page.wait_for_function("() => document.activeElement.matches('.source-page')")
    page.wait_for_function("path => location.pathname === path", arg=f"/source/{name}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.source") == name
    page.get_by_role("tab", name="Ask").click()
    page.wait_for_function("() => location.pathname === '/'")
    page.get_by_role("tab", name="Library").click()
    page.wait_for_function("path => location.pathname === path", arg=f"/source/{name}")
    page.reload()
    page.wait_for_selector(f"#source .source-page[data-source='{name}']")
    assert page.get_by_role("tab", name="Library").get_attribute("aria-selected") == "true"


def test_the_focus_is_seen_and_never_lost_among_the_filters(watch: Watch) -> None:
    page = watch.page
    frame = "(() => { const s = getComputedStyle(document.querySelector(':focus-visible').closest('.wrap, textarea'));"
    frame += " return [s.outlineStyle, s.outlineWidth].join(' '); })()"
    page.focus("#box textarea")
    assert page.evaluate(frame) == "solid 3px"
    library(page)
    page.get_by_label("Search").focus()
    reached = []
    for _ in range(8):
        assert page.evaluate(frame) == "solid 3px"
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText"))
    assert reached == ["Sort by", "Design", "Dose", "Studied in", "Topic", "From year", "To year", "Clear"]


def test_what_is_shown_is_downloaded_in_each_format(watch: Watch) -> None:
    page = watch.page
    library(page)
    page.get_by_label("Search").fill("mice")
    shown(page, "1 of 4 sources")
    page.locator("#sources .downloads summary").click()
    readers = {"BibTeX": read_bibtex, "RIS": read_ris, "CSL-JSON": json.loads, "CSV": read_csv}
    for part, count in ((0, 1), (1, 4)):
        for title, read in readers.items():
            with page.expect_download() as started:
                page.locator("#sources .formats").nth(part).get_by_role("link", name=title).click()
            text = Path(started.value.path()).read_text(encoding="utf-8-sig")
            assert len(read(text)) == count  # type: ignore[operator]
    page.locator("#sources .row").first.click()
    page.wait_for_selector("#source .source-page")
    with page.expect_download() as started:
        page.locator("#source .cite").get_by_role("link", name="RIS").click()
    assert started.value.suggested_filename == "degregorio-2022-npp.ris"


def test_a_link_to_a_source_opens_it(context: BrowserContext, address: str) -> None:
    for link in ("/source/kaertner-2021-scirep", "/?source=kaertner-2021-scirep"):
        opened = follow(context, address, link)
        page = opened.page
        page.wait_for_selector("#source .source-page[data-source='kaertner-2021-scirep']")
        page.wait_for_function("() => location.pathname + location.search === '/source/kaertner-2021-scirep'")
        assert page.locator("#sources .row[aria-current]").get_attribute("data-source") == "kaertner-2021-scirep"
        page.locator("#source .copy-link").click()
        page.wait_for_selector("#source .copy-link:has-text('Link copied')")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}/source/kaertner-2021-scirep"
        assert opened.wrongs == []
        page.close()


def test_a_link_within_the_page_opens_a_source_and_keeps_the_conversation(watch: Watch) -> None:
    page = watch.page
    ask(page, "Does it help with anxiety?")
    card = page.locator("#evidence .card", has_text="Kaertner").first
    card.get_by_role("link", name="Its page in the library").click()
    page.wait_for_selector("#source .source-page[data-source='kaertner-2021-scirep']")
    page.wait_for_function("() => document.activeElement.matches('.source-page')")
    # A source that the filters leave out is opened all the same, by its address.
    pick(page, "Design", "Animal study (1)")
    shown(page, "1 of 4 sources")
    page.get_by_role("tab", name="Ask").click()
    assert page.locator("#chat .asked").count() == 1
    page.locator("#evidence .card", has_text="Kaertner").first.get_by_role("link", name="Its page").click()
    page.wait_for_selector("#source .source-page[data-source='kaertner-2021-scirep']")
    shown(page, "4 sources")


def test_a_link_to_a_source_that_is_gone_says_so(context: BrowserContext, address: str) -> None:
    opened = follow(context, address, "/source/nobody-2020")
    opened.page.wait_for_selector("#source [role=alert]")
    assert "has no source “nobody-2020”" in opened.page.locator("#source").inner_text()
    assert opened.page.locator("#sources .row").count() == 4
    assert opened.wrongs == []
    opened.page.close()


def test_an_answer_s_link_asks_the_same_question_once(watch: Watch, context: BrowserContext, address: str) -> None:
    page = watch.page
    question = "Does it help with anxiety, 100 % & more?"
    ask(page, question)
    page.locator("#chat .copy-link").click()
    page.wait_for_selector("#chat .copy-link:has-text('Link copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{address}/?q={quote(question, safe='')}"
    opened = follow(context, address, link.removeprefix(address))
    there = opened.page
    there.wait_for_selector("#chat .answer")
    there.wait_for_function("() => !document.querySelector('#box textarea').disabled")
    assert there.locator("#chat .asked").all_inner_texts() == [question]
    assert there.evaluate("location.search") == ""
    ask(there, "And in people?")
    assert there.locator("#chat .asked").count() == 2
    there.reload()
    there.wait_for_selector("#box textarea")
    there.wait_for_timeout(1500)
    assert there.locator("#chat .asked").count() == 0
    assert opened.wrongs == []
    there.close()


def test_a_linked_question_goes_through_the_rules_of_a_typed_one(context: BrowserContext, address: str) -> None:
    opened = follow(context, address, f"/?q={quote('I want to die')}")
    opened.page.wait_for_selector("#chat .declined.crisis")
    assert opened.page.locator("#chat .copy-link").count() == 0
    opened.page.goto(f"{address}/?q={'why' * 800}")
    opened.page.wait_for_selector("#hint .hint:not(:empty)")
    assert "2,000 is the most" in opened.page.locator("#hint").inner_text()
    assert opened.page.locator("#chat .answer").count() == 0
    assert opened.wrongs == []
    opened.page.close()


def test_a_link_to_a_check_opens_it_in_its_tab(context: BrowserContext, address: str) -> None:
    opened = follow(context, address, f"/?claim={quote('Microdosing lowers anxiety.')}")
    opened.page.wait_for_selector("#checked .check")
    assert opened.page.get_by_role("tab", name="Check a claim").get_attribute("aria-selected") == "true"
    assert opened.page.input_value("#claim-box textarea") == "Microdosing lowers anxiety."
    assert opened.page.evaluate("location.search") == ""
    assert opened.wrongs == []
    opened.page.close()


class Hostile(StandIn):
    """Holds hostile sources; its answers are made of good ones, since their quotes are looked up."""

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watching = unwatched) -> Answer:
        return StandIn().ask(question, history, watch)

    def check(self, claim: str) -> ClaimCheck:
        return StandIn().check(claim)

    def audit(self) -> ArticleAudit:
        return StandIn().audit()


@pytest.fixture(scope="module")
def hostile_address(serving: Callable[[Assistant], AbstractContextManager[str]]) -> Iterator[str]:
    views = poisoned_views("\n\n".join(PAYLOADS))
    kept = {key: replace(view, source=replace(view.source, id=key)) for key, view in views.items()}
    with serving(replace(Hostile(), views=kept)) as url:
        yield url


def test_hostile_text_in_links_and_sources_stays_text(context: BrowserContext, hostile_address: str) -> None:
    hostile = quote("\n\n".join(PAYLOADS)[:1900], safe="")
    for link, sign in (
        (f"/?q={hostile}", "#chat .answer"),
        (f"/?claim={hostile}", "#checked .check, #claim-hint .hint:not(:empty)"),
        (f"/?source={hostile}", "#source [role=alert]"),
        ("/source/szigeti-2021-elife", "#source .source-page"),
    ):
        opened = follow(context, hostile_address, link)
        opened.page.wait_for_selector(sign)
        opened.page.wait_for_timeout(300)
        assert opened.page.evaluate("document.forms.length") == 0
        inside = ",".join(
            f"{part} :is(img, iframe, video, object, script, base, form)" for part in ("#source", "#chat")
        )
        assert opened.page.locator(inside).count() == 0
        assert opened.wrongs == []
        opened.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_narrow_screen_filters_fold_away_and_nothing_scrolls_sideways(
    browser: Browser, address: str, scheme: str
) -> None:
    narrow = browser.new_context(viewport=NARROW, color_scheme=scheme)  # type: ignore[arg-type]
    opened = visit(narrow, address)
    page = opened.page
    library(page)
    toggle = page.locator("#filters-toggle")
    assert toggle.get_attribute("aria-expanded") == "false"
    assert not page.get_by_label("Design").is_visible()
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    pick(page, "Studied in", "Mice (1)")
    shown(page, "1 of 4 sources")
    assert not sideways(page)
    page.locator("#sources .row").first.click()
    page.wait_for_selector("#source .source-page")
    page.wait_for_function("() => Math.abs(document.querySelector('.source-page').getBoundingClientRect().top) < 60")
    page.locator("#source .outcomes").scroll_into_view_if_needed()
    assert not sideways(page)
    assert not page.locator("#shelf").is_visible()
    page.locator("#source .to-list").click()
    assert page.evaluate("document.activeElement.matches('#sources .row')")
    page.locator("#sources .row").first.click()
    page.wait_for_function("() => document.querySelector('#detail').checkVisibility()")
    page.get_by_label("Search").focus()
    assert page.locator("#shelf").is_visible()
    assert not page.locator("#detail").is_visible()
    narrow.close()
    assert opened.wrongs == []
