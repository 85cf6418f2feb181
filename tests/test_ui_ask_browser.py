"""The Ask tab in a real Chromium: a mark to its quote, correcting, stopping, feedback, and conversations that are kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer, Turn
from assistant.feedback import feedback_on
from assistant.timing import Watch, unwatched
from index.feedback import keep, kept
from index.home import Home
from index.ledger_feedback import Thumb
from index.sync import Means, sync
from tests.index_makers import WordFactory, library
from tests.test_ui_browser import NARROW, WIDE, answered, ask, sideways, visit
from tests.test_ui_browser import Watch as Page_
from tests.ui_stand_in import StandIn
from ui.facade import Assistant
from ui.history import CHANGED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ("tests.ui_serving",)

FIRST = "Does it help with anxiety?"
SECOND = "And in mice?"
NOWHERE = Home(Path())
SHELF = "article-assistant.conversations.1"


@dataclass(frozen=True)
class Keeping(StandIn):
    """A stand-in whose feedback goes into a true ledger, and that takes its time over a question with "slowly" in it."""

    home: Home = NOWHERE

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        if "slowly" in question:
            for name in ("read", "retrieve", "judge") * (20 if "for ever" in question else 1):
                watch(name)
                time.sleep(0.4)
        return StandIn.ask(self, question, history, watch)

    def keep_feedback(self, answer: Answer, thumb: Thumb, reason: str = "") -> None:
        keep(self.home, feedback_on(answer, thumb, reason, self.index_version))


@pytest.fixture(scope="module")
def kept_in(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("feedback")).create()
    with pytest.MonkeyPatch.context() as patch:
        from index import shelf, update
        from index.probe import prove_here

        for module in (shelf, update):
            patch.setattr(module, "probe", prove_here)
        sync(library({"a": ["One."]}), home, Means(encoder=WordFactory()))
    return home


@pytest.fixture(scope="module")
def keeping(serving: Callable[[Assistant], AbstractContextManager[str]], kept_in: Home) -> Iterator[str]:
    with serving(Keeping(home=kept_in)) as url:
        yield url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, with nothing kept in it."""
    context = browser.new_context(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def watch(context: BrowserContext, keeping: str) -> Iterator[Page_]:
    opened = visit(context, keeping)
    yield opened
    assert opened.wrongs == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def questions(page: Page) -> list[str]:
    return page.locator("#chat .asked").all_inner_texts()


def spoken(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('#spoken').textContent.includes(words)", arg=words)


def told(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('#hint').innerText.includes(words)", arg=words)


def test_pointing_at_a_mark_lights_its_card_and_the_card_opens_to_the_note(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    page.locator("#chat .findings a.mark").last.hover()
    card = page.locator("#evidence .card:has(.lit)")
    card.wait_for()
    assert "Kaertner" in card.inner_text()
    page.wait_for_function(
        "() => { const box = document.querySelector('.lit').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    card.locator(".in-place > summary").click()
    assert card.locator(".whole-note mark").inner_text().startswith("State anxiety was lower")
    assert "had no group on placebo" in card.locator(".whole-note").inner_text()


def test_an_answer_is_said_in_one_line_and_the_focus_stays_in_the_box(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    spoken(page, "Answered. Of 2 studies in people")
    spoken(page, "found improvement. How sure: low. 5 quotes from 4 sources.")
    page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    page.get_by_role("button", name="And in people with a diagnosis?").click()
    answered(page, "And in people with a diagnosis?")
    page.wait_for_function("() => document.activeElement.matches('#chat .answer')")


def test_a_follow_up_can_be_corrected(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    ask(page, SECOND)
    page.get_by_role("button", name="Change how the question was understood").click()
    dialog = page.get_by_role("dialog", name="What did you mean?")
    area = dialog.get_by_label("Your question in full")
    assert area.input_value() == f"{SECOND} (in people, for anxiety)"
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.classList.contains('act-change')")
    page.get_by_role("button", name="Change how the question was understood").click()
    area.fill("What was found in mice?")
    press(page, "Ask this instead")
    answered(page, "What was found in mice?")
    assert questions(page) == [FIRST, "What was found in mice?"]
    assert page.locator("#chat .understood").count() == 0


def test_edit_and_ask_again(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    ask(page, SECOND)
    assert page.get_by_role("button", name="Edit the question").count() == 1
    press(page, "Ask again")
    spoken(page, "Answered.")
    answered(page, SECOND)
    assert questions(page) == [FIRST, SECOND]
    press(page, "Edit the question")
    told(page, "Your question is back in the box")
    assert page.input_value("#box textarea") == SECOND
    assert questions(page) == [FIRST]
    page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    ask(page, "break it")
    press(page, "Try again")
    page.wait_for_function(
        "() => document.querySelector('#chat .problem') && !document.querySelector('#chat .working')"
    )
    assert questions(page)[-1] == "break it"


def test_steps_are_shown_and_an_answer_can_be_stopped(watch: Page_) -> None:
    page = watch.page
    page.fill("#box textarea", "slowly for ever")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('#chat .working')?.innerText.includes('Searching the sources')"
    )
    assert "✓ Reading the question" in page.locator("#chat .working").inner_text()
    page.locator("#box .stop-button").click()
    told(page, "Stopped.")
    assert page.input_value("#box textarea") == "slowly for ever"
    assert questions(page) == []
    page.wait_for_timeout(1500)
    assert page.locator("#chat .working").count() == 0
    ask(page, FIRST)
    assert questions(page) == [FIRST]


def test_an_answer_is_copied_with_its_references(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    page.get_by_role("button", name="Copy with references").click()
    spoken(page, "The answer is copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{FIRST}\n\nOf 2 studies in people")
    assert "\n[1][4] Szigeti B." in copied
    assert "https://doi.org/10.7554/eLife.62878" in copied


def test_feedback_lands_in_the_ledger_and_only_when_sent(watch: Page_, kept_in: Home) -> None:
    page = watch.page
    ask(page, FIRST)
    before = kept(kept_in)
    press(page, "Not helpful")
    dialog = page.get_by_role("dialog", name="What was not helpful?")
    assert "Nothing is kept unless you send it" in dialog.inner_text()
    press(page, "Cancel")
    dialog.wait_for(state="detached")
    assert kept(kept_in) == before
    press(page, "Not helpful")
    dialog.get_by_label("Your reason").fill("It does not say <b>for whom</b>.")
    press(page, "Send")
    told(page, "Thank you.")
    (sent,) = kept(kept_in)[len(before) :]
    assert (sent.thumb, sent.question, sent.reason) == ("down", FIRST, "It does not say <b>for whom</b>.")
    assert page.locator("#chat .rated").inner_text() == "✓ You found this not helpful"


def kept_questions(page: Page) -> list[list[str]]:
    raw = page.evaluate(f"localStorage.getItem('{SHELF}') ?? '[]'")
    return [[turn["q"] for turn in one["turns"]] for one in json.loads(raw)]


def put_on_shelf(context: BrowserContext, shelf: str) -> None:
    """Let every page of a browser find this in its storage."""
    context.add_init_script(f"localStorage.setItem({json.dumps(SHELF)}, {json.dumps(shelf)})")


def test_a_conversation_is_found_again_after_a_reload_and_a_restart(
    context: BrowserContext, serving: Callable[[Assistant], AbstractContextManager[str]], kept_in: Home
) -> None:
    with serving(Keeping(home=kept_in)) as url:
        watch = visit(context, url)
        page = watch.page
        ask(page, FIRST)
        ask(page, SECOND)
        page.wait_for_function("() => document.querySelector('#history').innerText === 'History (1)'")
        page.reload()
        page.wait_for_function("() => document.querySelector('#history')?.innerText === 'History (1)'")
        assert questions(page) == []
        page.locator("#history").click()
        page.get_by_role("dialog").get_by_role("button", name=f"{FIRST}").first.click()
        answered(page, SECOND)
        assert questions(page) == [FIRST, SECOND]
        assert page.locator("#evidence .card").count() > 0
        shelf = page.evaluate(f"localStorage.getItem('{SHELF}')")
        assert "Szigeti" not in shelf
        page.close()
    # Another server has another port, so another origin: what the browser holds for a host of one's own is carried over.
    with serving(Keeping(home=kept_in, index_version="test-2")) as url:
        put_on_shelf(context, shelf)
        watch = visit(context, url)
        page = watch.page
        page.wait_for_function("() => document.querySelector('#history').innerText === 'History (1)'")
        page.locator("#history").click()
        page.get_by_role("dialog").get_by_role("button", name=f"{FIRST}").first.click()
        answered(page, SECOND)
        told(page, CHANGED[:40])
        assert watch.wrongs == []


def test_conversations_are_exported_and_deleted_one_or_all(watch: Page_, tmp_path: Path) -> None:
    page = watch.page
    for question in (FIRST, SECOND, "What was found in mice?"):
        ask(page, question)
        press(page, "New conversation")
        page.wait_for_selector("#chat .welcome")
    assert kept_questions(page) == [["What was found in mice?"], [SECOND], [FIRST]]
    page.locator("#history").click()
    dialog = page.get_by_role("dialog", name="Your conversations")
    with page.expect_download() as download:
        dialog.get_by_role("button", name=f"Export as Markdown: {FIRST}").click()
    download.value.save_as(tmp_path / "talk.md")
    assert (tmp_path / "talk.md").read_text(encoding="utf-8").startswith(f"# {FIRST}\n")
    dialog.get_by_role("button", name=f"Delete: {SECOND}").click()
    assert kept_questions(page) == [["What was found in mice?"], [FIRST]]
    dialog.get_by_role("button", name="Delete all").click()
    assert len(kept_questions(page)) == 2
    dialog.get_by_role("button", name="Really delete all? Press again").click()
    assert kept_questions(page) == []
    assert "None yet" in dialog.inner_text()
    assert page.evaluate("localStorage.length") == 0


def test_what_is_deleted_while_it_is_open_stays_deleted(watch: Page_) -> None:
    page = watch.page
    ask(page, FIRST)
    page.locator("#history").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Delete: {FIRST}").click()
    spoken(page, "The rest of this conversation is not kept either.")
    press(page, "Close")
    ask(page, SECOND)
    assert kept_questions(page) == []


@pytest.mark.parametrize(
    "shelf",
    [
        "no json",
        "{}",
        "[1, null, {}]",
        json.dumps(
            [{"id": "<img src=x onerror=alert(1)>", "index": "x", "turns": [{"q": "<script>alert(1)</script>"}]}]
        ),
        json.dumps([{"id": "ok", "index": "test-1", "turns": [{"q": "x" * 5000}], "at": "never"}]),
        json.dumps([{"id": "ok", "index": "test-1", "turns": [None], "at": 1e300}]),
    ],
)
def test_a_shelf_that_somebody_wrote_breaks_nothing(context: BrowserContext, keeping: str, shelf: str) -> None:
    put_on_shelf(context, shelf)
    watch = visit(context, keeping)
    page = watch.page
    page.locator("#history").click()
    dialog = page.get_by_role("dialog", name="Your conversations")
    dialog.wait_for()
    if dialog.locator(".kept-open").count():
        dialog.locator(".kept-open").first.click()
        told(page, "This conversation cannot be opened")
    else:
        press(page, "Close")
    ask(page, FIRST)
    assert page.locator("#evidence .card").count() == 4
    assert watch.wrongs == []


def test_the_keyboard_alone_asks_rates_and_finds_again(watch: Page_, kept_in: Home) -> None:
    page = watch.page
    page.focus("#box textarea")
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    answered(page, FIRST)
    page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    back_to(page, "act-up")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("Clear.")
    page.keyboard.press("Control+Enter")
    told(page, "Thank you.")
    assert kept(kept_in)[-1].reason == "Clear."
    page.focus("#box textarea")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id === 'history'"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.wait_for_function("() => document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.id === 'history'")


def back_to(page: Page, look: str) -> None:
    """Go back by keyboard to a button of the last answer."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("look => document.activeElement.classList.contains(look)", look):
            return
    raise AssertionError(f"{look} cannot be reached")


def test_a_narrow_screen_holds_it_all(browser: Browser, keeping: str) -> None:
    context = browser.new_context(viewport=NARROW, has_touch=True)
    watch = visit(context, keeping)
    page = watch.page
    ask(page, FIRST)
    ask(page, SECOND)
    assert not sideways(page)
    page.locator("#chat .answer").last.locator("a.mark").last.tap()
    page.wait_for_function("() => document.querySelector('.card:has(.lit)')")
    page.wait_for_function("() => document.querySelector('.lit').getBoundingClientRect().top < innerHeight")
    page.locator("#evidence .card:has(.lit) .in-place > summary").tap()
    assert not sideways(page)
    page.locator("#history").tap()
    page.get_by_role("dialog").wait_for()
    box = page.locator("dialog.over").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    context.close()
    assert watch.wrongs == []
