"""Searching vectors: what any store of them must answer, and the exact scan that always can."""

from __future__ import annotations

import threading
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Hits = list[tuple[int, float]]


_SPARE = 16  # asked for beyond `k`, so that which of equally near passages come first is for us to say


class VectorStoreError(Exception):
    """A store could not answer, or answered what cannot be true. Never shown to a person: the exact scan takes over."""


class VectorSearch(Protocol):
    """Finds the passages nearest to a vector."""

    def search(self, vector: Floats, k: int) -> Hits:
        """The `k` nearest passages as (index of the passage, cosine), best first, ties by index."""

    def close(self) -> None:
        """Let go of files and locks."""


def best(scores: Floats, k: int) -> Hits:
    """The `k` highest scores as (index, score), best first, ties by index."""
    k = min(k, len(scores))
    if k <= 0:
        return []
    # Rounded, because equal texts can differ in the last bit, by where in the matrix they stand.
    order = np.argsort(-np.round(scores, 6), kind="stable")[:k]
    return [(int(index), float(scores[index])) for index in order]


class ExactVectors:
    """Scans every vector. `matrix` has shape (passages, dimension); its rows are of length 1."""

    def __init__(self, matrix: Floats) -> None:
        self._matrix = matrix

    def scores(self, vector: Floats) -> Floats:
        """The cosine of every passage with `vector`, shape (passages,)."""
        found: Floats = self._matrix @ np.asarray(vector, dtype=np.float32)
        return found

    def search(self, vector: Floats, k: int) -> Hits:
        """The `k` nearest passages; see VectorSearch."""
        return best(self.scores(vector), k)

    def among(self, rows: list[int], vector: Floats, k: int) -> Hits:
        """The `k` nearest of the passages in `rows`, which is sorted."""
        scores: Floats = self._matrix[rows] @ np.asarray(vector, dtype=np.float32)
        return [(rows[at], score) for at, score in best(scores, k)]

    def close(self) -> None:
        """Nothing is held."""


class WatchedVectors:
    """Asks a store until it fails for the first time, from then on the exact scan; `failure` says what happened.

    The store says which passages are near, the vectors themselves say how near, so that both ways give one answer.
    An index that is opened again shares it with its forerunner, and the last of them to close it closes the store.
    """

    def __init__(self, store: VectorSearch, exact: ExactVectors) -> None:
        self._store = store
        self._exact = exact
        self._users = 1
        self._counting = threading.Lock()
        self.failure: str | None = None

    def search(self, vector: Floats, k: int) -> Hits:
        """The `k` nearest passages; see VectorSearch. A failing store costs its own speed and no answer."""
        if self.failure is None:
            try:
                near = sorted(index for index, _ in self._store.search(vector, k + _SPARE)) if k > 0 else []
                return self._exact.among(near, vector, k)
            except VectorStoreError as error:
                self.failure = str(error)
        return self._exact.search(vector, k)

    def share(self) -> WatchedVectors:
        """Itself, with one more user."""
        with self._counting:
            self._users += 1
        return self

    def close(self) -> None:
        """One user fewer; the store is closed with the last."""
        with self._counting:
            self._users -= 1
            last = self._users == 0
        if last:
            self._store.close()
