"""Opening a vector store to search in: checked first, and where anything is wrong the exact scan answers instead."""

from __future__ import annotations

from collections.abc import Sequence

from index import generations
from index.contents import Stored
from index.home import Home
from index.ledger import Published
from index.ledger_file import RUN_INDEX
from index.lock import Claim
from index.passages import Passage
from index.shelf import server_collection
from index.store import COLLECTION, ChromaVectors, close, open_folder, open_server
from index.vectors import ExactVectors, Floats, Hits, VectorStoreError, WatchedVectors

_SAMPLES = 8


class _Claimed:
    """A store together with the right to have it open."""

    def __init__(self, store: ChromaVectors, claim: Claim) -> None:
        self._store = store
        self._claim = claim

    def search(self, vector: Floats, k: int) -> Hits:
        """See VectorSearch."""
        return self._store.search(vector, k)

    def close(self) -> None:
        """Close the store, then let another process have it."""
        try:
            self._store.close()
        finally:
            self._claim.release()


def open_vectors(
    home: Home,
    stored: Stored,
    passages: Sequence[Passage],
    published: Published,
    server_url: str | None,
    shared: WatchedVectors | None,
) -> tuple[WatchedVectors | None, str | None]:
    """The store, or None and one line of why the exact scan answers. Never raises for what is wrong with a store."""
    if shared:
        return shared, None
    ids = [passage.id for passage in passages]
    try:
        if server_url:
            store: ChromaVectors | _Claimed = _on_server(server_url, ids, stored)
        else:
            store = _in_folder(home, ids, stored, published.store)
    except VectorStoreError as error:
        return None, notice(str(error))
    return WatchedVectors(store, ExactVectors(stored.vectors)), None


def notice(failure: str) -> str:
    """The line for a person when a store is not used."""
    return f"the vector store is not used ({failure}); answers come from an exact scan of the same vectors"


def _on_server(url: str, ids: Sequence[str], stored: Stored) -> ChromaVectors:
    client = open_server(url)
    try:
        store = ChromaVectors(client, server_collection(stored.vectors_sha256), ids)
        store.prove(stored.vectors, _SAMPLES)
    except VectorStoreError:
        close(client)
        raise
    return store


def _in_folder(home: Home, ids: Sequence[str], stored: Stored, name: str | None) -> _Claimed:
    if name is None:
        raise VectorStoreError(f"none was built; {RUN_INDEX}")
    claim = generations.claim(home, name)
    if claim is None:
        raise VectorStoreError("another process has it open, or the data folder cannot be written")
    try:
        problem = generations.problem(home, name, stored.vectors_sha256)
        if problem:
            raise VectorStoreError(f"{problem}; {RUN_INDEX}")
        client = open_folder(home.generations / name / generations.CHROMA_FOLDER)
        try:
            store = ChromaVectors(client, COLLECTION, ids)
            store.prove(stored.vectors, _SAMPLES)
        except VectorStoreError:
            close(client)
            raise
    except VectorStoreError:
        claim.release()
        raise
    return _Claimed(store, claim)
