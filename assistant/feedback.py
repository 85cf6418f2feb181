"""What a reader sends about an answer, and how it reads later: as a test case."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, get_args

from assistant.answer import Answer
from index.ledger_feedback import Feedback, Thumb
from sources.errors import UsageError

REASON_LIMIT = 1000
"""Characters of a reason."""


def feedback_on(answer: Answer, thumb: Thumb, reason: str, index_version: str) -> Feedback:
    """Feedback as it is kept. Raises UsageError for a reason that is too long, or where nothing may be kept."""
    if answer.policy == "crisis":
        # Nobody who asked for help in danger should find their words in somebody else's file.
        raise UsageError("Nothing is kept of a message like this one.")
    if thumb not in get_args(Thumb):
        raise UsageError("Feedback is a thumb up or a thumb down.")
    words = " ".join(reason.replace("\x00", " ").encode("utf-8", "replace").decode().split())
    if len(words) > REASON_LIMIT:
        raise UsageError(f"The reason is {len(words):,} characters long; {REASON_LIMIT:,} is the most.")
    return Feedback(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        thumb=thumb,
        reason=words,
        question=answer.question,
        standalone=answer.standalone,
        status=answer.status if answer.policy == "none" else f"{answer.status}: {answer.policy}",
        sources=tuple(dict.fromkeys(citation.source for citation in answer.citations)),
        answer_id=answer.id,
        index_version=index_version,
    )


def as_case(number: int, feedback: Feedback) -> dict[str, Any]:
    """Feedback as a line for a file of test cases; with `id` and `question`, `assistant batch questions` can read it."""
    return {"id": f"feedback-{number}", **asdict(feedback)}
