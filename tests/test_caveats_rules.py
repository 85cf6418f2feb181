"""Each rule where it applies and, next to it, where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from assistant.caveats import RULES, RuleContext, caveat_of_claim, caveats_of, context_of
from assistant.caveats.cues import caveats_from_text
from assistant.caveats.numbers import arm_sizes, follow_up_days
from sources.bundled import bundled_library
from sources.loader import load_library
from sources.model import CaveatKind, Outcome, Source

LIBRARY = load_library(bundled_library())
CONTEXT = context_of(LIBRARY)


def record(name: str, **changes: Any) -> Source:
    return replace(LIBRARY.by_id[name], reader_caveats=(), **changes)


def kinds(source: Source, context: RuleContext = CONTEXT) -> set[str]:
    return {caveat.kind for caveat in caveats_of(source, context)}


def said(source: Source, kind: str) -> str:
    return next(caveat.text for caveat in caveats_of(source, CONTEXT) if caveat.kind == kind)


TRIAL = "murphy-2023-biolpsych"
COHORT = "kaertner-2021-scirep"
SURVEY = "rootman-2021-scirep"
RATS = "kiilerich-2023-molpsych"
REVIEW = "kuypers-2019-jop"
OPEN = "lsddep1-2025-openlabel"
SCANS = "kraehenmann-2015-biolpsych"


def outcome(*topics: str, direction: Any = "mixed", group: str = "all") -> Outcome:
    return Outcome(topics, "m", "placebo", direction, "e", group, "t", "seen", None)


CASES: tuple[tuple[CaveatKind, Source, Source], ...] = (
    ("no-placebo", record(COHORT), record(SURVEY)),
    ("no-placebo", record(OPEN), record(OPEN, comparator="placebo")),
    ("no-placebo", record(OPEN), record(TRIAL)),
    ("observational", record(SURVEY), record(TRIAL)),
    ("observational", record("frick-2015-jamapsych"), record(SCANS)),
    ("self-report", record(SURVEY), record(SURVEY, self_report="no")),
    ("self-report", record(COHORT), record(COHORT, design=("rct-double-blind",))),
    ("self-report", record(SURVEY, self_report="partly"), record(OPEN, self_report="partly")),
    ("self-selected", record(SURVEY), record(TRIAL)),
    ("self-selected", record(TRIAL, limitations=("people who wanted to microdose",)), record(TRIAL)),
    ("small-sample", record(SCANS, n=40), record(SCANS, n=41)),
    ("small-sample", record(TRIAL, arms="LSD 12; placebo 12"), record(TRIAL, arms="LSD 13; placebo 13")),
    (
        "small-sample",
        record(COHORT, outcomes=(outcome("mood", group="24 who answered twice"),)),
        record(COHORT, outcomes=(outcome("mood", group="all who answered twice"),)),
    ),
    ("small-sample", record(RATS, n=16), record(REVIEW, n=16)),
    ("animal-only", record(RATS), record(REVIEW, species="mixed")),
    ("full-dose-not-microdose", record(SCANS), record(TRIAL)),
    ("full-dose-not-microdose", record("robison-2025-jama"), record("calder-2024-molpsych")),
    ("blinding-broken", record(TRIAL, blinding_broken="partly"), record(TRIAL, blinding_broken="no")),
    ("blinding-broken", record(TRIAL, blinding_broken="yes"), record(TRIAL, blinding_broken="unknown")),
    (
        "expectancy",
        record(TRIAL, outcomes=(outcome("expectancy"),)),
        record(TRIAL, outcomes=(outcome("expectancy", direction="no-difference"),)),
    ),
    ("expectancy", record(OPEN, limitations=("expectation not controlled",)), record(OPEN, limitations=())),
    ("not-peer-reviewed", record(TRIAL, peer_reviewed=False), record(TRIAL)),
    ("review-not-primary", record(REVIEW), record(TRIAL)),
    ("after-article", record(OPEN), record(TRIAL)),
    ("citation-mismatch", record(SURVEY), record(COHORT)),
    ("citation-mismatch", record("prochazkova-2018-psychopharm"), record("szigeti-2021-elife")),
    ("conflicting-evidence", record("shafiee-2024-jop"), record("shafiee-2024-jop", text="", parts=())),
    ("no-direct-evidence", record(RATS), record(COHORT)),
    ("no-direct-evidence", record("jakubovski-2019-depanx"), record(SCANS)),
    ("no-direct-evidence", record("mueller-2025-jamapsych"), record("dewit-2022-addbiol")),
    ("no-direct-evidence", record("queens-gad-microdose-trial"), record(TRIAL)),
    ("short-follow-up", record(TRIAL, follow_up="2 weeks"), record(TRIAL, follow_up="3 weeks")),
    ("short-follow-up", record(TRIAL, follow_up="one session"), record(TRIAL, follow_up="unknown")),
    ("short-follow-up", record(TRIAL, follow_up="2 days"), record(TRIAL, follow_up="2 days", dose_level="full")),
    ("healthy-volunteers", record(TRIAL), record("frick-2015-jamapsych")),
    ("summary-not-full-text", record(TRIAL, basis="memory"), record(TRIAL, basis="full-text")),
    ("industry-funded", record(TRIAL, funding="MindBio Therapeutics"), record(SCANS, funding="University of Zurich")),
    (
        "industry-funded",
        record(SCANS, conflicts="two authors from Eleusis Pharmaceuticals"),
        record(SCANS, conflicts="one author owns shares in a company"),
    ),
    ("industry-funded", record(SCANS, funding="Eleusis"), record(SCANS, funding="unknown (Lundbeck recalled)")),
)


@pytest.mark.parametrize(("kind", "yes", "no"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)])
def test_a_rule_applies_here_and_not_there(kind: CaveatKind, yes: Source, no: Source) -> None:
    assert kind in kinds(yes)
    assert kind not in kinds(no)


def test_every_kind_has_one_rule_and_a_case() -> None:
    assert sorted(kind for kind, _ in RULES) == sorted(get_args(CaveatKind))
    assert {case[0] for case in CASES} == set(get_args(CaveatKind))


def test_a_caveat_names_its_number() -> None:
    assert said(record(SCANS), "small-sample") == "Only 25 people took part."
    assert said(record("gasser-2014-jnmd"), "small-sample") == "Only 12 people took part, 4 in the smallest group."
    assert said(record("horsley-2018-behavpharm"), "small-sample").startswith("Only 40 animals were used, 8 in")
    assert "21 March 2025" in said(record(OPEN), "after-article")


def test_the_readers_reason_is_added_where_it_says_more() -> None:
    source = LIBRARY.by_id["barrett-2020-scirep"]
    assert said(source, "small-sample") == "Only 12 people took part."
    assert said(source, "full-dose-not-microdose").endswith("25 mg per 70 kg is a high dose.")


def test_a_rule_never_reads_the_readers_caveats() -> None:
    for source in LIBRARY.sources:
        assert kinds(source) == kinds(replace(source, reader_caveats=()))


def test_without_article_or_vocabulary_the_rules_that_need_them_keep_silent() -> None:
    bare = RuleContext()
    for source in LIBRARY.sources:
        assert not kinds(source, bare) & {
            "citation-mismatch",
            "no-direct-evidence",
            "short-follow-up",
            "industry-funded",
        }


def test_the_article_is_no_study() -> None:
    assert LIBRARY.article is not None
    assert kinds(LIBRARY.article.source) == {"not-peer-reviewed", "review-not-primary"}


def test_a_claim_carries_its_verdict() -> None:
    assert LIBRARY.article is not None
    by_id = {claim.id: caveat_of_claim(claim) for claim in LIBRARY.article.claims}
    assert by_id["C01"] is None
    assert by_id["C13"] is None
    assert by_id["C08"] is not None
    assert by_id["C08"].text.startswith("Checked against the sources: contradicted.")


@pytest.mark.parametrize(
    ("arms", "sizes"),
    [
        ("LSD 27; placebo 26 (23 and 23 completed)", {27, 26}),
        ("placebo, 13 micrograms, 26 micrograms", set()),
        ("ketamine 0.5 mg/kg, saline; 8 each", {8}),
        ("four groups; 12 per group (recalled)", {12}),
        ("4,050 microdosers; placebo 1,200", {1200}),
        ("single group", set()),
    ],
)
def test_sizes_of_groups_are_read_and_doses_are_not(arms: str, sizes: set[int]) -> None:
    assert set(arm_sizes(arms)) == sizes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6 weeks", 42),
        ("8 weeks of dosing, then up to 6 months", 180),
        ("48 hours after each session", 2),
        ("same day", 1),
        ("about one week per condition", 7),
        ("unknown", None),
    ],
)
def test_how_long_people_were_followed(text: str, days: float | None) -> None:
    assert follow_up_days(text) == days


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We ran an open-label study.", "no-placebo"),
        ("An online survey of users.", "observational"),
        ("All outcomes were self-reported.", "self-report"),
        ("Self-selected respondents.", "self-selected"),
        ("Twelve healthy adult volunteers.", "healthy-volunteers"),
        ("Most participants broke blind.", "blinding-broken"),
        ("Expectancy was high.", "expectancy"),
        ("A systematic review.", "review-not-primary"),
        ("This preprint reports.", "not-peer-reviewed"),
        ("Funded by Small Mind Therapeutics.", "industry-funded"),
        ("Contradictory findings.", "conflicting-evidence"),
        ("Mice were injected.", "animal-only"),
        ("There were 22 participants.", "small-sample"),
        ("The sample (n = 19) was young.", "small-sample"),
    ],
)
def test_an_added_file_is_told_by_its_words_and_says_so(text: str, kind: str) -> None:
    (caveat,) = (c for c in caveats_from_text(text) if c.kind == kind)
    assert caveat.told_by == "text"
    assert "not by a checked record" in caveat.text


@pytest.mark.parametrize("text", ["", "Tea was served to 400 people.", "The rats and 60 people were compared."])
def test_no_cue_no_caveat(text: str) -> None:
    assert caveats_from_text(text) == ()


def test_a_file_without_facts_goes_by_its_text() -> None:
    source = record(TRIAL, design=(), outcomes=(), text="An open-label pilot.")
    assert kinds(source) == {"no-placebo"}
