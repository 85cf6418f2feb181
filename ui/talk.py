"""One turn of a conversation: from what a reader typed to what the page shows, without Gradio."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Turn
from assistant.views import SourceView
from sources.errors import AssistantError, UsageError
from ui.conversation import MOST_TURNS, Talk, Turns
from ui.facade import Assistant
from ui.question import problem_with, without_lone_surrogates
from ui.render.allowed import allow_listed
from ui.render.answer import answer_text
from ui.render.chat import problem_bubble, question_bubble
from ui.render.panel import panel
from ui.render.safe import Html
from ui.render.steps import working
from ui.working import Begun, Done, told

log = logging.getLogger(__name__)

Views = dict[str, SourceView]
OUR_FAULT = "Something failed here, and it was not your question. Please try again."
FEW = 2
"""Examples beside an answer that has no questions of its own: more would take its room."""
STOPPED = "Stopped. Your question is back in the box."


@dataclass(frozen=True, slots=True)
class Message:
    """A chat bubble."""

    role: str
    content: Html


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the Ask tab shows at one moment. `panel` is None when it stays as it is.

    `hint` is a line about something wrong, `note` one that is not; `step` is set where nothing but the bubbles differs
    from what was shown before. `file` is a Markdown file for the reader.
    """

    messages: tuple[Message, ...]
    panel: Html | None
    talk: Talk
    box: str = ""
    hint: str = ""
    note: str = ""
    suggestions: tuple[str, ...] = ()
    busy: bool = False
    step: bool = False
    file: str = ""


def start(assistant: Assistant) -> Shown:
    """An empty conversation."""
    return Shown((), allow_listed(panel((), {})), Talk(), suggestions=tuple(assistant.examples))


def ask(
    assistant: Assistant, typed: str, talk: Talk, *, alone: bool = False, instead_of: Talk | None = None
) -> Iterator[Shown]:
    """What to show while a question is answered, step by step, and then with its answer.

    `alone` reads the question as it stands; `instead_of` is the conversation that stays where it is no question at all.
    Closing the iterator gives the answer up.
    """
    question = without_lone_surrogates(typed).strip()
    before = conversation(assistant, talk, last=False)
    problem = problem_with(question) or _too_long_a_talk(talk.turns)
    if problem:
        yield unchanged(assistant, instead_of or talk, box=typed, hint=problem)
        return
    waiting = replace(talk, asked=question, asked_alone=alone)
    asked = Message("user", allow_listed(question_bubble(question)))
    yield Shown((*before, asked, _says(working())), None, waiting, busy=True)
    try:
        for news in told(lambda watch: assistant.ask(question, talk.history(alone=alone), watch)):
            if isinstance(news, Begun):
                yield Shown((*before, asked, _says(working(news.steps))), None, waiting, busy=True, step=True)
            elif isinstance(news, Done):
                yield answered(assistant, talk.with_turn(Turn(question, news.value), alone=alone))
    except UsageError as error:
        yield unchanged(assistant, instead_of or talk, box=typed, hint=str(error))
    except AssistantError as error:
        yield _failed(assistant, (*before, asked), waiting, str(error))
    except Exception:
        # The page must say something; what happened goes to the log, without the question.
        log.exception("a question could not be answered")
        yield _failed(assistant, (*before, asked), waiting, OUR_FAULT)


def stopped(assistant: Assistant, talk: Talk) -> Shown:
    """The conversation as it was before a question that the reader gave up."""
    return unchanged(assistant, replace(talk, asked=""), box=talk.asked, note=STOPPED)


def answered(assistant: Assistant, talk: Talk, note: str = "", box: str = "") -> Shown:
    """A conversation with all its answers and their evidence."""
    shown = allow_listed(panel(talk.turns, views_of(assistant, talk.turns), assistant.topics))
    bubbles = conversation(assistant, talk, last=True)
    return Shown(bubbles, shown, talk, box, note=note, suggestions=_suggestions(assistant, talk.turns))


def unchanged(assistant: Assistant, talk: Talk, box: str = "", hint: str = "", note: str = "", file: str = "") -> Shown:
    """The conversation as it is, with a line under it."""
    bubbles = conversation(assistant, talk, last=True)
    return Shown(bubbles, None, talk, box, hint, note, _suggestions(assistant, talk.turns), file=file)


def conversation(assistant: Assistant, talk: Talk, *, last: bool) -> tuple[Message, ...]:
    """The bubbles of a conversation; `last` gives its last answer the buttons that only a last one has."""
    views = views_of(assistant, talk.turns)
    messages: list[Message] = []
    for number, turn in enumerate(talk.turns):
        at_end = last and number == len(talk.turns) - 1
        messages.append(Message("user", allow_listed(question_bubble(turn.question))))
        said = answer_text(turn, views, number, last=at_end, thumb=dict(talk.thumbs).get(number, ""))
        messages.append(_says(said))
    return tuple(messages)


def _failed(assistant: Assistant, said: tuple[Message, ...], talk: Talk, message: str) -> Shown:
    bubbles = (*said, _says(problem_bubble(message)))
    return Shown(bubbles, None, talk, talk.asked, suggestions=_suggestions(assistant, talk.turns))


def _too_long_a_talk(turns: Turns) -> str:
    return "This conversation is as long as it can get. Start a new one to go on." if len(turns) >= MOST_TURNS else ""


def _suggestions(assistant: Assistant, turns: Turns) -> tuple[str, ...]:
    """Questions to press: those of the last answer, or two examples where it had none; none beside a cry for help."""
    last = turns[-1].answer if turns else None
    if last and last.policy == "crisis":
        return ()
    if last and (last.suggestions or last.citations):
        return last.suggestions
    return tuple(assistant.examples)[: FEW if last else None]


def _says(content: Html) -> Message:
    return Message("assistant", allow_listed(content))


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
