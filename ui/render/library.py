"""The library as a list: each source on a line that opens it, how many there are, and the list as files."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.exporting.formats import FORMATS
from assistant.views import SourceView
from ui.links import export_address, source_address
from ui.render.facts import at_a_glance, byline
from ui.render.safe import NOTHING, Html, joined, tag, text, unseen
from ui.render.words import counted


def source_list(shown: Sequence[SourceView], total: int, chosen: str | None = None) -> Html:
    """The list, with how many of how many it shows."""
    whole = len(shown) == total
    count = counted(total, "source") if whole else f"{len(shown)} of {counted(total, 'source')}"
    rows = [_row(view, current=view.source.id == chosen) for view in shown]
    none = tag("p", text("No source fits. Try fewer words, or clear the filters."), cls="quiet")
    return tag(
        "div",
        tag("div", tag("p", text(count), cls="count"), _downloads(shown, total), cls="list-head"),
        tag("ul", *rows, cls="rows") if rows else none,
        cls="source-list",
        id="source-list",
    )


def _row(view: SourceView, *, current: bool) -> Html:
    source = view.source
    words = [
        tag("span", text(source.title), cls="row-title"),
        tag("span", text(byline(source)), cls="by"),
        tag("span", text(at_a_glance(source)), cls="glance"),
    ]
    return tag(
        "li",
        tag(
            "a",
            *words,
            href=source_address(source.id),
            cls="row",
            data_source=source.id,
            aria_current="true" if current else None,
        ),
    )


def _downloads(shown: Sequence[SourceView], total: int) -> Html:
    """What is shown as files, and beside it the whole library when that is more."""
    ids = tuple(view.source.id for view in shown)
    whole = len(shown) == total
    these = NOTHING if whole or not shown else tag("p", text(f"These {len(ids)}: "), formats(ids, "these sources"))
    every = tag("p", text(f"All {total}: "), formats((), "all sources"))
    summary = tag("summary", text("Download"), unseen(" references of these sources"))
    return tag("details", summary, tag("div", these, every, cls="files"), cls="downloads")


def formats(ids: tuple[str, ...], what: str) -> Html:
    """A link for each format."""
    links = [
        tag("a", text(form.title), unseen(f", {what}"), href=export_address(name, ids), cls="file")
        for name, form in FORMATS.items()
    ]
    return tag("span", joined(links, " · "), cls="formats")


def no_source_yet() -> Html:
    """What stands beside the list before a source is chosen."""
    return tag("p", text("Choose a source to see its facts, its note and its limits."), cls="empty")


def no_such_source(source_id: str) -> Html:
    """What a link to a source that is not there opens."""
    said = (
        f"The library has no source “{source_id[:120]}”. It may have been renamed or taken out; the list has the rest."
    )
    return tag("p", text(said), cls="empty", role="alert")
