"""Which sources of the library a reader wants to see, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from assistant.views import SourceView
from assistant.weighing.strength import rank
from sources.model import Source
from sources.vocabulary import Group
from ui.render.words import DESIGNS, DOSE_LEVELS, SPECIES, capital

ANY = "any"
MOST_TYPED = 200
Sort = Literal["relevance", "title", "year", "people", "design"]
SORTS: Mapping[Sort, str] = {
    "relevance": "Best match, then newest",
    "year": "Newest first",
    "title": "Title, A to Z",
    "people": "Most people first",
    "design": "Strongest design first",
}
Choice = tuple[str, str]
"""Words to show, and the value behind them."""
_WORD = re.compile(r"\w+")
# How much a hit says, by where it stands: a reader who types a name or a title word means that source.
_IN_TITLE, _IN_NAME, _IN_FACTS, _IN_NOTE = 8, 6, 3, 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked the list for. `since` and `until` are years, both included."""

    words: str = ""
    design: str = ANY
    dose: str = ANY
    species: str = ANY
    topic: str = ANY
    since: int | None = None
    until: int | None = None
    sort: Sort = "relevance"


def wanted_from(
    words: object,
    sort: object,
    design: object,
    dose: object,
    species: object,
    topic: object,
    since: object,
    until: object,
) -> Wanted:
    """What the controls say. The browser may send anything; what is no choice chooses nothing."""
    orders: tuple[Sort, ...] = get_args(Sort)
    return Wanted(
        words=words[:MOST_TYPED] if isinstance(words, str) else "",
        design=_choice(design),
        dose=_choice(dose),
        species=_choice(species),
        topic=_choice(topic),
        since=_year(since),
        until=_year(until),
        sort=next((known for known in orders if known == sort), "relevance"),
    )


def _choice(value: object) -> str:
    return value if isinstance(value, str) else ANY


def _year(value: object) -> int | None:
    said = str(value)
    return int(said) if said.isascii() and said.isdecimal() and len(said) == 4 else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with its words ready to be searched: how much a hit says, and the words, each after a space."""

    view: SourceView
    fields: tuple[tuple[int, str], ...]


def searchable(views: Iterable[SourceView]) -> tuple[Entry, ...]:
    """The library, its words folded once instead of at each letter that is typed."""
    return tuple(Entry(view, _searched(view.source)) for view in views)


def matching(entries: Iterable[Entry], wanted: Wanted) -> tuple[SourceView, ...]:
    """The sources that have every word and every chosen fact, in the order asked for; equal ones by year and title."""
    words = tuple(dict.fromkeys(_folded(wanted.words).split()))
    scored = [(entry.view, _score(entry, words)) for entry in entries if _fits(entry.view.source, wanted)]
    found = sorted((pair for pair in scored if pair[1] or not words), key=lambda pair: _newest(pair[0].source))
    if wanted.sort == "relevance":
        return tuple(view for view, _ in sorted(found, key=lambda pair: -pair[1]))
    key = _ORDERS[wanted.sort]
    return tuple(sorted((view for view, _ in found), key=lambda view: key(view.source)))


def _fits(source: Source, wanted: Wanted) -> bool:
    topics = {topic for outcome in source.outcomes for topic in outcome.topics}
    # A source whose year is not known lies in no span of years.
    year_fits = (wanted.since is None or (source.year or 0) >= wanted.since) and (
        wanted.until is None or (source.year or 9999) <= wanted.until
    )
    return (
        (wanted.design == ANY or wanted.design in source.design)
        and wanted.dose in (ANY, source.dose_level)
        and wanted.species in (ANY, source.species)
        and (wanted.topic == ANY or wanted.topic in topics)
        and year_fits
    )


def _newest(source: Source) -> tuple[int, str]:
    return -(source.year or 0), source.title.casefold()


_ORDERS: Mapping[Sort, Callable[[Source], Any]] = {
    "title": lambda source: source.title.casefold(),
    "year": _newest,
    # Animals are no people, and what is not stated comes last.
    "people": lambda source: -(source.n or 0) if source.species == "human" else 1,
    "design": rank,
}


def _score(entry: Entry, words: Sequence[str]) -> int:
    """How well a source matches, summed over the words; 0 when one of them is nowhere in it."""
    each = [max((worth for worth, field in entry.fields if f" {word}" in field), default=0) for word in words]
    return sum(each) if all(each) else 0


def _searched(source: Source) -> tuple[tuple[int, str], ...]:
    topics = [topic for outcome in source.outcomes for topic in outcome.topics]
    named = [*source.authors, str(source.year or ""), source.doi or "", source.id]
    facts = [source.venue, source.population, source.dose, *source.substance, *topics, *source.design, source.kind]
    parts = ((_IN_TITLE, [source.title]), (_IN_NAME, named), (_IN_FACTS, facts), (_IN_NOTE, [source.text]))
    return tuple((worth, _folded(" ".join(texts))) for worth, texts in parts)


def _folded(words: str) -> str:
    """Words without accents, case and signs, each after a space, so that `" word"` finds where one begins."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "".join(f" {word}" for word in _WORD.findall(letters))


def choices(views: Sequence[SourceView], topics: Sequence[Group] = ()) -> dict[str, list[Choice]]:
    """For each filter, what there is to choose: words with their count, and the value behind them."""
    sources = [view.source for view in views]
    say = {group.name: group.say for group in topics}
    measured = Counter(topic for source in sources for topic in {t for o in source.outcomes for t in o.topics})
    years = sorted({source.year for source in sources if source.year is not None}, reverse=True)
    return {
        "sort": [(words, name) for name, words in SORTS.items()],
        "design": _choices("Any design", (d for s in sources for d in s.design), {k: v[0] for k, v in DESIGNS.items()}),
        "dose": _choices("Any dose", (s.dose_level for s in sources), DOSE_LEVELS),
        "species": _choices("Any species", (s.species for s in sources), SPECIES),
        "topic": _choices("Any topic", measured.elements(), {t: say.get(t, t.replace("-", " ")) for t in measured}),
        "years": [("Any year", ANY), *((str(year), str(year)) for year in years)],
    }


def _choices(everything: str, values: Iterable[str], say: Mapping[Any, str]) -> list[Choice]:
    return [(everything, ANY), *((f"{capital(say[v])} ({n})", v) for v, n in Counter(values).most_common())]
