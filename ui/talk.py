"""One turn of a conversation: from what a reader typed to what the page shows, without Gradio."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Turn
from assistant.views import SourceView
from sources.errors import AssistantError, UsageError
from ui.facade import Assistant
from ui.question import TURNS_READ, problem_with, without_lone_surrogates
from ui.render.allowed import allow_listed
from ui.render.answer import answer_text
from ui.render.chat import problem_bubble, question_bubble, working_bubble
from ui.render.panel import panel
from ui.render.safe import Html

log = logging.getLogger(__name__)

Turns = tuple[Turn, ...]
Views = dict[str, SourceView]
MOST_TURNS = 40
"""Each turn stays in the server's memory while the page is open."""
OUR_FAULT = "Something failed here, and it was not your question. Please try again."


@dataclass(frozen=True, slots=True)
class Message:
    """A chat bubble."""

    role: str
    content: Html


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the Ask tab shows at one moment. `panel` is None when it stays as it is."""

    messages: tuple[Message, ...]
    panel: Html | None
    turns: Turns
    box: str
    hint: str
    suggestions: tuple[str, ...]
    busy: bool


def start(assistant: Assistant) -> Shown:
    """An empty conversation."""
    return Shown((), allow_listed(panel((), {})), (), "", "", tuple(assistant.examples), busy=False)


def ask(assistant: Assistant, typed: str, turns: Turns) -> Iterator[Shown]:
    """What to show while a question is answered, and then with its answer."""
    question = without_lone_surrogates(typed).strip()
    views = views_of(assistant, turns)
    before = _conversation(turns, views)
    problem = problem_with(question) or _too_long_a_talk(turns)
    if problem:
        yield Shown(before, None, turns, typed, problem, _suggestions(assistant, turns), busy=False)
        return
    asked = Message("user", allow_listed(question_bubble(question)))
    yield Shown((*before, asked, _says(working_bubble())), None, turns, "", "", (), busy=True)
    try:
        answer = assistant.ask(question, turns[-TURNS_READ:])
    except UsageError as error:
        yield Shown(before, None, turns, typed, str(error), _suggestions(assistant, turns), busy=False)
        return
    except AssistantError as error:
        yield _failed(assistant, (*before, asked), turns, question, str(error))
        return
    except Exception:
        # The page must say something; what happened goes to the log, without the question.
        log.exception("a question could not be answered")
        yield _failed(assistant, (*before, asked), turns, question, OUR_FAULT)
        return
    now = (*turns, Turn(question, answer))
    yield _answered(assistant, now)


def _answered(assistant: Assistant, turns: Turns) -> Shown:
    views = views_of(assistant, turns)
    shown = allow_listed(panel(turns, views))
    return Shown(_conversation(turns, views), shown, turns, "", "", _suggestions(assistant, turns), busy=False)


def _failed(assistant: Assistant, said: tuple[Message, ...], turns: Turns, question: str, message: str) -> Shown:
    bubbles = (*said, _says(problem_bubble(message)))
    return Shown(bubbles, None, turns, question, "", _suggestions(assistant, turns), busy=False)


def _too_long_a_talk(turns: Turns) -> str:
    return "This conversation is as long as it can get. Start a new one to go on." if len(turns) >= MOST_TURNS else ""


def _suggestions(assistant: Assistant, turns: Turns) -> tuple[str, ...]:
    """Questions to press: those of the last answer, and the examples where it had none; none beside a cry for help."""
    last = turns[-1].answer if turns else None
    if last and last.policy == "crisis":
        return ()
    return last.suggestions if last and (last.suggestions or last.citations) else tuple(assistant.examples)


def _says(content: Html) -> Message:
    return Message("assistant", allow_listed(content))


def _conversation(turns: Turns, views: Views) -> tuple[Message, ...]:
    messages: list[Message] = []
    for number, turn in enumerate(turns):
        messages.append(Message("user", allow_listed(question_bubble(turn.question))))
        messages.append(_says(answer_text(turn, views, number)))
    return tuple(messages)


def views_of(assistant: Assistant, turns: Iterable[Turn]) -> Views:
    """The sources that a conversation cites; one that has left the library is missing, and its card says so."""
    views: Views = {}
    for source_id in _cited([turn.answer for turn in turns]):
        view = find_source(assistant, source_id)
        if view:
            views[source_id] = view
    return views


def _cited(answers: Sequence[Answer]) -> list[str]:
    cited = [citation.source for answer in answers for citation in answer.citations]
    near = [answer.nearest.source for answer in answers if answer.nearest]
    return list(dict.fromkeys([*cited, *near]))


def find_source(assistant: Assistant, source_id: str) -> SourceView | None:
    """A source, or None when the library has none of that id."""
    try:
        return assistant.source(source_id)
    except (AssistantError, KeyError):
        return None
