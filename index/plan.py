"""What must be written so that a ledger holds a library: the difference between the two, document by document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index import contents
from index.contents import Item
from index.files import sha256_of_text
from index.ledger import Document, Held, Ledger, PassageRow
from index.passages import embedding_text, split


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it should be, ready to be written. `texts`: what is encoded, by its sha256."""

    document: Document
    passages: tuple[PassageRow, ...]
    passages_sha256: str
    texts: Mapping[str, str]

    @property
    def mark(self) -> tuple[str, str, str]:
        """Two documents with the same mark are the same."""
        return self.document.sha256, self.passages_sha256, self.document.origin


@dataclass(frozen=True, slots=True)
class Plan:
    """`to_stage` must be written; the rest says how the library differs from the one that is live, by id."""

    to_stage: tuple[Wanted, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def prepare(item: Item, origin: str) -> Wanted:
    """A source or an article, split and hashed."""
    source = contents.source_of(item)
    texts: dict[str, str] = {}
    passages: list[PassageRow] = []
    for passage in split(source):
        text = embedding_text(passage.text)
        sha256 = sha256_of_text(text)
        texts[sha256] = text
        passages.append((passage.id, passage.part, passage.start, passage.end, sha256))
    return Wanted(contents.document_of(item, origin), tuple(passages), contents.hash_of_passages(passages), texts)


def make(ledger: Ledger, wanted: Mapping[str, Wanted], encoder: str) -> Plan:
    """Compare. A document that is there and lacks a vector by this encoder must be written again, and is unchanged."""
    held = ledger.held()
    live = {row.id: row for row in held if row.state == "live"}
    there = {(row.id, mark(row)) for row in held}
    encoded = ledger.encoded(encoder)
    to_stage = [
        item
        for name, item in sorted(wanted.items())
        if (name, item.mark) not in there or not encoded >= item.texts.keys()
    ]
    changed = {name for name, item in wanted.items() if name in live and live[name].sha256 != item.document.sha256}
    return Plan(
        to_stage=tuple(to_stage),
        added=tuple(sorted(wanted.keys() - live.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(live.keys() - wanted.keys())),
        unchanged=len(wanted.keys() & live.keys() - changed),
    )


def rows_of(ledger: Ledger, wanted: Mapping[str, Wanted]) -> list[Held]:
    """The row of each document, sorted by id, once everything is staged."""
    rows = {(row.id, mark(row)): row for row in ledger.held()}
    return [rows[name, item.mark] for name, item in sorted(wanted.items())]


def mark(row: Held) -> tuple[str, str, str]:
    """See Wanted.mark."""
    return row.sha256, row.passages_sha256, row.origin
