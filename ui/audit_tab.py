"""The tab "The article, audited": every claim of the article with its verdict, and the same for a text of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.claims.audit import TextAudit
from sources.errors import AssistantError
from ui.browser import CHOOSE, save_as
from ui.checking import Audited, audit_pasted, stopped_text
from ui.facade import Assistant
from ui.render.allowed import allow_listed
from ui.render.audit import ANY, Wanted, audit_head, audit_list, choices, exports, fitting
from ui.render.chat import hint
from ui.render.facts import short_name

TAB = "audit"


def audit_tab(assistant: Assistant) -> None:
    """Lay the tab out and wire it."""
    with gr.Accordion("Audit a text of your own", open=False, elem_id="own-text"):
        _own_text(assistant)
    try:
        audit = assistant.audit()
    except AssistantError as error:
        gr.HTML(hint(str(error)))
        return
    head = gr.HTML(allow_listed(audit_head(audit)), js_on_load=CHOOSE, elem_id="audit-head")
    options = choices(audit)
    with gr.Row(elem_id="audit-filters"):
        verdict = gr.Dropdown(options["verdict"], value=ANY, label="Verdict", min_width=220)
        found = gr.Dropdown(options["found"], value=ANY, label="Citation", min_width=220)
        gr.HTML(exports(), elem_id="audit-exports")
    names = {view.source.id: short_name(view.source) for view in assistant.sources()}
    rows = gr.HTML(allow_listed(audit_list(audit.rows, len(audit.rows), names)), elem_id="audit-list")
    filters: list[Any] = [verdict, found]

    def narrow(verdict: str, found: str) -> str:
        kept = fitting(audit.rows, Wanted(verdict or ANY, found or ANY))
        return allow_listed(audit_list(kept, len(audit.rows), names))

    def pick(verdict: str, event: gr.EventData) -> str:
        """The verdict whose number was pressed; pressed again, all of them."""
        wanted = event._data.get("source") if isinstance(event._data, dict) else None
        known = {value for _, value in options["verdict"]}
        return wanted if isinstance(wanted, str) and wanted in known and wanted != verdict else ANY

    head.click(pick, inputs=verdict, outputs=verdict, show_progress="hidden", api_visibility="private")
    for part in filters:
        part.change(
            narrow,
            inputs=filters,
            outputs=rows,
            show_progress="hidden",
            trigger_mode="always_last",
            api_visibility="private",
        )


def _own_text(assistant: Assistant) -> None:
    box = gr.Textbox(label="Your text, up to 20,000 characters", lines=8, max_lines=16, elem_id="own-box")
    with gr.Row(elem_id="own-buttons"):
        start = gr.Button("Audit this text", variant="primary", elem_id="own-start")
        stop = gr.Button("Stop", interactive=False, elem_id="own-stop")
        save = gr.Button("Save as CSV", interactive=False, elem_id="own-save-csv")
        save_markdown = gr.Button("Save as Markdown", interactive=False, elem_id="own-save-md")
    said = gr.HTML(hint(""), elem_id="own-hint")
    progress = gr.HTML("", elem_id="own-progress")
    sentences = gr.HTML("", elem_id="own-sentences")
    csv, markdown = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")
    so_far = gr.State(None)

    def run(typed: str) -> Iterator[list[Any]]:
        for shown in audit_pasted(assistant, typed or ""):
            yield _updates(shown)

    def give_up(audit: TextAudit | None) -> list[Any]:
        return _updates(stopped_text(audit))

    outputs: list[Any] = [progress, sentences, csv, markdown, so_far, said, save, save_markdown, stop]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    going = start.click(run, inputs=box, outputs=outputs, **quiet)
    stop.click(give_up, inputs=so_far, outputs=outputs, cancels=[going], **quiet)
    save.click(None, inputs=csv, js=save_as("audited-text.csv", "text/csv"), api_visibility="private")
    save_markdown.click(None, inputs=markdown, js=save_as("audited-text.md", "text/markdown"), api_visibility="private")


def _updates(shown: Audited) -> list[Any]:
    return [
        shown.progress,
        gr.skip() if shown.sentences is None else shown.sentences,
        gr.skip() if shown.csv is None else shown.csv,
        gr.skip() if shown.markdown is None else shown.markdown,
        shown.audit,
        hint(shown.hint),
        gr.Button(interactive=bool(shown.csv)),
        gr.Button(interactive=bool(shown.markdown)),
        gr.Button(interactive=shown.busy),
    ]
