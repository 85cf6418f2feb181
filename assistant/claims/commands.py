"""The commands `check` and `audit`, and the work of `batch claims`; the command line registers them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assistant.claims.columns import SUFFIX
from sources.errors import UsageError

if TYPE_CHECKING:
    from assistant.batch import Work
    from assistant.claims.audit import ArticleAudit, TextAudit
    from assistant.service import Assistant

CSV_HELP = (
    "Check every row of a CSV file (its column `claim`, or the first). Its other columns come back in front of ours, in their"
    f" order; one that has a name of ours gets “{SUFFIX.strip()}” after it."
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for another program to read.")]


def check(
    claim: Annotated[str | None, typer.Argument(help="The claim, one or two sentences.")] = None,
    file: Annotated[Path | None, typer.Option("--csv", help=CSV_HELP)] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="With --csv: write here, and go on where a stopped run ended.")
    ] = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print only the reply, in Markdown.")] = False,
    judge: Annotated[
        str | None, typer.Option("--judge", help="A cross-encoder for inference, by name or folder: a second opinion.")
    ] = None,
) -> None:
    """Check a claim against the sources: verdict, evidence on both sides, what overreaches, and a reply to paste."""
    from assistant.terminal import one_line_errors, opened

    with one_line_errors():
        if (claim is None) == (file is None):
            raise UsageError("Give one claim in quotes, or a file with --csv.")
        if (out and file is None) or (file and (as_json or markdown)) or (as_json and markdown):
            raise UsageError("--out goes with --csv, which prints CSV; give --json or --markdown with one claim.")
        if file is not None:
            from assistant.claims.file_runs import check_file
            from assistant.claims.table import entries_in

            entries = entries_in(file)
            if check_file(opened("exact"), entries, out):
                raise typer.Exit(1)
            return
        _check_one(claim or "", judge, as_json=as_json, markdown=markdown)


def _check_one(claim: str, judge: str | None, *, as_json: bool, markdown: bool) -> None:
    from assistant.claims.intake import checked_claim
    from assistant.claims.judge import open_judge
    from assistant.claims.service import Claims
    from assistant.claims.show import show_check
    from assistant.terminal import opened

    checked_claim(claim)
    done = Claims(opened("exact"), open_judge(judge)).check(claim)
    if as_json:
        typer.echo(json.dumps(done.to_json(), ensure_ascii=False, indent=2))
    elif markdown:
        typer.echo(done.reply_markdown)
    else:
        show_check(Console(), done)


def audit(
    text: Annotated[
        Path | None, typer.Option("--text", help="Audit a text file instead of the article ('-' for standard input).")
    ] = None,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print the table in Markdown.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")] = False,
    as_json: Json = False,
) -> None:
    """Audit the article, or a text, claim by claim against the sources."""
    from assistant.terminal import one_line_errors, opened

    with one_line_errors():
        from assistant.claims.audit_table import to_csv, to_markdown
        from assistant.claims.show import show_audit

        if as_markdown + as_csv + as_json > 1:
            raise UsageError("Choose one of --json, --markdown and --csv.")
        words = _read(text) if text is not None else None
        assistant = opened("exact")
        done = assistant.audit() if words is None else _audited(assistant, words, str(text))
        if as_json:
            typer.echo(json.dumps(done.to_json(), ensure_ascii=False, indent=2))
        elif as_markdown:
            typer.echo(to_markdown(done), nl=False)
        elif as_csv:
            typer.echo(to_csv(done), nl=False)
        else:
            show_audit(Console(), done)


def _audited(assistant: Assistant, words: str, title: str) -> ArticleAudit | TextAudit:
    from assistant.claims.file_runs import counted

    done: TextAudit | None = None
    steps = assistant.audit_text(words, title)
    with counted("reading sentences") as progress:
        for done in steps:
            progress(len(done.rows), done.total)
    if done is None:
        raise UsageError("The text is empty; give some sentences.")
    return done


def _read(path: Path) -> str:
    from assistant.claims.table import decoded

    try:
        return decoded(sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def batch_claims(assistant: Assistant) -> Work:
    """The work of `assistant batch claims`, for `run_batch`."""
    from assistant.claims.files import check_item

    return lambda _, item: check_item(assistant.check, item)
