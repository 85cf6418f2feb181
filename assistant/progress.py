"""A progress bar on the terminal for the index's own progress calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from index.update import Phase, Progress

_NAMES: dict[Phase, str] = {
    "encoder": "preparing the encoder",
    "sentences": "encoding sentences",
    "documents": "writing documents",
    "store": "building the vector store",
}


@contextmanager
def bar(console: Console) -> Iterator[Progress]:
    """Yields `report(phase, done, total)`; each phase gets a bar of its own."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[Phase, TaskID] = {}
    with Bars(*columns, console=console) as progress:

        def report(phase: Phase, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = progress.add_task(_NAMES[phase], total=total)
            progress.update(tasks[phase], completed=done, total=total)

        yield report
