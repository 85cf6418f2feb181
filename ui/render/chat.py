"""What stands in a chat bubble besides an answer: a question, a wait, a problem."""

from __future__ import annotations

from ui.render.safe import Html, lines, tag, text


def question_bubble(question: str) -> Html:
    """A question as it was typed."""
    return tag("div", lines(question), cls="asked")


def working_bubble() -> Html:
    """What is shown while the sources are read."""
    dots = tag("span", *[tag("span", text("•")) for _ in range(3)], cls="dots", aria_hidden="true")
    return tag("div", text("Searching the sources and checking what they say "), dots, cls="working", role="status")


def problem_bubble(message: str) -> Html:
    """What went wrong and what to do, in one line."""
    return tag("div", tag("strong", text("That did not work. ")), text(message), cls="problem", role="alert")


def hint(message: str) -> Html:
    """A line under the question box; empty when there is nothing to say."""
    return tag("p", text(message), cls="hint", role="alert") if message else tag("p", cls="hint")


def suggestions_title(*, asked: bool) -> Html:
    """The line above the questions that can be pressed."""
    return tag("p", text("You could ask next" if asked else "Some questions to begin with"), cls="suggestions-title")
