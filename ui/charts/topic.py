"""The chart of one topic: a row for each kind of design, a mark for each study where its result came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.weighing.counting import Side
from assistant.weighing.picture import EvidencePoint, TopicPoints
from ui.charts.scene import WIDTH, Band, Mark, Rule, Scene, Words
from ui.charts.words import KIND_WORDS, SIDES, SIZES, STRATUM_WORDS, columns, look, radius

SLOT = 30.0
"""Width of a mark with the room that a finger needs."""
LINE = 40.0
"""Height of a line of marks with their numbers."""
_HEAD = 24.0
_STRATUM = 25.0
_KIND = 17.0
_GAP = 6.0
_HEAD_LINE = 12.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a study's mark: its title in words, its number in the answer, and where it leads."""

    title: str
    label: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """Marks, words and lines of one row, and where the next one begins."""

    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    rules: tuple[Rule, ...]
    bottom: float


def topic_scene(topic: TopicPoints, told: Mapping[str, Told]) -> Scene:
    """The chart; `told` holds, by source id, what to say of each study."""
    sides = columns([topic])
    step = WIDTH / len(sides)
    words = list(heads(sides, [step * (number + 0.5) for number in range(len(sides))], 16.0))
    marks: list[Mark] = []
    rules = [Rule(0, _HEAD, WIDTH, _HEAD)]
    bands: list[Band] = []
    top = _HEAD
    for stratum, own in groupby(topic.points, key=lambda point: point.stratum):
        begun = top
        words.append(Words(8, top + 18, STRATUM_WORDS[stratum], "stratum"))
        top += _STRATUM
        for _, points in groupby(own, key=lambda point: point.kind):
            row = _row(list(points), sides, told, top, named=stratum != "animal")
            marks += row.marks
            words += row.words
            rules += row.rules
            top = row.bottom
        bands.append(Band(begun, top, f"band {stratum}"))
        rules.append(Rule(0, top, WIDTH, top))
    return Scene(f"Results on {topic.say}", top + 1, tuple(marks), tuple(words), tuple(rules), tuple(bands))


def heads(sides: Sequence[Side], middles: Sequence[float], base: float, *, stacked: bool = False) -> tuple[Words, ...]:
    """The names of the columns over their middles; `stacked` puts each word on a line of its own."""
    named = [(SIDES[side].word, middle) for side, middle in zip(sides, middles, strict=True)]
    if not stacked:
        return tuple(Words(middle, base, said, "head", "middle") for said, middle in named)
    return tuple(
        Words(middle, base - _HEAD_LINE * back, word, "head small", "middle")
        for said, middle in named
        for back, word in enumerate(reversed(said.split()))
    )


def _row(
    points: Sequence[EvidencePoint], sides: Sequence[Side], told: Mapping[str, Told], top: float, *, named: bool
) -> _Row:
    words = (Words(8, top + 11, KIND_WORDS[points[0].kind], "kind"),) if named else ()
    lane = top + (_KIND if named else 0)
    width = WIDTH / len(sides)
    across = max(1, int(width // SLOT))
    marks: list[Mark] = []
    most = 1
    for number, side in enumerate(sides):
        own = [point for point in points if point.side == side]
        most = max(most, -(-len(own) // across))
        marks += _cell(own, told, width * (number + 0.5), lane + LINE / 2 - 4, across)
    bottom = lane + most * LINE + _GAP
    # The lines of the columns leave the words of a row free.
    rules = tuple(Rule(width * n, lane, width * n, bottom - _GAP, "rule column") for n in range(1, len(sides)))
    return _Row(tuple(marks), words, rules, bottom)


def _cell(
    points: Sequence[EvidencePoint], told: Mapping[str, Told], middle: float, first: float, across: int
) -> list[Mark]:
    """Marks in lines of at most `across`, each line centred."""
    marks = []
    for number, point in enumerate(points):
        line, place = divmod(number, across)
        in_line = min(across, len(points) - line * across)
        x = middle + (place - (in_line - 1) / 2) * SLOT
        says = told[point.source]
        shape = SIDES[point.side].shape
        size = radius(point.number)
        marks.append(Mark(x, first + line * LINE, size, shape, look(point), says.title, says.label, says.href))
    return marks


def key_scene(scale: float = 1.0) -> Scene:
    """How to read the marks: filled or hollow, and how large; `scale` as in the chart that it belongs to."""
    middle = radius(30) * scale
    marks = [Mark(14, 14, middle, "round", "plain solid"), Mark(182, 14, middle, "round", "plain hollow")]
    words = [
        Words(26, 18, "compared with placebo", "key"),
        Words(194, 18, "not compared with placebo", "key"),
        Words(7, 42, "How many", "key"),
    ]
    left = 79.0
    for _, size, said in SIZES:
        left += size * scale
        marks.append(Mark(left, 38, size * scale, "round", "plain solid"))
        words.append(Words(left + size * scale + 5, 42, said, "key"))
        left += size * scale + 16 + 6.5 * len(said)
    return Scene(
        "Key: filled marks were compared with placebo, larger marks had more people", 54, tuple(marks), tuple(words)
    )
