"""What a record says of its study, as plain words: who wrote it, how it was done and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.exporting.names import name_of
from sources.model import Source
from ui.render.safe import NOTHING, Html, joined, tag, text
from ui.render.words import (
    BASES,
    DESIGNS,
    DOSE_LEVELS,
    KINDS,
    NOT_STATED,
    SPECIES,
    YES_NO,
    capital,
    counted,
    is_stated,
    stated,
)

Fact = tuple[str, str, tuple[str, ...]]
"""A label, its words, and the fields of the record that they come from."""


def byline(source: Source) -> str:
    """Authors, year and journal on one line."""
    named = [*([_authors(source.authors)] if source.authors else []), stated_year(source)]
    return " · ".join([*named, stated(source.venue)] if is_stated(source.venue) else named)


def _authors(authors: Sequence[str]) -> str:
    if len(authors) > 3:
        return f"{authors[0]}, {authors[1]} and {len(authors) - 2} others"
    return ", ".join(authors)


def full_byline(source: Source) -> str:
    """Every author, the year, the journal and the place in it, as far as they are recorded."""
    named = [", ".join(source.authors) or "authors not stated", stated_year(source)]
    where = [value for value in (source.venue, source.volume_pages) if is_stated(value)]
    return " · ".join([*named, *where])


def stated_year(source: Source) -> str:
    """The year, or that there is none."""
    return str(source.year) if source.year is not None else "year not stated"


def short_name(source: Source) -> str:
    """First author and year: what people call a study."""
    if not source.authors:
        return source.title[:60]
    return f"{name_of(source.authors[0]).family} {stated_year(source)}"


def design_words(source: Source) -> str:
    """The design in words; for what is not a study, what it is instead."""
    names = ", ".join(DESIGNS[design][0] for design in source.design)
    if source.kind in ("study", "review") and names:
        return capital(names)
    return capital(f"{KINDS[source.kind]}: {names}" if names else KINDS[source.kind])


def how_many(source: Source) -> str:
    """The number of people or animals, as a reader would say it."""
    if source.n is None:
        return "number not stated"
    one, many = {"human": ("person", "people"), "mouse": ("mouse", "mice"), "rat": ("rat", "rats")}.get(
        source.species, ("subject", "subjects")
    )
    return counted(source.n, one, many)


def at_a_glance(source: Source) -> str:
    """Design, number and dose level in one line."""
    parts = [design_words(source)]
    if source.n is not None:
        parts.append(how_many(source))
    if source.dose_level not in ("none", "unknown"):
        parts.append(DOSE_LEVELS[source.dose_level])
    return " · ".join(parts)


def main_facts(source: Source) -> list[Fact]:
    """What a card shows at once."""
    return [
        ("Design", design_words(source), ("design",)),
        (_who(source), _people(source), ("n", "population")),
        ("Compared with", stated(source.comparator), ("comparator",)),
        ("Blinding", _blinding(source), ("blinding", "blinding_broken")),
        ("Dose", _dose(source), ("dose", "dose_level")),
    ]


def further_facts(source: Source) -> list[Fact]:
    """What is shown when a source is opened."""
    return [
        ("Species", capital(SPECIES[source.species]), ("species",)),
        (
            "Substance",
            ", ".join(source.substance) or ("none" if source.dose_level == "none" else NOT_STATED),
            ("substance",),
        ),
        ("Groups", stated(source.arms), ("arms",)),
        ("Setting", stated(source.setting), ("setting",)),
        ("Follow-up", stated(source.follow_up), ("follow_up",)),
        ("Self-reported", capital(YES_NO[source.self_report]), ("self_report",)),
        ("Funding", stated(source.funding), ("funding",)),
        ("Interests", stated(source.conflicts), ("conflicts",)),
        ("Peer reviewed", "yes" if source.peer_reviewed else "no", ("peer_reviewed",)),
        ("What was read", BASES[source.basis], ("basis",)),
    ]


def _who(source: Source) -> str:
    return {"human": "People", "mouse": "Animals", "rat": "Animals"}.get(source.species, "Studied")


def _people(source: Source) -> str:
    """Number and kind of people; a review has a note instead of a number."""
    noted = is_stated(source.n_note)
    who = source.n_note if source.n is None and noted else how_many(source)
    if is_stated(source.population):
        who += f": {source.population}"
    return f"{who} ({source.n_note})" if noted and source.n is not None else who


def _blinding(source: Source) -> str:
    guessed = {"yes": "; people could tell what they took", "partly": "; partly broken"}.get(source.blinding_broken, "")
    return stated(source.blinding) + guessed


def _dose(source: Source) -> str:
    level = DOSE_LEVELS[source.dose_level]
    if not is_stated(source.dose) or source.dose == "none":
        return capital(level)
    return f"{capital(level)}: {stated(source.dose)}"


def fact_list(source: Source, facts: Iterable[Fact]) -> Html:
    """Facts as a list of terms; one that was only recalled says so."""
    recalled = set(source.provenance.recalled)
    rows = [
        tag("div", tag("dt", text(label)), tag("dd", _value(words, recalled=not recalled.isdisjoint(fields))))
        for label, words, fields in facts
    ]
    return tag("dl", *rows, cls="facts")


def _value(words: str, *, recalled: bool) -> Html:
    if words == NOT_STATED:
        return tag("span", text(words), cls="unstated")
    mark = tag("span", text("recalled, not seen"), cls="recalled") if recalled else NOTHING
    return joined([text(capital(words)), mark])


def basis_badge(source: Source) -> Html:
    """A warning beside a record that nobody has seen the paper of."""
    return tag("p", text("⚠ Recalled, not seen"), cls="badge warn") if source.basis == "memory" else NOTHING
