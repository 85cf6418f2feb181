"""Checks by the file: JSON Lines for `assistant batch claims`, CSV for `assistant check --csv` and the page's table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.claims.check import ClaimCheck
from assistant.claims.columns import COLUMNS, Beside
from assistant.claims.table import Entry
from sources.errors import UsageError

Check = Callable[[str], ClaimCheck]


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of a list with its check, or with the one line that says why there is none; and what stood beside it."""

    claim: str
    check: ClaimCheck | None
    error: str = ""
    beside: Beside = ()


def checked(check: Check, entries: Sequence[Entry]) -> Iterator[Checked]:
    """Every claim of a list, checked in its order."""
    for entry in entries:
        if entry.problem:
            yield Checked(entry.claim, None, entry.problem, entry.beside)
            continue
        try:
            yield Checked(entry.claim, check(entry.claim), beside=entry.beside)
        except UsageError as error:
            yield Checked(entry.claim, None, str(error), entry.beside)


def check_item(check: Check, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One item of a batch with `id` and `claim`: the check, or a line with `error`."""
    claim = item.get("claim")
    if not isinstance(claim, str):
        yield {"id": item["id"], "error": f"{item['id']}: 'claim' must be text"}
        return
    try:
        yield {**check(claim).to_json(), "id": item["id"]}
    except UsageError as error:
        yield {"id": item["id"], "error": str(error)}


def as_csv(rows: Sequence[Checked], version: str) -> str:
    """A header and a row for each claim; `version` is the index that they were checked against."""
    return "".join((heading(rows), *(line(cells(row, version)) for row in rows)))


def heading(rows: Sequence[Checked | Entry]) -> str:
    """The header of a table: the columns that came with the claims, and ours. All rows of a list have the same."""
    beside = rows[0].beside if rows else ()
    return line((*(name for name, _ in beside), *COLUMNS))


def cells(row: Checked, version: str) -> tuple[str, ...]:
    """The cells of a checked claim, in the order of `heading`."""
    return (*(cell for _, cell in row.beside), *_ours(row, version))


def _ours(row: Checked, version: str) -> tuple[str, ...]:
    done = row.check
    if done is None:
        return (row.claim, *("" for _ in COLUMNS[3:]), row.error, version)
    kinds = dict.fromkeys(f"{over.kind}: {over.words}" for over in done.overclaims)
    return (
        row.claim,
        done.verdict,
        done.certainty,
        " ".join(done.reasons),
        "; ".join(kinds),
        done.fair_wording,
        done.reply,
        ", ".join(dict.fromkeys(citation.source for citation in done.citations)),
        " / ".join(part.read_as.told() for part in done.parts),
        " ".join(done.notes),
        "",
        version,
    )


def line(values: Sequence[str]) -> str:
    """One row of CSV. A cell that a spreadsheet would run as a formula gets a quote mark in front."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([inert(value) for value in values])
    return out.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, with line breaks of one kind."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith("\t") else cell


def finished(path: Path, entries: Sequence[Entry], version: str) -> int:
    """How many claims a stopped run has written to `path`, which is cut back to its last whole row and has a header.

    Raises UsageError where the file holds something else, checks of other claims, or checks against another index.
    """
    try:
        held = path.read_bytes() if path.exists() else b""
        done, end = _kept(path, held, entries, version)
        if end == 0:
            path.write_text(heading(entries), encoding="utf-8")
        else:
            with path.open("r+b") as out:
                out.truncate(end)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}).") from error
    return done


def _kept(path: Path, held: bytes, entries: Sequence[Entry], version: str) -> tuple[int, int]:
    """The number of whole rows, and the byte where the last of them ends."""
    header = heading(entries).encode()
    beside = len(entries[0].beside) if entries else 0
    if header.startswith(held) and held != header:
        return 0, 0
    if not held.startswith(header):
        raise UsageError(f"{path}: is no file of checked claims with these columns; name another with --out.")
    done, end = 0, len(header)
    for row in list(csv.reader(io.StringIO(held.decode("utf-8", "replace"), newline="")))[1:]:
        # A row that was cut off does not read back as what it was written from; it and what follows are made anew.
        whole = _raw(row).encode()
        if len(row) != beside + len(COLUMNS) or not held.startswith(whole, end):
            break
        if done == len(entries) or row[: beside + 1] != _given(entries[done]):
            raise UsageError(f"{path}: holds checks of other claims; name another file with --out.")
        if row[-1] != version:
            raise UsageError(f"{path}: was checked against another state of the library; name another with --out.")
        done, end = done + 1, end + len(whole)
    return done, end


def _given(entry: Entry) -> list[str]:
    """The cells that a row begins with: what stood beside the claim, and the claim."""
    return [inert(cell) for cell in (*(cell for _, cell in entry.beside), entry.claim)]


def _raw(row: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()
