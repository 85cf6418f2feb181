"""From a scene to SVG: matplotlib draws, and what it wrote is rebuilt from the page's own short list of elements.

Only shapes and places go through matplotlib. Words, titles and addresses are put in by `safe.tag`, which escapes and
checks them: no text of a source meets a font or a formula. Styles, ids and definitions that matplotlib writes are left
behind, so that the page's sheet alone gives colours, light and dark. matplotlib is imported at the first chart only.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from index.home import Home
from ui.charts.scene import WIDTH, Mark, Scene, Words
from ui.render.safe import NOTHING, Html, joined, tag, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import PathPatch

# matplotlib's settings belong to the whole process, so two charts at once would change them under each other.
_ONE_AT_A_TIME = Lock()
_SHAPES = {"up": ("^", 1.12), "round": ("o", 1.0), "diamond": ("D", 0.84), "down": ("v", 1.12)}
"""matplotlib's markers, and what makes their areas look alike."""
_BELOW = 21.5
"""How far below a mark's middle its number stands."""
_NUMBER = re.compile(r"-?\d+\.\d+")
_SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=512)
def draw(scene: Scene) -> Html:
    """The scene as SVG on one line; the same scene gives the same bytes."""
    with _ONE_AT_A_TIME:
        drawn = _drawn(scene)
    pieces = _pieces(drawn)
    size = f"0 0 {WIDTH:g} {scene.height:g}"
    # A drawing that leads nowhere is one image; where marks are links, a screen reader has to get at them.
    role = "group" if any(mark.href for mark in scene.marks) else "img"
    return tag("svg", *_rebuilt(scene, pieces), viewBox=size, role=role, aria_label=scene.name, cls="drawn")


def _drawn(scene: Scene) -> str:
    os.environ.setdefault("MPLCONFIGDIR", str(Home.from_environment().root / "matplotlib"))
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "evidence", "path.simplify": False}):
        figure = Figure(figsize=(WIDTH / 72, scene.height / 72), dpi=72)
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        _fill(axes, scene)
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(scene.height, 0)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
        return written.getvalue()


def _fill(axes: Axes, scene: Scene) -> None:
    """Everything of the scene as artists, each with an id by which it is found again."""
    from matplotlib.patches import Rectangle

    for number, band in enumerate(scene.bands):
        strip = Rectangle((0, band.top), WIDTH, band.bottom - band.top)
        axes.add_patch(strip).set_gid(f"band-{number}")
    for number, rule in enumerate(scene.rules):
        axes.plot([rule.x1, rule.x2], [rule.y1, rule.y2])[0].set_gid(f"rule-{number}")
    for number, mark in enumerate(scene.marks):
        axes.add_patch(_shape(mark)).set_gid(f"mark-{number}")
        if mark.href:
            below = 10 if mark.label else 0
            area = Rectangle((mark.x - mark.reach, mark.y - mark.reach), 2 * mark.reach, 2 * mark.reach + below)
            axes.add_patch(area).set_gid(f"hit-{number}")


def _shape(mark: Mark) -> PathPatch:
    from matplotlib.markers import MarkerStyle
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    name, scale = _SHAPES[mark.shape]
    style = MarkerStyle(name)
    size = 2 * mark.radius * scale
    # The axes count downwards, so a marker is turned over to stand upright.
    placed = style.get_transform() + Affine2D().scale(size, -size).translate(mark.x, mark.y)
    return PathPatch(placed.transform_path(style.get_path()))


def _pieces(written: str) -> Mapping[str, ElementTree.Element]:
    """The element of each id; what is parsed here was written by matplotlib a moment ago."""
    root = ElementTree.fromstring(written)  # noqa: S314
    return {element.get("id", ""): element for element in root.iter(f"{_SVG}g")}


def _rebuilt(scene: Scene, pieces: Mapping[str, ElementTree.Element]) -> Iterator[Html]:
    for number, band in enumerate(scene.bands):
        yield _path(pieces[f"band-{number}"], band.look)
    for number, rule in enumerate(scene.rules):
        yield _path(pieces[f"rule-{number}"], rule.look)
    for words in scene.words:
        yield _words(words)
    for number, mark in enumerate(scene.marks):
        yield _mark(mark, pieces.get(f"hit-{number}"), pieces[f"mark-{number}"])


def _mark(mark: Mark, hit: ElementTree.Element | None, shape: ElementTree.Element) -> Html:
    inside = joined(
        [
            tag("title", text(mark.title)) if mark.title else NOTHING,
            NOTHING if hit is None else _path(hit, "hit"),
            _path(shape, "shape"),
            _label(mark),
        ]
    )
    if mark.href:
        return tag("a", inside, cls=f"mark point {mark.look}", href=mark.href)
    return tag("g", inside, cls=f"point {mark.look}")


def _label(mark: Mark) -> Html:
    if not mark.label:
        return NOTHING
    return _words(Words(mark.x, mark.y + _BELOW, mark.label, "label", "middle"))


def _words(words: Words) -> Html:
    place = {"x": _short(f"{words.x:f}"), "y": _short(f"{words.y:f}"), "text_anchor": words.anchor}
    return tag("text", text(words.said), cls=words.look, **place)


def _path(piece: ElementTree.Element, look: str) -> Html:
    path = piece.find(f".//{_SVG}path")
    line = "" if path is None else path.get("d", "")
    return tag("path", d=_short(" ".join(line.split())), cls=look)


def _short(numbers: str) -> str:
    """Numbers to a hundredth of a pixel: finer cannot be seen and is three times as long."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), numbers)
