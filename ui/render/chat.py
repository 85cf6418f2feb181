"""What stands in a chat bubble besides an answer: a question, a wait, a problem."""

from __future__ import annotations

from ui.render.safe import Html, lines, tag, text
from ui.render.tools import button


def question_bubble(question: str) -> Html:
    """A question as it was typed; a heading, so that a screen reader goes from question to question."""
    return tag("h2", lines(question), cls="asked")


def problem_bubble(message: str) -> Html:
    """What went wrong and what to do, in one line, with a button that tries once more."""
    again = tag("div", button("again", "Try again"), cls="tools")
    return tag("div", tag("p", tag("strong", text("That did not work. ")), text(message)), again, cls="problem")


def hint(message: str, *, wrong: bool = True) -> Html:
    """A line under the question box; empty when there is nothing to say. `wrong` asks for attention at once."""
    if not message:
        return tag("p", cls="hint")
    return tag("p", text(message), cls="hint" if wrong else "hint told", role="alert" if wrong else "status")


def suggestions_title(*, asked: bool) -> Html:
    """The line above the questions that can be pressed."""
    return tag("p", text("You could ask next" if asked else "Some questions to begin with"), cls="suggestions-title")
