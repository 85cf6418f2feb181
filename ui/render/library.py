"""The library: its sources as a list that can be searched and filtered, and one of them in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.views import SourceView
from sources.model import Outcome, Source
from ui.render.allowed import markdown
from ui.render.facts import at_a_glance, basis_badge, byline, fact_list, further_facts, main_facts
from ui.render.limits import article_mentions, caveat_details
from ui.render.links import source_link
from ui.render.safe import NOTHING, Html, slug, tag, text
from ui.render.words import DESIGNS, DOSE_LEVELS, SPECIES, capital, counted, stated

ANY = "any"
PARTS = {
    "glance": "At a glance",
    "found": "What was found",
    "cannot_show": "What it cannot show",
    "article_use": "How the article uses it",
    "article": "The article",
}
DIRECTIONS = {
    "improved": ("▲", "better"),
    "no-difference": ("＝", "no difference"),
    "worsened": ("▼", "worse"),
    "increased": ("↑", "more"),
    "decreased": ("↓", "less"),
    "mixed": ("◐", "mixed"),
}
VERSUS = {
    "placebo": "against placebo",
    "baseline": "against before",
    "non-users": "against non-users",
    "other-dose": "against another dose",
    "other-drug": "against another drug",
    "none": "no comparison",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked the list for."""

    words: str = ""
    design: str = ANY
    dose: str = ANY
    species: str = ANY


def matching(views: Iterable[SourceView], wanted: Wanted) -> tuple[SourceView, ...]:
    """The sources that have every word and every chosen fact, newest first."""
    words = wanted.words.casefold().split()
    found = [v for v in views if _fits(v.source, wanted) and all(w in _searched(v.source) for w in words)]
    return tuple(sorted(found, key=lambda v: (-(v.source.year or 0), v.source.title.casefold())))


def _fits(source: Source, wanted: Wanted) -> bool:
    return (
        (wanted.design == ANY or wanted.design in source.design)
        and wanted.dose in (ANY, source.dose_level)
        and wanted.species in (ANY, source.species)
    )


def _searched(source: Source) -> str:
    topics = [topic for outcome in source.outcomes for topic in outcome.topics]
    parts = [
        source.title,
        *source.authors,
        str(source.year or ""),
        source.venue,
        source.population,
        *source.substance,
        *topics,
        source.doi or "",
        source.id,
    ]
    return " ".join(parts).casefold()


def choices(views: Sequence[SourceView]) -> dict[str, list[tuple[str, str]]]:
    """For each filter, what there is to choose: words with their count, and the value behind them."""
    designs = Counter(design for view in views for design in view.source.design)
    doses = Counter(view.source.dose_level for view in views)
    species = Counter(view.source.species for view in views)
    return {
        "design": [("Any design", ANY), *((f"{capital(DESIGNS[d][0])} ({n})", d) for d, n in designs.most_common())],
        "dose": [("Any dose", ANY), *((f"{capital(DOSE_LEVELS[d])} ({n})", d) for d, n in doses.most_common())],
        "species": [("Any subjects", ANY), *((f"{capital(SPECIES[s])} ({n})", s) for s, n in species.most_common())],
    }


def source_list(shown: Sequence[SourceView], total: int, chosen: str | None = None) -> Html:
    """The list, with how many of how many it shows."""
    count = f"{counted(total, 'source')}" if len(shown) == total else f"{len(shown)} of {counted(total, 'source')}"
    rows = [_row(view, current=view.source.id == chosen) for view in shown]
    none = tag("p", text("No source fits. Try fewer words or filters."), cls="quiet")
    return tag(
        "div",
        tag("p", text(count), cls="count", role="status"),
        tag("ul", *rows, cls="rows") if rows else none,
        cls="source-list",
    )


def _row(view: SourceView, *, current: bool) -> Html:
    source = view.source
    words = [
        tag("span", text(source.title), cls="row-title"),
        tag("span", text(byline(source)), cls="by"),
        tag("span", text(at_a_glance(source)), cls="glance"),
    ]
    return tag(
        "li",
        tag(
            "button",
            *words,
            type="button",
            cls="row",
            data_source=source.id,
            aria_current="true" if current else None,
        ),
    )


def source_page(view: SourceView) -> Html:
    """One source in full: facts, note, outcomes, limits, what the article says of it, and where to read it."""
    source = view.source
    study = source.kind != "article"
    return tag(
        "article",
        tag("h3", text(source.title)),
        tag("p", text(byline(source)), cls="by"),
        _designs(source),
        basis_badge(source),
        tag("p", source_link(source.doi, source.url) or text("No address recorded for it."), cls="where"),
        caveat_details(view.caveats),
        fact_list(source, main_facts(source)) if study else NOTHING,
        *[_part(part.name, source.text[part.start : part.end]) for part in source.parts],
        _outcomes(source.outcomes),
        article_mentions(view, opened=True) if study else NOTHING,
        tag("section", tag("h4", text("Further facts")), fact_list(source, further_facts(source)))
        if study
        else NOTHING,
        cls="source-page",
        id=f"source-{slug(source.id)}",
        tabindex="-1",
    )


def _designs(source: Source) -> Html:
    said = [f"{capital(DESIGNS[design][0])}: {DESIGNS[design][1]}." for design in source.design]
    return tag("p", text(" ".join(said)), cls="glance") if said else NOTHING


def _part(name: str, body: str) -> Html:
    return tag("section", tag("h4", text(PARTS.get(name, capital(name)))), markdown(body), cls="note")


def _outcomes(outcomes: Sequence[Outcome]) -> Html:
    if not outcomes:
        return NOTHING
    return tag("section", tag("h4", text("Every result recorded")), tag("ul", *map(_outcome, outcomes)), cls="outcomes")


def _outcome(outcome: Outcome) -> Html:
    sign, words = DIRECTIONS[outcome.direction]
    # What an effect is compared with decides what it can mean, so it stands beside the direction.
    return tag(
        "li",
        tag("span", tag("span", text(sign), aria_hidden="true"), text(f" {capital(words)}"), cls="direction"),
        text(f" {capital(outcome.measure)}, {VERSUS[outcome.versus]}: {stated(outcome.effect)}"),
        tag("span", text(" recalled, not seen"), cls="recalled") if outcome.verified == "recalled" else NOTHING,
    )


def no_source_yet() -> Html:
    """What stands beside the list before a source is chosen."""
    return tag("p", text("Choose a source to see its facts, its note and its limits."), cls="empty")
