"""Generations: the Chroma folders of a data folder, each with a manifest of what it must contain.

A folder is built aside, proved, flushed and renamed; the ledger's `published` row alone says which one is current, so
that documents and vectors are switched by one commit. The one before is kept, older ones are removed.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.files import flush, publish_folder, remove_folder, sha256_of_file
from index.home import Home
from index.lock import Claim

MANIFEST_FILE = "manifest.json"
CHROMA_FOLDER = "chroma"
DATABASE_FILE = "chroma.sqlite3"
_NAME = re.compile(r"gen-(\d{6})-[0-9a-f]{12}")
_ASIDE = ".building-"
_KEPT = 2


def names(home: Home) -> list[str]:
    """The generations of a data folder, oldest first."""
    if not home.generations.is_dir():
        return []
    return sorted(path.name for path in home.generations.iterdir() if _NAME.fullmatch(path.name))


@contextmanager
def aside(home: Home) -> Iterator[Path]:
    """A folder to build in; what is left in it at the end, or was left by a process that was killed, is removed.

    Its name is used once: the probe of a killed process may live on for a moment, and must not open the next one.
    """
    for leftover in [*home.generations.glob(f"{_ASIDE}*"), *home.generations.glob(".old-*")]:
        shutil.rmtree(leftover, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=home.generations))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seal(folder: Path, vectors_sha256: str, passages: int) -> None:
    """Write down what the folder holds. Chroma's database is left out: merely opening it changes it."""
    chroma = folder / CHROMA_FOLDER
    files = {path.relative_to(chroma).as_posix(): sha256_of_file(path) for path in _index_files(chroma)}
    manifest = {"vectors": vectors_sha256, "passages": passages, "files": files}
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def publish(home: Home, folder: Path, vectors_sha256: str) -> str:
    """Flush a sealed folder and rename it into place. Returns its name."""
    last = max((int(found[1]) for name in names(home) if (found := _NAME.fullmatch(name))), default=0)
    name = f"gen-{last + 1:06d}-{vectors_sha256[:12]}"
    publish_folder(folder, home.generations / name)
    return name


def problem(home: Home, name: str, vectors_sha256: str) -> str | None:
    """What is wrong with a generation: None if each file is as it was sealed. Opens nothing, so cannot crash."""
    folder = home.generations / name
    chroma = folder / CHROMA_FOLDER
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        if manifest["vectors"] != vectors_sha256:
            return "it holds other vectors"
        if {path.relative_to(chroma).as_posix() for path in _index_files(chroma)} != set(manifest["files"]):
            return "files are missing or too many"
        for relative, known in manifest["files"].items():
            if sha256_of_file(chroma / relative) != known:
                return f"{Path(relative).name} is damaged"
        if not (chroma / DATABASE_FILE).stat().st_size:
            return f"{DATABASE_FILE} is empty"
    except FileNotFoundError as error:
        return f"{Path(str(error.filename)).name} is missing"
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"it cannot be read ({type(error).__name__})"
    return None


def whole(home: Home, vectors_sha256: str) -> str | None:
    """The newest generation that holds exactly these vectors and is undamaged, or None."""
    wanted = vectors_sha256[:12]
    fitting = (name for name in reversed(names(home)) if name.endswith(wanted))
    return next((name for name in fitting if problem(home, name, vectors_sha256) is None), None)


def claim(home: Home, name: str) -> Claim | None:
    """The right to open a generation: of all processes one at a time has it, or two would damage it."""
    return Claim.take(home.locks / f"{name}.lock")


def prune(home: Home, current: str | None) -> None:
    """Remove all but the current generation and the newest other; one that is open somewhere waits."""
    others = [name for name in names(home) if name != current]
    for name in others[: max(0, len(others) - (_KEPT - 1))]:
        held = claim(home, name)
        if held is None:
            continue
        try:
            remove_folder(home.generations / name)
        finally:
            held.release()
        (home.locks / f"{name}.lock").unlink(missing_ok=True)
    flush(home.generations)


def _index_files(chroma: Path) -> list[Path]:
    """The files of the nearest-neighbour index: those in folders; the database and its journal lie beside them."""
    return sorted(path for path in chroma.glob("*/**/*") if path.is_file())
