"""CSV with every recorded fact, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.exporting.place import is_known
from assistant.exporting.reference import plain_line, topics_of
from assistant.views import SourceView

NOT_STATED = "not stated"
BETWEEN = "; "
# What is missing here stays empty, as nobody may take it for a DOI or a year; for a fact, silence is said in words.
IDENTITY = ("id", "title", "authors", "year", "venue", "volume_pages", "doi", "pmid", "pmcid", "url")
FACTS = (
    "kind",
    "design",
    "population",
    "n",
    "n_note",
    "arms",
    "species",
    "substance",
    "dose",
    "dose_level",
    "comparator",
    "blinding",
    "blinding_broken",
    "setting",
    "follow_up",
    "self_report",
    "funding",
    "conflicts",
    "peer_reviewed",
    "published_after_article",
    "basis",
)
LISTS = ("topics", "caveats", "article_claims", "recalled")
COLUMNS = (*IDENTITY, *FACTS, *LISTS)
# How Excel, LibreOffice and Google Sheets tell a formula, in plain and in full-width signs (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_table(views: Sequence[SourceView]) -> str:
    """One line a source under a line of headings."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    table.writerows(_row(view) for view in views)
    return written.getvalue()


def _row(view: SourceView) -> list[str]:
    source = view.source
    identity = [_cell(getattr(source, name)) for name in IDENTITY]
    facts = [_fact(getattr(source, name)) for name in FACTS]
    caveats = tuple(dict.fromkeys(caveat.kind for caveat in view.caveats))
    lists = [topics_of(source), caveats, source.article_claims, source.provenance.recalled]
    return [*identity, *facts, *map(_cell, lists)]


def _fact(value: object) -> str:
    # That a study has no blinding to break is said; that it does not say is said in other words.
    return "not applicable" if value in ("not applicable", "not-applicable") else _cell(value) or NOT_STATED


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    items = value if isinstance(value, tuple) else ("" if value is None else str(value),)
    words = BETWEEN.join(plain_line(str(item)) for item in items)
    return _unarmed(words) if is_known(words) else ""


def _unarmed(cell: str) -> str:
    """A cell that a spreadsheet shows instead of working it out."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
