"""What all commands share: the assistant opened with its notices on standard error, and an error in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from sources.errors import AssistantError

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.opening import Place
    from assistant.service import Assistant
    from index.open import Search
    from index.sync import SyncReport


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
