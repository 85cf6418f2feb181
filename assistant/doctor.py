"""Everything that can be wrong, looked at in one go: the library's files, and what was built from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from assistant.desk import open_desk
from assistant.opening import Place, changed_since_build
from index.doctor import Check, checks
from sources.errors import AssistantError
from sources.loader import load_library


def examine(place: Place) -> tuple[Check, ...]:
    """Every check, in order. None of them changes anything."""
    return tuple(_checks(place))


def _checks(place: Place) -> Iterator[Check]:
    yield _library(place)
    yield _helplines(place)
    yield from checks(place.home)
    if place.home.ledger.exists():
        stale = changed_since_build(place)
        told = (
            "a file of the library is newer than the index; run: assistant index" if stale else "as new as the library"
        )
        yield Check("freshness", not stale, told)


def _library(place: Place) -> Check:
    try:
        library = load_library(place.library)
    except AssistantError as error:
        return Check("library", False, str(error))
    article = "and the article" if library.article else "without an article"
    return Check("library", True, f"{len(library.sources)} sources {article}, every file valid")


def _helplines(place: Place) -> Check:
    """Not a failure: nothing here is broken, but whoever runs this for others must look."""
    doubtful = open_desk(place.library).policy.helplines.due(datetime.datetime.now(tz=datetime.UTC).date())
    told = f"check these against their pages: {'; '.join(doubtful)}" if doubtful else "all checked within 180 days"
    return Check("help lines", True, told)
