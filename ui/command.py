"""The `assistant` command: everything of `assistant.cli`, and `serve`, which alone needs the page.

Gradio and FastAPI are imported inside `serve`, so that `assistant ask` never waits for them.
"""

from __future__ import annotations

from typing import Annotated

import typer


def main() -> None:
    """Entry point of the console script."""
    command_line()()


def command_line() -> typer.Typer:
    """The whole command line. `assistant` cannot import `ui`, so `serve` is joined to it here."""
    from assistant.cli import app

    if all(command.callback is not serve for command in app.registered_commands):
        app.command()(serve)
    return app


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve the page and the JSON API from this machine."""
    from assistant.terminal import one_line_errors, opened

    with one_line_errors():
        from ui.server import listen, run

        # The port first: a busy one is said at once, not after the index has been opened.
        with listen(host, port) as listener:
            run(opened(fresh=True), listener, open_browser=open_browser)
