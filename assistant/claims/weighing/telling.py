"""The sentence of a study that says most of what a field of its record says."""

from __future__ import annotations

from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from index.passages import Passage
from sources.model import Source


def telling(words: str, source: Source, near: Nearness, library: Library) -> Passage:
    """The sentence of a study that says most of what a field of its record says."""
    wanted = library.units(words)
    own = near.of(source.id)
    return max(own, key=lambda p: (len(wanted & library.units_of(p)), near.worth(p)))
