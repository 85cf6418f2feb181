"""Bringing the index up to date: only what changed is written, only new sentences are encoded.

Each document is committed on its own, so that a job which is killed goes on where it was; the library as a whole is
switched by one commit at the end (index.ledger). The encoder is loaded only if something must be encoded.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from index import contents, generations, rebuild
from index.contents import Item
from index.home import Home
from index.ledger import Held, Ledger
from index.lock import writer_lock
from index.plan import Wanted, prepare
from index.update import Means, Progress, update
from sources.errors import AssistantError, UsageError
from sources.loader import Library
from sources.model import Source

__all__ = ["Means", "Progress", "SyncReport", "add", "rebuild_index", "remove", "sync"]
LIBRARY = "library"
ADDED = "added"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What was done. Ids of documents, how many passages there are now, how many texts had to be encoded.

    `version` names the library that is served from now on and `generation` its vector store, None for the exact scan.
    `notices` are lines for a person: what did not go as it should, and that nothing is lost by it.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    passages: int
    encoded: int
    version: str
    generation: str | None
    notices: tuple[str, ...]
    seconds: float


_DEFAULT = Means()


def sync(library: Library, home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Make the index hold this library and what was added beside it. Raises AssistantError; nothing is lost."""
    with _writing(home), _ledger(home) as ledger:
        beside = _held(ledger, lambda row: row.origin != LIBRARY)
        return _run(home, ledger, _merged(beside, _of_library(library)), means)


def rebuild_index(library: Library, home: Home, means: Means = _DEFAULT) -> SyncReport:
    """`sync` into a new ledger that takes the place of a damaged one; what was added and is whole is carried over."""
    with _writing(home):
        saved, lost = rebuild.saved_items(home, LIBRARY)
        sent, unread = rebuild.saved_feedback(home)
        beside = {contents.source_of(item).id: prepare(item, ADDED) for item in saved}
        with rebuild.new_ledger(home) as ledger:
            for feedback in sent:
                ledger.add_feedback(feedback)
            report = _run(home, ledger, _merged(beside, _of_library(library)), means, (*lost, *unread))
        rebuild.take_over(home)
        return report


def add(sources: Iterable[Source], home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Put sources beside the library, or in the place of earlier ones of the same id that were added."""
    new = {source.id: prepare(source, ADDED) for source in sources}
    with _writing(home), _ledger(home) as ledger:
        library = _held(ledger, lambda row: row.origin == LIBRARY and row.state == "live")
        beside = _held(ledger, lambda row: row.origin != LIBRARY and row.id not in new)
        return _run(home, ledger, _merged({**beside, **new}, library), means)


def remove(ids: Iterable[str], home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Take away sources that were added. Raises UsageError for an id that was not."""
    going = set(ids)
    with _writing(home), _ledger(home) as ledger:
        unknown = sorted(going - {row.id for row in ledger.held() if row.origin != LIBRARY})
        if unknown:
            raise UsageError(f"{unknown[0]!r} was not added, so it cannot be removed; see: assistant sources")
        library = _held(ledger, lambda row: row.origin == LIBRARY and row.state == "live")
        beside = _held(ledger, lambda row: row.origin != LIBRARY and row.id not in going)
        return _run(home, ledger, _merged(beside, library), means)


def _of_library(library: Library) -> dict[str, Wanted]:
    items: list[Item] = [*library.sources, *([library.article] if library.article else [])]
    return {contents.source_of(item).id: prepare(item, LIBRARY) for item in items}


def _held(ledger: Ledger, chosen: Callable[[Held], bool]) -> dict[str, Wanted]:
    """The chosen documents that are there, split anew; a staged one goes before the live one that it is to replace.

    What a killed `sync` staged of the library is not chosen by others: only a `sync` can finish it, and no half of it
    may be published.
    """
    rows = {row.id: row for row in ledger.held() if chosen(row)}  # "live" sorts before "staged"
    return {name: prepare(contents.item_of(ledger.document(row.key)), row.origin) for name, row in rows.items()}


def _merged(beside: Mapping[str, Wanted], library: Mapping[str, Wanted]) -> dict[str, Wanted]:
    twice = sorted(beside.keys() & library.keys())
    if twice:
        raise UsageError(f"{twice[0]!r} is in the library and was also added; run: assistant remove {twice[0]}")
    return {**beside, **library}


def _run(
    home: Home, ledger: Ledger, wanted: Mapping[str, Wanted], means: Means, notices: tuple[str, ...] = ()
) -> SyncReport:
    started = time.monotonic()
    done = update(home, ledger, wanted, means)
    return SyncReport(
        added=done.plan.added,
        changed=done.plan.changed,
        removed=done.plan.removed,
        unchanged=done.plan.unchanged,
        passages=done.passages,
        encoded=done.encoded,
        version=done.version,
        generation=done.generation,
        notices=(*notices, *done.notices),
        seconds=time.monotonic() - started,
    )


@contextmanager
def _writing(home: Home) -> Iterator[None]:
    """Be the one writer of a data folder, and say in one line what the disk will not do."""
    try:
        with writer_lock(home.create()):
            yield
    except OSError as error:
        raise AssistantError(f"{home.root}: {error.strerror or error}; mend that and run: assistant index") from error


@contextmanager
def _ledger(home: Home) -> Iterator[Ledger]:
    empty = not home.ledger.exists() or not home.ledger.stat().st_size
    if empty and generations.names(home):
        raise contents.damaged(f"{home.ledger} is gone or empty, though there was an index")
    with Ledger.writer(home.ledger) as ledger:
        yield ledger
