"""One update of a ledger and its vector store, step by step: stage, read back, build the store, publish, tidy up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from index import contents, generations, plan, shelf
from index.contents import Stored
from index.encoder import BundledEncoder, Encoder, EncoderFactory
from index.home import Home
from index.ledger import Ledger, Published
from index.passages import Passage
from index.plan import Plan, Wanted
from index.probe import probe
from index.vectors import Floats, VectorStoreError
from sources.errors import EncoderError

Phase = Literal["encoder", "sentences", "documents", "store"]
_TEXTS_AT_ONCE = 128


class Progress(Protocol):
    """Hears how far an update is: `done` of `total` in a phase. A document that is counted as done is safe."""

    def __call__(self, phase: Phase, done: int, total: int) -> None: ...


def silent(phase: Phase, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Means:
    """What an update needs beside the documents. `thorough` also proves a vector store that looks unharmed (2-3 s)."""

    encoder: EncoderFactory | None = None
    progress: Progress = silent
    server_url: str | None = None
    thorough: bool = True


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did; see index.sync.SyncReport."""

    plan: Plan
    passages: int
    encoded: int
    version: str
    generation: str | None
    notices: tuple[str, ...]


def update(home: Home, ledger: Ledger, wanted: Mapping[str, Wanted], means: Means) -> Update:
    """Make the ledger hold exactly these documents, by id, and publish them with a store of their vectors."""
    encoder = means.encoder or BundledEncoder(home)
    before = _published(ledger)
    todo = plan.make(ledger, wanted, encoder.fingerprint)
    encoded = _stage(ledger, todo.to_stage, encoder, means.progress)
    rows = plan.rows_of(ledger, wanted)
    stored = contents.read(ledger, rows, encoder.fingerprint)
    means.progress("store", 0, 1)
    store, notices = _store(home, stored, before, means)
    after = Published(stored.version, encoder.fingerprint, stored.vectors_sha256, store)
    if after != before or {row.key for row in ledger.held() if row.state == "live"} != {row.key for row in rows}:
        ledger.publish([row.key for row in rows], after)
    generations.prune(home, store)
    means.progress("store", 1, 1)
    return Update(todo, len(stored.vectors), encoded, stored.version[:12], store, notices)


def _published(ledger: Ledger) -> Published | None:
    """What was published last, checked: an update on top of a damaged ledger would give the damage a new hash."""
    problems = ledger.problems()
    if problems:
        raise contents.damaged(problems[0])
    return contents.read_published(ledger)[1] if ledger.published() else None


def _stage(ledger: Ledger, todo: tuple[Wanted, ...], factory: EncoderFactory, progress: Progress) -> int:
    """Write the documents, each in its own transaction, encoding what has no vector. Returns how many texts."""
    encoded = ledger.encoded(factory.fingerprint)
    total = len({sha256 for item in todo for sha256 in item.texts} - encoded)
    encoder: Encoder | None = None
    count = documents = 0
    for window in _windows(todo, encoded):
        new = {sha256: text for item in window for sha256, text in item.texts.items() if sha256 not in encoded}
        vectors: dict[str, Floats] = {}
        if new:
            encoder = encoder or factory.load(lambda _: progress("encoder", 0, 1))
            vectors = _encode(encoder, new)
            count += len(new)
            progress("sentences", count, total)
        for item in window:
            fresh = [(sha256, vectors[sha256]) for sha256 in item.texts if sha256 in vectors]
            ledger.stage(item.document, item.passages, item.passages_sha256, fresh, factory.fingerprint)
            documents += 1
            progress("documents", documents, len(todo))
        encoded |= new.keys()
    return count


def _windows(todo: tuple[Wanted, ...], encoded: set[str]) -> Iterator[list[Wanted]]:
    """Documents in groups that make full batches for the encoder."""
    window: list[Wanted] = []
    waiting = 0
    for item in todo:
        window.append(item)
        waiting += len(item.texts.keys() - encoded)
        if waiting >= _TEXTS_AT_ONCE:
            yield window
            window, waiting = [], 0
    if window:
        yield window


def _encode(encoder: Encoder, texts: Mapping[str, str]) -> dict[str, Floats]:
    vectors = encoder.encode(list(texts.values()))
    lengths = np.linalg.norm(vectors, axis=1)
    if len(vectors) != len(texts) or not np.allclose(lengths, 1.0, atol=1e-3):
        raise EncoderError("the encoder gave vectors that are not of length 1; run: assistant doctor")
    return dict(zip(texts, vectors, strict=True))


def _store(home: Home, stored: Stored, before: Published | None, means: Means) -> tuple[str | None, tuple[str, ...]]:
    """The name of the generation that holds these vectors, if one is to, and lines about what did not work."""
    if not len(stored.vectors):
        return None, ()
    passages = contents.parse(stored).passages
    try:
        if means.server_url:
            shelf.build_on_server(means.server_url, passages, stored.vectors, stored.vectors_sha256)
            if before and before.vectors != stored.vectors_sha256:
                shelf.forget_on_server(means.server_url, before.vectors)
            return None, ()
        there = generations.whole(home, stored.vectors_sha256)
        proved = before is not None and before.store == there and not means.thorough
        if there and (proved or not _broken(home, there, passages, stored)):
            return there, ()
        return shelf.build_folder(home, passages, stored.vectors, stored.vectors_sha256), ()
    except (VectorStoreError, OSError) as error:
        return None, (f"no vector store could be built ({error}); answers come from an exact scan of the same vectors",)


def _broken(home: Home, name: str, passages: Sequence[Passage], stored: Stored) -> bool:
    """Whether a store whose files look right fails its test. One that is open elsewhere was tested at opening."""
    claim = generations.claim(home, name)
    if claim is None:
        return False
    try:
        folder = home.generations / name / generations.CHROMA_FOLDER
        return probe(folder, [passage.id for passage in passages], stored.vectors) is not None
    finally:
        claim.release()
