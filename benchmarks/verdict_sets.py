"""The public sets that `benchmarks.verdicts` reads: claims with their evidence, and what people made of them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

_LABELS = {
    "SUPPORTS": "supports", "REFUTES": "refutes", "NEUTRAL": "undecided",
}  # fmt: skip
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, its evidence and the set's label, in our words."""

    claim: str
    sentences: tuple[str, ...]
    label: str


Loader = Callable[[Path, str], Iterator[Item]]


def sets() -> dict[str, Loader]:
    """What is measured, by name."""
    return {
        "SciFact, the cited abstract": partial(of_abstracts, "scifact", marked=False),
        "SciFact, the marked sentences (no neutral items)": partial(of_abstracts, "scifact", marked=True),
        "HealthVer, the cited abstract": partial(of_abstracts, "healthver", marked=False),
        "HealthVer, claim and passage pairs": of_pairs,
    }


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not."""
    zipped = path.with_name(f"{path.name}.gz")
    with gzip.open(zipped, "rt", encoding="utf-8") if zipped.exists() else path.open(encoding="utf-8") as text:
        yield from map(json.loads, text)


def of_abstracts(name: str, folder: Path, half: str, *, marked: bool) -> Iterator[Item]:
    """Claims with the whole cited text, or only its marked sentences."""
    texts = {str(one["_id"]): one["sentences"] for one in lines(folder / name / "corpus_sentences.jsonl")}
    for one in lines(folder / name / half / "verdicts.jsonl"):
        sentences = texts[one["doc_id"]]
        chosen = sorted({place for group in one["rationales"] for place in group})
        if marked and not chosen:
            continue
        evidence = [sentences[place] for place in chosen] if marked else sentences
        yield Item(one["claim"], tuple(evidence), _LABELS[one["label"]])


def of_pairs(folder: Path, half: str) -> Iterator[Item]:
    """HealthVer's own pairs, where neutral items have a passage too."""
    for one in lines(folder / "healthver" / half / "pairs.jsonl"):
        yield Item(one["claim"], tuple(_ENDS.split(one["evidence"])), _LABELS[one["label"]])
