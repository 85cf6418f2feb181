"""What a chart is made of, in units of one CSS pixel at its natural width, from the top left corner.

A scene is a value: the same scene is drawn the same way, and drawn once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["up", "round", "diamond", "down"]
Anchor = Literal["start", "middle", "end"]

WIDTH = 360.0
"""Fits a phone without shrinking; wider screens enlarge it a little."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A study. `title` says in words what place, shape and size say; `label` is its number.

    `href` leads to its quote or its page; `reach` is half the width of what a finger has to find around it then.
    """

    x: float
    y: float
    radius: float
    shape: Shape
    look: str
    title: str = ""
    label: str = ""
    href: str | None = None
    reach: float = 15.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline."""

    x: float
    y: float
    said: str
    look: str
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str = "rule"


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the whole width, behind everything else."""

    top: float
    bottom: float
    look: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole chart and its name for a screen reader."""

    name: str
    height: float
    marks: tuple[Mark, ...] = ()
    words: tuple[Words, ...] = ()
    rules: tuple[Rule, ...] = ()
    bands: tuple[Band, ...] = ()
