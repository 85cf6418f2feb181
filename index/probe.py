"""Proving a Chroma folder in a process of its own: damaged files can crash the process that opens them.

`python -m index.probe FOLDER` reads the passages' ids and vectors from its input and ends with code 0, or with one line
of what is wrong.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.generations import DATABASE_FILE
from index.store import COLLECTION, ChromaVectors, closing, open_folder
from index.vectors import Floats, VectorStoreError
from index.worker import run_module

_SAMPLES = 200
_SECONDS = 300.0


def probe(folder: Path, ids: Sequence[str], vectors: Floats) -> str | None:
    """What is wrong with a Chroma folder: None if it opens, counts right, and 200 vectors find themselves."""
    given = io.BytesIO()
    np.savez(given, ids=np.array(ids, dtype=np.str_), vectors=vectors)
    return run_module("index.probe", str(folder), given=given.getvalue(), seconds=_SECONDS).failure


def prove_here(folder: Path, ids: Sequence[str], vectors: Floats) -> str | None:
    """The proof itself, in this process."""
    if not (folder / DATABASE_FILE).is_file():  # Chroma would make an empty one
        return f"{DATABASE_FILE} is missing"
    try:
        with closing(open_folder(folder)) as client:
            ChromaVectors(client, COLLECTION, ids).prove(vectors, _SAMPLES)
    except VectorStoreError as error:
        return str(error)
    return None


def main(arguments: list[str]) -> int:
    """The process of its own."""
    with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as given:
        failure = prove_here(Path(arguments[0]), [str(name) for name in given["ids"]], given["vectors"])
    if failure:
        print(failure, file=sys.stderr)
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
