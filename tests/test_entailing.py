"""Text against text by rules: what each rule decides, when it abstains, and what must hold for any sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.entailing.model import LOOSE, STRICT, USUAL, Strictness
from benchmarks.entailing.rules import entails, entails_any
from sources.bundled import bundled_library
from sources.loader import load_library

LEVELS = (STRICT, USUAL, LOOSE)
SENTENCES = tuple(
    line.removeprefix("- ")
    for source in load_library(bundled_library()).sources
    for line in source.text.splitlines()
    if line.startswith("- ") and "?" not in line
)
NUMBER = re.compile(r"(?<![\w.,·/^–-])\d{1,5}(?![\w,·/^–-]|\.\d)")


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
@pytest.mark.parametrize(
    ("claim", "evidence", "rule"),
    [
        ("LSD microdosing lowers anxiety.", "Microdosing LSD reduced anxiety in healthy adults.", "says the same"),
        ("LSD microdosing does not lower anxiety.", "Microdosing LSD did not reduce anxiety.", "denies it"),
        ("LSD microdosing has no effect on anxiety.", "Microdosing LSD had no effect on anxiety.", "denies it"),
        ("The microdosing trial had 191 participants.", "The microdosing trial had 191 participants in all.", "same"),
        (
            "Microdosers felt less anxious than non-users.",
            "Compared with non-users, microdosers felt less anxious.",
            "",
        ),
        ("Anxiety was lowered by psilocybin.", "Psilocybin lowers anxiety.", "says the same"),
    ],
)
def test_supports(level: Strictness, claim: str, evidence: str, rule: str) -> None:
    found = entails(claim, evidence, level)
    assert found.verdict == "supports", found
    assert rule in found.rule


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
@pytest.mark.parametrize(
    ("claim", "evidence", "rule"),
    [
        ("LSD microdosing raises anxiety.", "Microdosing LSD reduced anxiety in adults.", "other way round"),
        ("LSD microdosing does not lower anxiety.", "Microdosing LSD reduced anxiety in adults.", "says the same"),
        ("LSD microdosing lowers anxiety.", "Microdosing LSD did not reduce anxiety in adults.", "denies it"),
        ("LSD microdosing lowers anxiety.", "Microdosing LSD had no effect on anxiety.", "No effect"),
        ("Microdosing improved mood.", "Mood was worsened by microdosing.", "other way round"),
        ("The microdosing trial had 19 participants.", "The microdosing trial had 191 participants.", "another number"),
        (
            "Microdosers reported less anxiety than non-microdosers.",
            "Non-microdosers reported less anxiety than microdosers.",
            "other order",
        ),
        (
            "Placebo was better than psilocybin for depression scores.",
            "Psilocybin was better than placebo for depression scores.",
            "other order",
        ),
        (
            "Microdosing is an ineffective treatment for anxiety.",
            "Microdosing is an effective treatment for anxiety.",
            "",
        ),
    ],
)
def test_refutes(level: Strictness, claim: str, evidence: str, rule: str) -> None:
    found = entails(claim, evidence, level)
    assert found.verdict == "refutes", found
    assert rule in found.rule


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
@pytest.mark.parametrize(
    ("claim", "evidence", "rule"),
    [
        ("LSD microdosing lowers anxiety.", "Microdosing LSD may reduce anxiety.", "hedged"),
        ("LSD microdosing lowers anxiety in people.", "Microdosing LSD reduced anxiety in mice.", "another"),
        ("Anxiety lowers psilocybin.", "Psilocybin lowers anxiety.", "changed places"),
        ("20 micrograms of LSD lowered anxiety.", "10 micrograms of LSD lowered anxiety.", "number"),
        ("Psilocybin lowers anxiety.", "We tested whether psilocybin lowers anxiety.", "asks"),
        ("Psilocybin lowers anxiety.", "It is unknown if psilocybin lowers anxiety.", "asks"),
        ("Psilocybin lowers anxiety.", "Psilocybin lowered depression but not anxiety.", ""),
        ("Psilocybin lowers anxiety in cancer.", "Psilocybin lowers anxiety in diabetes.", ""),
        ("All microdosers reported less anxiety.", "Some microdosers reported less anxiety.", "all"),
        ("Full-dose psilocybin lowers anxiety.", "Microdose psilocybin lowers anxiety.", ""),
        ("Psilocybin lowers serotonin deficiency.", "Psilocybin lowers serotonin.", ""),
        ("Does psilocybin lower anxiety?", "Psilocybin lowers anxiety.", "question"),
        ("Psilocybin lowers anxiety.", "Ketamine lowers pain.", "few words"),
        (
            "Insulin raises the risk of severe kidney failure.",
            "Glitazones raised the risk of severe kidney failure.",
            "",
        ),
        ("Psilocybin did not raise anxiety but raised mood.", "Psilocybin raised mood.", "half"),
        ("", "Psilocybin lowers anxiety.", ""),
        ("Psilocybin lowers anxiety.", "", ""),
    ],
)
def test_abstains(level: Strictness, claim: str, evidence: str, rule: str) -> None:
    found = entails(claim, evidence, level)
    assert found.verdict == "undecided", found
    assert rule in found.rule


def test_a_denial_of_something_else_is_not_a_refutation() -> None:
    for evidence in (
        "Psilocybin did not cause harm and lowered anxiety.",
        "No serious harm occurred, and psilocybin lowered anxiety.",
        "Psilocybin lowered anxiety without serious harm.",
    ):
        assert entails("Psilocybin lowers anxiety.", evidence).verdict == "supports", evidence


def test_the_words_that_decided_are_told() -> None:
    found = entails("Microdosing LSD raises anxiety.", "Microdosing LSD did reduce anxiety.")
    assert found.claim_words == ("raises",)
    assert found.evidence_words == ("reduce",)
    other = entails("The microdosing trial had 19 participants.", "The microdosing trial had 191 participants.")
    assert other.claim_words[0] == "19"
    assert other.evidence_words[0] == "191"


def test_a_list_decides_by_its_one_clear_sentence() -> None:
    told = ["We tested psilocybin.", "Psilocybin lowered anxiety.", "More research is needed."]
    found = entails_any("Psilocybin raises anxiety.", told)
    assert (found.verdict, found.sentence) == ("refutes", 1)
    assert entails_any("Psilocybin raises anxiety.", []).verdict == "undecided"


def test_a_list_that_does_not_agree_decides_nothing() -> None:
    told = ["Psilocybin lowered anxiety.", "Psilocybin did not lower anxiety."]
    found = entails_any("Psilocybin lowers anxiety.", told)
    assert found.verdict == "undecided"
    assert "agree" in found.rule


DRUGS = st.sampled_from(["psilocybin", "LSD", "ketamine", "microdosing"])
THINGS = st.sampled_from(["anxiety", "depression scores", "heart rate", "reaction time", "cortisol"])
PEOPLE = st.sampled_from(["", " in mice", " in healthy adults", " in patients with cancer", " after 6 weeks"])
PAST = {"lower": "lowered", "raise": "raised", "improve": "improved", "affect": "affected", "predict": "predicted"}
VERBS = st.sampled_from(sorted(PAST))
MADE = st.builds(
    lambda d, v, t, p: (f"{d} {PAST[v]} {t}{p}.", f"{d} did not {v} {t}{p}."), DRUGS, VERBS, THINGS, PEOPLE
)
STATED = st.one_of(st.sampled_from(SENTENCES), MADE.map(lambda both: both[0]))
HOW = st.sampled_from(LEVELS)


@settings(deadline=None)
@given(STATED, HOW)
def test_a_sentence_bears_itself_out(sentence: str, level: Strictness) -> None:
    assert entails(sentence, sentence, level).verdict == "supports"
    assert entails(sentence, sentence.upper(), level).verdict == "supports"


@settings(deadline=None)
@given(st.sampled_from([s for s in SENTENCES if NUMBER.search(s)]), st.integers(1, 99_999), st.data(), HOW)
def test_a_sentence_with_another_number_is_never_borne_out(
    sentence: str, number: int, data: st.DataObject, level: Strictness
) -> None:
    match = data.draw(st.sampled_from(list(NUMBER.finditer(sentence))))
    if int(match[0]) == number:
        number += 1
    claim = f"{sentence[: match.start()]}{number}{sentence[match.end() :]}"
    assert entails(claim, sentence, level).verdict != "supports", (claim, sentence)


@settings(deadline=None)
@given(MADE, st.one_of(STATED, MADE.map(lambda both: both[1])), HOW)
def test_a_claim_and_its_denial_never_get_the_same(both: tuple[str, str], evidence: str, level: Strictness) -> None:
    told = {entails(claim, evidence, level).verdict for claim in both}
    assert told == {"undecided"} or len(told) == 2, (both, evidence)


@settings(deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES), HOW)
def test_a_sentence_and_its_denial_never_get_the_same(claim: str, evidence: str, level: Strictness) -> None:
    for held in (claim, evidence):
        told = {entails(text, held, level).verdict for text in (claim, f"It is not true that {claim}")}
        assert told == {"undecided"} or len(told) == 2, (claim, held)


@settings(deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_sentences_of_different_studies_are_left_alone_by_the_strict(claim: str, evidence: str) -> None:
    found = entails(claim, evidence, STRICT)
    assert found.verdict == "undecided" or found.cover == 1


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), HOW)
def test_any_text_is_taken(claim: str, evidence: str, level: Strictness) -> None:
    assert entails(claim, evidence, level).verdict in ("supports", "refutes", "undecided")
