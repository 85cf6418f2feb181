"""A link to what is shown, to send to somebody. The page's script copies it; without one it is still a link."""

from __future__ import annotations

from assistant.answer import Answer
from ui.links import claim_address, question_address, source_address
from ui.render.safe import NOTHING, Html, tag, text, unseen


def question_to_share(answer: Answer) -> Html:
    """A link that asks the same question; nothing for a cry for help. A follow-up is asked as it was understood."""
    if answer.policy == "crisis":
        return NOTHING
    return copy_link(question_address(answer.standalone or answer.question), "this question")


def claim_to_share(claim: str) -> Html:
    """A link that checks the same claim."""
    return copy_link(claim_address(claim), "this check")


def source_to_share(source_id: str) -> Html:
    """A link to a source's page."""
    return copy_link(source_address(source_id), "this source")


def copy_link(address: str, what: str) -> Html:
    """The link itself, named by what it does; `what` is said to a screen reader only."""
    return tag("a", text("Copy link"), unseen(f" to {what}"), href=address, cls="act copy-link")
