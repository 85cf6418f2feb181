"""What the buttons beside an answer and in the list of conversations do, without Gradio.

What was pressed comes from the page's script, so from anyone: a name that is not known does nothing, and every value is
checked before it is used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from index.ledger_feedback import Thumb
from sources.errors import AssistantError, UsageError
from ui.conversation import Talk
from ui.facade import Assistant
from ui.history import markdown_file, note_on, restored, saved_from
from ui.question import LONGEST
from ui.talk import OUR_FAULT, Shown, answered, ask, unchanged

log = logging.getLogger(__name__)

THANKS = "Thank you. Your feedback is kept on the computer that runs this page."
_THUMBS: Mapping[str, Thumb] = {"up": "up", "down": "down"}
Act = Callable[[Assistant, Mapping[str, Any], Talk], Iterator[Shown]]


def act(assistant: Assistant, data: object, talk: Talk) -> Iterator[Shown]:
    """What to show after a button was pressed; `data` is what the browser says of it."""
    pressed = data if isinstance(data, Mapping) else {}
    do = _ACTS.get(str(pressed.get("act")))
    if do is None:
        return
    try:
        yield from do(assistant, pressed, talk)
    except AssistantError as error:
        yield unchanged(assistant, talk, hint=str(error))
    except Exception:
        log.exception("a button did not work")
        yield unchanged(assistant, talk, hint=OUR_FAULT)


def _again(assistant: Assistant, _pressed: Mapping[str, Any], talk: Talk) -> Iterator[Shown]:
    """The question that brought no answer, or the last one, once more."""
    if talk.asked:
        yield from ask(assistant, talk.asked, replace(talk, asked=""), alone=talk.asked_alone)
    elif talk.turns:
        last = len(talk.turns) - 1
        yield from ask(assistant, talk.turns[last].question, talk.until(last), alone=last in talk.alone)


def _edit(assistant: Assistant, _pressed: Mapping[str, Any], talk: Talk) -> Iterator[Shown]:
    """The last question back in the box, and its turn gone."""
    if talk.turns:
        last = len(talk.turns) - 1
        note = "Your question is back in the box. Change it and ask again."
        yield answered(assistant, talk.until(last), note, talk.turns[last].question)


def _change(assistant: Assistant, pressed: Mapping[str, Any], talk: Talk) -> Iterator[Shown]:
    """The last question as the reader meant it, read as it stands, in the place of how it was understood."""
    if talk.turns:
        words = _text(pressed, "text", LONGEST + 1)
        yield from ask(assistant, words, talk.until(len(talk.turns) - 1), alone=True, instead_of=talk)


def _feedback(assistant: Assistant, pressed: Mapping[str, Any], talk: Talk) -> Iterator[Shown]:
    """What a reader thinks of an answer, kept because it was sent."""
    number, thumb = pressed.get("turn"), _THUMBS.get(_text(pressed, "thumb", 8))
    if not isinstance(number, int) or not 0 <= number < len(talk.turns) or thumb is None:
        raise UsageError("That answer is not on the page any more.")
    assistant.keep_feedback(talk.turns[number].answer, thumb, _text(pressed, "text", 4 * LONGEST))
    yield unchanged(assistant, talk.rated(number, thumb), note=THANKS)


def _open(assistant: Assistant, pressed: Mapping[str, Any], _talk: Talk) -> Iterator[Shown]:
    """A conversation that the browser kept, its questions asked again."""
    saved = saved_from(pressed.get("saved"))
    yield answered(assistant, restored(assistant, saved), note_on(assistant, saved))


def _export(assistant: Assistant, pressed: Mapping[str, Any], talk: Talk) -> Iterator[Shown]:
    """A conversation that the browser kept, as a file; the one on the page stays."""
    there = restored(assistant, saved_from(pressed.get("saved")))
    yield unchanged(assistant, talk, file=markdown_file(assistant, there))


def _text(pressed: Mapping[str, Any], key: str, longest: int) -> str:
    value = pressed.get(key, "")
    return value[:longest] if isinstance(value, str) else ""


_ACTS: Mapping[str, Act] = {
    "again": _again,
    "edit": _edit,
    "change": _change,
    "feedback": _feedback,
    "open": _open,
    "export": _export,
}
