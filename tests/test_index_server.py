"""With a Chroma server several front ends share one collection; when it does not answer, all goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.home import Home
from index.open import open_index
from index.shelf import server_collection
from index.store import close, closing, open_server
from index.sync import Means, sync
from index.vectors import VectorStoreError
from sources.errors import UsageError
from tests.index_makers import WordFactory, library, numbered


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    chroma = Path(sys.executable).with_name("chroma")
    command = [
        str(chroma),
        "run",
        "--path",
        str(tmp_path_factory.mktemp("server")),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(150):
            try:
                close(open_server(address))
                break
            except VectorStoreError:
                assert process.poll() is None
                time.sleep(0.2)
        yield address
        process.terminate()


def names(url: str) -> list[str]:
    with closing(open_server(url)) as client:
        return sorted(collection.name for collection in client.list_collections())


def test_a_server_is_filled_shared_and_tidied(url: str, home: Home, tmp_path: Path) -> None:
    means = Means(encoder=WordFactory(), server_url=url)
    report = sync(library(numbered(10)), home, means)
    assert (report.generation, report.notices) == (None, ())
    first = names(url)
    assert len(first) == 1

    other = Home(tmp_path / "other")
    sync(library(numbered(10)), other, means)
    assert names(url) == first
    indexes = [open_index(place, encoder=WordFactory(), server_url=url) for place in (home, other)]
    exact = open_index(home, encoder=WordFactory(), search="exact")
    for index in indexes:
        assert index.notices == ()
        assert index.dense_search("Finding 2 of study 7", 4) == exact.dense_search("Finding 2 of study 7", 4)

    sync(library(numbered(12)), home, means)
    assert len(names(url)) == 1
    assert names(url) != first
    # The other front end still has the old library: it goes on without the collection that is gone.
    assert indexes[1].dense_search("Finding 2 of study 7", 4) == exact.dense_search("Finding 2 of study 7", 4)
    assert len(indexes[1].notices) == 1
    for index in indexes:
        index.close()


def test_a_half_filled_collection_is_made_anew(url: str, home: Home) -> None:
    means = Means(encoder=WordFactory(), server_url=url)
    sync(library(numbered(10)), home, means)
    index = open_index(home, encoder=WordFactory(), search="exact")
    with closing(open_server(url)) as client:
        collection = client.get_collection(server_collection(index.published.vectors), embedding_function=None)
        collection.delete(ids=[index.passages[0].id])
    assert "holds 29 passages" in open_index(home, encoder=WordFactory(), server_url=url).notices[0]
    assert sync(library(numbered(10)), home, means).notices == ()
    again = open_index(home, encoder=WordFactory(), server_url=url)
    assert again.notices == ()
    again.close()


def test_no_server_costs_a_notice_and_no_answer(home: Home) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    report = sync(library(numbered(2)), home, Means(encoder=WordFactory(), server_url=nowhere))
    assert "exact scan" in report.notices[0]
    index = open_index(home, encoder=WordFactory(), server_url=nowhere)
    assert "exact scan" in index.notices[0]
    assert len(index.dense_search("finding", 3)) == 3


def test_what_is_no_address_is_said_at_once(home: Home) -> None:
    with pytest.raises(UsageError, match=r"looks like http://127\.0\.0\.1:8000"):
        sync(library(numbered(1)), home, Means(encoder=WordFactory(), server_url="localhost:8000"))
