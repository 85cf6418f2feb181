"""A real server on loopback for tests of the page, and the Chromium that looks at it.

A pytest plugin (`pytest_plugins` in the tests that use it), so that one server does for all of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from tests.ui_stand_in import StandIn
from ui.facade import Assistant
from ui.server import listen, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(assistant: Assistant) -> Iterator[str]:
    """The page over an assistant, in a process of its own, at the address that is given."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = get_context("spawn").Process(target=run, args=(assistant, listener), daemon=True)
        server.start()
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.join(timeout=10)


def _wait_for(port: int) -> None:
    # The socket listens already, so this request waits in line until the server takes it.
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/health")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.fixture(scope="session")
def serving() -> Callable[[Assistant], AbstractContextManager[str]]:
    """Serves any assistant; a fixture, since what is a plugin is not imported as well."""
    return served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page over the stand-in is served."""
    with served(StandIn()) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or a skip that says what is missing."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine; `apt-get install chromium` brings one")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
