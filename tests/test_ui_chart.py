"""The picture of the evidence: what is counted is what is drawn, and no text gets out of its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from assistant.views import SourceView
from assistant.weighing.counting import Comparison, Side, Stratum
from assistant.weighing.picture import (
    KINDS,
    STRATA,
    DesignKind,
    EvidencePoint,
    TopicPoints,
    picture,
    picture_of,
    quoted_at,
)
from sources.model import Direction, Outcome, Source, Versus
from sources.vocabulary import Group
from tests.test_ui_escape import ANY_TEXT, check, poisoned_answer, poisoned_views
from tests.ui_hostile import PAYLOADS
from tests.ui_stand_in import make_answer, make_views
from ui.charts.drawing import draw
from ui.charts.evidence import answer_chart
from ui.charts.overview import overview
from ui.charts.scene import WIDTH
from ui.charts.topic import Told, topic_scene
from ui.charts.words import KIND_WORDS, SIDES, STRATUM_WORDS, columns, radius
from ui.render.cards import card_id
from ui.render.panel import panel
from ui.render.safe import Html

ROOT = Path(__file__).resolve().parent.parent
ANXIETY = Group("anxiety", "anxiety", (), better="lower")
MOOD = Group("mood", "mood", (), better="higher")
AMYGDALA = Group("amygdala", "amygdala", (), better="either")
KNOWN = (ANXIETY, MOOD, AMYGDALA, Group("motives", "reasons", (), better="uncounted"))
SVG = "svg"


def outcome(topic: str, versus: Versus, direction: Direction, stated: str = "It was so.") -> Outcome:
    return Outcome((topic,), "a scale", versus, direction, "some", "all", "unknown", "seen", "s1", stated)


def charted_views() -> dict[str, SourceView]:
    """The stand-in's sources with results: no difference, better without placebo, and worse in mice."""
    views = make_views()
    found = {
        "szigeti-2021-elife": outcome("anxiety", "placebo", "no-difference", quote("szigeti-2021-elife", views)),
        "kaertner-2021-scirep": outcome("anxiety", "baseline", "improved", quote("kaertner-2021-scirep", views)),
        "degregorio-2022-npp": outcome("anxiety", "placebo", "increased", "Not among the quotes."),
    }
    return {
        key: replace(view, source=replace(view.source, outcomes=(found[key],) if key in found else ()))
        for key, view in views.items()
    }


def quote(source_id: str, views: Mapping[str, SourceView]) -> str:
    return next(c.quote for c in make_answer(views).citations if c.source == source_id)


VIEWS = charted_views()
SOURCES = {key: view.source for key, view in VIEWS.items()}
ANSWER = replace(make_answer(VIEWS), topics=("anxiety",))


def parsed(markup: Html) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314


def drawn_marks(markup: Html) -> dict[str, ElementTree.Element]:
    """The links of a chart by the number under them."""
    links = [link for svg in parsed(markup).iter(SVG) for link in svg.iter("a")]
    return {"".join(link.find("text").itertext()): link for link in links}  # type: ignore[union-attr]


def test_a_study_stands_where_its_result_came_out() -> None:
    shown = picture_of(ANSWER, SOURCES, KNOWN)
    told = {p.source: (p.side, p.stratum, p.comparison, p.kind, p.number) for t in shown.topics for p in t.points}
    assert told == {
        "szigeti-2021-elife": ("no difference", "microdose", "placebo", "controlled", 191),
        "kaertner-2021-scirep": ("an improvement", "microdose", "none", "uncontrolled", 81),
        "degregorio-2022-npp": ("a worsening", "animal", "placebo", "animal", None),
    }
    assert [topic.name for topic in shown.topics] == ["anxiety"]
    assert shown.asked


def test_what_is_not_drawn_is_named() -> None:
    shown = picture([*SOURCES.values(), replace(SOURCES["szigeti-2021-elife"], id="x", outcomes=())], KNOWN)
    assert shown.reviews == ("note-2022-memory",)
    assert shown.others == ("x",)
    more = replace(ANSWER, citations=(*ANSWER.citations, replace(ANSWER.citations[0], n=9, source="note-2022-memory")))
    assert "Not drawn: 1 review, since" in answer_chart(more, VIEWS, KNOWN)


def test_topics_that_do_not_add_up_are_not_drawn() -> None:
    source = replace(SOURCES["szigeti-2021-elife"], outcomes=(outcome("motives", "placebo", "improved"),))
    assert picture([source], KNOWN).topics == ()


def test_without_a_topic_everything_counted_is_shown_the_fullest_first() -> None:
    both = replace(SOURCES["kaertner-2021-scirep"], outcomes=(outcome("mood", "none", "increased"),))
    sources = {**SOURCES, "kaertner-2021-scirep": both}
    shown = picture_of(replace(ANSWER, topics=()), sources, (MOOD, ANXIETY))
    assert [(topic.name, len(topic.points)) for topic in shown.topics] == [("anxiety", 2), ("mood", 1)]
    assert not shown.asked


