"""The Library tab: every source, searched, filtered and sorted on the left, one in full on the right, above all results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.charts.overview import overview
from ui.facade import Assistant
from ui.library_search import ANY, MOST_TYPED, Choice, Entry, choices, matching, searchable, wanted_from
from ui.render.allowed import allow_listed
from ui.render.library import no_source_yet, no_such_source, source_list
from ui.render.source_page import source_page
from ui.talk import find_source

TAB = "library"
# Gradio's way to send a click inside HTML to Python: the id is data, never code. A row is a link, so that it can be
# opened in a tab of its own; only a plain click stays on the page.
ON_LOAD = """
element.addEventListener('click', (event) => {
  const row = event.target.closest('[data-source]');
  if (!row || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  trigger('click', {source: row.dataset.source});
});
"""
Controls = tuple[Any, ...]
"""What the controls hold, in the order of `wanted_from`."""


@dataclass(frozen=True, slots=True)
class LibraryTab:
    """What other parts of the page need to open this tab on a source, as a shared link does.

    `open_with(id)` gives the values of `outputs`; the caller selects the tab `TAB`.
    """

    outputs: list[Any]
    open_with: Callable[[str], list[Any]]


@dataclass(frozen=True, slots=True)
class _Library:
    """The sources and what is shown of them."""

    assistant: Assistant
    entries: tuple[Entry, ...]
    topics: Mapping[str, str]

    def listed(self, controls: Controls, chosen: str) -> str:
        shown = matching(self.entries, wanted_from(*controls))
        return allow_listed(source_list(shown, len(self.entries), chosen or None))

    def opened(self, source_id: str) -> str:
        view = find_source(self.assistant, source_id)
        return allow_listed(source_page(view, self.topics) if view else no_such_source(source_id))


def library_tab(assistant: Assistant) -> LibraryTab:
    """Lay the tab out and wire it."""
    views = tuple(assistant.sources())
    library = _Library(assistant, searchable(views), {group.name: group.say for group in assistant.topics})
    controls, clear = _controls(choices(views, assistant.topics))
    untouched = tuple(control.value for control in controls)
    with gr.Row(elem_id="library", equal_height=False):
        with gr.Column(scale=9, min_width=280, elem_id="shelf"):
            shelf = gr.HTML(library.listed(untouched, ""), js_on_load=ON_LOAD, elem_id="sources")
        with gr.Column(scale=11, min_width=280, elem_id="detail"):
            detail = gr.HTML(allow_listed(no_source_yet()), elem_id="source")
            gr.HTML(allow_listed(overview(views, assistant.topics)), elem_id="overview")
    chosen = gr.State("")
    outputs: list[Any] = [shelf, detail, chosen]

    def narrow(chosen: str, *controls: Any) -> str:
        return library.listed(controls, chosen)

    def choose(*controls: Any) -> Callable[[str], list[Any]]:
        return lambda source_id: [library.listed(controls, source_id), library.opened(source_id), source_id]

    def click(event: gr.EventData, *controls: Any) -> list[Any]:
        return choose(*controls)(_chosen(event))

    for control in controls:
        control.change(
            narrow,
            inputs=[chosen, *controls],
            outputs=shelf,
            show_progress="hidden",
            trigger_mode="always_last",
            api_visibility="private",
        )
    clear.click(lambda: untouched, outputs=controls, show_progress="hidden", api_visibility="private")
    shelf.click(click, inputs=controls, outputs=outputs, show_progress="hidden", api_visibility="private")
    return LibraryTab(outputs, choose(*untouched))


def _controls(options: Mapping[str, list[Choice]]) -> tuple[list[Any], gr.Button]:
    with gr.Row(elem_id="filters"):
        words = gr.Textbox(
            label="Search",
            placeholder="Title, author, year, or words of the note",
            scale=3,
            min_width=220,
            max_length=MOST_TYPED,
            value="",
        )
        sort = gr.Dropdown(options["sort"], value="relevance", label="Sort by", scale=1, min_width=170)
        gr.Button("Filters", size="sm", scale=0, elem_id="filters-toggle")
    with gr.Row(elem_id="filters-more"):
        design = _filter(options["design"], "Design", 2)
        dose = _filter(options["dose"], "Dose", 1)
        species = _filter(options["species"], "Studied in", 1)
        topic = _filter(options["topic"], "Topic", 1)
        since = _filter(options["years"], "From year", 1)
        until = _filter(options["years"], "To year", 1)
        clear = gr.Button("Clear", size="sm", scale=0, min_width=80, elem_id="filters-clear")
    return [words, sort, design, dose, species, topic, since, until], clear


def _filter(options: list[Choice], label: str, scale: int) -> gr.Dropdown:
    return gr.Dropdown(options, value=ANY, label=label, scale=scale, min_width=110)


def _chosen(event: gr.EventData) -> str:
    # The browser says what it likes; an id that is not one finds no source.
    data = event._data
    return str(data.get("source", ""))[:200] if isinstance(data, dict) else ""
