"""The Ask tab: conversation on the left, evidence on the right."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.acts import act
from ui.conversation import Talk
from ui.facade import Assistant
from ui.history import memo
from ui.render.about import standing_line, welcome
from ui.render.allowed import allow_listed
from ui.render.chat import hint, suggestions_title
from ui.talk import Shown, ask, start, stopped

MOST_SUGGESTIONS = 4
TAB = "ask"
# The page's script says here what was pressed, and takes here what it is to keep, to save or to say.
LISTEN = "window.assistantDo = (what) => trigger('click', what);"
TAKE = "(words) => { window.assistantTake?.(words); return []; }"
# Gradio sends what a run showed last once more when the run is over, and until then ignores whoever asks: words typed in
# between would be lost. So the box stays closed after an answer, and opens here when the run is over.
OPEN_BOX = "() => ({__type__: 'update', interactive: true})"


@dataclass(frozen=True, slots=True)
class AskTab:
    """What other parts of the page need to open this tab with a question, as a shared link does.

    `open_with(question)` gives, one after the other, the values of `outputs` while the question is answered in a new
    conversation; the caller selects the tab `TAB`.
    """

    outputs: list[Any]
    open_with: Callable[[str], Iterator[list[Any]]]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an answer changes on the page, in the order of `_updates`."""

    chat: gr.Chatbot
    panel: gr.HTML
    talk: gr.State
    box: gr.Textbox
    hint: gr.HTML
    post: gr.Textbox
    title: gr.HTML
    buttons: tuple[gr.Button, ...]

    def all(self) -> list[Any]:
        return [self.chat, self.panel, self.talk, self.box, self.hint, self.post, self.title, *self.buttons]


def ask_tab(assistant: Assistant) -> AskTab:
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
                gr.Button("History", size="sm", scale=0, elem_id="history")
                again = gr.Button("New conversation", size="sm", scale=0, elem_id="again")
        with gr.Column(scale=9, min_width=280, elem_id="panel"):
            panel = gr.HTML(first.panel, elem_id="evidence")
    # An empty conversation is made when it is asked for, so that no two pages share one.
    talk = gr.State(None)
    post = gr.Textbox(visible="hidden", elem_id="post")
    pressed = gr.HTML("", js_on_load=LISTEN, elem_id="pressed")
    return _wire(assistant, _Parts(chat, panel, talk, box, said, post, title, buttons), pressed, again)


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


def _wire(assistant: Assistant, parts: _Parts, pressed: gr.HTML, again: gr.Button) -> AskTab:
    def respond(question: str, talk: Talk | None) -> Iterator[list[Any]]:
        yield from _told(assistant, ask(assistant, question or "", talk or Talk()))

    def press(talk: Talk | None, event: gr.EventData) -> Iterator[list[Any]]:
        yield from _told(assistant, act(assistant, event._data, talk or Talk()))

    def begin_again() -> list[Any]:
        return _updates(assistant, start(assistant))

    def stop(talk: Talk | None) -> list[Any]:
        return _updates(assistant, stopped(assistant, talk or Talk()))

    def linked(question: str) -> Iterator[list[Any]]:
        # No `OPEN_BOX` follows on a link: it would come on every load, also while somebody waits for an answer.
        for shown in ask(assistant, question, Talk()):
            yield _updates(assistant, shown, closed=shown.busy)

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    outputs = parts.all()
    asking: list[Any] = [
        trigger(respond, inputs=[words, parts.talk], outputs=outputs, **quiet)
        for trigger, words in ((parts.box.submit, parts.box), *((b.click, b) for b in parts.buttons))
    ]
    asking.append(pressed.click(press, inputs=parts.talk, outputs=outputs, **quiet))
    for event in asking:
        event.then(None, outputs=parts.box, js=OPEN_BOX, **quiet)
    parts.box.stop(stop, inputs=parts.talk, outputs=outputs, cancels=asking, **quiet)
    again.click(begin_again, outputs=outputs, **quiet)
    parts.post.change(None, inputs=parts.post, js=TAKE, **quiet)
    return AskTab(outputs, linked)


def _told(assistant: Assistant, steps: Iterator[Shown]) -> Iterator[list[Any]]:
    """The updates of a run. The box is closed from its first wait until `OPEN_BOX`."""
    closed = False
    for shown in steps:
        closed = closed or shown.busy
        yield _updates(assistant, shown, closed=closed)


def _updates(assistant: Assistant, shown: Shown, *, closed: bool = False) -> list[Any]:
    messages = [{"role": message.role, "content": message.content} for message in shown.messages]
    if shown.step:
        return [messages, *[gr.skip() for _ in range(6 + MOST_SUGGESTIONS)]]
    suggestions = shown.suggestions[:MOST_SUGGESTIONS]
    # While an answer is made they keep their place, unseen (layout.css), so that nothing moves.
    title = gr.HTML(suggestions_title(asked=bool(shown.talk.turns)), visible=bool(suggestions))
    buttons = [gr.skip() if shown.busy else _button(suggestions, number) for number in range(MOST_SUGGESTIONS)]
    return [
        messages,
        gr.skip() if shown.panel is None else shown.panel,
        shown.talk,
        gr.Textbox(
            value=shown.box,
            interactive=not closed,
            submit_btn=False if shown.busy else "Ask",
            stop_btn="Stop" if shown.busy else False,
        ),
        hint(shown.hint or shown.note, wrong=bool(shown.hint)),
        gr.skip() if shown.busy else _post(assistant, shown),
        gr.skip() if shown.busy else title,
        *buttons,
    ]


def _post(assistant: Assistant, shown: Shown) -> str:
    """What the page's script is to do; never twice the same, so that it hears of each."""
    kept = memo(shown.talk, assistant.index_version)
    return json.dumps({"keep": kept, "file": shown.file, "nonce": secrets.token_hex(4)})


def _button(texts: tuple[str, ...], number: int) -> gr.Button:
    shown = number < len(texts)
    return gr.Button(value=texts[number] if shown else "", visible=shown)
