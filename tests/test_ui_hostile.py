"""Each of 23 kinds of hostile text in every field of every view, and a proof that no function that draws was left out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

import ui.charts
import ui.render
from assistant.answer import Turn
from assistant.claims.files import Checked
from tests.test_ui_browser import Watch, answered, ask, visit
from tests.test_ui_chart import hostile_chart
from tests.test_ui_escape import check, poisoned_answer, poisoned_views
from tests.ui_claims import make_audit, make_check, make_text_audit, make_unknown
from tests.ui_hostile import PAYLOADS, poisoned
from tests.ui_stand_in import StandIn, make_abstention, make_answer, make_refusal, make_views
from ui.charts.drawing import draw
from ui.charts.evidence import answer_chart
from ui.charts.overview import overview
from ui.facade import Assistant
from ui.render.about import about_page, masthead, notices_bar, standing_line, welcome
from ui.render.answer import answer_text
from ui.render.audit import audit_head, audit_list, exports
from ui.render.audit_text import text_audit
from ui.render.chat import hint, problem_bubble, question_bubble, suggestions_title
from ui.render.check import check_page, examples_title, no_check_yet
from ui.render.check_claim import marked_claim
from ui.render.check_table import checked_table, progress_bar
from ui.render.library import no_source_yet, no_such_source, source_list
from ui.render.panel import panel
from ui.render.safe import Html
from ui.render.source_page import source_page
from ui.render.steps import checking, working

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytest_plugins = ("tests.ui_serving",)
CLEAN = make_views()
LOADS = ":is(img, image, iframe, video, audio, object, embed, script, link, base, form, meta)"


def ask_views(hostile: str) -> Iterator[Html]:
    views = poisoned_views(hostile)
    yield from (question_bubble(hostile), problem_bubble(hostile), hint(hostile), hint(hostile, wrong=False))
    yield from (suggestions_title(asked=True), welcome(), standing_line(), working(), working((hostile, hostile)))
    for make in (make_answer, make_abstention, make_refusal):
        answer = replace(poisoned_answer(make(CLEAN, "q"), hostile), standalone=f"{hostile} in full")
        turn = Turn(hostile, answer)
        earlier = replace(turn, answer=replace(answer, id="2"))
        yield from (answer_text(turn, views, 3, last=True), answer_text(turn, views, 3, thumb="up"))
        yield from (panel([turn, earlier], views), panel([turn], {}))
    yield panel((), {})
    answer, charted, known = hostile_chart(hostile)
    yield from (answer_chart(answer, charted, known), panel([Turn(hostile, answer)], charted, known))
    yield overview(charted.values(), known)


def check_views(hostile: str) -> Iterator[Html]:
    views = poisoned_views(hostile)
    yield from (examples_title(), no_check_yet(), checking(), progress_bar(1, 2, "claim"))
    for make in (make_check, make_unknown):
        clean = make(CLEAN, hostile)
        bad = poisoned(clean, hostile)
        kept = tuple(replace(b, source=a.source) for a, b in zip(clean.citations, bad.citations, strict=True))
        whole = replace(bad, citations=kept)
        yield from (check_page(whole, views), check_page(whole, {}))
        yield marked_claim(f"It {hostile} all", whole.overclaims)
        yield checked_table([Checked(hostile, whole), Checked(hostile, None, hostile)])
    audit = poisoned(make_audit(CLEAN), hostile)
    yield from (audit_head(audit), audit_list(audit.rows, 9, {hostile: hostile}), exports())
    *_, done = make_text_audit(CLEAN, "one\ncats")
    yield text_audit(poisoned(done, hostile))


def library_views(hostile: str) -> Iterator[Html]:
    views = tuple(poisoned_views(hostile).values())
    yield from (source_list(views, 9, hostile), source_list((), 9), source_list(views, len(views)))
    yield from (no_source_yet(), no_such_source(hostile))
    yield from (source_page(view, {hostile: hostile}) for view in views)
    yield from (about_page(views, hostile, (hostile,)), masthead(hostile, 3), notices_bar((hostile, hostile)))


VIEWS = (ask_views, check_views, library_views)


@pytest.mark.parametrize("views", VIEWS, ids=lambda views: views.__name__)
@pytest.mark.parametrize("payload", [*PAYLOADS, "\n\n".join(PAYLOADS)], ids=range(1, 25))
def test_every_payload_in_every_field_of_a_view(payload: str, views: Callable[[str], Iterator[Html]]) -> None:
    for markup in views(payload):
        check(markup)


def drawing_functions() -> dict[Any, str]:
    """What draws: every function of the rooms `render` and `charts` that gives HTML."""
    found: dict[Any, str] = {}
    for room in (ui.render, ui.charts):
        for path in Path(next(iter(room.__path__))).glob("*.py"):
            module = import_module(f"{room.__name__}.{path.stem}") if path.stem != "__init__" else room
            for name, each in getmembers(module, isfunction):
                if each.__module__ == module.__name__ and "Html" in str(each.__annotations__.get("return")):
                    found[each.__code__] = f"{module.__name__}.{name}"
    return found


def test_nothing_that_draws_was_left_out() -> None:
    called: set[object] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    draw.cache_clear()
    sys.setprofile(note)
    try:
        # Checked, too: what an allow-list draws is drawn there.
        drawn = [check(markup) for views in VIEWS for markup in views("x")]
    finally:
        sys.setprofile(before)
    there = drawing_functions()
    assert len(there) > 60
    assert drawn
    assert sorted(name for code, name in there.items() if code not in called) == []


@pytest.fixture(scope="module")
def hostile_address(serving: Callable[[Assistant], AbstractContextManager[str]]) -> Iterator[str]:
    with serving(replace(StandIn(), examples=PAYLOADS[:4], notices=PAYLOADS[:3])) as url:
        yield url


@pytest.fixture
def watch(browser: Browser, hostile_address: str) -> Iterator[Watch]:
    context: BrowserContext = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    shelf = [
        {"id": f"k{number}", "index": payload, "at": number, "turns": [{"q": payload, "alone": False}]}
        for number, payload in enumerate(PAYLOADS)
    ]
    context.add_init_script(
        f"localStorage.setItem('article-assistant.conversations.1', {json.dumps(json.dumps(shelf))})"
    )
    opened = visit(context, hostile_address)
    yield opened
    assert opened.page.evaluate("document.forms.length") == 0
    foreign = opened.page.evaluate(
        "parts => [...document.querySelectorAll(parts)].map((part) => part.outerHTML)",
        ", ".join(f"{part} {LOADS}" for part in ("#masthead", "#notices", "#tabs", "dialog")),
    )
    assert foreign == []
    assert opened.wrongs == []
    context.close()


def test_titles_of_kept_conversations_stay_text(watch: Watch) -> None:
    page = watch.page
    page.locator("#history").click()
    page.get_by_role("dialog").wait_for()
    titles = page.locator("dialog .kept-title").all_text_contents()
    assert sorted(titles) == sorted(PAYLOADS)
    page.locator("dialog .kept-open").last.click()
    page.wait_for_selector("#hint .hint:not(:empty), #chat .answer")


def test_what_a_reader_types_into_any_box_stays_text(watch: Watch) -> None:
    page = watch.page
    text = "\n".join(PAYLOADS)[:1900]
    page.locator("#suggestions button").first.click()
    answered(page, PAYLOADS[0])
    ask(page, "And in mice?")
    page.locator("#chat .act-change").last.click()
    page.fill("dialog textarea", text)
    page.locator("dialog .over-main").click()
    page.wait_for_function(
        "() => document.querySelectorAll('#chat .asked').length === 2 && !document.querySelector('.working')"
    )
    page.locator("#chat .act-down").last.click()
    page.fill("dialog textarea", text)
    page.locator("dialog .over-main").click()
    page.wait_for_selector("#hint .hint:not(:empty)")
    page.locator("#chat .act-copy").last.click()
    page.get_by_role("tab", name="Library").click()
    for payload in PAYLOADS[:6]:
        page.get_by_label("Search").fill(payload)
        page.wait_for_timeout(150)
    page.wait_for_selector("#sources .quiet, #sources .row")
