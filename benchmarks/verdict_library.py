"""A library made of foreign texts: a source for each, of which nothing is known but its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.claims.checker import ClaimChecker, build_checker
from assistant.desk import open_desk
from assistant.service import build_assistant
from index.encoder import BundledEncoder
from index.home import Home
from index.open import open_index
from index.sync import sync
from sources.bundled import bundled_library
from sources.loader import Library
from sources.model import Part, Source
from sources.records import load_record
from sources.vocabulary import EMPTY_VOCABULARY

_UNKNOWN = "unknown"


def checker_over(texts: Sequence[Sequence[str]], home: Path) -> tuple[ClaimChecker, list[str]]:
    """A checker over these texts, indexed into `home`, and for each text the id of its source. Equal texts share one."""
    names: dict[tuple[str, ...], str] = {}
    for text in texts:
        names.setdefault(tuple(text), f"text-{len(names):04}")
    library = bundled_library()
    blank = load_record(min((library / "records").glob("*.md")))
    sources = tuple(_source(blank, name, text) for text, name in names.items())
    place = Home(home)
    sync(Library(library, sources, None, EMPTY_VOCABULARY), place)
    index = open_index(place, search="exact")
    desk = open_desk(library, BundledEncoder(place).fingerprint)
    checker = build_checker(build_assistant(index, EMPTY_VOCABULARY, desk))
    return checker, [names[tuple(text)] for text in texts]


def _source(blank: Source, name: str, sentences: Sequence[str]) -> Source:
    body = "".join(f"- {' '.join(sentence.split())}\n" for sentence in sentences if sentence.strip()) or "- Empty.\n"
    return replace(
        blank,
        id=name, title=name, authors=(), year=None, venue=_UNKNOWN, kind="study", design=("narrative-review",),
        population=_UNKNOWN, n=None, n_note="", arms=_UNKNOWN, species="unknown", substance=(), dose=_UNKNOWN,
        dose_level="unknown", comparator=_UNKNOWN, blinding=_UNKNOWN, blinding_broken="unknown", setting=_UNKNOWN,
        follow_up=_UNKNOWN, outcomes=(), article_claims=(), reader_caveats=(), limitations=(), text=body,
        parts=(Part("found", 0, len(body)),),
    )  # fmt: skip
