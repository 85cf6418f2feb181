"""The desk in front of everything else: messages that get a fixed reply and never reach the sources.

It needs no index and no encoder, so a person in danger is answered even when nothing else works. The policy is decided on
the words as they were typed, before they are read in the light of earlier turns.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Policy, Sentence, Status
from assistant.conversation.understood import Understood
from assistant.policy import PolicyDecision, PolicyRouter
from sources.bundled import bundled_library
from sources.cue_files import load_cues
from sources.replies import Helplines, Replies, load_helplines, load_replies

COUNTRY_VARIABLE = "ASSISTANT_COUNTRY"
CUES = "policy_*.toml"
_THANKS = ("taken as thanks", "taken as a goodbye", "taken as a remark")


@dataclass(frozen=True)
class Desk:
    """Fixed replies for the country of whoever runs this; `country` is two letters, None where it is not known."""

    router: PolicyRouter
    replies: Replies
    helplines: Helplines
    country: str | None = None

    def decide(self, text: str) -> PolicyDecision:
        """Whether a message gets a fixed reply, and which."""
        return self.router.decide(text)

    def reply(self, text: str, decision: PolicyDecision) -> Answer:
        """The fixed reply to a message of a policy other than none."""
        return fixed(text, text, self._filled(self._sentences(decision)), "declined", decision.policy)

    def small_talk(self, text: str, taken: Understood) -> Answer:
        """A greeting, thanks, or a short question back where it could not be told what was meant."""
        if taken.kind == "clarify" and taken.clarify:
            return fixed(text, taken.standalone, (taken.clarify,), "abstained", "none", taken.why)
        sentences = self.replies.thanks if taken.why in _THANKS else self.replies.greeting
        return fixed(text, taken.standalone, sentences, "declined", "none", taken.why)

    def support(self) -> str:
        """The line under an ordinary answer to a question that mentions a grave matter."""
        return self._filled((self.replies.support,))[0]

    def _sentences(self, decision: PolicyDecision) -> tuple[str, ...]:
        if decision.policy == "crisis":
            return self.replies.acute if decision.acute else self.replies.crisis
        return self.replies.medical_advice if decision.policy == "medical-advice" else self.replies.sourcing

    def _filled(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        held = self.helplines.of(self.country)
        lines = "; ".join(f"{line.name}, {line.contact}" for line in held.lines) or held.emergency
        return tuple(text.replace("{emergency}", held.emergency).replace("{lines}", lines) for text in sentences)


def open_desk(library: Path) -> Desk:
    """The desk with the library's own replies, or the bundled ones where it brings none."""

    def own(name: str) -> Path:
        return library / name if (library / name).exists() else bundled_library() / name

    cues = sorted(library.glob(CUES)) or sorted(bundled_library().glob(CUES))
    return Desk(
        PolicyRouter(load_cues(cues)),
        load_replies(own("replies.toml")),
        load_helplines(own("helplines.toml")),
        os.environ.get(COUNTRY_VARIABLE) or None,
    )


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
