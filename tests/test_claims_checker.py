"""Claims against the real library: verdicts, exact quotes, what is never said, and that nothing changes between two checks."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.batch import run_batch
from assistant.claims.check import ClaimCheck, Verdict
from assistant.claims.checker import ClaimChecker, build_checker, together
from assistant.claims.commands import batch_claims
from assistant.claims.text_sentences import sentences
from assistant.desk import open_desk
from assistant.service import Assistant, build_assistant
from index.home import Home
from index.open import open_index
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import load_library

DEV = Path(__file__).resolve().parent / "data" / "claims_dev.jsonl"
ITEMS = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
TURNED = {"supported": "contradicted", "contradicted": "supported"}


@pytest.fixture(scope="module")
def assistant(library_home: Home) -> Assistant:
    library = bundled_library()
    return build_assistant(
        open_index(library_home, search="exact"), load_library(library).vocabulary, open_desk(library)
    )


@pytest.fixture(scope="module")
def checker(assistant: Assistant) -> ClaimChecker:
    return build_checker(assistant)


def exact(check: ClaimCheck, checker: ClaimChecker) -> bool:
    texts = {i: source.text for i, source in checker.library.index.sources.items()}
    return all(texts[c.source][c.start : c.end] == c.quote for c in check.citations)


def test_our_development_claims(checker: ClaimChecker) -> None:
    """A floor under what was reached (benchmarks/results/claims.md); every quote exact and every number known."""
    right = opposite = 0
    for item in ITEMS:
        check = checker.check(item["claim"])
        fine = {item["verdict"], *item["verdict_ok"]}
        right += check.verdict in fine
        opposite += check.verdict not in fine and TURNED.get(check.verdict) in fine
        assert exact(check, checker)
        numbers = {citation.n for citation in check.citations}
        for part in check.parts:
            assert {*part.supports, *part.against} <= numbers
        assert all(set(over.citations) <= numbers for over in check.overclaims)
        assert all(set(caveat.citations) <= numbers for caveat in check.caveats)
        json.dumps(check.to_json())
    assert right / len(ITEMS) >= 0.85
    assert opposite / len(ITEMS) <= 0.02


@pytest.mark.parametrize(
    ("claim", "verdict", "rule"),
    [
        ("Szigeti and colleagues ran their study with 191 people.", "supported", "sentence"),
        ("Szigeti and colleagues ran their study with 911 people.", "contradicted", "number"),
        ("The Kaertner cohort had no control group.", "supported", "record"),
        ("The Kaertner cohort was double-blind.", "contradicted", "record"),
        ("Hutten's 2020 trial found more anxiety at 20 micrograms than on placebo.", "supported", "sentence"),
        ("Hutten's 2020 trial found less anxiety at 20 micrograms than on placebo.", "contradicted", "result"),
        ("Microdosing protects against malaria.", "not-in-sources", "undecided"),
        ("Octopuses have three hearts.", "not-in-sources", "not found"),
        ("Conventional anxiety medicines can need weeks to work.", "supported", "article"),
        ("Cameron's 2021 tabernanthalog paper was published in Nature.", "supported", "record"),
        ("Cameron's 2021 tabernanthalog paper came out in The Lancet.", "contradicted", "record"),
        (
            "Shao and co-workers described how one dose of tabernanthalog restored flexible thinking in stressed mice.",
            "contradicted",
            "record",
        ),
        ("Petranker and colleagues (2024) call it too soon to say whether microdosing works.", "supported", "sentence"),
        (
            "One month after a single big dose of psilocybin, volunteers' amygdala response to emotional faces was dampened.",
            "contradicted",
            "result",
        ),
    ],
)
def test_a_verdict_and_the_rule_behind_it(claim: str, verdict: Verdict, rule: str, checker: ClaimChecker) -> None:
    check = checker.check(claim)
    assert (check.verdict, check.parts[0].rule) == (verdict, rule)


def test_two_halves_are_checked_in_two(checker: ClaimChecker) -> None:
    check = checker.check("Strajhar gave 16 volunteers LSD, and their cortisol fell.")
    assert [part.verdict for part in check.parts] == ["supported", "contradicted"]
    assert check.verdict == "mixed"
    assert {citation.stance for citation in check.citations} == {"supports", "against"}


def test_an_overclaim_on_a_true_core_is_mixed(checker: ClaimChecker) -> None:
    fair = checker.check("Among app respondents with mental-health concerns, microdosers had lower anxiety scores.")
    over = checker.check("Among app respondents with mental-health concerns, microdosing lowered anxiety scores.")
    assert (fair.verdict, fair.overclaims) == ("supported", ())
    assert over.verdict == "mixed"
    assert [found.kind for found in over.overclaims] == ["causal"]
    assert over.overclaims[0].words in over.claim


def test_a_swapped_species_is_not_in_the_sources(checker: ClaimChecker) -> None:
    check = checker.check("One dose of tabernanthalog calmed stressed patients.")
    assert check.verdict == "not-in-sources"
    assert "species" in {found.kind for found in check.overclaims}


def test_the_reply_can_be_pasted(checker: ClaimChecker) -> None:
    check = checker.check("The LSDDEP1 trial was double-blind with a placebo group.")
    body, _, references = check.reply.partition("\n\n")
    assert "say otherwise" in body
    assert "https://" in references
    assert "](<https://" in check.reply_markdown


def test_a_fair_wording_is_word_for_word_or_counted(checker: ClaimChecker) -> None:
    quotes = {passage.text for passage in checker.library.index.passages}
    for item in ITEMS[::6]:
        fair = checker.check(item["claim"]).fair_wording
        assert not fair or fair in quotes or fair.startswith(("Against placebo:", "Without a placebo group:"))


def test_every_sentence_of_a_record_supports_itself(checker: ClaimChecker) -> None:
    passages = [p for p in checker.library.index.passages if p.part in ("glance", "found")][::25]
    assert {checker.check(passage.text).verdict for passage in passages} == {"supported"}


def test_the_same_claim_gives_the_same_check_from_any_thread(checker: ClaimChecker) -> None:
    claims = [item["claim"] for item in ITEMS[:8]] * 2
    with ThreadPoolExecutor(4) as pool:
        checks = [replace(check, timings_ms={}) for check in pool.map(checker.check, claims)]
    assert checks[:8] == checks[8:]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_checked_or_refused(checker: ClaimChecker, text: str) -> None:
    try:
        check = checker.check(text)
    except UsageError:
        return
    assert exact(check, checker)


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        (["supported", "supported"], "supported"),
        (["supported", "contradicted"], "mixed"),
        (["supported", "not-in-sources"], "mixed"),
        (["contradicted", "not-in-sources"], "contradicted"),
        (["mixed"], "mixed"),
    ],
)
def test_parts_come_together(verdicts: list[Verdict], whole: Verdict) -> None:
    assert together(verdicts) == whole


@given(st.text(max_size=300))
def test_sentences_are_slices_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_a_file_of_claims(checker: ClaimChecker, assistant: Assistant, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": "a", "claim": "LSD raises cortisol."}, {"id": "b", "claim": ""}, {"id": "c"}]
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    report = run_batch(assistant, batch_claims(assistant), source, target)
    out = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in out] == ["a", "b", "c"]
    assert (report.written, report.failed, "verdict" in out[0]) == (3, 2, True)