def test_one_study_that_nobody_asked_the_results_of_is_no_picture() -> None:
    one = replace(ANSWER, topics=(), citations=ANSWER.citations[:1])
    assert answer_chart(one, VIEWS, KNOWN) == ""
    assert answer_chart(replace(one, topics=("anxiety",)), VIEWS, KNOWN) != ""


def test_a_mark_leads_to_the_quote_that_states_its_result() -> None:
    point = picture_of(ANSWER, SOURCES, KNOWN).topics[0].points[0]
    assert quoted_at(point, ANSWER.citations) == 1
    fourth = replace(point, stated=(ANSWER.citations[3].quote,))
    assert quoted_at(fourth, ANSWER.citations) == 4
    assert quoted_at(replace(point, stated=("never quoted",)), ANSWER.citations) == 1
    assert quoted_at(replace(point, source="nobody"), ANSWER.citations) is None
    marks = drawn_marks(answer_chart(ANSWER, VIEWS, KNOWN))
    assert {n: link.get("href") for n, link in marks.items()} == {
        n: f"#{card_id(ANSWER, int(n))}" for n in ("1", "2", "3")
    }


def test_shape_place_and_filling_say_what_the_colour_says() -> None:
    marks = drawn_marks(answer_chart(ANSWER, VIEWS, KNOWN))
    assert {n: link.get("class") for n, link in marks.items()} == {
        "1": "mark point plain solid",
        "2": "mark point good hollow",
        "3": "mark point bad solid",
    }
    names = {n: link.findtext("title") for n, link in marks.items()}
    assert names["1"] == "Szigeti 2021: no difference, compared with placebo, 191 people"
    assert names["2"] == "Kaertner 2021: better, not compared with placebo, 81 people"
    assert names["3"] == "De Gregorio 2022: worse, compared with placebo, number not stated"
    places = {n: float(link.find("text").get("x", "")) for n, link in marks.items()}  # type: ignore[union-attr]
    assert places["2"] < places["1"] < places["3"]
    shapes = {side.shape for side in SIDES.values()}
    outlines = {_outline(shape) for shape in shapes}
    assert len(outlines) == len(shapes) == 4


def _outline(shape: object) -> str:
    side = next(side for side, words in SIDES.items() if words.shape == shape)
    point = EvidencePoint("a", "anxiety", side, "microdose", "placebo", "controlled", 20, ())
    scene = topic_scene(TopicPoints("anxiety", "anxiety", "lower", (point,)), {"a": Told("t")})
    mark = replace(scene.marks[0], x=100, y=50)
    drawing = parsed(draw(replace(scene, marks=(mark,))))
    return next(path.get("d", "") for path in drawing.iter("path") if path.get("class") == "shape")


@pytest.mark.parametrize(("smaller", "larger"), [(None, 30), (8, 30), (99, 100), (299, 300), (300, 16_056)])
def test_more_people_are_never_drawn_smaller(smaller: int | None, larger: int) -> None:
    assert radius(smaller) <= radius(larger)
    assert radius(None) == radius(1) < radius(30) < radius(100) < radius(300)


def test_the_table_says_the_same_as_the_chart() -> None:
    table = next(parsed(answer_chart(ANSWER, VIEWS, KNOWN)).iter("table"))
    rows = [["".join(cell.itertext()) for cell in row] for row in table.find("tbody") or ()]
    assert rows == [
        ["Szigeti 2021", "No difference", "yes", "191 people", "Small doses, in people: controlled experiments"],
        ["Kaertner 2021", "Better", "no", "81 people", "Small doses, in people: studies without a placebo group"],
        ["De Gregorio 2022", "Worse", "yes", "number not stated", "Animals and cells, not people"],
    ]
    assert table.findtext("caption") == "Results on anxiety, study by study"
    assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}


def test_the_chart_stands_in_the_panel_above_the_cards() -> None:
    markup = panel([Turn("q", ANSWER)], VIEWS, KNOWN)
    assert 0 < markup.index('class="picture"') < markup.index('class="cards"')
    assert "picture" not in panel([Turn("q", ANSWER)], VIEWS)


def any_points() -> st.SearchStrategy[tuple[EvidencePoint, ...]]:
    one = st.builds(
        EvidencePoint,
        source=st.sampled_from([f"s{number}" for number in range(30)]),
        topic=st.just("anxiety"),
        side=st.sampled_from(get_args(Side)),
        stratum=st.sampled_from(get_args(Stratum)),
        comparison=st.sampled_from(get_args(Comparison)),
        kind=st.sampled_from(get_args(DesignKind)),
        number=st.one_of(st.none(), st.integers(0, 20_000)),
        stated=st.just(()),
    )
    ordered = st.lists(one, min_size=1, max_size=40, unique_by=lambda point: point.source)
    return ordered.map(lambda held: tuple(sorted(held, key=lambda p: (STRATA.index(p.stratum), KINDS.index(p.kind)))))


