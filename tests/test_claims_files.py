"""Claims out of files and into files, the sentences of a text, the audit as a table, and the words of a reply."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Caveat, Citation, CitationStance
from assistant.claims.audit import ArticleRow, Quote
from assistant.claims.audit_article import audit_article
from assistant.claims.audit_table import table, to_csv, to_markdown
from assistant.claims.check import Judgement, Overclaim, Verdict
from assistant.claims.columns import COLUMNS
from assistant.claims.files import as_csv, checked, finished, line
from assistant.claims.references import named, reference
from assistant.claims.table import MOST_ROWS, Entry, decoded, entries, entries_in, pasted_entries
from assistant.claims.text_sentences import is_heading, sentences
from assistant.claims.wording import fair_wording, reply_of
from assistant.service import Assistant, build_assistant
from index.home import Home
from index.open import open_index
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import load_library
from tests.ui_claims import make_audit
from tests.ui_stand_in import StandIn, cite, make_source, make_views

VIEWS = make_views()
SOURCES = {key: view.source for key, view in VIEWS.items()}


def claims(text: str) -> list[str]:
    return [entry.claim for entry in entries(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("claim\nOne\nTwo\n", ["One", "Two"]),
        ("id,Claim \n1,One\n2,Two\n", ["One", "Two"]),
        ('who;claim\na;"One; or two"\nb;Three\n', ["One; or two", "Three"]),
        ("claim\twho\nOne, or two\ta\n", ["One, or two"]),
        ("One\nTwo\n\nThree", ["One", "Two", "Three"]),
        ("It helps, they say.\nIt does, not.\nNo.", ["It helps, they say.", "It does, not.", "No."]),
        ("One,a\nTwo,b\n", ["One", "Two"]),
        ('"One, and more"\n"Two"\n', ["One, and more", "Two"]),
        ('claim\n"One\nand a half"\n', ["One\nand a half"]),
    ],
)
def test_claims_are_found_in_tables_and_in_lines(text: str, found: list[str]) -> None:
    assert claims(text) == found


def test_pasted_lines_are_taken_whole() -> None:
    assert [e.claim for e in pasted_entries('"It works," she said.\nOne,a\n"no end\n')] == [
        '"It works," she said.',
        "One,a",
        '"no end',
    ]
    assert [e.claim for e in pasted_entries('who,claim\na,"One, two"\n')] == ["One, two"]


def test_a_row_that_does_not_fit_is_kept_as_a_problem() -> None:
    wide, empty, fine = entries("claim,who\nIt helps, a lot,me\n,you\nFine,them\n")
    assert "more cells" in wide.problem
    assert "no claim" in empty.problem
    assert fine == Entry("Fine", beside=(("who", "them"),))
    rows = list(checked(StandIn().check, (wide, empty, fine)))
    assert [bool(row.check) for row in rows] == [False, False, True]
    assert "more cells" in as_csv(rows, "v")


@pytest.mark.parametrize("text", ["", "\n", "claim\n", " \n\t\n", "x\n" * (MOST_ROWS + 1)])
def test_what_holds_no_claims_or_too_many_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        entries(text)


def test_encodings() -> None:
    assert decoded("\ufeffÄ".encode()) == decoded("Ä".encode("utf-16")) == "Ä"
    with pytest.raises(UsageError, match="CSV UTF-8"):
        decoded("Ä".encode("latin-1"))


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"claim\n\xe4\n")
    for path in (wrong, tmp_path / "missing.csv", tmp_path):
        with pytest.raises(UsageError, match=path.name) as error:
            entries_in(path)
        assert "\n" not in str(error.value)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = entries(text)
    except UsageError:
        return
    assert all(entry.claim.strip() or entry.problem for entry in found)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_a_row_of_csv_is_inert_and_reads_back(values: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(line(["x", *values]), newline=""))
    for cell, value in zip(row[1:], values, strict=True):
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
        assert cell.removeprefix("'").replace("\n", "") in (
            value.replace("\r", "").replace("\n", ""),
            value.removeprefix("'").replace("\r", "").replace("\n", ""),
        )


def test_a_file_of_checks_is_cut_back_to_its_last_whole_row(tmp_path: Path) -> None:
    wanted = [Entry(f"Claim {n}\nof two lines") for n in range(3)]
    out = tmp_path / "out.csv"
    whole = as_csv(list(checked(StandIn().check, wanted)), "v1").encode()
    ends = [len(as_csv(list(checked(StandIn().check, wanted[:n])), "v1").encode()) for n in range(4)]
    for cut in range(0, len(whole) + 1, 7):
        out.write_bytes(whole[:cut])
        done = finished(out, wanted, "v1")
        assert done == sum(end <= cut for end in ends[1:])
        assert out.read_bytes() == whole[: ends[done]]
    out.write_bytes(whole)
    with pytest.raises(UsageError, match="another state"):
        finished(out, wanted, "v2")
    with pytest.raises(UsageError, match="other claims"):
        finished(out, wanted[1:], "v1")
    with pytest.raises(UsageError, match="cannot be written"):
        finished(tmp_path / "no" / "folder.csv", wanted, "v1")


@given(st.text(max_size=300))
def test_sentences_are_slices_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_headings_and_abbreviations() -> None:
    text = "# A title\n\nSzigeti et al. ran it. So it was.\n- One point"
    cut = [(text[a:b], is_heading(text, a)) for a, b in sentences(text)]
    assert cut == [("A title", True), ("Szigeti et al. ran it.", False), ("So it was.", False), ("One point", False)]


@pytest.fixture(scope="module")
def assistant(library_home: Home) -> Assistant:
    library = bundled_library()
    from assistant.desk import open_desk

    return build_assistant(
        open_index(library_home, search="exact"), load_library(library).vocabulary, open_desk(library)
    )


def test_the_article_is_audited_claim_by_claim(assistant: Assistant) -> None:
    audit = audit_article(assistant.index)
    article = assistant.index.article
    assert article is not None
    assert [(row.id, row.verdict) for row in audit.rows] == [(claim.id, claim.verdict) for claim in article.claims]
    for row in audit.rows:
        assert row.sentence is not None
        assert row.sentence.source in row.sources
        text = assistant.index.sources[row.sentence.source].text
        assert text[row.sentence.start : row.sentence.end] == row.sentence.text
    assert assistant.audit() == audit


TEXT = """# Calm in a capsule works

