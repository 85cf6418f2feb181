"""Which rule of the policy holds for a text in which the cues have been found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.policy_rules import RULES, Rule
from sources.cues import Spotted
from sources.utterance import Hit

Hits = tuple[Hit, ...]
_NEAR = 40
QUOTING = "quoting"
_OPENED = re.compile(r"(?:^|[\s(:])[\"'“‘«„]\s?(?:\w+\s){0,3}$")
_QUOTED = 40


def find_rule(spotted: Spotted, text: str) -> tuple[Rule | None, Hits]:
    """The first rule that holds and the hits that make it hold."""
    for rule in RULES:
        hits = _holds(rule, spotted, text)
        if hits:
            return rule, hits
    return None, ()


def told(name: str, hits: Iterable[Hit], text: str) -> str:
    """A rule or cue with the words that gave it and their offsets, in one line."""
    words = ", ".join(f"{text[hit.start : hit.end]!r} at {hit.start}-{hit.end}" for hit in dict.fromkeys(hits))
    return f"{name}: {words}"


def _holds(rule: Rule, spotted: Spotted, text: str) -> Hits:
    if any(cue in spotted.hits for cue in rule.clear_of) or not all(cue in spotted.hits for cue in rule.when):
        return ()
    overruled = any(cue in spotted.hits for cue in rule.despite)
    groups = [_said(cue, spotted, text) for cue in rule.when]
    return next((hits for hits in _together((), groups) if overruled or not _excepted(rule, hits, spotted)), ())


def _said(cue: str, spotted: Spotted, text: str) -> Hits:
    """The hits of a cue, without those that quote: an item of a scale, a line of a song."""
    hits = spotted.hits[cue]
    quoting = {spotted.said.begins[hit.first] for hit in spotted.hits.get(QUOTING, ())}
    return tuple(hit for hit in hits if spotted.said.begins[hit.first] not in quoting or not _opened(text, hit.start))


def _opened(text: str, start: int) -> bool:
    """Whether a quotation mark opens at most a few words before this place."""
    return bool(_OPENED.search(text, max(0, start - _QUOTED), start))


def _together(chosen: Hits, groups: Sequence[Hits]) -> Iterator[Hits]:
    """One hit of each group, all near one another; of a group that stands twice, two hits in different places."""
    if len(chosen) == len(groups):
        yield chosen
        return
    for hit in groups[len(chosen)]:
        if all(abs(hit.first - other.first) <= _NEAR and _apart(hit, other) for other in chosen):
            yield from _together((*chosen, hit), groups)


def _apart(hit: Hit, other: Hit) -> bool:
    return hit.cue != other.cue or hit.first >= other.last or other.first >= hit.last


def _excepted(rule: Rule, hits: Hits, spotted: Spotted) -> bool:
    """Whether one of the `unless` cues stands in a sentence with the hits."""
    begins = spotted.said.begins
    sentences = {begins[hit.first] for hit in hits}
    return any(begins[hit.first] in sentences for cue in rule.unless for hit in spotted.hits.get(cue, ()))
