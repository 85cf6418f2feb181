"""A table of claims comes back with the columns that it came with, from the command line and from the page."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.columns import COLUMNS
from assistant.claims.files import as_csv, checked, finished
from assistant.claims.table import entries, pasteable, pasted_entries
from sources.errors import UsageError
from tests.test_claims_commands import CLAIM, Run, run
from tests.ui_stand_in import StandIn
from ui.checking import check_many
from ui.picking import picked_file

__all__ = ["run"]
TABLE = f'id;Claim;customer;verdict\n7;{CLAIM};"Ann; and Bob";open\n8;Cats like catnip a lot.;=1+1;\n9;;Cy;shut\n'
HEAD = ("id", "customer", "verdict (yours)", *COLUMNS)
GIVEN = [["7", "Ann; and Bob", "open", CLAIM], ["8", "'=1+1", "", "Cats like catnip a lot."], ["9", "Cy", "shut", ""]]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def table_of(text: str) -> str:
    return as_csv(list(checked(StandIn().check, entries(text))), "v")


def test_the_command_gives_their_columns_back_before_ours(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "claims.csv", tmp_path / "out.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert run("check", "--csv", str(path), "--out", str(out)).exit_code == 1
    head, *rows = rows_of(out.read_text(encoding="utf-8"))
    assert tuple(head) == HEAD
    assert [row[:4] for row in rows] == GIVEN
    assert [row[4] for row in rows] == ["supported", "not-in-sources", ""]
    assert "no claim" in rows[2][head.index("error")]
    assert run("check", "--csv", str(path)).stdout == out.read_text(encoding="utf-8")
    assert "(yours)" in run("check", "--help").stdout


def test_a_stopped_run_goes_on_with_their_columns(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "claims.csv", tmp_path / "out.csv"
    path.write_text(TABLE, encoding="utf-8")
    run("check", "--csv", str(path), "--out", str(out))
    whole = out.read_bytes()
    for cut in (0, 5, whole.index(b"Ann"), len(whole) // 2, len(whole) - 3, len(whole)):
        out.write_bytes(whole[:cut])
        run("check", "--csv", str(path), "--out", str(out))
        assert out.read_bytes() == whole
    for before, after, told in (("Ann", "Zoe", "other claims"), ("customer", "client", "with these columns")):
        path.write_text(TABLE.replace(before, after), encoding="utf-8")
        refused = run("check", "--csv", str(path), "--out", str(out))
        assert (refused.exit_code, told in refused.stderr, out.read_bytes()) == (2, True, whole)


def test_the_page_gives_their_columns_back_too() -> None:
    pasted, said = picked_file({"text": f"\ufeff{TABLE}"})
    assert said == (
        "2 claims read from the file. 1 row cannot be checked: This row has no claim."
        " Its other columns come back in the saved table."
    )
    *_, shown = check_many(StandIn(), pasted)
    assert shown.csv == as_csv(shown.rows, StandIn().index_version)
    head, *rows = rows_of(shown.csv)
    assert tuple(head) == HEAD
    assert [row[:4] for row in rows] == GIVEN


def test_a_table_without_a_header_has_its_columns_numbered() -> None:
    text = 'It works,7,"a ""b"""\nIt helps,8,c\n'
    assert pasted_entries(pasteable(text, entries(text))) == entries(text)
    head, *rows = rows_of(table_of(text))
    assert head[:3] == ["column 2", "column 3", "claim"]
    assert [row[:3] for row in rows] == [["7", 'a "b"', "It works"], ["8", "c", "It helps"]]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("claim,Verdict ,verdict", ["Verdict  (yours)", "verdict (yours)"]),
        ("claim,claim,x", ["claim (yours)", "x"]),
        ("verdict,claim,verdict (yours)", ["verdict (yours) (yours)", "verdict (yours)"]),
        ("=x,claim,", ["'=x", ""]),
        ("claim", []),
    ],
)
def test_no_column_of_theirs_has_a_name_of_ours(header: str, names: list[str]) -> None:
    assert rows_of(table_of(f"{header}\nIt works\n"))[0] == [*names, *COLUMNS]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(WORDS, st.just("It works"), WORDS), min_size=1, max_size=4))
def test_any_cells_come_back_under_their_names(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("id", "claim", "who"), *rows])
    found = rows_of(table_of(out.getvalue()))
    assert [[cell.removeprefix("'") for cell in (row[0], row[1])] for row in found[1:]] == [
        [a.removeprefix("'"), b.removeprefix("'")] for a, _, b in rows
    ]


def test_a_file_of_claims_alone_is_still_resumed_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text(table_of("claim\nIt works\n"), encoding="utf-8")
    assert finished(out, entries("claim\nIt works\nIt helps\n"), "v") == 1
    with pytest.raises(UsageError, match="these columns"):
        finished(out, entries("claim,id\nIt works,1\n"), "v")
