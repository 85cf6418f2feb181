"""The page in a real Chromium: what a reader does, and what hostile text must not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import pytest

from assistant import timing
from assistant.answer import Answer, Turn
from assistant.claims.audit import ArticleAudit
from tests.test_ui_escape import poisoned_answer, poisoned_views
from tests.ui_hostile import PAYLOADS
from tests.ui_stand_in import StandIn, make_answer
from ui.facade import Assistant
from ui.talk import OUR_FAULT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

WIDE: ViewportSize = {"width": 1400, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 30_000

pytest_plugins = ("tests.ui_serving",)


@dataclass
class Watch:
    """A page, and everything it does that it should not."""

    page: Page
    host: str
    wrongs: list[str]

    def note(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrongs.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrongs.append(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.wrongs.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.wrongs.append(f"request: {request.url}")


def visit(context: BrowserContext, address: str) -> Watch:
    """A fresh page, ready for a question."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, address, [])
    watch.note()
    page.goto(address)
    page.wait_for_selector("#box textarea")
    return watch


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[BrowserContext]:
    # One for all tests, so that Gradio's files are fetched once; a conversation belongs to its page alone.
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture
def watch(wide: BrowserContext, address: str) -> Iterator[Watch]:
    opened = visit(wide, address)
    yield opened
    opened.page.close()
    assert opened.wrongs == []


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait until it is answered."""
    page.fill("#box textarea", question)
    page.keyboard.press("Enter")
    answered(page, question)


def answered(page: Page, question: str) -> None:
    page.wait_for_function(
        "asked => [...document.querySelectorAll('#chat .asked')].at(-1)?.innerText === asked"
        " && !document.querySelector('#chat .working') && !document.querySelector('#box textarea').disabled",
        arg=question,
    )


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_question_brings_an_answer_and_its_cards(watch: Watch) -> None:
    page = watch.page
    ask(page, "Does it help with anxiety?")
    assert page.locator("#chat .bottom-line").inner_text().startswith("Of 2 studies in people")
    assert page.locator("#evidence .card").count() == 4
    assert page.locator("#evidence h2").inner_text() == "Evidence 5 quotes from 4 sources"
    assert page.input_value("#box textarea") == ""
    assert page.locator("[data-testid=bot]").last.get_attribute("aria-label") == "Answer"


def test_a_mark_leads_to_its_quote(watch: Watch) -> None:
    page = watch.page
    ask(page, "Does it help with anxiety?")
    page.locator("#chat .findings a.mark").last.click()
    lit = page.locator("#evidence .lit")
    assert lit.count() == 1
    assert lit.get_attribute("id") == "card-a1b2c3-2"
    page.wait_for_function(
        "() => { const box = document.querySelector('.lit').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    assert page.evaluate("document.activeElement.id") == "card-a1b2c3-2"


def test_the_keyboard_alone_is_enough(watch: Watch) -> None:
    page = watch.page
    page.focus("#box textarea")
    page.keyboard.type("Does it help with anxiety?")
    page.keyboard.press("Enter")
    answered(page, "Does it help with anxiety?")
    page.locator("#chat a.mark").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card-a1b2c3-1"


def test_a_follow_up_says_how_it_was_understood_and_keeps_the_earlier_evidence(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("button", name="Does it help with anxiety?").click()
    answered(page, "Does it help with anxiety?")
    page.get_by_role("button", name="And in people with a diagnosis?").click()
    answered(page, "And in people with a diagnosis?")
    assert "(in people, for anxiety)" in page.locator("#chat .understood").inner_text()
    earlier = page.locator("#evidence details.earlier")
    assert earlier.get_attribute("open") is None
    page.locator("#chat .answer").first.locator("a.mark").first.click()
    assert earlier.get_attribute("open") is not None
    assert page.locator(".lit").get_attribute("id") == "card-a1b2c3-1"


def test_a_question_that_is_too_long_is_kept_and_explained(watch: Watch) -> None:
    page = watch.page
    page.fill("#box textarea", "why?!" * 500)
    page.keyboard.press("Enter")
    page.wait_for_selector("#hint .hint:not(:empty)")
    assert "2,500 characters long; 2,000 is the most" in page.locator("#hint").inner_text()
    assert len(page.input_value("#box textarea")) == 2500
    assert page.locator("#chat .bot-row").count() == 0


def test_saying_no_and_failing_each_look_their_own(watch: Watch) -> None:
    page = watch.page
    ask(page, "Do cats like it?")
    assert "These sources do not answer that" in page.locator("#chat .abstained").inner_text()
    ask(page, "I want to die")
    assert "local emergency number" in page.locator("#chat .declined.crisis").inner_text()
    assert "quotes no source" in page.locator("#evidence").inner_text()
    ask(page, "break it")
    assert "The index is damaged" in page.locator("#chat .problem").inner_text()
    assert page.input_value("#box textarea") == "break it"
    ask(page, "a bug")
    assert OUR_FAULT in page.locator("#chat .problem").inner_text()
    assert "secret" not in page.content()
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_selector("#chat .welcome")
    assert page.locator("#chat .bot-row").count() == 0


def test_two_readers_do_not_see_each_other(wide: BrowserContext, address: str, watch: Watch) -> None:
    other = visit(wide, address)
    ask(watch.page, "canary one")
    ask(other.page, "canary two")
    assert "canary two" not in watch.page.locator("#chat").inner_text()
    assert "canary one" not in other.page.locator("#chat").inner_text()
    other.page.close()


def test_the_library_is_searched_filtered_and_opened(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#sources .row")
    assert page.locator("#sources .count").inner_text() == "4 sources"
    page.get_by_label("Search").fill("kaertner")
    page.wait_for_function("() => document.querySelectorAll('#sources .row').length === 1")
    page.get_by_label("Search").fill("")
    page.wait_for_function("() => document.querySelectorAll('#sources .row').length === 4")
    page.get_by_label("Studied in").click()
    page.get_by_role("option", name="Mice (1)").click()
    page.wait_for_function("() => document.querySelector('#sources .count').innerText === '1 of 4 sources'")
    page.locator("#sources .row").click()
    page.wait_for_selector("#source .source-page")
    assert "Repeated LSD made stressed mice less anxious" in page.locator("#source").inner_text()
    assert page.locator("#sources .row").get_attribute("aria-current") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    watch = visit(browser.new_context(viewport=NARROW, color_scheme=scheme), address)
    page = watch.page
    ask(page, "Does it help with anxiety?")
    assert not sideways(page)
    page.locator("#chat a.mark").first.click()
    page.wait_for_function("() => document.querySelector('.lit').getBoundingClientRect().top < innerHeight")
    page.get_by_role("tab", name="Library").click()
    page.locator("#sources .row").first.click()
    page.wait_for_selector("#source .source-page")
    page.wait_for_function("() => Math.abs(document.querySelector('.source-page').getBoundingClientRect().top) < 60")
    assert not sideways(page)
    page.get_by_role("tab", name="About").click()
    page.wait_for_selector("#about h2")
    assert not sideways(page)
    page.context.close()
    assert watch.wrongs == []


class Hostile(StandIn):
    """Answers with the payloads in every field."""

    def ask(self, question: str, history: Sequence[Turn] = (), watch: timing.Watch = timing.unwatched) -> Answer:
        del history, watch
        return poisoned_answer(make_answer(StandIn().views, question), "\n\n".join(PAYLOADS))

    def audit(self) -> ArticleAudit:
        return StandIn().audit()


@pytest.fixture(scope="module")
def hostile_address(serving: Callable[[Assistant], AbstractContextManager[str]]) -> Iterator[str]:
    text = "\n\n".join(PAYLOADS)
    views = {
        # The ids stay, so that every source can be opened.
        key: replace(view, source=replace(view.source, id=key))
        for key, view in poisoned_views(text).items()
    }
    bad = replace(Hostile(), views=views, notices=(text,), examples=(text,), index_version=text)
    with serving(bad) as url:
        yield url


def test_hostile_text_in_every_field_stays_text(wide: BrowserContext, hostile_address: str) -> None:
    watch = visit(wide, hostile_address)
    page = watch.page
    for number, question in enumerate(("\n\n".join(PAYLOADS)[:1900], *PAYLOADS[-3:])):
        page.fill("#box textarea", question)
        page.locator("#box .submit-button").click()
        page.wait_for_function("n => document.querySelectorAll('#chat .answer').length > n", arg=number)
        page.wait_for_function("() => !document.querySelector('#box textarea').disabled")
    page.locator("#chat a.mark").first.click()
    page.get_by_role("tab", name="Library").click()
    page.locator("#sources .row").first.click()
    page.wait_for_selector("#source h2")
    page.get_by_role("tab", name="About").click()
    page.wait_for_timeout(500)
    assert page.evaluate("document.forms.length") == 0
    assert page.evaluate("document.querySelectorAll('#chat, #evidence, #source').length") == 3
    loads = "#chat, #evidence, #source, #sources, #about, #masthead, #notices"
    inside = ",".join(
        f"{part} :is(img, svg image, iframe, video, audio, object, embed, script, link, base, form)"
        for part in loads.split(", ")
    )
    assert page.locator(inside).count() == 0
    assert watch.wrongs == []
    page.close()
