"""The picture of the evidence in a real Chromium: its marks lead to quotes, it fits a phone, and text stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pytest

from assistant.answer import Answer, Turn
from assistant.claims.audit import ArticleAudit
from assistant.timing import Watch as Watcher
from assistant.timing import unwatched
from tests.test_ui_browser import NARROW, WIDE, Watch, answered, ask, sideways, visit
from tests.test_ui_chart import KNOWN, charted_views, hostile_chart
from tests.ui_hostile import PAYLOADS
from tests.ui_stand_in import StandIn
from ui.facade import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ("tests.ui_serving",)
QUESTION = "Does it help with anxiety?"


@dataclass(frozen=True)
class Charted(StandIn):
    """The stand-in with results on anxiety behind its answers."""

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watcher = unwatched) -> Answer:
        return replace(super().ask(question, history, watch), topics=("anxiety",))


@dataclass(frozen=True)
class Hostile(StandIn):
    """Answers with the payloads in every field that a chart shows."""

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watcher = unwatched) -> Answer:
        del question, history, watch
        return hostile_chart("\n\n".join(PAYLOADS))[0]

    def audit(self) -> ArticleAudit:
        return StandIn().audit()


@pytest.fixture(scope="module")
def charted(serving: Callable[[Assistant], AbstractContextManager[str]]) -> Iterator[str]:
    with serving(Charted(views=charted_views(), topics=KNOWN)) as url:
        yield url


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture
def watch(wide: BrowserContext, charted: str) -> Iterator[Watch]:
    opened = visit(wide, charted)
    ask(opened.page, QUESTION)
    yield opened
    opened.page.close()
    assert opened.wrongs == []


def lit(page: Page) -> str | None:
    return page.locator("#evidence .lit").get_attribute("id")


def test_a_mark_leads_to_its_quote(watch: Watch) -> None:
    page = watch.page
    page.locator("#evidence .picture a.point").nth(1).hover()
    assert lit(page) == "card-a1b2c3-2"
    page.locator("#evidence .picture a.point").nth(0).click()
    assert lit(page) == "card-a1b2c3-1"
    assert page.evaluate("document.activeElement.id") == "card-a1b2c3-1"


def test_the_keyboard_gets_from_the_answer_to_a_mark_and_its_quote(watch: Watch) -> None:
    page = watch.page
    page.locator("#evidence .picture > summary").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#card-a1b2c3-1"
    frame = page.evaluate("getComputedStyle(document.activeElement.querySelector('.hit')).strokeWidth")
    assert frame == "3px"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert lit(page) == "card-a1b2c3-2"


def test_a_screen_reader_hears_each_study_and_finds_the_table(watch: Watch) -> None:
    page = watch.page
    chart = page.get_by_role("group", name="Results on anxiety")
    assert chart.get_by_role("link", name="Szigeti 2021: no difference, compared with placebo, 191 people").count() == 1
    page.locator("#evidence .as-table summary", has_text="As a table").click()
    table = page.get_by_role("table", name="Results on anxiety, study by study")
    assert table.get_by_role("columnheader").count() == 5
    assert table.get_by_role("rowheader", name="Kaertner 2021").count() == 1
    table.get_by_role("link", name="Kaertner 2021").click()
    assert lit(page) == "card-a1b2c3-2"


def test_a_mark_of_the_whole_library_opens_its_study(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("tab", name="Library").click()
    picture = page.locator("#overview")
    assert "The whole library at a glance" in picture.inner_text()
    mark = picture.get_by_role("link", name="Szigeti 2021: no difference, compared with placebo, 191 people").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#source .source-page[data-source='szigeti-2021-elife']")
    page.wait_for_function("() => document.activeElement.matches('.source-page')")
    page.get_by_role("tab", name="Ask").click()
    assert page.locator("#chat .asked").count() == 1


def test_an_earlier_chart_leads_to_its_own_cards(watch: Watch) -> None:
    page = watch.page
    ask(page, "And in mice?")
    earlier = page.locator("#evidence details.earlier")
    earlier.locator("summary").first.click()
    earlier.locator(".picture a.point").first.click()
    assert page.locator("#evidence .earlier .lit").get_attribute("id") == "card-a1b2c3-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(browser: Browser, charted: str, scheme: Literal["light", "dark"]) -> None:
    watch = visit(browser.new_context(viewport=NARROW, color_scheme=scheme), charted)
    page = watch.page
    ask(page, QUESTION)
    for summary in page.locator("#evidence .picture .as-table summary").all():
        summary.click()
    assert not sideways(page)
    # A finger needs 24 pixels (WCAG 2.2, 2.5.8); the height is known before anything is drawn, so nothing jumps.
    boxes = [mark.bounding_box() for mark in page.locator("#evidence .picture a.point").all()]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    ratio = page.evaluate(
        "(() => { const svg = document.querySelector('#evidence .picture svg'), box = svg.getBoundingClientRect(),"
        " view = svg.viewBox.baseVal; return (box.height / box.width) / (view.height / view.width); })()"
    )
    assert ratio == pytest.approx(1, abs=0.01)
    ink, paper = page.evaluate(
        "(() => { const said = document.querySelector('#evidence .drawn .head'), card = document.querySelector('.picture');"
        " return [getComputedStyle(said).fill, getComputedStyle(card).backgroundColor]; })()"
    )
    assert (ink, paper) == {
        "light": ("rgb(28, 42, 47)", "rgb(255, 255, 255)"),
        "dark": ("rgb(231, 236, 238)", "rgb(26, 34, 38)"),
    }[scheme]
    # On a phone the last tabs stand in a menu; how that opens is not what is looked at here.
    page.set_viewport_size(WIDE)
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#overview svg")
    page.set_viewport_size(NARROW)
    assert not sideways(page)
    page.context.close()
    assert watch.wrongs == []


def test_hostile_text_in_a_chart_stays_text(
    wide: BrowserContext, serving: Callable[[Assistant], AbstractContextManager[str]]
) -> None:
    _, views, known = hostile_chart("\n\n".join(PAYLOADS))
    with serving(Hostile(views=views, topics=known)) as url:
        watch = visit(wide, url)
        page = watch.page
        page.fill("#box textarea", "anything")
        page.keyboard.press("Enter")
        answered(page, "anything")
        page.evaluate("for (const fold of document.querySelectorAll('#evidence details')) fold.open = true")
        page.locator("#evidence .picture a.point").first.hover()
        page.locator("#evidence .picture a.point").first.click()
        assert page.locator("#evidence .picture a.point").count() == 3
        assert "<script>alert(12)</script>" in page.locator("#evidence .picture table").inner_text()
        page.get_by_role("tab", name="Library").click()
        page.wait_for_selector("#overview svg")
        page.wait_for_timeout(300)
        inside = ":is(img, image, iframe, video, audio, object, embed, script, style, link, base, form, use)"
        assert page.locator(f"#evidence {inside}, #overview {inside}").count() == 0
        assert page.locator(".drawn :is([onload], [onclick], [style], [id])").count() == 0
        assert watch.wrongs == []
        page.close()