@settings(max_examples=100, deadline=None)
@given(any_points())
def test_every_mark_has_a_place_of_its_own_inside_the_chart(points: tuple[EvidencePoint, ...]) -> None:
    topic = TopicPoints("anxiety", "anxiety", "lower", points)
    scene = topic_scene(topic, {point.source: Told(point.source, "1", "#card-a-1") for point in points})
    assert sorted(mark.title for mark in scene.marks) == sorted(point.source for point in points)
    assert len(scene.marks) == len(points)
    for mark in scene.marks:
        assert 15 <= mark.x <= WIDTH - 15
        assert 15 <= mark.y <= scene.height - 22
    for number, mark in enumerate(scene.marks):
        for other in scene.marks[:number]:
            # A finger finds one mark and not two: 30 wide, and 39 high with the number.
            assert abs(mark.x - other.x) > 29.9 or abs(mark.y - other.y) >= 39
    assert {point.side for point in points} <= set(columns([topic]))


def test_every_word_has_a_place() -> None:
    assert set(SIDES) == set(get_args(Side))
    assert set(KIND_WORDS) == set(KINDS) == set(get_args(DesignKind))
    assert set(STRATUM_WORDS) == set(STRATA) == set(get_args(Stratum))


def test_a_topic_where_neither_way_is_better_has_more_and_less() -> None:
    empty = TopicPoints("amygdala", "amygdala", "either", ())
    assert columns([empty]) == ("an increase", "no difference", "mixed results", "a decrease")
    assert columns([replace(empty, better="lower")]) == (
        "an improvement",
        "no difference",
        "mixed results",
        "a worsening",
    )


def test_the_overview_holds_every_counted_study_and_keeps_animals_apart() -> None:
    markup = overview(VIEWS.values(), KNOWN)
    figures = {figure.findtext("h3"): figure for figure in parsed(markup).iter("figure")}
    assert set(figures) == {"Small doses, in people", "Animals and cells, not people"}
    titles = {name: [t.text for t in figure.iter("title")] for name, figure in figures.items()}
    assert len(titles["Small doses, in people"]) == 2
    assert titles["Animals and cells, not people"] == [
        "De Gregorio 2022: worse, compared with placebo, number not stated"
    ]
    rows = [["".join(cell.itertext()) for cell in row] for row in figures["Small doses, in people"].iter("tr")]
    assert rows[1:] == [["Anxiety", "1 (0 with placebo)", "1 (1 with placebo)", "0", "0"]]
    assert overview((), KNOWN) == ""


def test_the_same_scene_gives_the_same_bytes_whoever_draws() -> None:
    first = answer_chart(ANSWER, VIEWS, KNOWN)
    draw.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda _: answer_chart(ANSWER, VIEWS, KNOWN), range(16)))
    assert set(again) == {first}


def hostile_chart(hostile: str) -> tuple[Answer, dict[str, SourceView], tuple[Group, ...]]:
    """Text in every field of source and answer, on a topic of that very name, so that every result is drawn."""
    views = charted_views()
    bad = {key: replace(v, source=replace(v.source, id=key)) for key, v in poisoned_views(hostile).items()}
    held = {
        key: replace(view, source=replace(view.source, outcomes=_named(views[key].source, hostile)))
        for key, view in bad.items()
    }
    answer = replace(poisoned_answer(make_answer(views), hostile), topics=(hostile,))
    return answer, held, (Group(hostile, hostile, (hostile,), better="lower"),)


def _named(source: Source, hostile: str) -> tuple[Outcome, ...]:
    text = hostile or "x"
    return tuple(replace(o, topics=(hostile,), measure=hostile, effect=hostile, stated=text) for o in source.outcomes)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_hostile_text_stays_text_in_charts_and_tables(hostile: str) -> None:
    answer, views, known = hostile_chart(hostile)
    markup = answer_chart(answer, views, known)
    assert markup.count("<title>") == 3
    check(markup)
    check(panel([Turn(hostile, answer)], views, known))
    check(overview(views.values(), known))


def test_no_payload_leaves_a_trace_of_markup() -> None:
    for payload in PAYLOADS:
        words = check(answer_chart(*hostile_chart(payload))).words
        assert any(" ".join(payload.split())[:40] in " ".join(said.split()) for said in words)


def test_matplotlib_comes_with_the_first_chart_and_brings_no_global_figure() -> None:
    code = (
        "import sys, ui.command, ui.talk, ui.charts.evidence, ui.charts.overview\n"
        "assert 'matplotlib' not in sys.modules\n"
        "from tests.test_ui_chart import ANSWER, KNOWN, VIEWS, answer_chart\n"
        "assert 'matplotlib' not in sys.modules\n"
        "answer_chart(ANSWER, VIEWS, KNOWN)\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
