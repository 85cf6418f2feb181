"""ASGI middleware around the page and the API: security headers on every reply, and a cap on every request body.

They touch `http.response.start` and the request's own messages only, so that streamed events pass as they are.
"""

from __future__ import annotations

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
LARGEST_BODY = 1_000_000
"""Bytes: forty answers of history fit, a flood does not."""
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


class RequestLimits:
    """Refuses bodies over the cap, whether they declare their length or not, and the closed parts of Gradio."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(CLOSED):
            await _refuse(404, "There is nothing here.", scope, receive, send)
        elif _declared(scope) > self.largest:
            await _refuse(413, self._too_large(), scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Body(receive, self.largest)

        async def honest(message: Message) -> None:
            # The framework answers 400 when reading fails; what failed is the size.
            if not body.too_large:
                await send(message)

        try:
            await self.app(scope, body.receive, honest)
        except _TooLargeError:
            pass
        if body.too_large:
            await _refuse(413, self._too_large(), scope, receive, send)

    def _too_large(self) -> str:
        return f"The request is larger than {self.largest:,} bytes."


class _TooLargeError(Exception):
    """A body went over the cap while it was read."""


class _Body:
    """The messages of one request, counted as they come."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive = receive
        self._left = largest
        self.too_large = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self.too_large = self._left < 0
            if self.too_large:
                raise _TooLargeError
        return message


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


async def _refuse(status: int, problem: str, scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"error": problem}, status_code=status)(scope, receive, send)
