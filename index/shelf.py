"""Making a proved Chroma store of a library's vectors, in a folder of the data folder or on a server."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from index import generations
from index.home import Home
from index.passages import Passage
from index.probe import probe
from index.store import COLLECTION, ChromaVectors, chroma_failures, closing, fill, open_folder, open_server
from index.vectors import Floats, VectorStoreError

_SAMPLES = 200


def build_folder(home: Home, passages: Sequence[Passage], vectors: Floats, vectors_sha256: str) -> str:
    """Build a generation aside, prove it in a process of its own, publish it. Returns its name.

    Raises VectorStoreError or OSError; what was there before is then as it was.
    """
    ids = [passage.id for passage in passages]
    with generations.aside(home) as folder:
        chroma = folder / generations.CHROMA_FOLDER
        with closing(open_folder(chroma)) as client:
            fill(client, COLLECTION, passages, vectors)
        generations.seal(folder, vectors_sha256, len(ids))
        failure = probe(chroma, ids, vectors)
        if failure:
            raise VectorStoreError(f"the new store did not pass its test: {failure}")
        return generations.publish(home, folder, vectors_sha256)


def server_collection(vectors_sha256: str) -> str:
    """The collection that holds exactly these vectors: front ends with the same library share it."""
    return f"{COLLECTION}-{vectors_sha256[:24]}"


def build_on_server(url: str, passages: Sequence[Passage], vectors: Floats, vectors_sha256: str) -> None:
    """Make the collection on a server unless a good one is there. It gets its name only once it is proved.

    Raises VectorStoreError or UsageError.
    """
    ids = [passage.id for passage in passages]
    name = server_collection(vectors_sha256)
    with closing(open_server(url)) as client:
        try:
            ChromaVectors(client, name, ids).prove(vectors, _SAMPLES)
            return
        except VectorStoreError:
            pass  # not there, or not good: made anew below
        unnamed = f"{name}-{uuid4().hex[:8]}"
        fill(client, unnamed, passages, vectors)
        ChromaVectors(client, unnamed, ids).prove(vectors, _SAMPLES)
        with chroma_failures():
            if name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(name)
            client.get_collection(unnamed, embedding_function=None).modify(name=name)


def forget_on_server(url: str, vectors_sha256: str) -> None:
    """Remove the collection of a library that was replaced; that it is gone already is fine."""
    with closing(open_server(url)) as client, chroma_failures():
        name = server_collection(vectors_sha256)
        if name in {collection.name for collection in client.list_collections()}:
            client.delete_collection(name)
