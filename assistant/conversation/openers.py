"""How a message opens: a pleasantry, a yes or no, a correction, a change of subject, or none of these.

Plain English, nothing of any subject. What an opener leaves over is read on as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.conversation.pleasantries import Pleasantry, is_no, is_yes, pleasantries

Manner = Literal["plain", "yes", "no", "switch", "correction"] | Pleasantry

_OLD = r"[^,.;?]{2,40}"
_YES_LEAD = re.compile(
    r"(?:yes+|yeah+|yep|yup|sure|yes please)\s*(?:[,.!:;\-–—]+\s*|\s(?=but|and|the|only|just))", re.I
)
_SWITCH = re.compile(
    r"(?:(?:ok(?:ay)?|right|well|and|now|sorry|so|but)[,. ]+)*(?:"
    r"(?:a |an |one |on (?:a|an) )?(?:(?:completely|totally|very|whole|quite|entirely) )?"
    r"(?:different|new|another|unrelated|separate|other) (?:thing|question|topic|subject|matter|note|q|one)"
    r"(?: (?:now|altogether|entirely|for you|though))?(?=\s*[:,.;\-–—!])"
    r"|next (?:question|topic|thing)(?=\s*[:,.;\-–—!])"
    r"|(?:changing|change(?: of)?|switching) (?:the )?(?:topic|subject|tack|gears)"
    r"|let'?s (?:talk about|move on to|switch to)|new (?:topic|question|subject)|moving on"
    r"|(?:totally |completely )?unrelated(?: (?:to that|but))?"
    r"|(?:forget|scrap|leave|drop|skip) (?:that|it|all that|this)"
    r"|(?:forget|enough (?:of|about)|never ?mind) (?:about )?(?:the )?\w+(?: \w+)?(?=\s*[,.;:!])"
    r"|on (?:a|another) (?:different |separate )?(?:note|subject|topic)"
    r"|(?:never ?mind|anyway|anyhow|by the way|btw|aside)(?= ?[:,.;\-–—])"
    r"|something (?:else|different)(?: (?:entirely|altogether))?(?= ?[:,.;\-–—])"
    r")\s*[:,.;!\-–—]*\s*(?:but |what about |how about )?",
    re.I,
)
_MEANT = re.compile(
    r"(?:(?:oh|oops|whoops|sorry|apologies|pardon|ah|no|nope|wait|hmm|hang on|actually|my (?:mistake|bad)|but|yes)"
    r"[,.!: ]+)*"
    r"(?:that(?:'s| is| was) not what i (?:asked|meant|said)(?: (?:about|for))?[,.!: ]+)?"
    r"(?:i (?:actually |really )?(?:mean|meant)(?: to (?:say|write|type|ask)(?: about)?)?"
    r"|meant(?: to (?:say|type|write|ask))?|i was (?:asking|talking|thinking) (?:about|of)"
    r"|i(?:'m| am) (?:asking|talking) about|i said|(?:it |that )?should (?:be|have been|read|say)|make that"
    r"|correction|typo)\b[\s:,\-–—]*",
    re.I,
)
_AMEND = re.compile(
    r"(?:(?:(?:sorry|oops|whoops|no(?=[,.!:;\-–—]| the | that | not )|nope|wrong (?:one|study|paper|drug)"
    r"|not (?:that|this)(?: (?:one|study|paper))?)[,.!:;\-–— ]+)+|\*\s*)(?=\S)",
    re.I,
)
_CONTRAST = re.compile(
    r"(?:no[,. ]+)?(?:i (?:said|mean|meant) )?"
    rf"(?:not (?:the |about )?(?P<old>{_OLD}?)(?:,| but| -|;|\.) *(?P<new>.{{2,60}})"
    rf"|(?P<new2>{_OLD}), not (?:the )?(?P<old2>{_OLD}))",
    re.I,
)
_ASKING = re.compile(
    r"(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will|would|should"
    r"|any|tell|show)\b",
    re.I,
)
_SENTENCE = re.compile(r"[.?!]\s")
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """A message without its opener. `old` is what a correction says was not meant."""

    manner: Manner
    text: str
    old: str = ""


def hear(message: str) -> Heard:
    """Tell the opener from the question. Pleasantries before a question are dropped from it."""
    text = message.strip()
    if is_yes(text):
        return Heard("yes", text)
    if is_no(text):
        return Heard("no", text)
    manner, rest = pleasantries(text)
    if not rest:
        return Heard(manner or "remark", text)
    return _correction(rest) or _switch(rest) or _yes_and(rest) or Heard("plain", rest)


def _correction(text: str) -> Heard | None:
    if match := _MEANT.match(text):
        rest = text[match.end() :]
        contrast = _CONTRAST.fullmatch(rest)
        return _contrast(contrast) if contrast else Heard("correction", rest)
    if len(text.split()) <= _SHORT and not text.endswith("?") and (contrast := _CONTRAST.fullmatch(text)):
        return _contrast(contrast)
    match = _AMEND.match(text)
    rest = text[match.end() :] if match else ""
    if rest and not _ASKING.match(rest) and len(_SENTENCE.split(rest)[0].split()) <= _SHORT:
        return Heard("correction", rest)
    return None


def _contrast(match: re.Match[str]) -> Heard:
    return Heard("correction", match["new"] or match["new2"] or "", match["old"] or match["old2"] or "")


def _switch(text: str) -> Heard | None:
    match = _SWITCH.match(text)
    return Heard("switch", text[match.end() :]) if match and text[match.end() :] else None


def _yes_and(text: str) -> Heard | None:
    match = _YES_LEAD.match(text)
    return Heard("yes", text[match.end() :]) if match and text[match.end() :] else None
