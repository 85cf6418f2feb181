"""A source as one JSON object of `assistant sources --json`: its facts on the top level, its caveats beside them."""

from __future__ import annotations

from typing import Any

from assistant.views import SourceView, plain

__all__ = ["listed", "plain"]


def listed(view: SourceView) -> dict[str, Any]:
    """Facts, caveats (kind and text) and what the article says; the note's text is left to `sources <id> --text`."""
    facts = plain(view.source)
    for key in ("text", "parts", "reader_caveats"):
        facts.pop(key)
    return {**facts, "caveats": plain(view.caveats), "article_says": plain(view.article_says)}
