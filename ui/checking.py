"""Claims and texts on the page: from what a person typed to what is shown, without Gradio."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.audit import TextAudit
from assistant.claims.audit_table import to_csv, to_markdown
from assistant.claims.check import ClaimCheck
from assistant.claims.files import Checked, as_csv, checked
from assistant.claims.table import Entry, pasted_entries
from assistant.views import SourceView
from sources.errors import AssistantError
from ui.facade import Assistant
from ui.question import without_lone_surrogates
from ui.render.allowed import allow_listed
from ui.render.audit_text import text_audit
from ui.render.check import check_page
from ui.render.check_table import checked_table, progress_bar
from ui.render.safe import NOTHING, Html
from ui.talk import OUR_FAULT, find_source

log = logging.getLogger(__name__)

MOST_AT_ONCE = 300
"""Claims of one list on the page: about ten seconds on two cores. The command line takes longer lists."""
_EVERY = 0.3
"""Seconds between two reports of a long run; every report is drawn again by the browser."""


@dataclass(frozen=True, slots=True)
class One:
    """What is shown of one claim: the page or None to leave it, and a line where something is wrong."""

    page: Html | None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """What is shown of a list: progress, table (None: as it was), the table as CSV, and a line where something is wrong.

    `rows` are those that are done, so that what is done is not lost when somebody stops; `total` is how many there are.
    """

    progress: Html
    table: Html | None = None
    csv: str | None = None
    rows: tuple[Checked, ...] = ()
    total: int = 0
    hint: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """What is shown of a text: progress, sentences (None: as they were), both files, and a line where something is wrong.

    `audit` is what is done, so that it is not lost when somebody stops.
    """

    progress: Html
    sentences: Html | None = None
    csv: str | None = None
    markdown: str | None = None
    audit: TextAudit | None = None
    hint: str = ""
    busy: bool = False


def check_one(assistant: Assistant, typed: str) -> One:
    """One claim, checked and drawn."""
    claim = without_lone_surrogates(typed).strip()
    if not claim:
        return One(None, "Type or paste a claim first.")
    try:
        done = assistant.check(claim)
        return One(allow_listed(check_page(done, _views(assistant, done))))
    except AssistantError as error:
        return One(None, str(error))
    except Exception:
        # The page must say something; what happened goes to the log, without the claim.
        log.exception("a claim could not be checked")
        return One(None, OUR_FAULT)


def check_many(assistant: Assistant, typed: str) -> Iterator[Many]:
    """A list of claims, with what is done so far."""
    try:
        wanted = pasted_entries(without_lone_surrogates(typed)) if typed.strip() else ()
    except AssistantError as error:
        yield Many(NOTHING, hint=str(error))
        return
    problem = _too_many(wanted)
    if problem:
        yield Many(NOTHING, hint=problem)
        return
    total = len(wanted)
    yield Many(_bar(0, total, "claim"), allow_listed(checked_table(())), "", total=total, busy=True)
    rows: list[Checked] = []
    told = time.monotonic()
    try:
        for row in checked(assistant.check, wanted):
            rows.append(row)
            if time.monotonic() - told > _EVERY and len(rows) < total:
                told = time.monotonic()
                yield Many(_bar(len(rows), total, "claim"), rows=tuple(rows), total=total, busy=True)
    except AssistantError as error:
        yield Many(NOTHING, hint=str(error))
        return
    except Exception:
        log.exception("a list of claims could not be checked")
        yield Many(NOTHING, hint=OUR_FAULT)
        return
    yield _table_of(assistant, rows, total)


def stopped_many(assistant: Assistant, many: Many) -> Many:
    """A list that somebody stopped: what is done of it, as a table. One that was not under way stays as it was."""
    return _table_of(assistant, many.rows, many.total)


def _table_of(assistant: Assistant, rows: Sequence[Checked], total: int) -> Many:
    table = allow_listed(checked_table(rows))
    csv = as_csv(rows, assistant.index_version) if rows else ""
    bar = _bar(len(rows), total, "claim", stopped=len(rows) < total)
    return Many(bar, table, csv, tuple(rows), total)


def _too_many(wanted: Sequence[Entry]) -> str:
    if not wanted:
        return "Paste some claims first, one to a line, or choose a CSV file."
    if len(wanted) > MOST_AT_ONCE:
        return (
            f"These are {len(wanted):,} claims; the page takes {MOST_AT_ONCE}. `assistant check --csv FILE` takes more."
        )
    return ""


def audit_pasted(assistant: Assistant, typed: str) -> Iterator[Audited]:
    """A text, sentence by sentence, with what is done so far."""
    told = 0.0
    audit: TextAudit | None = None
    try:
        for audit in assistant.audit_text(without_lone_surrogates(typed)):
            if time.monotonic() - told > _EVERY and len(audit.rows) < audit.total:
                told = time.monotonic()
                bar = _bar(len(audit.rows), audit.total, "sentence")
                yield Audited(bar, None if audit.rows else NOTHING, "", "", audit, busy=True)
    except AssistantError as error:
        yield Audited(NOTHING, hint=str(error))
        return
    except Exception:
        log.exception("a text could not be audited")
        yield Audited(NOTHING, hint=OUR_FAULT)
        return
    yield stopped_text(audit)


def stopped_text(audit: TextAudit | None) -> Audited:
    """A text as far as it is audited: all of it, or what was done when somebody stopped."""
    if audit is None:
        return Audited(NOTHING)
    bar = _bar(len(audit.rows), audit.total, "sentence", stopped=len(audit.rows) < audit.total)
    if not audit.rows:
        return Audited(bar, NOTHING, "", "")
    return Audited(bar, allow_listed(text_audit(audit)), to_csv(audit), to_markdown(audit), audit)


def _bar(done: int, total: int, what: str, *, stopped: bool = False) -> Html:
    return allow_listed(progress_bar(done, total, what, stopped=stopped))


def _views(assistant: Assistant, check: ClaimCheck) -> dict[str, SourceView]:
    cited = [citation.source for citation in check.citations] + ([check.nearest.source] if check.nearest else [])
    found = {source_id: find_source(assistant, source_id) for source_id in dict.fromkeys(cited)}
    return {source_id: view for source_id, view in found.items() if view}
