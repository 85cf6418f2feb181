"""A CSV file of claims checked on the command line: progress on standard error, and a stopped run that goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.claims.files import cells, checked, finished, heading, line
from assistant.claims.table import Entry
from sources.errors import AssistantError

if TYPE_CHECKING:
    from assistant.service import Assistant


def check_file(assistant: Assistant, entries: Sequence[Entry], out: Path | None) -> int:
    """Check every entry into `out`, or onto standard output. Gives the number of rows that hold an error."""
    if out is None:
        sys.stdout.write(heading(entries))
        return _write(assistant, entries, 0, sys.stdout)
    done = finished(out, entries, assistant.index_version)
    if done:
        typer.echo(f"{done} of {len(entries)} were checked before; going on from there.", err=True)
    try:
        with out.open("a", encoding="utf-8", newline="") as target:
            failed = _write(assistant, entries, done, target)
    except OSError as error:
        raise AssistantError(f"{out}: cannot be written ({error.strerror}).") from error
    typer.echo(f"{len(entries) - done} claims checked into {out}, {failed} of them errors.", err=True)
    return failed


def _write(assistant: Assistant, entries: Sequence[Entry], done: int, target: TextIO) -> int:
    failed = 0
    with counted("checking claims") as progress:
        progress(done, len(entries))
        for number, row in enumerate(checked(assistant.check, entries[done:]), done + 1):
            target.write(line(cells(row, assistant.index_version)))
            target.flush()
            failed += bool(row.error)
            progress(number, len(entries))
    return failed


@contextmanager
def counted(name: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error: yields `report(done, total)`."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
