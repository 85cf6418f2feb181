"""The desk in front of everything else: messages that get a fixed reply and never reach the sources.

It needs no index and no encoder, so a person in danger is answered even when nothing else works. The policy is decided on
the words as they were typed, before they are read in the light of earlier turns.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Policy, Sentence, Status
from assistant.conversation.understood import Understood
from assistant.policy import PolicyDecision, PolicyRouter, open_policy
from index.vectors import Floats

COUNTRY_VARIABLE = "ASSISTANT_COUNTRY"
_FIRST_PERSON = re.compile(r"\b(?:i|i['’]?m|i['’]?ve|i['’]?ll|me|my|mine|myself)\b", re.IGNORECASE)
_GREETINGS = ("taken as a greeting",)


@dataclass(frozen=True)
class Desk:
    """Fixed replies for the country of whoever runs this: two letters, None where it is not known."""

    policy: PolicyRouter
    country: str | None = None

    def decide(self, text: str) -> PolicyDecision:
        """Whether a message gets a fixed reply, and which."""
        return self.policy.decide(text)

    def second_look(self, text: str, encode: Callable[[str], Floats]) -> PolicyDecision | None:
        """A message that no rule holds for, looked at once more by its sense; a decision only where it means a crisis.

        Only where somebody speaks of themselves: a terse follow-up ("who felt it") is too short for its sense to be told.
        """
        if not _FIRST_PERSON.search(text):
            return None
        return self.policy.second_look(text, encode(text).tolist())

    def reply(self, text: str, decision: PolicyDecision) -> Answer:
        """The fixed reply to a message of a policy other than none."""
        return fixed(text, text, self.policy.reply(decision, self.country), "declined", decision.policy)

    def small_talk(self, text: str, taken: Understood) -> Answer:
        """A greeting, thanks, or a short question back where it could not be told what was meant."""
        if taken.kind == "clarify" and taken.clarify:
            return fixed(text, taken.standalone, (taken.clarify,), "abstained", "none", taken.why)
        said = self.policy.small_talk_reply("greeting" if taken.why in _GREETINGS else "thanks")
        return fixed(text, taken.standalone, said, "declined", "none", taken.why)

    def support(self, decision: PolicyDecision) -> str:
        """The line under an ordinary answer to a question that mentions a grave matter; empty for any other."""
        return " ".join(self.policy.support(decision, self.country))


def open_desk(library: Path, encoder: str | None = None) -> Desk:
    """The desk with the library's own replies, or the bundled ones where it brings none.

    `encoder` is the fingerprint of the encoder whose vectors `second_look` will be given.
    """
    return Desk(open_policy(library, encoder), os.environ.get(COUNTRY_VARIABLE) or None)


def fixed(
    question: str, standalone: str, sentences: tuple[str, ...], status: Status, policy: Policy, understood: str = ""
) -> Answer:
    """An answer of fixed words: no evidence, so no citation and no certainty."""
    return Answer(
        id="fixed",
        question=question,
        standalone=standalone,
        status=status,
        policy=policy,
        stance="none",
        certainty="none",
        certainty_reasons=(),
        sentences=tuple(Sentence(text, "other", (), "unchecked") for text in sentences),
        citations=(),
        caveats=(),
        suggestions=(),
        nearest=None,
        index_version="",
        understood=understood,
    )
