"""For every test: no network but this machine's own, and one data folder with the real library, built once."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.home import Home
from index.worker import OFFLINE

os.environ.update(OFFLINE)  # before anything imports the libraries that read it


class NetworkUsedError(AssertionError):
    """A test tried to reach another machine."""


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own. A name is one only if it needs no look-up."""
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    """`connect` that refuses other machines. Processes that tests start are not held by it."""

    def connect(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(str(address[0])):
            raise NetworkUsedError(f"connect to {address!r}")
        return original(self, address, *rest)

    return connect


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def encoder_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder in which the true encoder has been exported. It holds nothing else; do not write to it.

    A damaged export lies there first, so that making it (20 s) also shows that a damaged one is made anew.
    """
    from index.encoder_files import ensure_export, export_folder

    home = Home(tmp_path_factory.mktemp("encoder")).create()
    export_folder(home).mkdir()
    (export_folder(home) / "model.onnx").write_bytes(b"not a model")
    heard: list[str] = []
    ensure_export(home, heard.append)
    assert heard == ["preparing the encoder, once"]
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty data folder."""
    return Home(tmp_path / "home").create()


@pytest.fixture
def quick_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove Chroma folders in this process: starting another each time takes seconds, and other tests do it."""
    from index import doctor, probe, shelf, update

    for module in (doctor, shelf, update):
        monkeypatch.setattr(module, "probe", probe.prove_here)


@pytest.fixture(scope="session")
def library_home(encoder_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with the real library, encoded by the true encoder. Shared: only read from it."""
    from index.sync import sync
    from sources.bundled import bundled_library
    from sources.loader import load_library
    from tests.index_makers import with_encoder

    home = with_encoder(Home(tmp_path_factory.mktemp("library")), encoder_home)
    report = sync(load_library(bundled_library()), home)
    assert report.notices == ()
    return home
