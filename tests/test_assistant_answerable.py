"""What is not answered, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.finding.answerable import refusal
from assistant.finding.details import missing_detail
from assistant.finding.evidence import Found
from assistant.understanding.naming import Named
from assistant.understanding.reader import Reader
from sources.bundled import bundled_library
from sources.loader import load_library
from tests.makers import found, outcome, source


def near(question: str, *sources: object, cosine: float = 0.5, **changes: object) -> Found:
    """What was found for a question; the reading is the real one, with the bundled words."""
    library = load_library(bundled_library())
    held = found(*(sources or (source(),)))  # type: ignore[arg-type]
    names = NamesNothing()
    real = replace(Reader(library.vocabulary, names).read(question), **changes)  # type: ignore[arg-type]
    return Found(real, tuple(replace(item, cosine=cosine) for item in held.evidence))


class NamesNothing:
    """A library without names."""

    def find(self, question: str) -> Named:
        del question
        return Named()


def why(held: Found, *library: object) -> str | None:
    refused = refusal(held, library or (source(),))  # type: ignore[arg-type]
    return refused.why if refused else None


def test_what_is_held_is_answered() -> None:
    assert why(near("does microdosing LSD help with anxiety?")) is None


def test_nothing_near_and_nothing_known_is_far() -> None:
    refused = refusal(near("best tyre pressure for a golf", cosine=0.1), (source(),))
    assert refused is not None
    assert refused.far


def test_no_evidence_is_refused() -> None:
    assert refusal(Found(near("anxiety?").reading, ()), ()) is not None


def test_a_known_subject_that_no_record_is_about() -> None:
    assert "autism" in str(why(near("does it help autistic people with anxiety?")))


def test_a_substance_that_was_not_tested_at_that_dose() -> None:
    large = source(substance=("ketamine",), dose_level="full")
    assert "ketamine in microdoses" in str(why(near("does microdosing ketamine help with anxiety?", large), large))


def test_a_condition_in_which_no_microdose_was_tested() -> None:
    assert "panic disorder" in str(why(near("does microdosing help people with panic disorder?")))
    tested = source(population="adults with panic disorder")
    assert why(near("does microdosing help people with panic disorder?", tested), tested) is None


def test_a_year_after_everything_here() -> None:
    assert "2020" in str(why(near("what were the results for anxiety in 2031?", named=Named(years=(2031,)))))


def test_a_study_that_is_not_here() -> None:
    assert "Okonkwo" in str(why(near("what did Okonkwo et al. (2019) find about anxiety?")))


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("how many people were in each arm?", True),
        ("what is Cohen's d for anxiety?", True),
        ("who paid for it?", False),
        ("how many people took part?", False),
    ],
)
def test_a_detail_that_the_record_marks_unknown(question: str, missing: bool) -> None:
    held = source(funding="a public fund", outcomes=(outcome(effect="lower; size unknown"),))
    assert bool(missing_detail(question, held, ("anxiety",))) is missing


def test_a_statistic_that_is_told_is_not_missing() -> None:
    assert missing_detail("what is Cohen's d?", source(outcomes=(outcome(effect="d = -0.5"),)), ()) is None
