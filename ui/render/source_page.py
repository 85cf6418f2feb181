"""One source in full: what it is, what it found, what limits it, what the article says of it, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.views import SourceCaveat, SourceView
from sources.model import Direction, Outcome, Part, PartName, Source, Versus
from ui.render.allowed import markdown
from ui.render.facts import basis_badge, fact_list, full_byline, further_facts, main_facts
from ui.render.library import formats
from ui.render.limits import mention_list
from ui.render.links import source_link
from ui.render.safe import NOTHING, Html, joined, slug, tag, text, unseen
from ui.render.sharing import source_to_share
from ui.render.words import CAVEATS, DESIGNS, capital, stated

PARTS: Mapping[PartName, str] = {
    "glance": "At a glance",
    "found": "What was found",
    "cannot_show": "What it cannot show",
    "article_use": "How the article uses it",
    "article": "The article",
}
DIRECTIONS: Mapping[Direction, tuple[str, str]] = {
    "improved": ("▲", "better"),
    "no-difference": ("=", "no difference"),
    "worsened": ("▼", "worse"),
    "increased": ("↑", "more"),
    "decreased": ("↓", "less"),
    "mixed": ("◐", "mixed"),
}
VERSUS: Mapping[Versus, str] = {
    "placebo": "placebo",
    "baseline": "before",
    "non-users": "non-users",
    "other-dose": "another dose",
    "other-drug": "another drug",
    "none": "nothing",
}
COLUMNS = ("What was measured", "Compared with", "Result", "Size of it", "In whom, and when")


def source_page(view: SourceView, topics: Mapping[str, str] | None = None) -> Html:
    """One source in full. `topics` gives the words for its topics."""
    source = view.source
    if source.kind == "article":
        return _page(source, *[_part(source, part) for part in source.parts])
    parts = {part.name: _part(source, part) for part in source.parts}
    facts = tag("section", tag("h3", text("Facts")), fact_list(source, [*main_facts(source), *further_facts(source)]))
    return _page(
        source,
        parts.get("glance", NOTHING),
        facts,
        parts.get("found", NOTHING),
        _outcomes(source.outcomes, topics or {}),
        parts.get("cannot_show", NOTHING),
        _limits(view.caveats),
        tag(
            "div",
            parts.get("article_use") or tag("h3", text(PARTS["article_use"])),
            mention_list(view),
            cls="article-use",
        ),
    )


def _page(source: Source, *body: Html) -> Html:
    return tag(
        "article",
        tag("p", tag("a", text("Back to the list"), href="#source-list", cls="to-list")),
        tag("h2", text(source.title)),
        tag("p", text(full_byline(source)), cls="by"),
        _designs(source),
        basis_badge(source),
        tag("p", source_link(source.doi, source.url) or text("No address recorded for it."), cls="where"),
        _take_along(source),
        *body,
        cls="source-page",
        id=f"source-{slug(source.id)}",
        data_source=source.id,
        tabindex="-1",
    )


def _take_along(source: Source) -> Html:
    """A link to send to somebody, and the reference for another program."""
    cite = tag("span", text("Cite: "), formats((source.id,), "this source"), cls="cite")
    return tag("p", source_to_share(source.id), cite, cls="take-along")


def _designs(source: Source) -> Html:
    said = [f"{capital(DESIGNS[design][0])}: {DESIGNS[design][1]}." for design in source.design]
    return tag("p", text(" ".join(said)), cls="glance") if said else NOTHING


def _part(source: Source, part: Part) -> Html:
    heading = tag("h3", text(PARTS[part.name]))
    return tag("section", heading, markdown(source.text[part.start : part.end]), cls="note")


def _limits(caveats: Sequence[SourceCaveat]) -> Html:
    if not caveats:
        return NOTHING
    reasons = [
        tag("li", tag("strong", text(capital(CAVEATS[c.kind]) + ".")), text(" "), text(capital(c.text)))
        for c in caveats
    ]
    return tag(
        "section", tag("h3", text("What limits it, and why")), tag("ul", *reasons, cls="reasons"), cls="why-limited"
    )


def _outcomes(outcomes: Sequence[Outcome], topics: Mapping[str, str]) -> Html:
    if not outcomes:
        return NOTHING
    head = tag("tr", *[tag("th", text(name), scope="col", role="columnheader") for name in COLUMNS], role="row")
    rows = [_outcome(outcome, topics) for outcome in outcomes]
    # On a narrow screen the rows are laid out one below the other; the roles keep it a table for a screen reader.
    table = tag(
        "table",
        tag("caption", unseen("Every result recorded of this source")),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
    )
    return tag("section", tag("h3", text("Every result recorded")), table, cls="outcomes")


def _outcome(outcome: Outcome, topics: Mapping[str, str]) -> Html:
    sign, words = DIRECTIONS[outcome.direction]
    named = ", ".join(topics.get(topic, topic.replace("-", " ")) for topic in outcome.topics)
    recalled = tag("span", text("recalled, not seen"), cls="recalled") if outcome.verified == "recalled" else NOTHING
    cells = [
        joined([text(capital(outcome.measure)), tag("span", unseen("Topics: "), text(named), cls="topics")], " "),
        text(capital(VERSUS[outcome.versus])),
        joined([tag("span", text(sign), aria_hidden="true"), tag("span", text(capital(words)), cls="direction")], " "),
        joined([text(capital(stated(outcome.effect))), recalled], " "),
        text(_in_whom(outcome)),
    ]
    first, *rest = cells
    return tag(
        "tr",
        tag("th", first, scope="row", role="rowheader"),
        *[tag("td", cell, role="cell") for cell in rest],
        role="row",
    )


def _in_whom(outcome: Outcome) -> str:
    return capital("; ".join(dict.fromkeys([stated(outcome.group), stated(outcome.timing)])))
