"""Small libraries and an encoder whose vectors can be worked out by hand, for tests of the index."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder
from index.home import Home
from index.vectors import Floats
from sources.loader import Library
from sources.model import Article, ArticleClaim, Part, Provenance, Source
from sources.vocabulary import EMPTY_VOCABULARY

HEADING = "## What was found\n\n"
Notes = Mapping[str, Sequence[str]]


def source(name: str, sentences: Sequence[str], title: str = "A title", n: int | None = None) -> Source:
    """A source whose note is one part with these sentences as bullets."""
    text = HEADING + "\n".join(f"- {sentence}" for sentence in sentences)
    return with_text(name, text, (Part("found", len(HEADING), len(text)),), title, n)


def with_text(name: str, text: str, parts: tuple[Part, ...], title: str = "A title", n: int | None = None) -> Source:
    """A source with this very text."""
    return Source(
        id=name,
        title=title,
        authors=("Doe J",),
        year=2020,
        venue="unknown",
        volume_pages="unknown",
        doi=None,
        pmid=None,
        pmcid=None,
        url="https://example.org/",
        kind="study",
        design=("open-label",),
        population="unknown",
        n=n,
        n_note="unknown",
        arms="unknown",
        species="human",
        substance=("LSD",),
        dose="unknown",
        dose_level="microdose",
        comparator="none",
        blinding="none",
        blinding_broken="unknown",
        setting="unknown",
        follow_up="unknown",
        self_report="yes",
        funding="unknown",
        conflicts="unknown",
        peer_reviewed=True,
        published_after_article=False,
        basis="abstract",
        limitations=(),
        outcomes=(),
        article_claims=(),
        reader_caveats=(),
        provenance=Provenance((), (), (), {}),
        text=text,
        parts=parts,
    )


def article(sentences: Sequence[str], claimed: str = "a claim") -> Article:
    """An article with one claim."""
    text = source("article", sentences)
    return Article(text, (ArticleClaim("C01", "Opening", claimed, "none", "supported", "because", (), 18, 20),), ())


def library(notes: Notes, about: Article | None = None) -> Library:
    """A library of these sources, each a name and its sentences."""
    return Library(Path("nowhere"), tuple(source(name, notes[name]) for name in sorted(notes)), about, EMPTY_VOCABULARY)


def numbered(sources: int, sentences: int = 3) -> dict[str, list[str]]:
    """Notes with no two sentences alike."""
    return {
        f"s{i:03d}": [f"Finding {j} of study {i} is number {i * 97 + j}." for j in range(sentences)]
        for i in range(sources)
    }


class WordEncoder:
    """Each word turns one of 64 coordinates up, by its hash; texts that share words are near each other."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked.extend(texts)
        vectors = np.full((len(texts), 64), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % 64] += 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class WordFactory:
    """Makes one WordEncoder and remembers what it was asked for and how often it was loaded."""

    def __init__(self, fingerprint: str = "words-64") -> None:
        self.fingerprint = fingerprint
        self.encoder = WordEncoder()
        self.loads = 0

    def load(self, report: Callable[[str], None] | None = None) -> Encoder:  # noqa: ARG002
        self.loads += 1
        return self.encoder


def with_encoder(home: Home, encoder_home: Home) -> Home:
    """A data folder that has the exported encoder, as hard links to the files of another."""
    home.create()
    shutil.copytree(encoder_home.models, home.models, copy_function=os.link, dirs_exist_ok=True)
    return home


def copy_of(home: Home, root: Path) -> Home:
    """A copy of a data folder without its models, to be damaged."""
    shutil.copytree(home.root, root, ignore=shutil.ignore_patterns("models"))
    return Home(root).create()
