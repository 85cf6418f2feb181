"""The picture of the evidence behind an answer or a verdict: charts, how to read them, and the same as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.answer import Answer, Citation
from assistant.weighing.picture import Picture, TopicPoints, picture_of, quoted_at
from sources.model import Source
from sources.vocabulary import Group
from ui.charts.drawing import draw
from ui.charts.table import study_table
from ui.charts.topic import Told, key_scene, topic_scene
from ui.charts.words import better_means, title_of
from ui.render.cards import Views, card_id
from ui.render.safe import NOTHING, Html, tag, text
from ui.render.words import capital, counted

HOW_TO_READ = (
    "Each mark is one study, with the number of its quote. It is “mixed” where a study's own results disagree."
)
COUNTING = "A count says which way studies point, not how large an effect is."


def answer_chart(answer: Answer, views: Views, known: Sequence[Group]) -> Html:
    """The picture behind an answer; nothing where its studies have no result that can be drawn."""
    sources = {key: view.source for key, view in views.items()}
    shown = picture_of(answer, sources, known)
    return evidence_chart(shown, sources, answer.citations, lambda number: card_id(answer, number))


def evidence_chart(
    shown: Picture, sources: Mapping[str, Source], citations: Sequence[Citation], card: Callable[[int], str]
) -> Html:
    """Any picture; `card` gives the id of the element that holds the quote of a number, where marks lead."""
    # All that one study measured is no picture of evidence when nobody asked for it.
    if not shown.studies or (not shown.asked and len(shown.studies) < 2):
        return NOTHING
    how_many = counted(len(shown.studies), "study", "studies")
    several = len(shown.topics) > 1
    figures = [_figure(topic, sources, citations, card, named=several) for topic in shown.topics]
    return tag(
        "details",
        tag("summary", text(f"{_heading(shown)} "), tag("small", text(how_many))),
        *figures,
        draw(key_scene()),
        tag("details", tag("summary", text("How to read this")), _notes(shown), cls="as-table"),
        cls="picture",
        open="" if shown.asked else None,
    )


def _heading(shown: Picture) -> str:
    if not shown.asked:
        return "What these studies found, topic by topic"
    return f"Results on {' and '.join(topic.say for topic in shown.topics)} at a glance"


def _figure(
    topic: TopicPoints,
    sources: Mapping[str, Source],
    citations: Sequence[Citation],
    card: Callable[[int], str],
    *,
    named: bool,
) -> Html:
    numbers = {point.source: quoted_at(point, citations) for point in topic.points}
    links = {key: None if number is None else f"#{card(number)}" for key, number in numbers.items()}
    told = {
        point.source: Told(
            title=title_of(point, sources[point.source]),
            label=str(numbers[point.source] or ""),
            href=links[point.source],
        )
        for point in topic.points
    }
    table = tag("details", tag("summary", text("As a table")), study_table(topic, sources, links), cls="as-table")
    return tag(
        "figure",
        tag("h3", text(capital(topic.say))) if named else NOTHING,
        draw(topic_scene(topic, told)),
        tag("figcaption", text(better_means(topic))) if better_means(topic) else NOTHING,
        table,
        cls="chart",
    )


def _notes(shown: Picture) -> Html:
    unstated = any(point.number is None for topic in shown.topics for point in topic.points)
    notes = [
        HOW_TO_READ,
        *(["The smallest size also stands for a number that is not stated."] if unstated else []),
        *_not_drawn(shown),
        COUNTING,
    ]
    return tag("ul", *[tag("li", text(note)) for note in notes], cls="notes")


def _not_drawn(shown: Picture) -> Iterable[str]:
    """What was left out of the chart, and why."""
    if shown.reviews:
        yield f"Not drawn: {counted(len(shown.reviews), 'review')}, since the studies in it would count twice."
    if shown.others:
        what = "a result on this that can be counted" if shown.asked else "a result that can be counted"
        yield f"Not drawn: {counted(len(shown.others), 'source')} without {what}."
