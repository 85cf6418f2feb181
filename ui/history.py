"""Conversations that the reader's own browser keeps: the questions alone, never the answers.

What comes back from a browser may be anything, so its form and size are checked. Nothing in it is evidence: each
question is asked again, and the same question on the same index has the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Turn
from assistant.copying import as_markdown
from sources.errors import AssistantError, UsageError
from ui.conversation import MOST_TURNS, Talk
from ui.facade import Assistant
from ui.question import problem_with, without_lone_surrogates
from ui.talk import views_of

_ID = re.compile(r"[A-Za-z0-9_-]{1,32}\Z")
_VERSION = re.compile(r"[A-Za-z0-9._-]{0,64}\Z")
UNREADABLE = "This conversation cannot be opened: what the browser kept of it is not whole."
CHANGED = (
    "The library has changed since this conversation took place. Its questions were asked again, and these are the "
    "answers of today."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a saved conversation, and whether it was read as it stands."""

    question: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A conversation as a browser keeps it; `index` is the version of the index that answered."""

    id: str
    index: str
    asked: tuple[Asked, ...]


def memo(talk: Talk, index_version: str) -> dict[str, Any] | None:
    """What the browser is given to keep; None where there is nothing.

    A cry for help is left out: others may use the same browser.
    """
    kept = [
        {"q": turn.question, "alone": number in talk.alone}
        for number, turn in enumerate(talk.turns)
        if turn.answer.policy != "crisis"
    ]
    return {"id": talk.id, "index": index_version, "turns": kept} if kept else None


def saved_from(data: object) -> Saved:
    """A saved conversation out of what a browser sent. Raises UsageError for anything else."""
    if not isinstance(data, Mapping):
        raise UsageError(UNREADABLE)
    name, index, turns = data.get("id"), data.get("index"), data.get("turns")
    if not (isinstance(name, str) and _ID.match(name) and isinstance(index, str) and _VERSION.match(index)):
        raise UsageError(UNREADABLE)
    if not isinstance(turns, Sequence) or isinstance(turns, str) or not 0 < len(turns) <= MOST_TURNS:
        raise UsageError(UNREADABLE)
    return Saved(name, index, tuple(_asked(turn) for turn in turns))


def _asked(turn: object) -> Asked:
    question = turn.get("q") if isinstance(turn, Mapping) else None
    if not isinstance(question, str):
        raise UsageError(UNREADABLE)
    clean = without_lone_surrogates(question).strip()
    if problem_with(clean):
        raise UsageError(UNREADABLE)
    return Asked(clean, isinstance(turn, Mapping) and turn.get("alone") is True)


def restored(assistant: Assistant, saved: Saved) -> Talk:
    """The conversation with every question asked again. Raises AssistantError where one cannot be answered now."""
    talk = Talk(id=saved.id)
    for asked in saved.asked:
        answer = assistant.ask(asked.question, talk.history(alone=asked.alone))
        talk = talk.with_turn(Turn(asked.question, answer), alone=asked.alone)
    return talk


def note_on(assistant: Assistant, saved: Saved) -> str:
    """A line where the answers may differ from those of the time."""
    return "" if saved.index == assistant.index_version else CHANGED


def markdown_file(assistant: Assistant, talk: Talk) -> str:
    """A conversation as Markdown. Raises AssistantError where there is none."""
    if not talk.turns:
        raise AssistantError("There is nothing to export yet.")
    return as_markdown(talk.turns[0].question, talk.turns, views_of(assistant, talk.turns))
