"""Opens what a link asks for, once, when the page is loaded: the tab is shown, and the question asked as if typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.ask_tab import AskTab
from ui.check_tab import CheckTab
from ui.library_tab import LibraryTab
from ui.links import opened_by

# The link is taken out of the address at once: a reload must not ask it again.
TAKE = """
() => {
  const asked = location.search;
  if (/[?&](?:q|claim|source)=/.test(asked)) history.replaceState(null, '', location.pathname + location.hash);
  return [asked];
}
"""


def open_links(page: gr.Blocks, tabs: gr.Tabs, ask: AskTab, check: CheckTab, library: LibraryTab) -> None:
    """Wire it. Called within the page, after its tabs."""
    link = gr.Textbox(visible="hidden", elem_id="link")
    question, claim = gr.State(""), gr.State("")

    def read(search: str) -> list[Any]:
        opening = opened_by(search or "")
        if opening.is_empty:
            return _unchanged([tabs, question, claim, *library.outputs])
        shown = library.open_with(opening.source) if opening.source else _unchanged(library.outputs)
        return [gr.Tabs(selected=opening.tab), opening.question, opening.claim, *shown]

    def ask_it(question: str) -> Iterator[list[Any]]:
        if question:
            yield from ask.open_with(question)
        else:
            yield _unchanged(ask.outputs)

    def check_it(claim: str) -> Iterator[list[Any]]:
        if claim:
            yield from check.open_with(claim)
        else:
            yield _unchanged(check.outputs)

    silent: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    taken = page.load(read, inputs=link, outputs=[tabs, question, claim, *library.outputs], js=TAKE, **silent)
    taken.then(ask_it, inputs=question, outputs=ask.outputs, **silent)
    taken.then(check_it, inputs=claim, outputs=check.outputs, **silent)


def _unchanged(outputs: list[Any]) -> list[Any]:
    return [gr.skip() for _ in outputs]
