"""The command line. Heavy libraries load inside the commands that need them, so that `--help` is quick."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from assistant import feedback_commands
from assistant.claims import commands
from assistant.exporting.formats import FormatName
from assistant.terminal import build_index, one_line_errors, opened
from sources.errors import AssistantError, UsageError

if TYPE_CHECKING:
    pass

app = typer.Typer(
    help="Ask an article's sources: answers made of exact, cited quotes with their caveats.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for another program to read.")]
Kind = Literal["questions", "conversations", "claims"]


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@app.command()
def ask(question: str, as_json: Json = False) -> None:
    """Answer one question."""
    with one_line_errors():
        from assistant.opening import desk_of, find_place
        from assistant.settings import Settings
        from assistant.understanding.questions import checked_question

        text = checked_question(question, Settings().question_limit)
        # A fixed reply needs no index, and must come even where there is none.
        desk = desk_of(find_place())
        decision = desk.decide(question)
        # One question is answered sooner by scanning every vector than by importing Chroma; the hits are the same.
        answer = desk.reply(text, decision) if decision.policy != "none" else opened("exact", desk=desk).ask(question)
        if as_json:
            _print_json(answer.to_json())
            return
        from assistant.show import show_answer

        show_answer(Console(), answer)


@app.command()
def chat() -> None:
    """A conversation on the terminal. An empty line or Ctrl-D ends it."""
    with one_line_errors():
        from assistant.answer import Turn
        from assistant.show import show_answer

        assistant, console = opened(), Console()
        history: list[Turn] = []
        while question := _next_question(console):
            try:
                answer = assistant.ask(question, tuple(history))
            except AssistantError as error:
                console.print(Text(str(error)))
                continue
            history.append(Turn(question, answer))
            show_answer(console, answer)


def _next_question(console: Console) -> str:
    try:
        return console.input("\n[bold]You:[/bold] ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


app.command()(commands.check)
app.command()(commands.audit)
app.command()(feedback_commands.feedback)


@app.command()
def batch(kind: Kind, source: Path, target: Path) -> None:
    """Answer a file of JSON Lines into another: `questions`, `claims`, or `conversations` with their turns."""
    with one_line_errors():
        from assistant.batch import answer_conversation, answer_question, run_batch

        assistant = opened()
        works = {"questions": answer_question, "conversations": answer_conversation}
        report = run_batch(assistant, works.get(kind) or commands.batch_claims(assistant), source, target)
        typer.echo(f"{report.written} lines written to {target}, {report.failed} of them errors.", err=True)
        if report.failed:
            raise typer.Exit(1)


@app.command()
def sources(
    source_id: Annotated[str | None, typer.Argument(help="Show one source.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the exact text that offsets refer to.")] = False,
    as_json: Json = False,
    export: Annotated[
        FormatName | None, typer.Option("--export", help="Print references for another program instead.")
    ] = None,
) -> None:
    """List the library, or show one source."""
    with one_line_errors():
        from assistant.show import show_source, show_sources

        if export and (text or as_json):
            raise UsageError("Choose one of --export, --text and --json.")
        assistant = opened("exact")
        if export:
            from assistant.exporting.formats import FORMATS

            views = assistant.sources() if source_id is None else (assistant.source(source_id),)
            typer.echo(FORMATS[export].write(views).encode(), nl=False)
            return
        if source_id is None:
            from assistant.listing import listed

            if as_json:
                _print_json([listed(view) for view in assistant.sources()])
            else:
                show_sources(Console(), assistant.sources())
            return
        view = assistant.source(source_id)
        if text:
            sys.stdout.write(view.source.text)
        elif as_json:
            _print_json(view.to_json())
        else:
            show_source(Console(), view)


@app.command()
def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build a new ledger in the place of a damaged one.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring the index up to date with the library; only what changed is encoded."""
    with one_line_errors():
        from assistant.listing import plain
        from assistant.opening import find_place

        report = build_index(find_place(), rebuild=rebuild)
        if as_json:
            _print_json(plain(report))
        else:
            typer.echo(
                f"Index {report.version}: {len(report.added)} added, {len(report.changed)} changed, "
                f"{len(report.removed)} removed, {report.unchanged} unchanged; "
                f"{report.passages} passages, {report.encoded} encoded, {report.seconds:.1f} s."
            )


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the library, the encoder, the ledger and the vector store. Exit code 1 if anything is wrong."""
    with one_line_errors():
        from assistant.doctor import examine
        from assistant.listing import plain
        from assistant.opening import find_place

        checks = examine(find_place())
        if as_json:
            _print_json([plain(check) for check in checks])
        else:
            for check in checks:
                typer.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.message}")
        if not all(check.ok for check in checks):
            raise typer.Exit(1)
