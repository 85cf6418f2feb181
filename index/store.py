"""The Chroma store: the only module that knows Chroma.

Vectors are always ours (`embedding_function=None`), collections are made once and never changed, and nothing is created
where something is looked for: an emptied store must show as missing, not as a library without evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from index.passages import Passage
from index.vectors import Floats, Hits, VectorStoreError
from sources.errors import UsageError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

COLLECTION = "passages"
_BATCH = 500
_SERVER_SECONDS = 10.0
_SAME = 1e-3  # a vector found by itself has a cosine within this of 1


@contextmanager
def closing(client: Client) -> Iterator[Client]:
    """Close a client at the end."""
    try:
        yield client
    finally:
        close(client)


@contextmanager
def chroma_failures() -> Iterator[None]:
    """Turn whatever Chroma raises into VectorStoreError. A panic of its Rust half is no Exception to Python."""
    try:
        yield
    except (VectorStoreError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise VectorStoreError(f"{type(error).__name__}: {error}".replace("\n", " ")[:200]) from error


def open_folder(folder: Path) -> Client:
    """A client of a folder; close it. No other process may have one at the same time, see index.generations.claim."""
    with chroma_failures():
        import chromadb

        return cast("Client", chromadb.PersistentClient(path=str(folder), settings=_settings()))


def open_server(url: str) -> Client:
    """A client of a Chroma server at `http://host:port` or https. Raises VectorStoreError if it does not answer."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{url!r} is no address of a Chroma server; it looks like http://127.0.0.1:8000")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    with chroma_failures():
        import chromadb
        import httpx

        # Chroma's own client waits for ever; one that answers this in time is taken to be well.
        httpx.get(
            f"{parts.scheme}://{parts.hostname}:{port}/api/v2/heartbeat", timeout=_SERVER_SECONDS
        ).raise_for_status()
        client = chromadb.HttpClient(host=parts.hostname, port=port, ssl=secure, settings=_settings())
        for session in _sessions(client):
            session.timeout = _SERVER_SECONDS
        return cast("Client", client)


def close(client: Client) -> None:
    """Let go of a client's files or connections."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()  # which Chroma leaves open


def _sessions(client: object) -> list[Any]:
    """The HTTP connections under a client of a server; none under a client of a folder."""
    owners = (client, getattr(client, "_admin_client", None))
    sessions = [getattr(getattr(owner, "_server", None), "_session", None) for owner in owners]
    return [session for session in sessions if session is not None]


def _settings() -> Any:
    from chromadb.config import Settings

    # No .env file of whatever folder the program happens to be started in.
    settings: Callable[..., Any] = Settings  # its own signature leaves out what pydantic takes
    return settings(_env_file=None, anonymized_telemetry=False, allow_reset=False)


def fill(client: Client, name: str, passages: Sequence[Passage], vectors: Floats) -> None:
    """Make a collection of passages and their vectors, whole in the files when this returns."""
    configuration: CreateCollectionConfiguration = {
        "hnsw": {
            "space": "cosine",
            "ef_construction": 200,
            "ef_search": 200,
            "max_neighbors": 32,
            # Written out once, with the last vector: until then all is in the log, afterwards in the hashed files.
            "sync_threshold": max(2, len(passages)),
        }
    }
    with chroma_failures():
        collection = client.create_collection(name, embedding_function=None, configuration=configuration)
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            collection.add(
                ids=[passage.id for passage in batch],
                embeddings=vectors[start : start + _BATCH],
                documents=[passage.text for passage in batch],
                metadatas=[{"source": p.source_id, "part": p.part, "start": p.start, "end": p.end} for p in batch],
            )


class ChromaVectors:
    """Searches a collection. Raises VectorStoreError for whatever goes wrong in Chroma."""

    def __init__(self, client: Client, name: str, ids: Sequence[str]) -> None:
        self._client = client
        with chroma_failures():
            self._collection = client.get_collection(name, embedding_function=None)
        self._index_of = {name: index for index, name in enumerate(ids)}

    def search(self, vector: Floats, k: int) -> Hits:
        """The `k` nearest passages; see VectorSearch."""
        return self.search_many(np.asarray(vector, dtype=np.float32)[None, :], k)[0]

    def search_many(self, vectors: Floats, k: int) -> list[Hits]:
        """`search` for each row."""
        k = min(k, len(self._index_of))
        if k <= 0:
            return [[] for _ in vectors]
        with chroma_failures():
            found = self._collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
            return [
                sorted(((self._index_of[i], 1.0 - float(d)) for i, d in zip(ids, far, strict=True)), key=_rank)
                for ids, far in zip(found["ids"], found["distances"] or [], strict=True)
            ]

    def prove(self, vectors: Floats, samples: int) -> None:
        """Raises VectorStoreError unless the count is right and `samples` vectors, evenly spread, find themselves."""
        with chroma_failures():
            count = self._collection.count()
        if count != len(self._index_of):
            raise VectorStoreError(f"it holds {count} passages and not {len(self._index_of)}")
        rows = np.unique(np.linspace(0, count - 1, min(samples, count)).astype(int))
        for row, hits in zip(rows, self.search_many(vectors[rows], 1), strict=True):
            if not hits or hits[0][1] < 1 - _SAME or float(vectors[hits[0][0]] @ vectors[row]) < 1 - _SAME:
                raise VectorStoreError(f"passage {row} is not found by its own vector")

    def close(self) -> None:
        """Close the client."""
        close(self._client)


def _rank(hit: tuple[int, float]) -> tuple[float, int]:
    return -hit[1], hit[0]
