"""Claims by the file: JSON Lines for `assistant batch claims`, CSV for `assistant check --csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.claims.check import ClaimCheck
from assistant.claims.checker import ClaimChecker
from sources.errors import UsageError

COLUMNS = ("claim", "verdict", "certainty", "overclaims", "fair_wording", "reply", "sources", "read_as", "error")
MOST_ROWS = 10_000


def check_claim(checker: ClaimChecker, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One item with `id` and `claim`: the check, or a line with `error`."""
    claim = item.get("claim")
    if not isinstance(claim, str):
        yield {"id": item["id"], "error": f"{item['id']}: 'claim' must be text"}
        return
    try:
        yield {**checker.check(claim).to_json(), "id": item["id"]}
    except UsageError as error:
        yield {"id": item["id"], "error": str(error)}


def claims_in(path: Path) -> tuple[str, ...]:
    """The claims of a CSV file: its column "claim", or the first one where no column is called so.

    Raises UsageError for a file that cannot be read, is empty, or has more than 10,000 rows.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UsageError(f"{path}: not a CSV file ({error}).") from error
    if not rows:
        raise UsageError(f"{path}: there is nothing in it; put one claim in each row.")
    header = [cell.strip().casefold() for cell in rows[0]]
    place = header.index("claim") if "claim" in header else 0
    body = rows[1:] if "claim" in header else rows
    if len(body) > MOST_ROWS:
        raise UsageError(f"{path}: {len(body):,} rows; the most is {MOST_ROWS:,}.")
    return tuple(row[place] if place < len(row) else "" for row in body)


def checked_rows(
    checker: ClaimChecker, claims: tuple[str, ...], progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, ...]]:
    """The header and a row for each claim; a claim that cannot be checked has its error in the last column."""
    yield COLUMNS
    for done, claim in enumerate(claims, 1):
        try:
            yield _row(checker.check(claim))
        except UsageError as error:
            yield (claim, *("" for _ in COLUMNS[2:]), str(error))
        if progress:
            progress(done, len(claims))


def _row(check: ClaimCheck) -> tuple[str, ...]:
    kinds = ", ".join(dict.fromkeys(over.kind for over in check.overclaims))
    sources = ", ".join(dict.fromkeys(citation.source for citation in check.citations))
    read = " / ".join(part.read_as.told() for part in check.parts)
    return (check.claim, check.verdict, check.certainty, kinds, check.fair_wording, check.reply, sources, read, "")
