"""What a reader waits for and sees move: `python -m benchmarks.page`, into benchmarks/results/page.md.

The whole program, as `assistant serve` starts it, and Chromium on the same machine, so that the network costs nothing and
the browser takes its share of the cores. Each load is a new browser profile with nothing cached. Times are medians, in ms.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.browsing import PATIENCE, SIZES, chromium, served_library
from benchmarks.machine import heading
from benchmarks.views import tab
from index.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

RESULTS = Path(__file__).resolve().parent / "results" / "page.md"
LOADS = 5
QUESTIONS = (
    "Does microdosing help with anxiety?",
    "Which studies compared microdosing with a placebo?",
    "What does a small dose do to the amygdala?",
    "Does microdosing change mood?",
    "What did the Szigeti study find?",
    "Is microdosing safe for the heart?",
    "Does LSD change sleep?",
    "What was found in mice?",
    "Does microdosing make people more creative?",
    "What do surveys say about depression?",
    "Does psilocybin change how people think?",
)
CLAIMS = (
    "Microdosing LSD lowers anxiety.",
    "Microdosing beats placebo in controlled trials.",
    "Psilocybin makes new brain cells grow in people.",
    "LSD microdoses improve sleep.",
    "Microdosing makes people more creative.",
    "Microdosing raises mood.",
    "Small doses of LSD calm the amygdala.",
    "Most people who microdose feel better.",
    "Psilocybin microdoses improve thinking.",
    "Expectation explains the benefits of microdosing.",
    "Repeated LSD lowers anxiety in mice.",
)
# Runs before the page's own scripts: what moved, when the box was there, and when what was waited for was drawn.
NOTE = """
window.noted = {shifts: [], usable: 0, pressed: 0};
new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    noted.shifts.push({value: one.value, input: one.hadRecentInput,
      what: one.sources.map((s) => s.node?.id || s.node?.className || s.node?.nodeName).join(', ')});
}).observe({type: 'layout-shift', buffered: true});
const box = () => {
  const found = document.querySelector('#box textarea');
  if (found && !found.disabled && found.checkVisibility()) noted.usable = performance.now();
  else requestAnimationFrame(box);
};
requestAnimationFrame(box);
addEventListener('keydown', (event) => { if (event.key === 'Enter') noted.pressed = performance.now(); }, true);
window.drawn = (there) => new Promise((done) => {
  const ends = performance.now() + PATIENCE;
  const look = () => there() || performance.now() > ends ? done(performance.now() - noted.pressed) : requestAnimationFrame(look);
  look();
});
""".replace("PATIENCE", str(PATIENCE))
ANSWERED = """
(asked) => drawn(() => [...document.querySelectorAll('#chat .asked')].at(-1)?.innerText === asked
  && !document.querySelector('#chat .working') && !document.querySelector('#box textarea').disabled)
