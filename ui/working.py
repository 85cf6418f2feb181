"""Work that says how far it is: an answer is made in a thread of its own, and its steps are told as they begin."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from assistant.timing import Watch

T = TypeVar("T")
PAUSE = 0.15
"""Seconds between two reports: a step shorter than this is told with the next one, and a short answer tells none."""


class GivenUp(Exception):  # noqa: N818 (nothing went wrong)
    """Raised inside work that nobody waits for any more."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The steps that have begun, in their order; the last one is under way."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What the work came to."""

    value: T


@dataclass(frozen=True, slots=True)
class _Failed:
    error: BaseException


def told(work: Callable[[Watch], T], pause: float = PAUSE) -> Iterator[Begun | Done[T]]:
    """Steps as they begin, then the result; what the work raises is raised here.

    Closing the iterator gives the work up: it ends where its next step would begin.
    """
    news: SimpleQueue[str | Done[T] | _Failed] = SimpleQueue()
    left = Event()
    Thread(target=_run, args=(work, news, left), daemon=True).start()
    try:
        yield from _as_it_comes(news, pause)
    finally:
        left.set()


def _run(work: Callable[[Watch], T], news: SimpleQueue[str | Done[T] | _Failed], left: Event) -> None:
    def watch(step: str) -> None:
        if left.is_set():
            raise GivenUp
        news.put(step)

    try:
        news.put(Done(work(watch)))
    except BaseException as error:
        news.put(_Failed(error))


def _as_it_comes(news: SimpleQueue[str | Done[T] | _Failed], pause: float) -> Iterator[Begun | Done[T]]:
    steps: tuple[str, ...] = ()
    shown, due = steps, time.monotonic() + pause
    while True:
        try:
            item = news.get(timeout=max(0.0, due - time.monotonic()) if steps != shown else None)
        except Empty:
            shown, due = steps, time.monotonic() + pause
            yield Begun(steps)
            continue
        if isinstance(item, _Failed):
            raise item.error
        if isinstance(item, Done):
            yield item
            return
        steps = (*steps, item)
