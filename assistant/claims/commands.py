"""The commands `check` and `audit`, and the work of `batch claims`; the command line registers them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sources.errors import UsageError

if TYPE_CHECKING:
    from assistant.batch import Work
    from assistant.service import Assistant

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for another program to read.")]


def check(
    claim: Annotated[str | None, typer.Argument(help="The claim, one or two sentences.")] = None,
    file: Annotated[
        Path | None, typer.Option("--csv", help="Check every row of a CSV file; CSV on standard output.")
    ] = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print only the reply, in Markdown.")] = False,
) -> None:
    """Check a claim against the sources: verdict, evidence on both sides, what overreaches, and a reply to paste."""
    from assistant.cli import one_line_errors, opened

    with one_line_errors():
        if (claim is None) == (file is None):
            raise UsageError("Give one claim in quotes, or a file with --csv.")
        if file is not None:
            _check_file(file, opened)
            return
        from assistant.claims.checker import build_checker
        from assistant.claims.intake import checked_claim
        from assistant.claims.show import show_check

        checked_claim(claim or "")
        done = build_checker(opened("exact")).check(claim or "")
        if as_json:
            typer.echo(json.dumps(done.to_json(), ensure_ascii=False, indent=2))
        elif markdown:
            typer.echo(done.reply_markdown)
        else:
            show_check(Console(), done)


def _check_file(file: Path, opened: Callable[..., Assistant]) -> None:
    from assistant.claims.checker import build_checker
    from assistant.claims.files import checked_rows, claims_in

    claims = claims_in(file)
    checker = build_checker(opened("exact"))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    with counted("checking claims") as progress:
        for row in checked_rows(checker, claims, progress):
            writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row])


def audit(
    text: Annotated[
        Path | None, typer.Option("--text", help="Audit a text file instead of the article ('-' for standard input).")
    ] = None,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print the table in Markdown.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Audit the article, or a text, claim by claim against the sources."""
    from assistant.cli import one_line_errors, opened

    with one_line_errors():
        from assistant.claims.audit import audit_article, audit_text
        from assistant.claims.checker import build_checker
        from assistant.claims.show import show_audit

        words = _read(text) if text is not None else None
        checker = build_checker(opened("exact"))
        with counted("checking claims") as progress:
            done = (
                audit_article(checker, progress) if words is None else audit_text(checker, words, progress, str(text))
            )
        if as_json:
            typer.echo(json.dumps(done.to_json(), ensure_ascii=False, indent=2))
        elif as_markdown:
            typer.echo(done.to_markdown(), nl=False)
        elif as_csv:
            typer.echo(done.to_csv(), nl=False)
        else:
            show_audit(Console(), done)


def batch_claims(assistant: Assistant) -> Work:
    """The work of `assistant batch claims`, for `run_batch`: one checker for the whole file."""
    from assistant.claims.checker import build_checker
    from assistant.claims.files import check_claim

    checker = build_checker(assistant)
    return lambda _, item: check_claim(checker, item)


@contextmanager
def counted(name: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error: yields `report(done, total)`."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _read(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