"""
# The words of a claim have marks between them; the id of its check has not.
CHECKED = "() => drawn(() => ![undefined, noted.check].includes(document.querySelector('#checked .check')?.id))"


@dataclass(frozen=True, slots=True)
class Load:
    """A first load: ms to the first paint with content and to a box that takes words; bytes over the wire; requests."""

    painted: float
    usable: float
    size: int
    requests: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The sum of all layout shifts of a stretch of time, without and with those right after a key or a click."""

    alone: float
    all: float
    worst: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One width of screen."""

    loads: tuple[Load, ...]
    answers: tuple[float, ...]
    verdicts: tuple[float, ...]
    on_load: Moved
    on_answer: Moved
    on_verdict: Moved


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        # The index of this user is not touched; building one anew would only take longer.
        if Home.from_environment().ledger.exists():
            shutil.copytree(Home.from_environment().root, home.root)
        found = {size: _measured(home, size) for size in SIZES}
    text = heading("The page in a browser", "python -m benchmarks.page") + _table(found)
    RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _measured(home: Home, size: str) -> Measured:
    with served_library(home) as address, chromium() as browser:
        loads = tuple(_load(browser, address, size) for _ in range(LOADS))
        with _opened(browser, address, size) as page:
            on_load = _moved(page)
            answers = [_answer(page, QUESTIONS[0])]
            on_answer = _moved(page)
            answers += [_answer(page, question) for question in QUESTIONS[1:]]
            tab(page, "Check a claim")
            _moved(page)
            verdicts = [_verdict(page, CLAIMS[0])]
            on_verdict = _moved(page)
            verdicts += [_verdict(page, claim) for claim in CLAIMS[1:]]
    return Measured(loads, tuple(answers), tuple(verdicts), on_load, on_answer, on_verdict)


@contextmanager
def _opened(browser: Browser, address: str, size: str, note: Callable[[Page], None] | None = None) -> Iterator[Page]:
    width, height = SIZES[size]
    viewport: ViewportSize = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(NOTE)
    if note:
        note(page)
    page.goto(address)
    page.wait_for_function("noted.usable > 0")
    page.wait_for_timeout(1_500)
    yield page
    context.close()


def _load(browser: Browser, address: str, size: str) -> Load:
    sizes: list[int] = []

    def listen(page: Page) -> None:
        wire = page.context.new_cdp_session(page)
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        wire.send("Network.enable")

    with _opened(browser, address, size, listen) as page:
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        return Load(painted, page.evaluate("noted.usable"), sum(sizes), len(sizes))


def _answer(page: Page, question: str) -> float:
    page.fill("#box textarea", question)
    page.keyboard.press("Enter")
    spent: float = page.evaluate(ANSWERED, question)
    page.wait_for_timeout(1_000)
    return spent


def _verdict(page: Page, claim: str) -> float:
    page.fill("#claim-box textarea", claim)
    page.evaluate("() => { noted.check = document.querySelector('#checked .check')?.id ?? ''; }")
    page.keyboard.press("Enter")
    spent: float = page.evaluate(CHECKED)
    page.wait_for_timeout(700)
    return spent


def _moved(page: Page) -> Moved:
    """What moved since it was asked last."""
    shifts: list[dict[str, Any]] = page.evaluate("() => noted.shifts.splice(0)")
    worst = max(shifts, key=lambda shift: shift["value"], default={"value": 0, "what": ""})
    return Moved(
        sum(shift["value"] for shift in shifts if not shift["input"]),
        sum(shift["value"] for shift in shifts),
        f"{worst['value']:.3f}: {worst['what']}" if shifts else "",
    )


def _table(found: dict[str, Measured]) -> str:
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("first paint with content", lambda one: _ms([load.painted for load in one.loads])),
        ("the box takes words", lambda one: _ms([load.usable for load in one.loads])),
        ("bytes of a first load", lambda one: f"{median(load.size for load in one.loads) / 1e6:.2f} MB"),
        ("requests of a first load", lambda one: f"{median(load.requests for load in one.loads):.0f}"),
        ("Enter to the first answer of a server", lambda one: _ms(one.answers[:1])),
        ("Enter to an answer, 10 later ones", lambda one: _ms(one.answers[1:])),
        ("Enter to the first verdict of a server", lambda one: _ms(one.verdicts[:1])),
        ("Enter to a verdict, 10 later ones", lambda one: _ms(one.verdicts[1:])),
        ("layout shift while loading", lambda one: _shift(one.on_load)),
        ("layout shift through a question", lambda one: _shift(one.on_answer)),
        ("layout shift through a check", lambda one: _shift(one.on_verdict)),
    ]
    names = [f"{name}, {width} × {height}" for name, (width, height) in SIZES.items()]
    text = f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}\n"
    for title, told in rows:
        text += f"| {title} | {' | '.join(told(found[size]) for size in SIZES)} |\n"
    return (
        f"{text}\n{' '.join((__doc__ or '').split(chr(10), 2)[2].split())} Several values: median (lowest to highest). "
        "Layout shift is the sum of all shifts of the stretch, first without those within half a second of a key or a "
        "click, then with them; browsers count the first, and call up to 0.1 good.\n"
    )


def _ms(times: list[float] | tuple[float, ...]) -> str:
    middle = f"{median(times):.0f} ms"
    return middle if len(times) == 1 else f"{middle} ({min(times):.0f} to {max(times):.0f})"


def _shift(moved: Moved) -> str:
    return f"{moved.alone:.3f}; {moved.all:.3f}"


if __name__ == "__main__":
    main()
