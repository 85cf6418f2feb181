"""The words, shapes and tones of charts: what a place stands for is said, and never told by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.weighing.counting import Side, Stratum
from assistant.weighing.picture import DesignKind, EvidencePoint, TopicPoints
from sources.model import Source
from ui.charts.scene import Shape
from ui.render.facts import how_many, short_name


@dataclass(frozen=True, slots=True)
class SideWords:
    """How a result is said and drawn."""

    word: str
    shape: Shape
    tone: str


SIDES: Mapping[Side, SideWords] = {
    "an improvement": SideWords("Better", "up", "good"),
    "an increase": SideWords("More", "up", "plain"),
    "no difference": SideWords("No difference", "round", "plain"),
    "mixed results": SideWords("Mixed", "diamond", "fair"),
    "a decrease": SideWords("Less", "down", "plain"),
    "a worsening": SideWords("Worse", "down", "bad"),
}
_JUDGED: tuple[Side, ...] = ("an improvement", "no difference", "mixed results", "a worsening")
_MOVED: tuple[Side, ...] = ("an increase", "no difference", "mixed results", "a decrease")

KIND_WORDS: Mapping[DesignKind, str] = {
    "controlled": "Controlled experiments",
    "uncontrolled": "Studies without a placebo group",
    "survey": "Surveys and interviews",
    "imaging": "Brain imaging",
    "animal": "Animals and cells",
    "other": "Other studies",
}
STRATUM_WORDS: Mapping[Stratum, str] = {
    "microdose": "Small doses, in people",
    "after-article": "Small doses, in people, newer than the article",
    "full": "Larger or mixed doses, in people",
    "animal": "Animals and cells, not people",
}
SIZES: tuple[tuple[int, float, str], ...] = (
    (30, 4.5, "under 30"),
    (100, 6.0, "30–99"),
    (300, 7.5, "100–299"),
    (10**9, 9.0, "300+"),
)
"""Below this many, this radius, and its words in the key. Steps, since libraries hold studies of 8 and of 16,000."""


def columns(topics: Iterable[TopicPoints]) -> tuple[Side, ...]:
    """The places a result can have: better to worse, or more to less where neither is better, and any other that occurs."""
    held = list(topics)
    neither = bool(held) and all(topic.better == "either" for topic in held)
    sides = {*(_MOVED if neither else _JUDGED), *(point.side for topic in held for point in topic.points)}
    return tuple(side for side in SIDES if side in sides)


def look(point: EvidencePoint) -> str:
    """The classes of a mark: its tone, and solid only where the result was compared with placebo."""
    return f"{SIDES[point.side].tone} {'solid' if point.comparison == 'placebo' else 'hollow'}"


def radius(number: int | None) -> float:
    """The size of a mark; where the number is not stated, the smallest."""
    return next(size for below, size, _ in SIZES if (number or 0) < below)


def placebo_words(point: EvidencePoint) -> str:
    """What a result was compared with, as far as the chart tells."""
    return "compared with placebo" if point.comparison == "placebo" else "not compared with placebo"


def title_of(point: EvidencePoint, source: Source) -> str:
    """A mark in words."""
    return f"{short_name(source)}: {SIDES[point.side].word.lower()}, {placebo_words(point)}, {how_many(source)}"


def better_means(topic: TopicPoints) -> str:
    """Which way is better, where it could be read the other way round; empty where it is plain."""
    if topic.better == "lower":
        return f"Better means less {topic.say}."
    return "More and less are neither good nor bad here." if topic.better == "either" else ""
