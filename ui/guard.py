"""ASGI middleware around the page and the API.

It touches `http.response.start` only, so that streamed events pass as they are.
"""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import suppress

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio needs inline scripts and `unsafe-eval`; what this stops is any request to another host, form or frame.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self' data:",
        "form-action 'self'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    ]
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
CLOSED = ("/gradio_api/upload", "/gradio_api/component_server", "/gradio_api/proxy", "/monitoring")
"""Parts of Gradio that this page does not use and that take files, addresses or calls from anyone."""


class SecurityHeaders:
    """Sets the security headers of every reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                others = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                message = {**message, "headers": [*others, *HEADERS]}
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class ClosedDoors:
    """Answers 404 for the parts of Gradio that are not used here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            reply = JSONResponse({"error": "There is nothing here."}, status_code=404)
            await reply(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class QuietEnd:
    """Lets a stream that the server cuts at its own end stop without a trace: an open page is no failure."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Only the server cancels a request from outside; a reader who leaves is told to it as a disconnect.
        with suppress(CancelledError):
            await self.app(scope, receive, send)
