"""Proving a Chroma folder in a process of its own: damaged files can crash the process that opens them.

`python -m index.probe FOLDER` reads the passages' ids and vectors from its input and ends with code 0, or with one line
of what is wrong.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.store import COLLECTION, ChromaVectors, open_folder
from index.vectors import Floats, VectorStoreError
from index.worker import run_module

_SAMPLES = 200
_SECONDS = 300.0


def probe(folder: Path, ids: Sequence[str], vectors: Floats) -> str | None:
    """What is wrong with a Chroma folder: None if it opens, counts right, and 200 vectors find themselves."""
    given = io.BytesIO()
    np.savez(given, ids=np.array(ids, dtype=np.str_), vectors=vectors)
    return run_module("index.probe", str(folder), given=given.getvalue(), seconds=_SECONDS).failure


def main(arguments: list[str]) -> int:
    """The process itself."""
    with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as given:
        ids, vectors = [str(name) for name in given["ids"]], given["vectors"]
    try:
        with closing(open_folder(Path(arguments[0]))) as client:
            ChromaVectors(client, COLLECTION, ids).prove(vectors, _SAMPLES)
    except VectorStoreError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
