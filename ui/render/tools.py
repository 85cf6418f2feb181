"""The buttons under an answer, and the same answer as plain text for the one that copies it.

What a button does is said by its class; the page's script reads which answer it belongs to from the answer's id.
"""

from __future__ import annotations

from assistant.answer import Answer
from assistant.copying import with_references
from ui.render.cards import Views
from ui.render.safe import NOTHING, Html, tag, text, unseen
from ui.render.sharing import question_to_share

THUMBS = {"up": "You found this helpful", "down": "You found this not helpful"}


def tools(answer: Answer, views: Views, *, last: bool, thumb: str = "") -> Html:
    """The buttons. Only the last answer can be asked again, or its question edited.

    A cry for help, a greeting and a question back are nothing to copy or to rate.
    """
    talk = (answer.status, answer.policy) == ("declined", "none")
    back = answer.status == "abstained" and bool(answer.sentences) and answer.nearest is None
    if answer.policy == "crisis" or talk or back:
        return tag("div", button("edit", "Edit the question"), cls="tools") if last else NOTHING
    rated = tag("span", text(f"✓ {THUMBS[thumb]}"), cls="rated") if thumb else NOTHING
    asked = NOTHING if thumb else tag("span", button("up", "Helpful"), button("down", "Not helpful"), cls="thumbs")
    again = tag("span", button("edit", "Edit the question"), button("again", "Ask again")) if last else NOTHING
    return tag(
        "div",
        button("copy", "Copy", " with references"),
        question_to_share(answer),
        again,
        asked,
        rated,
        tag("div", *[tag("p", text(line)) for line in with_references(answer, views).split("\n")], cls="to-copy"),
        cls="tools",
    )


def button(act: str, words: str, rest: str = "") -> Html:
    """A button that the page's script knows by its class; `rest` is said but not shown."""
    return tag("button", text(words), unseen(rest) if rest else NOTHING, type="button", cls=f"act act-{act}")
