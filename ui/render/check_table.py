"""Many checked claims as a table, and how far a long run has come."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claims.files import Checked
from ui.render.check_words import verdict_sign
from ui.render.safe import NOTHING, Html, tag, text, unseen
from ui.render.words import counted

_STEPS = 24
_COLUMNS = ("Claim", "Verdict", "How sure", "A fair way to say it")


def progress_bar(done: int, total: int, what: str, *, stopped: bool = False) -> Html:
    """How far it is, or was when it was stopped, as words and as a row of steps; nothing where there is nothing to do."""
    if not total:
        return NOTHING
    full = done * _STEPS // total
    steps = [tag("span", cls="step on" if step < full else "step") for step in range(_STEPS)]
    words = f"{done:,} of {counted(total, what)} done" if done < total else f"All {counted(total, what)} done"
    if stopped:
        words = f"Stopped: {words}"
    return tag("p", tag("span", *steps, cls="bar", aria_hidden="true"), text(words), cls="progress", role="status")


def checked_table(rows: Sequence[Checked]) -> Html:
    """A row for each claim; a row leads to its whole check."""
    if not rows:
        return NOTHING
    head = tag("tr", *[tag("th", text(name), scope="col", role="columnheader") for name in _COLUMNS], role="row")
    # On a narrow screen the cells are laid out one below the other; the roles keep it a table for a screen reader.
    return tag(
        "table",
        tag("caption", text("Checked claims")),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *[_row(number, row) for number, row in enumerate(rows)], role="rowgroup"),
        cls="checked-claims",
        role="table",
    )


def _row(number: int, row: Checked) -> Html:
    if row.check is None:
        problem = tag("td", tag("strong", text("Not checked. ")), text(row.error), cls="not-checked", role="cell")
        return tag("tr", _cell(text(row.claim or "(empty)")), problem, _cell(), _cell(), role="row")
    opener = tag(
        "button",
        text(row.claim),
        unseen(", open the whole check"),
        type="button",
        cls="row-link",
        data_source=str(number),
    )
    done = row.check
    return tag(
        "tr",
        _cell(opener),
        _cell(verdict_sign(done.verdict)),
        _cell(text(done.certainty if done.certainty != "none" else "–")),
        _cell(text(done.fair_wording or "–")),
        role="row",
    )


def _cell(*inside: Html) -> Html:
    return tag("td", *inside, role="cell")
