"""The Ask tab: conversation on the left, evidence on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.facade import Assistant
from ui.render.about import standing_line, welcome
from ui.render.allowed import allow_listed
from ui.render.chat import hint, suggestions_title
from ui.talk import Shown, Turns, ask, start

MOST_SUGGESTIONS = 4


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an answer changes on the page, in the order of `_updates`."""

    chat: gr.Chatbot
    panel: gr.HTML
    turns: gr.State
    box: gr.Textbox
    hint: gr.HTML
    title: gr.HTML
    buttons: tuple[gr.Button, ...]

    def all(self) -> list[Any]:
        return [self.chat, self.panel, self.turns, self.box, self.hint, self.title, *self.buttons]


def ask_tab(assistant: Assistant) -> None:
    """Lay the tab out and wire it."""
    first = start(assistant)
    with gr.Row(elem_id="ask", equal_height=False):
        with gr.Column(scale=11, min_width=280, elem_id="talk"):
            chat = _chat()
            with gr.Column(elem_id="suggestions"):
                title = gr.HTML(suggestions_title(asked=False))
                with gr.Row():
                    buttons = tuple(_suggestion(first.suggestions, n) for n in range(MOST_SUGGESTIONS))
            box = _box()
            said = gr.HTML(hint(""), elem_id="hint")
            with gr.Row(elem_id="below"):
                gr.HTML(standing_line())
                again = gr.Button("New conversation", size="sm", scale=0, elem_id="again")
        with gr.Column(scale=9, min_width=280, elem_id="panel"):
            panel = gr.HTML(first.panel, elem_id="evidence")
    turns = gr.State(())
    _wire(assistant, _Parts(chat, panel, turns, box, said, title, buttons), again)


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        label="Conversation",
        show_label=False,
        container=False,
        sanitize_html=True,
        latex_delimiters=[],
        feedback_options=None,
        buttons=[],
        layout="bubble",
        autoscroll=False,
        height=None,
        placeholder=allow_listed(welcome()),
    )


def _box() -> gr.Textbox:
    # No `max_length`: a browser would cut a long question without a word; it is refused with one instead.
    return gr.Textbox(
        label="Your question",
        placeholder="Ask in your own words",
        submit_btn="Ask",
        lines=1,
        max_lines=6,
        elem_id="box",
        container=True,
    )


def _suggestion(texts: tuple[str, ...], number: int) -> gr.Button:
    shown = number < len(texts)
    return gr.Button(texts[number] if shown else "", visible=shown, size="sm", elem_classes="suggestion")


def _wire(assistant: Assistant, parts: _Parts, again: gr.Button) -> None:
    def respond(question: str, turns: Turns) -> Iterator[list[Any]]:
        for shown in ask(assistant, question or "", turns):
            yield _updates(shown)

    def begin_again() -> list[Any]:
        return _updates(start(assistant))

    for trigger, words in ((parts.box.submit, parts.box), *((b.click, b) for b in parts.buttons)):
        trigger(
            respond,
            inputs=[words, parts.turns],
            outputs=parts.all(),
            show_progress="hidden",
            api_visibility="private",
        )
    again.click(begin_again, outputs=parts.all(), show_progress="hidden", api_visibility="private")


def _updates(shown: Shown) -> list[Any]:
    messages = [{"role": message.role, "content": message.content} for message in shown.messages]
    suggestions = shown.suggestions[:MOST_SUGGESTIONS]
    buttons = [_button(suggestions, number) for number in range(MOST_SUGGESTIONS)]
    return [
        messages,
        gr.skip() if shown.panel is None else shown.panel,
        shown.turns,
        gr.Textbox(value=shown.box, interactive=not shown.busy),
        hint(shown.hint),
        gr.HTML(suggestions_title(asked=bool(shown.turns)), visible=bool(suggestions)),
        *buttons,
    ]


def _button(texts: tuple[str, ...], number: int) -> gr.Button:
    shown = number < len(texts)
    return gr.Button(value=texts[number] if shown else "", visible=shown)
