"""The page's HTML, as pure functions: what a reader sees of an answer, a card and the library."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from assistant.answer import Answer, Caveat, Sentence, Turn
from sources.model import CaveatKind, ClaimVerdict, Design, DoseLevel
from tests.ui_stand_in import make_abstention, make_answer, make_refusal, make_source, make_views
from ui.render.answer import answer_text
from ui.render.cards import cards
from ui.render.facts import at_a_glance, fact_list, main_facts, short_name
from ui.render.links import source_address
from ui.render.panel import panel
from ui.render.source_page import source_page
from ui.render.words import CAVEATS, DESIGNS, DOSE_LEVELS, VERDICTS, stated
from ui.theme import DARK, LIGHT

VIEWS = make_views()
ANSWER = make_answer(VIEWS)


def said(answer: Answer, number: int = 0) -> str:
    return answer_text(Turn(answer.question, answer), VIEWS, number)


def plain(markup: str) -> str:
    """The words of some HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_every_controlled_word_has_a_plain_one() -> None:
    for words, table in ((CaveatKind, CAVEATS), (Design, DESIGNS), (DoseLevel, DOSE_LEVELS), (ClaimVerdict, VERDICTS)):
        assert set(get_args(words)) == set(table)


def test_marks_lead_to_cards_that_exist() -> None:
    targets = set(re.findall(r'href="#(card-[^"]+)"', said(ANSWER)))
    assert len(targets) == len(ANSWER.citations)
    assert targets == set(re.findall(r'id="(card-[^"]+)"', cards(ANSWER, VIEWS)))


def test_a_mark_without_its_citation_is_no_link() -> None:
    lone = replace(ANSWER, citations=ANSWER.citations[:1])
    assert 'href="#card-a1b2c3-2"' not in said(lone)
    assert "[2]" in plain(said(lone))


def test_the_bottom_line_comes_first_then_how_sure_it_is() -> None:
    words = plain(said(ANSWER))
    order = ["Of 2 studies", "The sources are mixed", "How sure: low", "What was found", "What the article says"]
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)
    assert "Most results are self-reported" in words


def test_findings_stand_apart_by_design_with_their_limits_beside_them() -> None:
    markup = said(ANSWER)
    words = plain(markup)
    assert words.index("Controlled experiments") < words.index("Animals and cells")
    finding = markup[markup.index("State anxiety was lower") :]
    assert plain(finding[: finding.index("</li>")]).endswith("People rated themselves · no placebo group")


def test_limits_of_one_kind_share_a_line_and_numbers_in_them_lead_to_quotes() -> None:
    few = [Caveat("small-sample", f"Few people took part. Only {n}.", (n,)) for n in (1, 2)]
    apart = Caveat("conflicting-evidence", "Better in [2], no different in [1], and [9] is gone.", (1, 2))
    markup = said(replace(ANSWER, caveats=(*few, apart)))
    limits = markup[markup.index("What limits this") : markup.index('class="tools"')]
    assert plain(limits).count("Few people took part.") == 1
    assert "Few people. Few people took part. (2 quotes) Only 1. source [1]" in plain(limits)
    assert limits.count('href="#card-a1b2c3-2"') == 2
    assert "[9] is gone" in plain(limits)


def test_how_a_follow_up_was_understood_is_shown_only_when_it_differs() -> None:
    assert "Understood as" not in said(ANSWER)
    taken = replace(ANSWER, standalone="In people?", understood="taken as your last question with this in it")
    assert "Understood as: In people? (taken as your last question with this in it)" in plain(said(taken))


def test_an_abstention_shows_how_near_the_sources_come_and_why_that_falls_short() -> None:
    words = plain(said(make_abstention(VIEWS, "cats?")))
    assert "These sources do not answer that" in words
    assert "Kaertner and colleagues (2021) followed 81 people" in words
    assert "says nothing about cats" in words
    assert "doi 10.1038/s41598-021-81446-7 (doi.org)" in words


def test_a_refusal_looks_different_and_brings_no_evidence() -> None:
    refusal = make_refusal(VIEWS, "I want to die")
    assert 'class="answer declined crisis"' in said(refusal)
    assert "local emergency number" in plain(said(refusal))
    assert "[1]" not in said(refusal)
    assert "quotes no source" in panel([Turn("x", refusal)], VIEWS)


