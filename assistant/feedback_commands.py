"""The command `feedback`; the command line registers it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

Lines = Annotated[
    bool, typer.Option("--json", help="Print JSON Lines: test cases that `assistant batch questions` can read.")
]


def feedback(as_json: Lines = False) -> None:
    """List what readers sent about answers: thumb, question, reason, sources cited and the index of the time."""
    from assistant.terminal import one_line_errors

    with one_line_errors():
        from rich.console import Console

        from assistant.feedback import as_case
        from assistant.opening import find_place
        from assistant.show import show_feedback
        from index.feedback import kept

        found = kept(find_place().home)
        if as_json:
            for number, item in enumerate(found, 1):
                typer.echo(json.dumps(as_case(number, item), ensure_ascii=False))
        else:
            show_feedback(Console(), found)
