"""A check and an audit on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.answer import Citation
from assistant.claims.audit_table import Audit, table
from assistant.claims.check import ClaimCheck, Verdict
from assistant.show import plain_text

_INDENT = (0, 0, 0, 2)
_VERDICTS: Mapping[Verdict, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "mixed": "supported only in part, or the sources differ",
    "not-in-sources": "not in the sources",
}


def show_check(console: Console, check: ClaimCheck) -> None:
    """The verdict, how the claim was read, the evidence, what overreaches, and a reply to paste."""
    for note in check.notes:
        console.print(Text(plain_text(note), style="italic"))
    console.print(Text(f"Verdict: {_VERDICTS[check.verdict]}", style="bold"))
    for part in check.parts:
        told = f"{plain_text(part.text)}: {_VERDICTS[part.verdict]}"
        console.print(Padding(Text(told if len(check.parts) > 1 else plain_text(part.text)), _INDENT))
        console.print(Padding(Text(f"read as: {plain_text(part.read_as.told())}", style="dim"), (0, 0, 0, 4)))
        console.print(Padding(Text(plain_text(part.reason)), (0, 0, 0, 4)))
    _listed(
        console,
        "Goes too far",
        [f"{o.kind}: “{o.words}” against “{o.source_words}”. {o.why}" for o in check.overclaims],
    )
    for heading, stance in (("For it", "supports"), ("Against it", "against"), ("Beside it", "neutral")):
        _listed(console, heading, [_quoted(c) for c in check.citations if c.stance == stance])
    if check.nearest:
        _listed(console, "Nearest", [f"{check.nearest.quote} ({check.nearest.source})"])
    _listed(console, "What limits this", [caveat.text for caveat in check.caveats])
    if check.certainty != "none":
        _listed(console, f"Certainty: {check.certainty}", list(check.certainty_reasons))
    _listed(console, "Fair wording", [check.fair_wording] if check.fair_wording else [])
    _listed(console, "Reply to paste", [check.reply])


def _quoted(citation: Citation) -> str:
    return f"[{citation.n}] {citation.quote} ({citation.source})"


def _listed(console: Console, heading: str, lines: list[str]) -> None:
    if lines:
        console.print(Text(f"\n{heading}", style="bold"))
        for line in lines:
            console.print(Padding(Text(plain_text(line)), _INDENT))


def show_audit(console: Console, audit: Audit) -> None:
    """The audit row by row, each cell that says something on a line of its own."""
    console.print(Text(plain_text(audit.title), style="bold"))
    header, *rows = table(audit)
    for first, *rest in rows:
        console.print(Text(f"\n{plain_text(first)}", style="bold"))
        for name, cell in zip(header[1:], rest, strict=True):
            if cell:
                console.print(Padding(Text(f"{name}: {plain_text(cell)}"), _INDENT))
