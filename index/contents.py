"""What the ledger holds, read whole and checked: documents, passages and vectors against their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from index.files import sha256_of_text
from index.ledger import Document, Held, Kind, Ledger, PassageRow, Published
from index.ledger_file import RUN_INDEX, RUN_REBUILD
from index.passages import Passage
from index.vectors import Floats
from sources.errors import IndexUnavailable
from sources.model import Article, PartName, Source
from sources.serialize import article_from_json, article_to_json, source_from_json, source_to_json

Item = Source | Article


@dataclass(frozen=True, slots=True)
class Stored:
    """Documents of the ledger with their passages' rows; row i of `vectors`, shape (passages, dimension), is passage i.

    `vectors_sha256` names encoder, passages and vectors; `version` names them and every fact of every document.
    """

    documents: tuple[Document, ...]
    passages: tuple[tuple[PassageRow, ...], ...]
    vectors: Floats
    vectors_sha256: str
    version: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A library as it is searched: the sources sorted by id, the article's own among them, and their passages."""

    sources: tuple[Source, ...]
    article: Article | None
    passages: tuple[Passage, ...]


def document_of(item: Item, origin: str) -> Document:
    """A source or an article in the form that is kept."""
    kind: Kind = "source" if isinstance(item, Source) else "article"
    payload = source_to_json(item) if isinstance(item, Source) else article_to_json(item)
    return Document(source_of(item).id, kind, sha256_of_text(payload), payload, origin)


def source_of(item: Item) -> Source:
    """The text of either, as a source."""
    return item if isinstance(item, Source) else item.source


def item_of(document: Document) -> Item:
    """The source or the article that a document was made of. Raises IndexUnavailable if this program cannot read it."""
    read_json = source_from_json if document.kind == "source" else article_from_json
    try:
        return read_json(document.payload)
    except ValueError as error:
        raise IndexUnavailable(
            f"document {document.id} is in another program version's form; "
            f"{RUN_INDEX}, or if it was added: assistant remove {document.id}"
        ) from error


def hash_of_passages(rows: Iterable[PassageRow]) -> str:
    """One hash for the passages of a document and the texts they are encoded as."""
    return sha256_of_text(json.dumps([list(row) for row in rows]))


def read(ledger: Ledger, rows: Sequence[Held], encoder: str) -> Stored:
    """These documents, in this order. Raises IndexUnavailable where a hash does not agree or a vector is missing."""
    documents = tuple(_document(ledger, row) for row in rows)
    passages = tuple(_passage_rows(ledger, row) for row in rows)
    vectors = [_vector(ledger, passage, encoder) for document in passages for passage in document]
    matrix = np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
    vectors_sha256 = _fingerprint(encoder, passages, matrix)
    library = "".join(f"{document.id} {document.sha256}\n" for document in documents)
    return Stored(documents, passages, matrix, vectors_sha256, sha256_of_text(library + vectors_sha256))


def read_published(ledger: Ledger) -> tuple[Stored, Published]:
    """The library as it was published. Raises IndexUnavailable if there is none, or another."""
    published = ledger.published()
    if published is None:
        raise IndexUnavailable(f"the index was never finished; {RUN_INDEX}")
    found = read(ledger, [row for row in ledger.held() if row.state == "live"], published.encoder)
    if (found.version, found.vectors_sha256) != (published.version, published.vectors):
        raise damaged("what it holds is not what was published")
    return found, published


def parse(stored: Stored) -> Contents:
    """Documents and passages as objects. Raises IndexUnavailable where this program cannot read a document."""
    items = [item_of(document) for document in stored.documents]
    articles = [item for item in items if isinstance(item, Article)]
    sources = tuple(source_of(item) for item in items)
    passages = [
        Passage(name, source.id, cast(PartName, part), ordinal, start, end, source.text[start:end])
        for source, rows in zip(sources, stored.passages, strict=True)
        for ordinal, (name, part, start, end, _) in enumerate(rows)
    ]
    return Contents(sources, articles[0] if articles else None, tuple(passages))


def damaged(what: str) -> IndexUnavailable:
    """The error for a ledger that SQLite can read and that is wrong all the same."""
    return IndexUnavailable(f"the ledger is damaged: {what}; {RUN_REBUILD}")


def _document(ledger: Ledger, row: Held) -> Document:
    document = ledger.document(row.key)
    if sha256_of_text(document.payload) != document.sha256:
        raise damaged(f"document {document.id} is not what was stored")
    return document


def _passage_rows(ledger: Ledger, row: Held) -> tuple[PassageRow, ...]:
    found = ledger.passages(row.key)
    if hash_of_passages(found) != row.passages_sha256:
        raise damaged(f"the passages of {row.id} are not what was stored")
    return found


def _vector(ledger: Ledger, passage: PassageRow, encoder: str) -> Floats:
    try:
        return ledger.vector(passage[4], encoder)
    except KeyError:
        raise damaged(f"passage {passage[0]} has no vector") from None


def _fingerprint(encoder: str, passages: Iterable[Iterable[PassageRow]], matrix: Floats) -> str:
    digest = hashlib.sha256(f"{encoder}\n{matrix.shape}\n".encode())
    for document in passages:
        for passage in document:
            digest.update(f"{passage[0]}\n".encode())
    digest.update(np.ascontiguousarray(matrix, dtype="<f4").tobytes())
    return digest.hexdigest()
