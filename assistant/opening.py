"""From a data folder and a library folder to an assistant, building the index where there is none yet."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.desk import Desk, open_desk
from assistant.service import Assistant, build_assistant
from index.encoder import BundledEncoder
from index.home import Home
from index.ledger import Ledger
from index.open import Search, open_index
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import ARTICLE, RECORDS, VOCABULARY
from sources.vocabulary import EMPTY_VOCABULARY, load_vocabulary

LIBRARY_VARIABLE = "ASSISTANT_LIBRARY"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the library's files are and where what is built from them is kept."""

    home: Home
    library: Path


def find_place() -> Place:
    """The library named by ASSISTANT_LIBRARY, or the bundled one, and the data folder named by ASSISTANT_HOME."""
    named = os.environ.get(LIBRARY_VARIABLE)
    library = Path(named).expanduser() if named else bundled_library()
    if not (library / RECORDS).is_dir():
        raise UsageError(f"{LIBRARY_VARIABLE}={library}: no folder {RECORDS}/ in it; a library has {RECORDS}/<id>.md.")
    return Place(Home.from_environment(), library)


def desk_of(place: Place) -> Desk:
    """The desk of a place; it needs nothing that is built."""
    return open_desk(place.library, BundledEncoder(place.home).fingerprint)


def open_assistant(
    place: Place, build: Callable[[Place], object], search: Search = "chroma", desk: Desk | None = None
) -> Assistant:
    """The assistant over the index in `place`; `build` is called first where there is no index yet."""
    if not place.home.ledger.exists():
        build(place)
    terms = place.library / VOCABULARY
    vocabulary = load_vocabulary(terms) if terms.exists() else EMPTY_VOCABULARY
    index = open_index(place.home, search=search)
    return build_assistant(index, vocabulary, desk or desk_of(place))


def changed_since_build(place: Place) -> bool:
    """Whether a file of the library is newer than the index: a stat of each file, not a comparison of contents."""
    built = 0.0
    if place.home.ledger.exists():
        with Ledger.reader(place.home.ledger) as ledger:
            built = ledger.published_at()
    files = [*(place.library / RECORDS).glob("*.md"), place.library / ARTICLE]
    return any(path.stat().st_mtime > built for path in files if path.exists())
