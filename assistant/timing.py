"""Steps of the chain that say when they begin and how long they took, with no shared clock to write into."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from langchain_core.runnables import Runnable, RunnableLambda

T = TypeVar("T")
S = TypeVar("S")
Watch = Callable[[str], None]
"""Told the name of each step as it begins. What it raises ends the work there: so an answer can be given up."""


def unwatched(_step: str) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """A value and the steps that led to it, each with its time in milliseconds."""

    value: T
    spent: tuple[tuple[str, float], ...] = ()
    watch: Watch = unwatched


def step(name: str, work: Callable[[T], S]) -> Runnable[Timed[T], Timed[S]]:
    """`work` as a Runnable that says when it begins and adds its own time."""

    def run(timed: Timed[T]) -> Timed[S]:
        timed.watch(name)
        begun = time.perf_counter()
        value = work(timed.value)
        return Timed(value, (*timed.spent, (name, round((time.perf_counter() - begun) * 1000, 3))), timed.watch)

    return RunnableLambda(run, name=name)
