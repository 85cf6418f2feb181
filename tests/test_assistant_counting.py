"""The count, its words, the stance and the certainty: the same as if reckoned by hand."""

from __future__ import annotations

import pytest

from assistant.understanding.reading import Direction
from assistant.weighing.bottom_line import Line, lines_of, sentence
from assistant.weighing.certainty import Asked, certainty_of
from assistant.weighing.counting import Counted, count, side_of
from assistant.weighing.stance import stance_of
from assistant.weighing.tally import tally
from index.passages import Passage
from sources.model import Direction as Way
from sources.model import Outcome, Source
from sources.vocabulary import Better
from tests.makers import outcome, passages, reading, source

LESS = "Anxiety was lower in the Smith trial (2020)."
SAME = "Sleep did not change in the Smith trial (2020)."
PLAIN = Asked(symptom=False, microdose=False, animals=False, conflict=False)


def study(id: str, direction: Way = "improved", versus: str = "placebo", **changes: object) -> Source:
    return source(id, outcomes=(outcome(direction=direction, versus=versus, stated=LESS),), **changes)


def stated(item: Source, held: Outcome) -> Passage:
    return next(passage for passage in passages(item) if passage.text == held.stated)


def told(*sources: Source) -> list[str]:
    lines = lines_of("anxiety", count(sources, "anxiety", "lower"))
    return [sentence(line, stated, "bottom-line").text for line in lines]


def test_the_count_is_what_a_hand_would_count() -> None:
    sources = (study("a"), study("b", "no-difference"), study("c", "no-difference"), study("d", versus="baseline"))
    assert told(*sources) == [
        "Against placebo: of 3 studies cited here of small doses in people that measured anxiety, 2 found no difference "
        "and 1 an improvement.",
        "Without a placebo group: the 1 study cited here of small doses in people that measured anxiety found an improvement.",
    ]


def test_every_vote_in_a_line_is_cited() -> None:
    votes = count((study("a"), study("b", "worsened")), "anxiety", "lower")
    (line,) = lines_of("anxiety", votes)
    assert {passage.source_id for passage in sentence(line, stated, "bottom-line").passages} == {"a", "b"}


def test_strata_are_never_mixed() -> None:
    sources = (study("a"), study("rats", species="rat", design=("animal",)), study("big", dose_level="full"))
    assert [line.stratum for line in lines_of("anxiety", count(sources, "anxiety", "lower"))] == [
        "microdose",
        "full",
        "animal",
    ]


def test_a_review_and_an_outcome_without_a_sentence_are_not_counted() -> None:
    review = study("review", kind="review", design=("systematic-review",))
    unstated = source("unstated", outcomes=(outcome(),))
    assert count((review, unstated), "anxiety", "lower") == ()


def test_placebo_decides_within_a_study() -> None:
    both = source(
        "both",
        outcomes=(outcome(direction="no-difference", stated=SAME), outcome(versus="baseline", stated=LESS)),
    )
    (vote,) = count((both,), "anxiety", "lower")
    assert (vote.side, vote.comparison) == ("no difference", "placebo")


@pytest.mark.parametrize(
    ("direction", "better", "side"),
    [
        ("decreased", "lower", "an improvement"),
        ("increased", "lower", "a worsening"),
        ("increased", "higher", "an improvement"),
        ("decreased", "higher", "a worsening"),
        ("increased", "either", "an increase"),
        ("decreased", "either", "a decrease"),
        ("no-difference", "lower", "no difference"),
        ("mixed", "higher", "mixed results"),
        ("worsened", "either", "a worsening"),
    ],
)
def test_which_way_an_outcome_points(direction: Way, better: Better, side: str) -> None:
    assert side_of(outcome(direction=direction), better) == side


def votes(*sources: Source) -> tuple[Counted, ...]:
    return count(sources, "anxiety", "lower")


@pytest.mark.parametrize(
    ("sources", "direction", "expected"),
    [
        ((study("a"), study("b")), "better", "supported"),
        ((study("a", "no-difference"), study("b", "no-difference")), "better", "contradicted"),
        ((study("a"), study("b", "no-difference")), "better", "mixed"),
        ((study("a", "no-difference"), study("b", versus="baseline")), "better", "mixed"),
        ((study("a", "worsened"),), "worse", "supported"),
        ((study("a", "decreased"),), "lower", "supported"),
        ((), "better", "none"),
    ],
)
def test_stance(sources: tuple[Source, ...], direction: Direction, expected: str) -> None:
    assert stance_of(votes(*sources), direction, "lower") == expected


def test_no_more_sources_are_told_than_allowed_and_the_rest_is_said() -> None:
    many = [study(f"s{place}") for place in range(12)]
    found = tally(many, reading(countable=("anxiety",)), {"anxiety": "lower"}, {}, 9)
    assert len(found.sources) == 9
    assert found.left_out == (
        "Not cited, to keep this short: 3 more studies (microdose) that measured anxiety against placebo.",
    )


def test_the_nearest_studies_are_told_first() -> None:
    many = [study(f"s{place}") for place in range(6)]
    found = tally(many, reading(countable=("anxiety",)), {"anxiety": "lower"}, {"s5": 0.9, "s2": 0.8}, 2)
    assert set(found.sources) == {"s5", "s2"}


def test_certainty_starts_from_design() -> None:
    strong = certainty_of([source(n=900)], {}, PLAIN)
    weak = certainty_of([source(n=900, design=("cross-sectional-survey",))], {}, PLAIN)
    assert (strong.level, weak.level) == ("high", "low")
    assert strong.reasons[0].startswith("Starts high")


def test_certainty_is_lowered_once_for_each_reason() -> None:
    asked = Asked(symptom=True, microdose=True, animals=False, conflict=True)
    sure = certainty_of([source(n=20)], {"smith-2020-x": ("blinding-broken", "healthy-volunteers")}, asked)
    assert sure.level == "very low"
    for word in ("risk of bias", "indirectness", "imprecision", "inconsistency"):
        assert any(word in reason for reason in sure.reasons)


def test_no_study_no_certainty() -> None:
    assert certainty_of([source("article", kind="article", design=())], {}, PLAIN).level == "none"


def test_a_line_needs_votes() -> None:
    assert lines_of("anxiety", ()) == ()
    assert Line("anxiety", "microdose", "placebo", votes(study("a"))).votes
