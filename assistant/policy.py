"""Whether a message gets a fixed reply instead of an answer, and that reply: decided before anything is searched.

It needs no index, no encoder and no model, so that a person in danger is answered even when nothing else works. The
protocol, of the kind that California's SB 243 asks chatbots to publish, is this: a message that speaks of wanting to die,
of self-harm, or of an emergency under way gets numbers to call first, and no evidence; one that asks what a single person
should take or stop is sent to a pharmacist or prescriber; one that asks how to get drugs gets one plain sentence. A
research question that mentions such things is answered like any other, with a line of support under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assistant.answer import Policy
from assistant.policy_match import QUOTING, find_rule, told
from assistant.policy_near import NEAR, Near, load_near
from assistant.policy_rules import ABOUT_STUDIES, cues_used
from sources.bundled import bundled_library
from sources.cue_files import POLICY_FILES, load_cues
from sources.cues import Cues, Spotted
from sources.errors import SourceError
from sources.helplines import HELPLINES, Helplines, Line, load_helplines
from sources.replies import REPLIES, Replies, ReplySet, load_replies

SmallTalk = Literal["greeting", "thanks"]
_SMALL = ("greeting", "thanks", "small word")
_LANGUAGES = ("en", "es", "de", "fr")
_ASKED_HERE = frozenset((QUOTING, *_SMALL, *(f"language {language}" for language in _LANGUAGES)))


@dataclass(frozen=True, slots=True)
class PolicyDecision:
    """What a message is taken for, and why: the rule and the words that made it hold, with their offsets.

    `acute` is an emergency under way. `support_line` is true for an ordinary question that mentions a grave matter.
    """

    policy: Policy
    reason: str
    acute: bool = False
    support_line: bool = False
    language: str = "en"


@dataclass(frozen=True)
class PolicyRouter:
    """Decides by rules, answers with fixed sentences. The same words always get the same decision and reply."""

    cues: Cues = field(repr=False)
    replies: Replies
    helplines: Helplines
    near: Near | None = None

    def decide(self, text: str) -> PolicyDecision:
        """What a message is taken for."""
        spotted = self.cues.spot(text)
        language = _language(spotted)
        rule, hits = find_rule(spotted, text)
        if rule is None:
            return PolicyDecision("none", "no rule holds", language=language)
        return PolicyDecision(rule.policy, told(rule.name, hits, text), rule.acute, rule.policy == "none", language)

    def second_look(self, text: str, vector: Sequence[float]) -> PolicyDecision | None:
        """A crisis that the rules may have missed, by the encoder's vector of the message; None where there is none.

        To be asked where `decide` said none and an encoder is at hand. A message about studies is left alone.
        """
        score = self.near.score(vector) if self.near else 0.0
        if self.near is None or score <= self.near.threshold or self.about_studies(text):
            return None
        language = _language(self.cues.spot(text))
        return PolicyDecision("crisis", f"near to what people in danger write: {score:.2f}", language=language)

    def about_studies(self, text: str) -> bool:
        """Whether a message speaks of studies, of people in general, or of this page."""
        spotted = self.cues.spot(text)
        return any(cue in spotted.hits for cue in ABOUT_STUDIES)

    def small_talk(self, text: str) -> SmallTalk | None:
        """Whether a message is nothing but a greeting, or nothing but thanks or goodbye."""
        spotted = self.cues.spot(text)
        said = {name: {p for hit in spotted.hits.get(name, ()) for p in range(hit.first, hit.last)} for name in _SMALL}
        if set().union(*said.values()) != set(range(len(spotted.said.keys))):
            return None
        return "thanks" if said["thanks"] else "greeting" if said["greeting"] else None

    def reply(self, decision: PolicyDecision, country: str | None = None) -> tuple[str, ...]:
        """The sentences that stand in place of an answer; none where the decision is to answer."""
        said = self.replies.in_language(decision.language)
        match decision.policy:
            case "crisis" if decision.acute:
                lines = self.helplines.lines(country, ("poison", "crisis"))
                return self._filled(said.acute, said, country, lines)
            case "crisis":
                return self._filled(said.crisis, said, country, self.helplines.lines(country, ("crisis",)))
            case "medical-advice":
                return said.medical_advice
            case "sourcing":
                return said.sourcing
            case "none":
                return ()

    def support(self, decision: PolicyDecision, country: str | None = None) -> tuple[str, ...]:
        """The line that stands under an answer to a question that mentions a grave matter; none otherwise."""
        if not decision.support_line:
            return ()
        said = self.replies.in_language(decision.language)
        return self._filled(said.support, said, country, self.helplines.lines(country, ("crisis",)))

    def small_talk_reply(self, kind: SmallTalk, language: str = "en") -> tuple[str, ...]:
        """What is said to a greeting or to thanks."""
        said = self.replies.in_language(language)
        return said.greeting if kind == "greeting" else said.thanks

    def off_topic(self, language: str = "en") -> tuple[str, ...]:
        """The one line for a question far from the library."""
        return self.replies.in_language(language).off_topic

    def _filled(
        self, sentences: tuple[str, ...], said: ReplySet, country: str | None, lines: tuple[Line, ...]
    ) -> tuple[str, ...]:
        found = self.helplines.country(country)
        emergency = found.emergency if found else said.local_emergency
        listed = "; ".join(_shown(line, said) for line in lines)
        return tuple(sentence.format(emergency=emergency, lines=listed) for sentence in sentences)


def _shown(line: Line, said: ReplySet) -> str:
    if line.contact in line.url:
        return f"{line.name} ({line.contact})"
    return f"{line.name} ({line.contact}, {said.any_hour if line.hours == 'always' else line.hours})"


def _language(spotted: Spotted) -> str:
    """The language of which a text holds the most small words; English where none stands out."""
    return max(_LANGUAGES, key=lambda language: len(spotted.hits.get(f"language {language}", ())))


def open_policy(library: Path, encoder: str | None = None) -> PolicyRouter:
    """The router for a library. What the library does not bring itself is taken from the bundled one.

    `encoder` is the fingerprint of the encoder whose vectors `second_look` will be given; without it, or with one that the
    weights were not made for, there is no second look.
    """
    own = all((library / name).exists() for name in POLICY_FILES)
    rules = [(library if own else bundled_library()) / name for name in POLICY_FILES]
    cues = load_cues(rules)
    missing = (cues_used() | _ASKED_HERE) - cues.names
    if missing:
        raise SourceError(rules[0], "cues", f"no cue {min(missing)!r} in any policy file; a rule asks for it")
    replies, helplines = (_own_or_bundled(library, name) for name in (REPLIES, HELPLINES))
    near = load_near(bundled_library() / NEAR) if encoder else None
    fits = near is not None and near.encoder == encoder
    return PolicyRouter(cues, load_replies(replies), load_helplines(helplines), near if fits else None)


def _own_or_bundled(library: Path, name: str) -> Path:
    return library / name if (library / name).exists() else bundled_library() / name
