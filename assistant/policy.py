"""Whether a message gets a fixed reply instead of an answer: decided in code, before anything is searched.

It needs no index, no encoder and no model, so that a person in danger is answered even when nothing else works. The
protocol: a message that speaks of wanting to die, of self-harm, or of an emergency under way gets help lines first and no
evidence; one that asks what a single person should take or stop is sent to a pharmacist or prescriber; one that asks how
to get drugs gets one plain sentence. A research question that mentions such things is answered as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Policy
from assistant.policy_rules import RULES, Rule
from sources.cues import Cues, Spotted
from sources.patterns import Hit

_NEAR = 40
_OPENED = re.compile(r"(?:^|[\s(:])[\"'“‘«„]\s?(?:\w+\s){0,3}$")
_QUOTED = 40
_QUOTING = "quoting"
_GRAVE = "a grave matter"


@dataclass(frozen=True, slots=True)
class PolicyDecision:
    """What a message is taken for, and why: the rule and the words that made it hold, with their offsets.

    `support_line` is true for an ordinary question that mentions a grave matter: it is answered, and a line of support
    stands under the answer.
    """

    policy: Policy
    reason: str
    acute: bool
    support_line: bool


@dataclass(frozen=True)
class PolicyRouter:
    cues: Cues

    def decide(self, text: str) -> PolicyDecision:
        """The decision on a message. Always the same for the same words."""
        spotted = self.cues.spot(text)
        for rule in RULES:
            hits = _holds(rule, spotted, text)
            if hits:
                return PolicyDecision(rule.policy, _reason(rule, hits, text), rule.acute, False)
        mentioned = spotted.hits.get(_GRAVE, ())[:1]
        reason = _told("mentioned", mentioned, text) if mentioned else "no rule holds"
        return PolicyDecision("none", reason, False, bool(mentioned))


def _holds(rule: Rule, spotted: Spotted, text: str) -> tuple[Hit, ...]:
    """The hits that make a rule hold, or none."""
    if any(cue in spotted.hits for cue in rule.clear_of) or not all(cue in spotted.hits for cue in rule.when):
        return ()
    overruled = any(cue in spotted.hits for cue in rule.despite)
    groups = [_said(cue, spotted, text) for cue in rule.when]
    return next((hits for hits in _together((), groups) if overruled or not _excepted(rule, hits, spotted)), ())


def _said(cue: str, spotted: Spotted, text: str) -> tuple[Hit, ...]:
    """The hits of a cue, without those that quote: an item of a scale, a line of a song."""
    quoting = {spotted.reading.begins[hit.first] for hit in spotted.hits.get(_QUOTING, ())}
    hits = spotted.hits.get(cue, ())
    return tuple(
        hit for hit in hits if spotted.reading.begins[hit.first] not in quoting or not _opened(text, hit.start)
    )


def _opened(text: str, start: int) -> bool:
    """Whether a quotation mark opens at most a few words before this place."""
    return bool(_OPENED.search(text, max(0, start - _QUOTED), start))


def _together(chosen: tuple[Hit, ...], groups: Sequence[tuple[Hit, ...]]) -> Iterator[tuple[Hit, ...]]:
    """One hit of each group, all near one another; of a group that stands twice, two hits in different places."""
    if len(chosen) == len(groups):
        yield chosen
        return
    for hit in groups[len(chosen)]:
        if all(abs(hit.first - other.first) <= _NEAR and _apart(hit, other) for other in chosen):
            yield from _together((*chosen, hit), groups)


def _apart(hit: Hit, other: Hit) -> bool:
    return hit.cue != other.cue or hit.first >= other.last or other.first >= hit.last


def _excepted(rule: Rule, hits: Iterable[Hit], spotted: Spotted) -> bool:
    sentences = {spotted.reading.begins[hit.first] for hit in hits}
    return any(
        spotted.reading.begins[hit.first] in sentences for cue in rule.unless for hit in spotted.hits.get(cue, ())
    )


def _reason(rule: Rule, hits: tuple[Hit, ...], text: str) -> str:
    return _told(rule.name, hits, text)


def _told(name: str, hits: Iterable[Hit], text: str) -> str:
    words = ", ".join(f"{text[hit.start : hit.end]!r} at {hit.start}-{hit.end}" for hit in dict.fromkeys(hits))
    return f"{name}: {words}"
