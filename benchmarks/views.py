"""Every view of the page, and what a reader does to come to it: for screenshots, and for looking at each with axe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Does microdosing help with anxiety?"
FOLLOW_UP = "And in people with ADHD?"
UNANSWERED = "What is the best recipe for sourdough bread?"
CRY = "I want to end my life"
CLAIM = "Psilocybin makes new brain cells grow in people and lowers anxiety."
CLAIMS = (
    "Microdosing LSD lowers anxiety.",
    "Microdosing beats placebo in controlled trials.",
    "Repeated LSD made stressed mice less anxious.",
    "Sourdough bread needs a starter.",
)
TEXT = "Microdosing LSD cures anxiety. In trials, people on placebo often improved as much. My cat sleeps a lot."

TRIES = 20
HOLDS = """([box, words]) => new Promise((say) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const area = document.querySelector(box);
  say(area?.value === words && !area.disabled && document.activeElement === area);
})))"""


@dataclass(frozen=True, slots=True)
class View:
    """A name for its file and the steps from a freshly loaded page."""

    name: str
    open: Callable[[Page], object]


def ask(page: Page, question: str = QUESTION) -> None:
    """Type a question and wait for its answer."""
    fill(page, "#box textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "asked => [...document.querySelectorAll('#chat .asked')].at(-1)?.innerText === asked"
        " && !document.querySelector('#chat .working') && !document.querySelector('#box textarea').disabled",
        arg=question,
    )


def fill(page: Page, box: str, words: str) -> None:
    """Type into a box, once more where the page drew it anew meanwhile, until it holds the words after a whole frame."""
    for _ in range(TRIES):
        page.fill(box, words)
        if page.evaluate(HOLDS, [box, words]):
            return
    raise RuntimeError(f"{box} does not keep what is typed.")


def check(page: Page, claim: str = CLAIM) -> None:
    """Type a claim in its tab and wait for the verdict."""
    tab(page, "Check a claim")
    fill(page, "#claim-box textarea", claim)
    page.keyboard.press("Enter")
    page.wait_for_selector("#checked .check")


def tab(page: Page, name: str) -> None:
    """Choose a tab."""
    page.get_by_role("tab", name=name).click()


def _follow_up(page: Page) -> None:
    ask(page)
    ask(page, FOLLOW_UP)
    page.wait_for_selector("#chat .understood")


def _change(page: Page) -> None:
    _follow_up(page)
    _press(page, "#chat .act-change")


def _feedback(page: Page) -> None:
    ask(page)
    _press(page, "#chat .act-down")


def _history(page: Page) -> None:
    ask(page)
    _press(page, "#history")


def _press(page: Page, button: str) -> None:
    page.locator(button).last.click()
    page.wait_for_selector("dialog[open]")


def _many(page: Page) -> None:
    tab(page, "Check a claim")
    page.get_by_role("button", name="Many claims at once").click()
    page.fill("#claims-box textarea", "\n".join(CLAIMS))
    page.get_by_role("button", name="Check all").click()
    page.wait_for_function("() => document.querySelector('#claims-progress').innerText.includes('done')")
    page.wait_for_function("n => document.querySelectorAll('#claims-table tbody tr').length === n", arg=len(CLAIMS))
    _to_top(page, "#many")


def _audit(page: Page) -> None:
    tab(page, "The article, audited")
    page.wait_for_selector("#audit-list .claim-row")


def _audit_row(page: Page) -> None:
    _audit(page)
    row = page.locator("#audit-list .claim-row").nth(2)
    row.locator("summary").click()
    row.locator(".facts").wait_for()
    row.evaluate("row => row.scrollIntoView({block: 'start'})")


def _own_text(page: Page) -> None:
    _audit(page)
    page.get_by_role("button", name="Audit a text of your own").click()
    page.fill("#own-box textarea", TEXT)
    page.get_by_role("button", name="Audit this text").click()
    page.wait_for_selector("#own-sentences .left-out")
    page.locator("#own-sentences summary").first.click()
    _to_top(page, "#own-text")


def _library(page: Page) -> None:
    tab(page, "Library")
    page.wait_for_selector("#sources .row")


def _source(page: Page) -> None:
    _library(page)
    page.locator("#sources .row[data-source='szigeti-2021-elife']").click()
    page.wait_for_selector("#source .source-page")


def _about(page: Page) -> None:
    tab(page, "About")
    page.wait_for_selector("#about .about")


def _to_top(page: Page, what: str) -> None:
    page.evaluate("what => document.querySelector(what)?.scrollIntoView({block: 'start'})", what)


VIEWS = (
    View("ask", lambda page: page.wait_for_selector("#chat .welcome")),
    View("answer", ask),
    View("follow-up", _follow_up),
    View("abstention", lambda page: ask(page, UNANSWERED)),
    View("crisis", lambda page: ask(page, CRY)),
    View("correcting", _change),
    View("feedback", _feedback),
    View("history", _history),
    View("check", lambda page: tab(page, "Check a claim")),
    View("claim", check),
    View("claims", _many),
    View("audit", _audit),
    View("audit-claim", _audit_row),
    View("own-text", _own_text),
    View("library", _library),
    View("source", _source),
    View("about", _about),
)
