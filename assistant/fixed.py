"""Answers that are fixed words and no evidence: greetings, thanks, and a short question back."""

from __future__ import annotations

from assistant.answer import Answer, Sentence
from assistant.chain import answer_id
from assistant.conversation.understood import Understood

GREETING = (
    "Hello. Ask about the article or the studies behind it, and each sentence of the answer will carry its source."
)


def spoken(question: str, taken: Understood, version: str) -> Answer:
    """A short reply without evidence; a question back where it could not be told what was meant."""
    text = taken.clarify if taken.kind == "clarify" and taken.clarify else GREETING
    return Answer(
        id=answer_id(question, taken.standalone, version),
        question=question,
        standalone=taken.standalone,
        status="abstained" if taken.kind == "clarify" else "declined",
        policy="none",
        stance="none",
        certainty="none",
        certainty_reasons=(),
        sentences=(Sentence(text, "other", (), "unchecked"),),
        citations=(),
        caveats=(),
        suggestions=(),
        nearest=None,
        index_version=version,
        understood=taken.why,
    )
