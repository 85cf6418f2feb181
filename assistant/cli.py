"""The command line. Heavy libraries load inside the commands that need them, so that `--help` is quick."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from assistant import feedback_commands
from assistant.claims import commands
from assistant.exporting.formats import FormatName
from sources.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.opening import Place
    from assistant.service import Assistant
    from index.open import Search
    from index.sync import SyncReport

app = typer.Typer(
    help="Ask an article's sources: answers made of exact, cited quotes with their caveats.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for another program to read.")]
Kind = Literal["questions", "conversations", "claims"]


@contextmanager
def one_line_errors() -> Iterator[None]:
    """An error a user can act on is one line on standard error; anything else is a bug and stays loud."""
    try:
        yield
    except AssistantError as error:
        typer.echo(" ".join(str(error).split()), err=True)
        raise typer.Exit(error.exit_code) from error


def build_index(place: Place, *, rebuild: bool = False, thorough: bool = True) -> SyncReport:
    """Bring the index up to date with the library, with a progress bar on standard error."""
    from assistant.progress import bar
    from index.sync import Means, rebuild_index, sync
    from sources.loader import load_library

    library = load_library(place.library)
    with bar(Console(stderr=True)) as progress:
        return (rebuild_index if rebuild else sync)(library, place.home, Means(progress=progress, thorough=thorough))


def opened(search: Search = "chroma", *, fresh: bool = False, desk: Desk | None = None) -> Assistant:
    """The assistant, with what a person should know about its index on standard error; `fresh` updates the index first."""
    from assistant.opening import changed_since_build, find_place, open_assistant

    place = find_place()
    if fresh:
        _refresh(place)
    assistant = open_assistant(place, build_index, search, desk)
    for notice in assistant.notices:
        typer.echo(notice, err=True)
    if changed_since_build(place):
        typer.echo(
            "The library has changed since the index was built; `assistant index` brings it up to date.", err=True
        )
    return assistant


def _refresh(place: Place) -> None:
    """An index that cannot be updated now (another process writes, a read-only folder) still answers as it is."""
    try:
        build_index(place, thorough=False)
    except AssistantError as error:
        if not place.home.ledger.exists():
            raise
        typer.echo(f"The index was not brought up to date: {error}", err=True)


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
