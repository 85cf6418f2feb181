"""Opening an index to answer from: one unchanging snapshot of a library, searchable by words and by meaning."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

import numpy as np

from index import contents, serving
from index.contents import Contents, Stored
from index.encoder import BundledEncoder, Encoder, EncoderFactory
from index.feedback import keep
from index.home import Home
from index.ledger import Ledger, Published
from index.ledger_feedback import Feedback
from index.ledger_file import RUN_INDEX
from index.lexical import LexicalIndex
from index.passages import Passage
from index.vectors import ExactVectors, Floats, Hits, WatchedVectors
from sources.errors import AssistantError, IndexUnavailable
from sources.model import Article, Source

Search = Literal["chroma", "exact"]
T = TypeVar("T")


class _Once(Generic[T]):
    """Something slow to make, made when it is first asked for, by whichever thread comes first."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def get(self) -> T:
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


class Index:
    """A snapshot of a library. Everything is read-only and may be asked from several threads until `close`.

    `passages` are in a fixed order, and every index of a passage refers to it; `sources` holds the article's text too.
    """

    def __init__(
        self,
        home: Home,
        stored: Stored,
        found: Contents,
        published: Published,
        vectors: WatchedVectors | None,
        encoder: EncoderFactory,
        notices: Sequence[str],
    ) -> None:
        self.version = published.version[:12]
        self.sources: Mapping[str, Source] = MappingProxyType({source.id: source for source in found.sources})
        self.article: Article | None = found.article
        self.passages: tuple[Passage, ...] = found.passages
        self.published = published
        self.vectors = vectors
        self._home = home
        self._factory = encoder
        self._notices = tuple(notices)
        self._exact = ExactVectors(stored.vectors)
        self._encoder: _Once[Encoder] = _Once(encoder.load)
        self._lexical = _Once(lambda: LexicalIndex([passage.text for passage in found.passages]))
        self._of: _Once[dict[str, tuple[Passage, ...]]] = _Once(self._group)

    @property
    def notices(self) -> tuple[str, ...]:
        """Lines for a person about what works less well than it should. They change no answer."""
        failure = self.vectors.failure if self.vectors else None
        return (*self._notices, *([serving.notice(failure)] if failure else []))

    def lexical_scores(self, query: str, expansion: Sequence[tuple[str, float]] = ()) -> Floats:
        """How well each passage fits by its words, shape (passages,); see LexicalIndex.scores."""
        return self._lexical.get().scores(query, expansion)

    def encode(self, text: str) -> Floats:
        """The vector of a text, shape (dimension,), length 1. Raises EncoderError if the encoder cannot be loaded."""
        vector: Floats = self._encoder.get().encode([text])[0]
        return vector

    def encode_all(self, texts: Sequence[str]) -> Floats:
        """The vectors of several texts, shape (texts, dimension), in one go."""
        return self._encoder.get().encode(texts)

    def dense_scores(self, query: str | Floats) -> Floats:
        """The exact cosine of each passage with a text or a vector, shape (passages,)."""
        return self._exact.scores(self._vector(query)) if self.passages else np.zeros(0, dtype=np.float32)

    def dense_search(self, query: str | Floats, k: int) -> Hits:
        """The `k` passages nearest to a text or a vector as (index, cosine), best first, ties by index."""
        if not self.passages:
            return []
        return (self.vectors or self._exact).search(self._vector(query), k)

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, in order. Raises KeyError for an id that is not in `sources`."""
        return self._of.get()[source_id]

    def warm(self) -> None:
        """Load what is loaded on first use, so that the first question does not wait for it."""
        self.lexical_scores("warm")
        self._encoder.get()

    def keep_feedback(self, feedback: Feedback) -> None:
        """Keep what a reader sent; see index.feedback.keep. This snapshot is not changed by it."""
        keep(self._home, feedback)

    def is_current(self) -> bool:
        """Whether this is still what is published (1 ms). A ledger that cannot be read says nothing against it."""
        try:
            with Ledger.reader(self._home.ledger) as ledger:
                return ledger.published() == self.published
        except AssistantError:
            return True

    def close(self) -> None:
        """Let go of the vector store; what is asked afterwards is answered by the exact scan."""
        vectors, self.vectors = self.vectors, None
        if vectors:
            vectors.close()

    def _vector(self, query: str | Floats) -> Floats:
        return self.encode(query) if isinstance(query, str) else np.asarray(query, dtype=np.float32)

    def _group(self) -> dict[str, tuple[Passage, ...]]:
        grouped: dict[str, list[Passage]] = {name: [] for name in self.sources}
        for passage in self.passages:
            grouped[passage.source_id].append(passage)
        return {name: tuple(found) for name, found in grouped.items()}


def open_index(
    home: Home,
    *,
    search: Search = "chroma",
    encoder: EncoderFactory | None = None,
    server_url: str | None = None,
    previous: Index | None = None,
) -> Index:
    """Open what was published last. Raises IndexUnavailable, one line that says what to run, if that cannot be.

    `search="exact"` leaves Chroma alone: right for a process that answers one question, since importing Chroma takes
    longer than scanning 100,000 vectors. `previous` is an index of the same folder that is still open: if its vector
    store is still the right one it is shared and not opened a second time.
    """
    factory = encoder or BundledEncoder(home)
    with Ledger.reader(home.ledger) as ledger:
        stored, published = contents.read_published(ledger)
    if published.encoder != factory.fingerprint:
        raise IndexUnavailable(f"the index was made with another encoder ({published.encoder}); {RUN_INDEX}")
    found = contents.parse(stored)
    if search == "exact" or not found.passages:
        return Index(home, stored, found, published, None, factory, ())
    shared = _shared(previous, published)
    vectors, notice = serving.open_vectors(home, stored, found.passages, published, server_url, shared)
    return Index(home, stored, found, published, vectors, factory, [notice] if notice else [])


def _shared(previous: Index | None, published: Published) -> WatchedVectors | None:
    if previous is None or previous.vectors is None or previous.vectors.failure:
        return None
    before = previous.published
    same = (before.vectors, before.store) == (published.vectors, published.store)
    return previous.vectors.share() if same else None
