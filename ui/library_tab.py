"""The Library tab: every source, searched and filtered on the left, one in full on the right."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.facade import Assistant
from ui.render.allowed import allow_listed
from ui.render.library import ANY, Wanted, choices, matching, no_source_yet, source_list, source_page
from ui.talk import find_source

# Gradio's way to send a click inside HTML to Python: the id is data, never code.
ON_LOAD = """
element.addEventListener('click', (event) => {
  const row = event.target.closest('[data-source]');
  if (row) trigger('click', {source: row.dataset.source});
});
"""


def library_tab(assistant: Assistant) -> None:
    """Lay the tab out and wire it."""
    views = tuple(assistant.sources())
    options = choices(views)
    with gr.Row(elem_id="filters"):
        words = gr.Textbox(
            label="Search", placeholder="Title, author, year, topic", scale=3, min_width=220, max_length=200
        )
        design = gr.Dropdown(options["design"], value=ANY, label="Design", scale=2, min_width=160)
        dose = gr.Dropdown(options["dose"], value=ANY, label="Dose", scale=1, min_width=140)
        species = gr.Dropdown(options["species"], value=ANY, label="Studied in", scale=1, min_width=140)
    with gr.Row(elem_id="library", equal_height=False):
        with gr.Column(scale=9, min_width=280, elem_id="shelf"):
            shelf = gr.HTML(
                allow_listed(source_list(matching(views, Wanted()), len(views))), js_on_load=ON_LOAD, elem_id="sources"
            )
        with gr.Column(scale=11, min_width=280, elem_id="detail"):
            detail = gr.HTML(no_source_yet(), elem_id="source")
    chosen = gr.State("")
    wanted: list[Any] = [words, design, dose, species]

    def narrow(typed: str, design: str, dose: str, species: str, source_id: str) -> str:
        asked = Wanted(typed or "", design or ANY, dose or ANY, species or ANY)
        return allow_listed(source_list(matching(views, asked), len(views), source_id or None))

    def choose(typed: str, design: str, dose: str, species: str, event: gr.EventData) -> tuple[str, str, str]:
        source_id = _chosen(event)
        view = find_source(assistant, source_id)
        page = allow_listed(source_page(view)) if view else no_source_yet()
        return narrow(typed, design, dose, species, source_id), page, source_id

    for part in wanted:
        part.change(
            narrow,
            inputs=[*wanted, chosen],
            outputs=shelf,
            show_progress="hidden",
            trigger_mode="always_last",
            api_visibility="private",
        )
    page = [shelf, detail, chosen]
    shelf.click(choose, inputs=wanted, outputs=page, show_progress="hidden", api_visibility="private")


def _chosen(event: gr.EventData) -> str:
    # The browser says what it likes; an id that is not one finds no source.
    data = event._data
    return str(data.get("source", ""))[:200] if isinstance(data, dict) else ""