def test_a_greeting_and_a_question_back_are_plain_replies() -> None:
    back = (Sentence("Which study do you mean?", "other", (), "unchecked"),)
    clarify = replace(make_abstention(VIEWS, "that one"), nearest=None, sentences=back, understood="cannot tell which")
    greeting = replace(make_refusal(VIEWS, "hi"), policy="none", sentences=back)
    assert plain(said(clarify)) == "Cannot tell which Which study do you mean?"
    assert plain(said(greeting)) == "Which study do you mean?"
    assert "Nothing in the library" in said(replace(clarify, sentences=()))


def test_a_sentence_that_is_not_fully_borne_out_says_so() -> None:
    doubtful = replace(ANSWER.sentences[1], support="unchecked")
    assert "not checked against its source" in said(replace(ANSWER, sentences=(doubtful,)))


def test_one_source_has_one_card_with_all_its_quotes() -> None:
    markup = cards(ANSWER, VIEWS)
    assert markup.count("<article") == 4
    szigeti = markup[: markup.index("</article>")]
    assert szigeti.count("<blockquote>") == 2
    assert "191 people: adults who planned to microdose" in szigeti
    assert 'href="https://doi.org/10.7554/eLife.62878"' in szigeti
    assert "(doi.org)" in szigeti
    assert "Contradicted" in szigeti


def test_a_quote_on_a_card_is_the_citation_s_words() -> None:
    quotes = re.findall(r"<mark>(.*?)</mark>", cards(ANSWER, VIEWS))
    # Once by itself, and once in the source's whole note.
    assert sorted(quotes) == sorted([citation.quote for citation in ANSWER.citations] * 2)


def test_a_card_whose_record_is_gone_keeps_quote_and_link() -> None:
    markup = cards(replace(ANSWER, citations=ANSWER.citations[:1]), {})
    assert ANSWER.citations[0].quote in markup
    assert "https://doi.org/10.7554/eLife.62878" in markup
    assert "could not be read" in markup


def test_the_panel_folds_earlier_answers_and_shows_one_given_twice_once() -> None:
    first = Turn("one", ANSWER)
    second = Turn("two", replace(ANSWER, id="other"))
    markup = panel([first, second, first], VIEWS)
    assert markup.count('class="earlier"') == 1
    assert markup.count('id="card-a1b2c3-1"') == 1
    assert markup.index("card-a1b2c3-1") < markup.index("card-other-1")


def test_unknown_values_say_not_stated() -> None:
    source = replace(
        make_source(), comparator="unknown", n=None, n_note="unknown", population="unknown", dose="unknown"
    )
    words = plain(fact_list(source, main_facts(source)))
    assert "Compared with not stated" in words
    assert "People Number not stated" in words
    assert stated("unknown (self-chosen)") == "not stated (self-chosen)"
    assert stated("not applicable") == "does not apply"


def test_what_was_only_recalled_is_marked() -> None:
    page = source_page(VIEWS["note-2022-memory"])
    assert "Recalled, not seen" in page
    source = make_source()
    source = replace(source, provenance=replace(source.provenance, recalled=("comparator",)))
    assert "recalled, not seen" in fact_list(source, main_facts(source))


def test_names_and_glances() -> None:
    assert short_name(make_source()) == "Szigeti 2021"
    assert short_name(replace(make_source(), authors=("De Gregorio D",))) == "De Gregorio 2021"
    assert at_a_glance(make_source()) == "Self-blinded citizen science · 191 people · microdose"


@pytest.mark.parametrize(
    ("doi", "url", "address"),
    [
        ("10.7554/eLife.62878", "", "https://doi.org/10.7554/eLife.62878"),
        (None, "https://who.int/a", "https://who.int/a"),
        ("unknown", "unknown", None),
        ("10.1/x", "", None),
        (None, "http://who.int/a", None),
        (None, "javascript:alert(1)", None),
        (None, "https://user@evil.example/", None),
        (None, "https://pаypal.example/", None),
        (None, 'https://a.example/" onclick="x', None),
        ("10.1000/a<b>\"'", "", "https://doi.org/10.1000/a%3Cb%3E%22%27"),
    ],
)
def test_a_source_links_only_to_its_recorded_https_address(doi: str | None, url: str, address: str | None) -> None:
    assert source_address(doi, url) == address


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[
            (ink, ground)
            for ink in ("ink", "muted", "accent")
            for ground in ("paper", "surface", "raised", "accent-soft")
        ],
        *[(ink, "surface") for ink in ("good", "fair", "bad")],
        ("fair", "warn-soft"),
        ("ink", "alert-soft"),
        ("ink", "warn-soft"),
        ("on-accent", "accent"),
        ("quote-ink", "quote"),
    ],
)
def test_text_is_readable_on_its_ground(palette: dict[str, str], ink: str, ground: str) -> None:
    light, dark = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
