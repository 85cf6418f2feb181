"""A picture of every view, wide and narrow, light and dark: `python -m benchmarks.screenshots`, into docs/pages/."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from benchmarks.browsing import PATIENCE, SIZES, chromium, served_library
from benchmarks.machine import ROOT
from benchmarks.views import VIEWS, View
from index.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PICTURES = ROOT / "docs" / "pages"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 256
"""Of a palette, the most that a small PNG file can have."""


def main() -> None:
    """Take all of them, or those views that are named."""
    wanted = [view for view in VIEWS if view.name in sys.argv[1:] or not sys.argv[1:]]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        if Home.from_environment().ledger.exists():
            shutil.copytree(Home.from_environment().root, home.root)
        with served_library(home) as address, chromium() as browser:
            for view in wanted:
                for size in SIZES:
                    for scheme in SCHEMES:
                        _take(browser, address, view, size, scheme)


def _take(browser: Browser, address: str, view: View, size: str, scheme: Literal["light", "dark"]) -> None:
    viewport: ViewportSize = {"width": SIZES[size][0], "height": SIZES[size][1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector("#box textarea")
    view.open(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)
    # A blinking caret would make every picture differ from the one before.
    page.add_style_tag(content="* { caret-color: transparent !important; }")
    (PICTURES / f"{view.name}-{size}-{scheme}.png").write_bytes(_small(page.screenshot()))
    context.close()


def _small(picture: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
