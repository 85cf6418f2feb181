"""Turns of other people's conversations (TREC CAsT, TREC iKAT, CANARD) as `benchmarks.rewriting` reads them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Exchange = tuple[str, str]
_SHORTEST_REPLY = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A turn, the turns before it, its rewriting by a person, and the reply it was given, where there is one."""

    name: str
    topic: str
    before: tuple[Exchange, ...]
    said: str
    human: str
    reply: str

    @property
    def family(self) -> str:
        """cast, ikat or canard."""
        return self.name.split("-")[0].rstrip("0123456789")


def read_items(path: Path) -> list[Item]:
    """The turns; the reply to one is read off the history of the next."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    before = {record["id"]: tuple(_exchanges(record["history"])) for record in records}
    replies = {
        (record["topic"], n, said): reply
        for record in records
        for n, (said, reply) in enumerate(before[record["id"]])
        if is_passage(reply)
    }
    return [_item(record, before[record["id"]], replies) for record in records]


def pool_of(items: list[Item]) -> list[str]:
    """Every reply of every conversation, once."""
    replies = (reply for item in items for reply in (*(reply for _, reply in item.before), item.reply))
    return sorted({reply for reply in replies if is_passage(reply)})


def is_passage(reply: str) -> bool:
    """Whether a reply says enough to be looked for; "I don't know." does not."""
    return len(reply.split()) >= _SHORTEST_REPLY


def _item(record: dict[str, Any], before: tuple[Exchange, ...], replies: dict[tuple[str, int, str], str]) -> Item:
    said = record["utterance"]
    reply = replies.get((record["topic"], len(before), said), "")
    return Item(record["id"], record["topic"], before, said, record["rewrite"], reply)


def _exchanges(history: list[Any]) -> Iterator[Exchange]:
    """CANARD has a title and a section heading, then questions and answers by turns; the others have both in one."""
    if history and isinstance(history[0], str):
        yield ", ".join(history[:2]), ""
        for n in range(2, len(history), 2):
            yield history[n], history[n + 1] if n + 1 < len(history) else ""
    else:
        yield from ((turn["user"], turn["system"] or "") for turn in history)
