"""Files that are either there whole or not there: hashes, flushes to disk, and switches that cannot stop halfway."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path


def sha256_of_file(path: Path) -> str:
    """sha256 of a file, 64 hex digits. Raises OSError where it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of_text(text: str) -> str:
    """sha256 of a text's UTF-8 bytes, 64 hex digits. A lone surrogate counts as its three bytes instead of failing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def flush(path: Path) -> None:
    """fsync a file or a folder: after this a power cut does not take it away."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder for flushing and orders the rename itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_tree(folder: Path) -> None:
    """fsync every file and folder below `folder`, and itself."""
    for path in sorted(folder.rglob("*")):
        flush(path)
    flush(folder)


def publish_folder(aside: Path, final: Path) -> None:
    """Flush a finished folder and rename it into place; `final` must not be there yet."""
    flush_tree(aside)
    aside.replace(final)
    flush(final.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder that must never be found half there: first renamed to a name that nobody reads."""
    if not folder.exists():
        return
    doomed = folder.with_name(f".old-{folder.name}-{os.getpid()}")
    folder.replace(doomed)
    shutil.rmtree(doomed, ignore_errors=True)
