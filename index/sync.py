"""Bringing the index up to date: only what changed is written, only new sentences are encoded.

Each document is committed on its own, so that a job which is killed goes on where it was; the library as a whole is
switched by one commit at the end (index.ledger). The encoder is loaded only if something must be encoded.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from index import contents, rebuild
from index.contents import Item
from index.encoder import BundledEncoder, EncoderFactory
from index.home import Home
from index.ledger import Held, Ledger
from index.lock import writer_lock
from index.plan import Wanted, prepare
from index.update import Progress, Update, silent, update
from sources.errors import UsageError
from sources.loader import Library
from sources.model import Source

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


@dataclass(frozen=True, slots=True)
class Means:
    """What an update needs beside the documents. `thorough` also proves a vector store that looks unharmed (2-3 s)."""

    encoder: EncoderFactory | None = None
    progress: Progress = silent
    server_url: str | None = None
    thorough: bool = True


_DEFAULT = Means()


def sync(library: Library, home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Make the index hold this library and what was added beside it. Raises AssistantError; nothing is lost."""
    with writer_lock(home.create()), Ledger.writer(home.ledger) as ledger:
        beside = _held(ledger, lambda row: row.origin != LIBRARY)
        return _run(home, ledger, _merged(beside, _of_library(library)), means)


def rebuild_index(library: Library, home: Home, means: Means = _DEFAULT) -> SyncReport:
    """`sync` into a new ledger that takes the place of a damaged one; what was added and is whole is carried over."""
    with writer_lock(home.create()):
        saved, lost = rebuild.saved_items(home, LIBRARY)
        beside = {contents.source_of(item).id: prepare(item, ADDED) for item in saved}
        with rebuild.new_ledger(home) as ledger:
            report = _run(home, ledger, _merged(beside, _of_library(library)), means, lost)
        rebuild.take_over(home)
        return report


def add(sources: Iterable[Source], home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Put sources beside the library, or in the place of earlier ones of the same id that were added."""
    new = {source.id: prepare(source, ADDED) for source in sources}
    with writer_lock(home.create()), Ledger.writer(home.ledger) as ledger:
        library = _held(ledger, lambda row: row.origin == LIBRARY)
        beside = _held(ledger, lambda row: row.origin != LIBRARY and row.id not in new)
        return _run(home, ledger, _merged({**beside, **new}, library), means)


def remove(ids: Iterable[str], home: Home, means: Means = _DEFAULT) -> SyncReport:
    """Take away sources that were added. Raises UsageError for an id that was not."""
    going = set(ids)
    with writer_lock(home.create()), Ledger.writer(home.ledger) as ledger:
        unknown = sorted(going - {row.id for row in ledger.held() if row.origin != LIBRARY})
        if unknown:
            raise UsageError(f"{unknown[0]!r} was not added, so it cannot be removed; see: assistant sources")
        return _run(home, ledger, _held(ledger, lambda row: row.id not in going), means)


def _of_library(library: Library) -> dict[str, Wanted]:
    items: list[Item] = [*library.sources, *([library.article] if library.article else [])]
    return {contents.source_of(item).id: prepare(item, LIBRARY) for item in items}


def _held(ledger: Ledger, chosen: Callable[[Held], bool]) -> dict[str, Wanted]:
    """The chosen documents that are there, split anew; a staged one goes before the live one that it is to replace."""
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
    done: Update = update(
        home, ledger, wanted, means.encoder or BundledEncoder(home), means.progress, means.server_url, means.thorough
    )
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
