"""An audit as a table, for a terminal, as Markdown and as CSV."""

from __future__ import annotations

from assistant.claims.audit import ArticleAudit, ArticleRow, TextAudit, TextRow
from assistant.claims.files import line
from assistant.claims.references import escaped

Audit = ArticleAudit | TextAudit
Cells = tuple[str, ...]

_ARTICLE = ("id", "section", "claim", "cited as", "found", "verdict", "reason", "sentence", "source", "sources")
_TEXT = ("sentence", "claim?", "why", "verdict", "certainty", "overclaims", "fair wording", "quote", "source")


def table(audit: Audit) -> tuple[Cells, ...]:
    """The header and the rows as text cells."""
    if isinstance(audit, ArticleAudit):
        return (_ARTICLE, *(_article_cells(row) for row in audit.rows))
    return (_TEXT, *(_text_cells(row) for row in audit.rows))


def to_csv(audit: Audit) -> str:
    """The table as CSV. A cell that a spreadsheet would run as a formula gets a quote mark in front."""
    return "".join(line(cells) for cells in table(audit))


def to_markdown(audit: Audit) -> str:
    """The table in Markdown, under the title."""
    header, *rows = table(audit)
    lines = [f"# {escaped(audit.title)}", "", _row(header), _row(tuple("---" for _ in header)), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _article_cells(row: ArticleRow) -> Cells:
    said = (row.sentence.text, row.sentence.source) if row.sentence else ("", "")
    told = (row.id, row.section, row.claim, row.cited_as, row.citation_found, row.verdict, row.reason)
    return (*told, *said, ", ".join(row.sources))


def _text_cells(row: TextRow) -> Cells:
    said = (row.quote.text, row.quote.source) if row.quote else ("", "")
    told = (row.verdict or row.error, row.certainty or "", "; ".join(row.overclaims), row.fair_wording)
    return (row.sentence, "yes" if row.is_claim else "no", row.why, *told, *said)


def _row(cells: Cells) -> str:
    return f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in cells)} |"
