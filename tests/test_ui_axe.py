"""axe-core, the checker that accessibility tools share, on every view of the true page over the true library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from benchmarks.browsing import SIZES, served_library
from benchmarks.views import VIEWS, View
from index.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytest_plugins = ("tests.ui_serving",)
SAME_PAGE = {"claim", "claims", "audit", "audit-claim", "own-text", "library", "source", "about"}
"""Views that follow on one of a tab beside Ask: they do not change each other, so the page is not loaded anew for them."""


@pytest.fixture(scope="module")
def library_address(library_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`assistant serve` over a copy of the library's index: a server may write to its folder."""
    home = Home(tmp_path_factory.mktemp("axe") / "home")
    shutil.copytree(library_home.root, home.root)
    with served_library(home) as url:
        yield url


@pytest.fixture(scope="module")
def axe_script() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, script: str) -> list[str]:
    """Every violation that axe sees, of any weight, in a line each."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(script)
    found: list[dict[str, Any]] = page.evaluate("axe.run({resultTypes: ['violations']}).then((r) => r.violations)")
    return [f"{one['impact']} {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def opened(page: Page, address: str, view: View) -> None:
    if view.name not in SAME_PAGE or not page.url.startswith(address):
        page.goto(address)
        page.wait_for_selector("#box textarea")
    view.open(page)


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("wide", "dark"), ("narrow", "dark")])
def test_axe_finds_nothing_on_any_view(
    browser: Browser, library_address: str, axe_script: str, size: str, scheme: Literal["light", "dark"]
) -> None:
    viewport: ViewportSize = {"width": SIZES[size][0], "height": SIZES[size][1]}
    # With motion reduced nothing is caught half faded in, when its contrast is not yet what it will be.
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(30_000)
    found: dict[str, list[str]] = {}
    for view in VIEWS:
        opened(page, library_address, view)
        found[view.name] = findings(page, axe_script)
    context.close()
    assert {name: wrongs for name, wrongs in found.items() if wrongs} == {}


def test_axe_sees_what_is_wrong(browser: Browser, library_address: str, axe_script: str) -> None:
    page = browser.new_page()
    page.goto(library_address)
    page.wait_for_selector("#chat .welcome")
    page.evaluate(
        "() => { const low = document.createElement('p'); low.textContent = 'Faint'; low.style.color = '#eee';"
        " const mute = document.createElement('button'); document.querySelector('#chat').append(low, mute); }"
    )
    seen = " ".join(findings(page, axe_script))
    page.close()
    assert "serious color-contrast" in seen
    assert "critical button-name" in seen
