"""A source as a reference: what the formats have in common, with nothing filled in that its record does not say."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.exporting.names import Name, is_and_others, name_of
from assistant.exporting.place import Place, is_known, place_of
from assistant.views import SourceView
from sources.model import Kind, Source

Form = Literal["paper", "page", "news", "registration"]
"""What a reference manager files it under."""

FORMS: Mapping[Kind, Form] = {
    "study": "paper",
    "review": "paper",
    "article": "page",
    "guidance": "page",
    "news": "news",
    "trial-registration": "registration",
}
BIBLIOGRAPHIC = ("title", "authors", "year", "venue", "volume_pages", "doi", "pmid", "pmcid", "url")
JOINERS = "\u200c\u200d"
"""Format characters that some scripts are spelled with; every other one is left out."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What can be cited. Empty strings, an empty tuple and None are what the record does not give."""

    id: str
    form: Form
    title: str
    authors: tuple[Name, ...]
    more_authors: bool
    year: int | None
    venue: str
    place: Place
    doi: str
    pmid: str
    pmcid: str
    url: str
    topics: tuple[str, ...]
    note: str


def reference_of(view: SourceView) -> Reference:
    """The reference of a source."""
    source = view.source
    named = [plain_line(author) for author in source.authors]
    place = place_of(plain_line(source.volume_pages))
    return Reference(
        id=source.id,
        form=FORMS[source.kind],
        title=plain_line(source.title),
        authors=tuple(name_of(name) for name in named if name and not is_and_others(name)),
        more_authors=any(map(is_and_others, named)),
        year=source.year,
        venue=_known(source.venue),
        place=place,
        doi=_known(source.doi),
        pmid=_known(source.pmid),
        pmcid=_known(source.pmcid),
        url=_known(source.url),
        topics=topics_of(source),
        note=_note(source, place),
    )


def topics_of(source: Source) -> tuple[str, ...]:
    """The topics of its results, each once, in their order."""
    return tuple(dict.fromkeys(plain_line(topic) for outcome in source.outcomes for topic in outcome.topics))


def plain_line(value: str) -> str:
    """Text on one line without control and hidden characters: a title can start no new entry of a file."""
    kept = "".join(c for c in value if c.isspace() or c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split())


def _known(value: str | None) -> str:
    line = plain_line(value or "")
    return line if is_known(line) else ""


def _note(source: Source, place: Place) -> str:
    """What a reader of the reference should know: a remark on its place, and what nobody has seen."""
    recalled = [field.replace("_", " and ") for field in BIBLIOGRAPHIC if field in source.provenance.recalled]
    whole = source.basis == "memory"
    said = [
        f"Place as recorded: {place.remark}." if place.remark else "",
        "The list of authors is not complete." if any(map(is_and_others, source.authors)) else "",
        "Recalled from memory; the paper was not seen." if whole else "",
        f"Recalled, not seen: {', '.join(recalled)}." if recalled and not whole else "",
    ]
    return " ".join(filter(None, said))
