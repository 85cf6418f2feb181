"""A check and an audit on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.claims.audit import Audit
from assistant.claims.check import ClaimCheck
from assistant.show import plain_text

_INDENT = (0, 0, 0, 2)


def show_check(console: Console, check: ClaimCheck) -> None:
    """The verdict, how the claim was read, the evidence, what overreaches, and a reply to paste."""
    for note in check.notes:
        console.print(Text(plain_text(note), style="italic"))
    console.print(Text(f"Verdict: {check.verdict}", style="bold"))
    for part in check.parts:
        console.print(Padding(Text(f"{plain_text(part.text)}: {part.verdict}"), _INDENT))
        console.print(Padding(Text(f"read as: {plain_text(part.read_as.told())}", style="dim"), (0, 0, 0, 4)))
        console.print(Padding(Text(plain_text(part.reason)), (0, 0, 0, 4)))
    _listed(
        console, "Overclaims", [f"{o.kind}: “{o.words}” against “{o.source_words}”. {o.why}" for o in check.overclaims]
    )
    _listed(console, "Evidence", [f"[{c.n}] ({c.stance}) {c.quote} ({c.source})" for c in check.citations])
    if check.nearest:
        _listed(console, "Nearest", [f"{check.nearest.quote} ({check.nearest.source})"])
    _listed(console, "What limits this", [caveat.text for caveat in check.caveats])
    if check.certainty != "none":
        console.print(Text(f"\nCertainty: {check.certainty}", style="bold"))
    if check.fair_wording:
        _listed(console, "Fair wording", [check.fair_wording])
    _listed(console, "Reply", [check.reply])


def _listed(console: Console, heading: str, lines: list[str]) -> None:
    if lines:
        console.print(Text(f"\n{heading}", style="bold"))
        for line in lines:
            console.print(Padding(Text(plain_text(line)), _INDENT))


def show_audit(console: Console, audit: Audit) -> None:
    """The audit as a table."""
    header, *rows = audit.table()
    table = Table(*header, title=plain_text(audit.title), show_lines=True)
    for row in rows:
        table.add_row(*(Text(plain_text(cell)) for cell in row))
    console.print(table)
