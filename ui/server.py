"""The page and the JSON API as one application, and the server that serves it from this machine."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from sources.errors import AssistantError
from ui.facade import Assistant

if TYPE_CHECKING:
    from fastapi import FastAPI

LARGEST_BODY = 1_000_000
"""Bytes of a request: forty answers of history fit, a flood does not."""


def build_app(assistant: Assistant) -> FastAPI:
    """Everything that is served over HTTP."""
    from ui.app import build_page

    page = build_page(assistant)

    import gradio as gr
    from fastapi import FastAPI

    from ui.api import api_errors, api_routes
    from ui.guard import ClosedDoors, QuietEnd, SecurityHeaders
    from ui.source_routes import source_pages
    from ui.theme import head, static_folder, theme

    # FastAPI's own documentation pages load scripts from another host.
    app = FastAPI(
        title="Article Assistant",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        max_body_size=LARGEST_BODY,
    )
    for middleware in (ClosedDoors, SecurityHeaders, QuietEnd):
        app.add_middleware(middleware)
    api_errors(app)
    app.include_router(api_routes(assistant))
    app.include_router(source_pages())
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name="127.0.0.1",
        footer_links=[],
        run_history=False,
        show_error=False,
        allowed_paths=[],
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(static_folder() / "icon.svg"),
        theme=theme(),
        head=head(),
    )
    return app


def serve(assistant: Assistant, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serve until interrupted."""
    with listen(host, port) as listener:
        run(assistant, listener, open_browser=open_browser)


def run(assistant: Assistant, listener: socket.socket, *, open_browser: bool = False) -> None:
    """Serve on an open socket until interrupted."""
    import uvicorn

    # Gradio streams events over plain HTTP, so no web sockets are opened.
    config = uvicorn.Config(
        build_app(assistant),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    # An open page holds a stream that ends only with the server; cutting it is no error.
    logging.getLogger("uvicorn.error").addFilter(lambda record: "graceful shutdown exceeded" not in record.getMessage())
    address = page_address(*listener.getsockname()[:2])
    print(f"Serving on {address} (stop with Ctrl+C)", flush=True)
    if open_browser:
        webbrowser.open(address)
    # uvicorn stops in order and then raises the signal again: Ctrl+C is the way to stop, and a plain exit lets the
    # temporary folder be removed.
    signal.signal(signal.SIGTERM, _leave)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _leave(_signal: int, _frame: object) -> None:
    sys.exit(0)


def page_address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """A socket on the address; one line says why not, and what to do."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise AssistantError(f"{host} is not an address of this machine; try --host 127.0.0.1.") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise AssistantError(_why_not(host, port, error)) from error
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user; choose one above 1023 with --port."
    return f"Cannot listen on {host} port {port} ({error.strerror}); choose another with --host or --port."
