"""The true page in a true browser: a server over the bundled library in a process of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from benchmarks.machine import ROOT
from index.home import ENVIRONMENT_VARIABLE, Home
from sources.errors import UsageError
from ui.server import listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES: Mapping[str, tuple[int, int]] = {"wide": (1280, 800), "narrow": (390, 844)}
"""Width and height in CSS pixels: a small laptop and a common phone."""
PATIENCE = 60_000
"""Milliseconds that anything on the page may take."""


@contextmanager
def served_library(home: Home) -> Iterator[str]:
    """The address of `assistant serve` over the index in `home`, which is built first where there is none."""
    # The port is free again when the command takes it.
    with listen("127.0.0.1", 0) as listener:
        port = str(listener.getsockname()[1])
    environment = {**os.environ, ENVIRONMENT_VARIABLE: str(home.root)}
    command = [sys.executable, "-c", "from ui.command import main; main()", "serve", "--port", port]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            # The line "Serving on ..." comes once the port is open; a request waits in line from then on.
            assert server.stdout
            assert any(line.startswith("Serving on") for line in server.stdout)
            _answers(int(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _answers(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/health")
    status = connection.getresponse().status
    connection.close()
    if status != 200:
        raise UsageError(f"The server says {status} to /api/health.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright. Raises UsageError where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise UsageError("No Chromium on this machine; `apt-get install chromium` brings one.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
