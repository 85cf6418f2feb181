"""Addresses of sources: a page of each, and a file of many (references for another program, or a table)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from assistant.exporting.formats import format_named
from sources.errors import UsageError
from ui.facade import Assistant

LONGEST_ID = 120


def source_pages() -> APIRouter:
    """`/source/<id>`, which opens the page on that source; the page says so where there is none."""
    routes = APIRouter()

    @routes.get("/source/{source_id}", include_in_schema=False)
    def source(source_id: str) -> RedirectResponse:
        return RedirectResponse(f"/?source={quote(source_id[:LONGEST_ID], safe='')}", status_code=307)

    return routes


def download(assistant: Assistant, name: str, ids: Sequence[str]) -> Response:
    """The sources of the given ids, each once and in that order; every study of the library where none is given.

    Raises UsageError for a format or an id that there is not: a list short of a source would not show that it is.
    """
    form = format_named(name)
    if any(len(one) > LONGEST_ID for one in ids):
        raise UsageError("That is not the id of a source.")
    views = [assistant.source(one) for one in dict.fromkeys(ids)] if ids else assistant.sources()
    stem = ids[0] if len(views) == 1 and ids and ids[0].isascii() and _is_plain(ids[0]) else "sources"
    return Response(
        form.write(views).encode(form.encoding),
        media_type=f"{form.media_type}; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{stem}.{form.suffix}"', "cache-control": "no-store"},
    )


def _is_plain(source_id: str) -> bool:
    return source_id.replace("-", "").replace("_", "").isalnum()
