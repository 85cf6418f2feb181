"""A run that ends later than its answer is drawn: what is typed next is neither lost nor left unasked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from socket import socket
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.views import ask
from tests.ui_stand_in import StandIn
from ui.facade import Assistant
from ui.server import listen, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("tests.ui_serving",)
LATE = 0.6


def run_late(assistant: Assistant, listener: socket) -> None:
    """The server, where every run of the Ask tab ends a while after the last thing it shows."""
    import ui.ask_tab

    def late(real: Any, *given: Any, **named: Any) -> Iterator[Any]:
        yield from real(*given, **named)
        time.sleep(LATE)

    ui.ask_tab.ask = partial(late, ui.ask_tab.ask)
    run(assistant, listener)


@pytest.fixture
def late_address() -> Iterator[str]:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = get_context("spawn").Process(target=run_late, args=(StandIn(), listener), daemon=True)
        server.start()
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.join(timeout=10)


def test_questions_one_after_the_other_are_all_asked(browser: Browser, late_address: str) -> None:
    page = browser.new_page()
    page.goto(late_address)
    page.wait_for_selector("#box textarea")
    wanted = [f"Does it help {number} people?" for number in range(4)]
    for question in wanted:
        ask(page, question)
    assert page.locator("#chat .asked").all_inner_texts() == wanted
    page.wait_for_function("() => document.activeElement?.matches('#box textarea')")
    page.close()
