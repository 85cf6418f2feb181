"""Claims out of a file or a pasted text: CSV with a header or without, or one claim to a line.

Nothing is guessed in silence: a row that does not fit its header is kept as a problem, with the words that say so.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from assistant.claims.columns import Beside, cells_beside, names_beside, numbered
from sources.errors import UsageError

MOST_ROWS = 10_000
MOST_BYTES = 20_000_000
_COLUMN = "claim"
_SEPARATORS = (",", ";", "\t")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TOO_WIDE = "This row has more cells than the header; put a claim that holds the separator in quotes."


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as it was read, why it cannot be checked where its row is wrong, and what stood beside it."""

    claim: str
    problem: str = ""
    beside: Beside = ()


def entries_in(path: Path) -> tuple[Entry, ...]:
    """The claims of a file. Raises UsageError, one line, for one that cannot be read or has none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; cut it into smaller files.")
        return entries(decoded(path.read_bytes()))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from error
    except UsageError as error:
        raise UsageError(str(error) if str(error).startswith(str(path)) else f"{path}: {error}") from error


def decoded(raw: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 as spreadsheets mark it. Raises UsageError for any other encoding."""
    try:
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("This is not UTF-8 text; save it as “CSV UTF-8” and try again.") from error


def entries(text: str) -> tuple[Entry, ...]:
    """The claims of a text: the column "claim", else the first column of a table, else every line.

    Cells stand apart by commas, semicolons or tabs. Raises UsageError where there is none, or more than 10,000.
    """
    found = _with_header(text)
    return _kept(_first_column(text) or _lines(text) if found is None else found)


def pasted_entries(text: str) -> tuple[Entry, ...]:
    """The claims of a pasted text: the column "claim" of a table that has one, else every line as it stands.

    Raises UsageError as `entries` does.
    """
    found = _with_header(text)
    return _kept(_lines(text) if found is None else found)


def pasteable(text: str, found: tuple[Entry, ...]) -> str:
    """The text of a file, in which `entries` found this, as it can be pasted: a table with other columns stays one.

    Else every claim is a line. `pasted_entries` finds the same in it, but for the wrong rows of a table of claims alone.
    """
    if not found[0].beside:
        return "\n".join(" ".join(entry.claim.split()) for entry in found if not entry.problem)
    return text if _with_header(text) else _table_of(found)


def _table_of(found: tuple[Entry, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_COLUMN, *(name for name, _ in found[0].beside)])
    writer.writerows([entry.claim, *(cell for _, cell in entry.beside)] for entry in found)
    return out.getvalue()


def _kept(found: list[Entry]) -> tuple[Entry, ...]:
    kept = tuple(entry for entry in found if entry.claim.strip() or entry.problem)
    if not kept:
        raise UsageError("There is nothing in it; put one claim in each row.")
    if len(kept) > MOST_ROWS:
        raise UsageError(f"It has {len(kept):,} rows; the most is {MOST_ROWS:,}.")
    return kept


def _with_header(text: str) -> list[Entry] | None:
    """The column "claim" of a table whose first row names it; None where none does."""
    for separator in _SEPARATORS:
        rows = _rows(text, separator)
        header = [cell.strip().casefold() for cell in rows[0]] if rows else []
        if _COLUMN in header:
            place = header.index(_COLUMN)
            names = names_beside(rows[0], place)
            return [_entry(row, place, names) for row in rows[1:]]
    return None


def _entry(row: list[str], place: int, names: tuple[str, ...]) -> Entry:
    claim = row[place] if place < len(row) else ""
    beside = cells_beside(names, row, place)
    if len(row) > len(names) + 1:
        return Entry(claim, _TOO_WIDE, beside)
    return Entry(claim, "", beside) if claim.strip() else Entry("", "This row has no claim.", beside)


def _first_column(text: str) -> list[Entry]:
    """The first column of a table without such a header: rows of one width, quoted or not prose."""
    for separator in _SEPARATORS:
        rows = _rows(text, separator)
        widths = {len(row) for row in rows}
        prose = any(cell.startswith(" ") for row in rows for cell in row[1:])
        if len(widths) == 1 and not prose and (max(widths) > 1 or '"' in text):
            names = numbered(max(widths))[1:]
            return [Entry(row[0], "", cells_beside(names, row, 0)) for row in rows]
    return []


def _lines(text: str) -> list[Entry]:
    return [Entry(line.strip()) for line in text.splitlines()]


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UsageError(f"It cannot be read as CSV ({error}).") from error
