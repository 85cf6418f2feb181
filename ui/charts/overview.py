"""The whole library at a glance: for each topic, every study that measured it and where its result came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.views import SourceView
from assistant.weighing.counting import Side, Stratum
from assistant.weighing.picture import EvidencePoint, TopicPoints, picture
from sources.model import Source
from sources.vocabulary import Group
from ui.charts.drawing import draw
from ui.charts.scene import WIDTH, Band, Mark, Rule, Scene, Words
from ui.charts.table import count_table
from ui.charts.topic import heads, key_scene
from ui.charts.words import SIDES, columns, look, radius, title_of
from ui.links import source_address
from ui.render.safe import NOTHING, Html, tag, text
from ui.render.words import capital, counted

_PANELS: tuple[tuple[str, tuple[Stratum, ...]], ...] = (
    ("Small doses, in people", ("microdose", "after-article")),
    ("Larger or mixed doses, in people", ("full",)),
    ("Animals and cells, not people", ("animal",)),
)
_JUDGED = "studies that found it better or worse"
SAID = {"lower": _JUDGED, "higher": _JUDGED, "either": "studies that found more or less of it"}
_GUTTER = 112.0
_HEAD = 33.0
_SLOT = 12.0
_SMALL = 0.55
"""Marks have this share of their size in the chart of one answer."""
_LEAST = 21.0
_SCALE = 4
_NAME = 7
"""Letters of a column's name that fit when five columns stand side by side."""


def overview(views: Iterable[SourceView], known: Sequence[Group]) -> Html:
    """Every countable result of the library, small doses, larger doses and animals apart; nothing where there is none."""
    sources = {view.source.id: view.source for view in views}
    shown = picture(sources.values(), known, asked=False)
    panels = [_panel(title, strata, shown.topics, sources) for title, strata in _PANELS]
    if not shown.topics:
        return NOTHING
    notes = (
        "Each mark is one study's result on one topic; it opens the study. Counts say which way studies point, "
        "not how large an effect is.",
        "Better means less of a symptom such as anxiety, and more of what is wished for, such as mood.",
        f"Not drawn: {counted(len(shown.reviews), 'review')}, whose studies would count twice, and "
        f"{counted(len(shown.others), 'source')} without a result that can be counted.",
    )
    how_much = f"{counted(len(shown.studies), 'study', 'studies')} on {counted(len(shown.topics), 'topic')}"
    return tag(
        "details",
        tag("summary", tag("h2", text("The whole library at a glance ")), tag("small", text(how_much))),
        tag("div", *panels, cls="panels"),
        draw(key_scene(_SMALL)),
        tag("ul", *[tag("li", text(note)) for note in notes], cls="notes"),
        cls="picture overview",
        open="",
    )


def _panel(title: str, strata: Sequence[Stratum], topics: Sequence[TopicPoints], sources: Mapping[str, Source]) -> Html:
    held = [replace(topic, points=tuple(p for p in topic.points if p.stratum in strata)) for topic in topics]
    held = [topic for topic in held if topic.points]
    if not held:
        return NOTHING
    groups = [[t for t in held if t.better != "either"], [t for t in held if t.better == "either"]]
    charts = [draw(grid_scene(f"{title}, {SAID[own[0].better]}", own, sources)) for own in groups if own]
    tables = [count_table(f"{title}, {SAID[own[0].better]}", own, columns(own)) for own in groups if own]
    folded = tag("details", tag("summary", text("As a table")), *tables, cls="as-table")
    return tag("figure", tag("h3", text(title)), *charts, folded, cls="chart")


def grid_scene(name: str, topics: Sequence[TopicPoints], sources: Mapping[str, Source]) -> Scene:
    """A row for each topic, a column for each place a result can have, a small mark for each study."""
    sides = _used(columns(topics), topics)
    places = _places(sides)
    words = list(heads(sides, [left + width / 2 for left, width in places], 26.0, stacked=True))
    marks: list[Mark] = []
    rules = [Rule(0, _HEAD, WIDTH, _HEAD)]
    bands: list[Band] = []
    top = _HEAD
    fit = [max(1, int(width // _SLOT)) for _, width in places]
    for number, topic in enumerate(topics):
        cells = [[point for point in topic.points if point.side == side] for side in sides]
        lines = max(-(-len(points) // across) for points, across in zip(cells, fit, strict=True))
        height = max(_LEAST, 9 + _SLOT * lines)
        words.append(Words(6, top + height / 2 + 4, capital(topic.say), "topic"))
        for points, (left, width), across in zip(cells, places, fit, strict=True):
            marks += _cell(points, sources, left + width / 2, top + height / 2, across)
        if number % 2:
            bands.append(Band(top, top + height, "band stripe"))
        top += height
    rules.append(Rule(0, top, WIDTH, top))
    rules += [Rule(left, 0, left, top, "rule column") for left, _ in places]
    return Scene(name, top + 1, tuple(marks), tuple(words), tuple(rules), tuple(bands))


def _places(sides: Sequence[Side]) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is: all alike, and the one with a long name wider where there are many."""
    longest = [max(len(word) for word in SIDES[side].word.split()) for side in sides]
    shares = [max(_NAME, length) if len(sides) > _SCALE else 1 for length in longest]
    unit = (WIDTH - _GUTTER) / sum(shares)
    return [(_GUTTER + unit * sum(shares[:n]), unit * share) for n, share in enumerate(shares)]


def _used(sides: tuple[Side, ...], topics: Iterable[TopicPoints]) -> tuple[Side, ...]:
    """All four places of a scale, empty or not; where two scales meet, only the places that are taken, for want of room."""
    taken = {point.side for topic in topics for point in topic.points}
    return sides if len(sides) <= _SCALE else tuple(side for side in sides if side in taken)


def _cell(
    points: Sequence[EvidencePoint], sources: Mapping[str, Source], middle: float, centre: float, across: int
) -> Iterable[Mark]:
    """Small marks in lines of at most `across`, the whole block centred."""
    lines = -(-len(points) // across)
    for number, point in enumerate(points):
        line, place = divmod(number, across)
        in_line = min(across, len(points) - line * across)
        x = middle + (place - (in_line - 1) / 2) * _SLOT
        y = centre + (line - (lines - 1) / 2) * _SLOT
        shape = SIDES[point.side].shape
        title = title_of(point, sources[point.source])
        leads = source_address(point.source)
        yield Mark(x, y, radius(point.number) * _SMALL, shape, look(point), title, href=leads, reach=_SLOT / 2)
