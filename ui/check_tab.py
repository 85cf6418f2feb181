"""The tab "Check a claim": one claim with its verdict and reply, or many with a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.claims.columns import SUFFIX
from ui.browser import CHOOSE, COPY, PICK_FILE, save_as
from ui.checking import Many, check_many, check_one, stopped_many
from ui.facade import Assistant
from ui.picking import picked_file
from ui.render.allowed import allow_listed
from ui.render.chat import hint
from ui.render.check import examples_title, no_check_yet
from ui.render.safe import NOTHING
from ui.render.steps import checking

TAB = "check"
EXAMPLES = (
    "Microdosing LSD lowers anxiety.",
    "Microdosing beats placebo in controlled trials.",
    "Psilocybin makes new brain cells grow in people.",
)


@dataclass(frozen=True, slots=True)
class CheckTab:
    """What other parts of the page need to open this tab with a claim, as a shared link does.

    `open_with(claim)` gives, one after the other, the values of `outputs` while the claim is checked; the caller selects the
    tab `TAB`.
    """

    outputs: list[Any]
    open_with: Callable[[str], Iterator[list[Any]]]


def check_tab(assistant: Assistant) -> CheckTab:
    """Lay the tab out and wire it."""
    with gr.Column(elem_id="claim-form"):
        box = gr.Textbox(
            label="A claim to check",
            placeholder="Paste one or two sentences",
            submit_btn="Check",
            lines=1,
            max_lines=6,
            elem_id="claim-box",
        )
        said = gr.HTML(hint(""), elem_id="claim-hint")
        with gr.Row(elem_id="claim-examples"):
            gr.HTML(examples_title())
            examples = [gr.Button(words, size="sm", elem_classes="suggestion") for words in EXAMPLES]
    # Above the result: below it, nobody would find it under a long one.
    many = gr.Accordion("Many claims at once", open=False, elem_id="many")
    result = gr.HTML(no_check_yet(), elem_id="checked", js_on_load=COPY)
    outputs: list[Any] = [result, said, box]

    def checked(claim: str) -> Iterator[list[Any]]:
        typed = bool((claim or "").strip())
        # What stood here of another claim goes at once.
        if typed:
            yield [allow_listed(checking()), hint(""), claim]
        shown = check_one(assistant, claim or "")
        nothing = no_check_yet() if typed else gr.skip()
        yield [nothing if shown.page is None else shown.page, hint(shown.hint), claim]

    for trigger, words in ((box.submit, box), *((button.click, button) for button in examples)):
        trigger(checked, inputs=words, outputs=outputs, show_progress="hidden", api_visibility="private")
    with many:
        _many(assistant, checked, outputs)
    return CheckTab(outputs, checked)


def _many(assistant: Assistant, checked: Callable[[str], Iterator[list[Any]]], outputs: list[Any]) -> None:
    box = gr.Textbox(
        label="Claims, one to a line, or a CSV table with a column “claim”",
        info=f"Other columns come back in the saved table; one with a name of ours gets “{SUFFIX.strip()}” after it.",
        lines=5,
        max_lines=14,
        elem_id="claims-box",
    )
    picker = gr.HTML("", js_on_load=PICK_FILE, elem_id="claims-file")
    with gr.Row(elem_id="claims-buttons"):
        start = gr.Button("Check all", variant="primary", elem_id="claims-start")
        stop = gr.Button("Stop", interactive=False, elem_id="claims-stop")
        save = gr.Button("Save the table as CSV", interactive=False, elem_id="claims-save")
    said = gr.HTML(hint(""), elem_id="claims-hint")
    progress = gr.HTML("", elem_id="claims-progress")
    table = gr.HTML("", js_on_load=CHOOSE, elem_id="claims-table")
    csv = gr.Textbox(visible="hidden", elem_id="claims-csv")
    so_far = gr.State(None)

    def run(typed: str) -> Iterator[list[Any]]:
        for shown in check_many(assistant, typed or ""):
            yield _updates(shown)

    def read(event: gr.EventData) -> list[Any]:
        found, message = picked_file(event._data if isinstance(event._data, dict) else {})
        return [found or gr.skip(), hint(message)]

    def give_up(many: Many | None) -> list[Any]:
        return _updates(stopped_many(assistant, many or Many(NOTHING)))

    def choose(many: Many | None, event: gr.EventData) -> Iterator[list[Any]]:
        number = _number(event)
        if many and number is not None and number < len(many.rows):
            yield from checked(many.rows[number].claim)

    shown: list[Any] = [progress, table, csv, so_far, said, save, stop]
    going = start.click(run, inputs=box, outputs=shown, show_progress="hidden", api_visibility="private")
    stop.click(give_up, inputs=so_far, outputs=shown, cancels=[going], show_progress="hidden", api_visibility="private")
    picker.upload(read, outputs=[box, said], show_progress="hidden", api_visibility="private")
    save.click(None, inputs=csv, js=save_as("checked-claims.csv", "text/csv"), api_visibility="private")
    table.click(choose, inputs=so_far, outputs=outputs, show_progress="hidden", api_visibility="private").then(
        None, js="() => { document.getElementById('checked').scrollIntoView({block: 'start'}); return []; }"
    )


def _updates(shown: Many) -> list[Any]:
    return [
        shown.progress,
        gr.skip() if shown.table is None else shown.table,
        gr.skip() if shown.csv is None else shown.csv,
        shown,
        hint(shown.hint),
        gr.Button(interactive=bool(shown.csv)),
        gr.Button(interactive=shown.busy),
    ]


def _number(event: gr.EventData) -> int | None:
    # The browser says what it likes; what is no number chooses nothing.
    said = str(event._data.get("source", "")) if isinstance(event._data, dict) else ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else None