I love mornings. Does microdosing help? Szigeti et al. ran a study with 191 people. The sky over Basel was blue.

- LSD lowers cortisol at full doses.
- =cmd|'/c calc'!A1 microdosing raises anxiety."""


def test_a_pasted_text_is_audited_and_what_is_left_out_is_shown(assistant: Assistant) -> None:
    first, *_, last = assistant.audit_text(TEXT)
    assert (len(first.rows), len(last.rows)) == (0, last.total)
    assert all(" ".join(TEXT[row.start : row.end].split()) == row.sentence for row in last.rows)
    told = {row.sentence: (row.is_claim, row.why) for row in last.rows}
    assert told["Szigeti et al. ran a study with 191 people."][0]
    assert told["Calm in a capsule works"] == (False, "a heading")
    assert told["Does microdosing help?"] == (False, "a question")
    assert told["The sky over Basel was blue."] == (False, "does not speak of anything in this library")
    assert all((row.verdict is None) is not row.is_claim or row.error for row in last.rows)
    assert "\n=cmd" not in to_csv(last)
    for wrong in ("", " \n ", "x" * 20_001):
        with pytest.raises(UsageError):
            assistant.audit_text(wrong)


def test_an_audit_as_a_table() -> None:
    audit = make_audit(VIEWS)
    assert len(table(audit)) == 4
    assert to_markdown(replace(audit, title="a|b <i>")).startswith("# a\\|b \\<i\\>\n\n| id |")
    assert table(replace(audit, rows=()))[0][0] == "id"
    pipe = replace(audit.rows[0], claim="a | b\nc")
    assert "| a \\| b c |" in to_markdown(replace(audit, rows=(pipe,)))
    assert isinstance(pipe, ArticleRow)
    assert isinstance(pipe.sentence, Quote)


def cited(stance: CitationStance, n: int = 1, source: str = "szigeti-2021-elife", which: int = 0) -> Citation:
    return replace(cite(VIEWS, n, source, "found", which), stance=stance)


OVER = Overclaim("causal", "cures", "words", "None of the studies had a placebo group.", (1,))


@pytest.mark.parametrize("verdict", ["supported", "contradicted", "mixed", "not-in-sources"])
@pytest.mark.parametrize("overclaims", [(), (OVER,)])
def test_a_reply_has_two_to_four_sentences_and_its_references(
    verdict: Verdict, overclaims: tuple[Overclaim, ...]
) -> None:
    both = (cited("supports", 1, "kaertner-2021-scirep"), cited("against", 2))
    caveats = (Caveat("no-placebo", "One had none.", (1,)), Caveat("self-report", "People rated themselves.", (1, 2)))
    reply = reply_of(verdict, both[1].quote, overclaims, caveats, both, SOURCES, "low")
    body, _, below = reply.text.partition("\n\n")
    assert 2 <= body.count(". ") + 1 <= 4
    assert body.endswith(".")
    assert ("limited" in body) is (verdict != "not-in-sources")
    assert ("“cures” goes too far: none of" in body) is (bool(overclaims) and verdict in ("contradicted", "mixed"))
    if verdict != "not-in-sources" or overclaims:
        assert "10.7554/eLife.62878" in below
        assert "](<https://doi.org/10.7554/eLife.62878>)" in reply.markdown


def test_a_reply_names_who_found_it_unless_the_sentence_does() -> None:
    source = make_source()
    assert named("It fell", [source]) == "It fell (Szigeti et al. 2021)."
    assert named("Szigeti and colleagues (2021) saw it fall.", [source]) == "Szigeti and colleagues (2021) saw it fall."
    assert reference(source).endswith("eLife. https://doi.org/10.7554/eLife.62878")
    assert reference(replace(source, title="Is it so?", doi=None, url="")).endswith("Is it so? eLife.")
    assert reference(replace(source, authors=(), venue="", year=None)).startswith("No author named (undated).")


def test_a_long_or_capital_overclaim_reads_well() -> None:
    long = replace(OVER, words="it cures all of them at once", why="LSD was not given.")
    reply = reply_of("mixed", "", (long,), (), (cited("against"),), SOURCES, "low")
    assert "The claim is put too strongly: LSD was not given." in reply.text


def test_a_count_names_the_studies_that_it_counts() -> None:
    both = (cited("supports", 1, "kaertner-2021-scirep"), cited("against", 2))
    told = reply_of("mixed", "Against placebo: of 1 study, 1 found no difference.", (), (), both, SOURCES, "low").text
    assert "1 found no difference (Szigeti et al. 2021)." in told
    other = reply_of("mixed", "Without a placebo group: 1 improved.", (), (), both, SOURCES, "low").text
    assert "1 improved (Kaertner et al. 2021)." in other


def test_nothing_is_offered_where_nothing_speaks_of_it() -> None:
    assert fair_wording([Judgement("not-in-sources", "not found", "No.")], SOURCES) == ""
    assert fair_wording([Judgement("supported", "count", "Yes.", fair="So it is.")], SOURCES) == "So it is."


def test_markdown_in_a_reply_means_nothing() -> None:
    bad = replace(make_source(), title="[x](javascript:1) *b* <i>", doi=None, url="https://a.b/<c>")
    marked = reply_of(
        "supported", "", (), (), (cited("supports"),), {**SOURCES, "szigeti-2021-elife": bad}, "low"
    ).markdown
    assert "\\[x\\](javascript:1) \\*b\\* \\<i\\>" in marked
    assert "](<" not in marked


def test_the_columns_of_a_table_of_checks() -> None:
    assert COLUMNS[:2] == ("claim", "verdict")
    assert {"reasons", "sources", "reply", "error"} < set(COLUMNS)
