"""What a chart shows, as a table: for a screen reader, for copying, and for whoever prefers to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.weighing.counting import Side
from assistant.weighing.picture import EvidencePoint, TopicPoints
from sources.model import Source
from ui.charts.words import KIND_WORDS, SIDES, STRATUM_WORDS
from ui.render.facts import how_many, short_name
from ui.render.safe import Html, tag, text
from ui.render.words import capital

_STUDY_HEADS = ("Study", "Result", "Against placebo", "How many", "Kind of evidence")


def study_table(topic: TopicPoints, sources: Mapping[str, Source], links: Mapping[str, str | None]) -> Html:
    """One row for each study; `links` hold, by source id, where its card is."""
    rows = [_study(point, sources[point.source], links.get(point.source)) for point in topic.points]
    return _table(f"Results on {topic.say}, study by study", _STUDY_HEADS, rows)


def _study(point: EvidencePoint, source: Source, href: str | None) -> Html:
    name = text(short_name(source))
    kind = "" if point.kind == "animal" else f": {KIND_WORDS[point.kind].lower()}"
    cells = (
        SIDES[point.side].word,
        "yes" if point.comparison == "placebo" else "no",
        how_many(source),
        f"{STRATUM_WORDS[point.stratum]}{kind}",
    )
    head = tag("th", tag("a", name, href=href, cls="mark") if href else name, scope="row")
    return tag("tr", head, *[tag("td", text(cell)) for cell in cells])


def count_table(caption: str, topics: Iterable[TopicPoints], sides: Sequence[Side]) -> Html:
    """One row for each topic, with how many studies stand at each place and how many of them compared with placebo."""
    rows = [_counts(topic, sides) for topic in topics]
    return _table(caption, ("Topic", *(SIDES[side].word for side in sides)), rows)


def _counts(topic: TopicPoints, sides: Sequence[Side]) -> Html:
    cells = [_count([point for point in topic.points if point.side == side]) for side in sides]
    return tag("tr", tag("th", text(capital(topic.say)), scope="row"), *[tag("td", text(cell)) for cell in cells])


def _count(points: Sequence[EvidencePoint]) -> str:
    compared = sum(point.comparison == "placebo" for point in points)
    return f"{len(points)} ({compared} with placebo)" if points else "0"


def _table(caption: str, heads: Sequence[str], rows: Sequence[Html]) -> Html:
    head = tag("tr", *[tag("th", text(name), scope="col") for name in heads])
    table = tag("table", tag("caption", text(caption)), tag("thead", head), tag("tbody", *rows))
    # A table may be wider than a phone: it scrolls in a frame of its own, which the keyboard can reach.
    return tag("div", table, cls="table", role="region", tabindex="0", aria_label=caption)
