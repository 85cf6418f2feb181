"""The encoder: all-MiniLM-L6-v2 on onnxruntime, from text to vectors of length 1.

Reimers and Gurevych, "Sentence-BERT" (2019), https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2. The weights
come from an installed package and are exported once, see index.encoder_export; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from index.encoder_files import DIMENSION, FINGERPRINT, LONGEST_TOKENS, MODEL_FILE, TOKENIZER_FILE, ensure_export
from index.home import Home
from index.vectors import Floats
from sources.errors import EncoderError

_BATCH = 32


class Encoder(Protocol):
    """From texts to vectors."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each text, shape (texts, dimension), float32."""


class EncoderFactory(Protocol):
    """An encoder that is known by name before it is loaded."""

    @property
    def fingerprint(self) -> str:
        """Names everything that a vector depends on: model, weights, tokenizer, precision, pooling, length."""

    def load(self, report: Callable[[str], None] | None = None) -> Encoder:
        """Load it; `report` hears of slow steps. Raises EncoderError, one line, where that cannot be done."""


class BundledEncoder:
    """The encoder that comes with the program, kept in a data folder. Making one loads nothing."""

    def __init__(self, home: Home, threads: int = 2) -> None:
        self._home = home
        self._threads = threads

    @property
    def fingerprint(self) -> str:
        """See EncoderFactory."""
        return FINGERPRINT

    def load(self, report: Callable[[str], None] | None = None) -> OnnxEncoder:
        """See EncoderFactory. Exports the weights first if that was not done, or if the export is damaged."""
        return OnnxEncoder(ensure_export(self._home, report), self._threads)


class OnnxEncoder(Embeddings):
    """The encoder, loaded. What stands after 256 tokens of a text does not count. Safe to use from several threads."""

    dimension = DIMENSION
    fingerprint = FINGERPRINT

    def __init__(self, folder: Path, threads: int = 2) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                folder / MODEL_FILE, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # both libraries raise plain Exception classes of their own
            raise EncoderError(f"the encoder in {folder} cannot be loaded ({error}); run: assistant index") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST_TOKENS)

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row for each text, in their order; see Encoder. Texts of like length share a batch."""
        ids = [np.asarray(tokenised.ids, dtype=np.int64) for tokenised in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
        vectors = np.zeros((len(ids), DIMENSION), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._run([ids[row] for row in rows])
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's way to ask for `encode`."""
        return [[float(value) for value in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's way to ask for the vector of a question; questions and passages are encoded alike."""
        return self.embed_documents([text])[0]

    def _run(self, ids: list[np.ndarray[Any, np.dtype[np.int64]]]) -> Floats:
        shape = (len(ids), max(map(len, ids)))
        padded, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        (vectors,) = self._session.run(None, {"ids": padded, "mask": mask})
        return np.asarray(vectors, dtype=np.float32)
