"""How a message opens: a greeting, thanks, a yes or no, a correction, a change of subject, or none of these.

Plain English, nothing of any subject. What an opener leaves over is read on as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Manner = Literal["plain", "greeting", "thanks", "goodbye", "remark", "yes", "no", "switch", "correction"]

_END = r"(?=$|[\s,.!?;:)~*\-–—])[\s,.!?;:)~*\-–—]*"
_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|again|everyone|folks))?"
    r"|(?:(?:just )?(?:one|a|another)? ?(?:more|quick|small) (?:thing|question)s?|question)(?=\s*[,:–\-])"
    r"|how are (?:you|things)(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up"
)
_THANKS = (
    r"(?:many |much )?(?:thanks|thank (?:you|u)|thx|cheers|ta|tysm|ty)(?: (?:so much|very much|a lot|a (?:bunch|million)|again|mate"
    r"|for (?:that|this|all|everything|the|your|being)(?: [\w ]{2,25}?(?=[.,!?;:]|$))?))*"
    r"|(?:much appreciated|i appreciate (?:it|that|this|your help)|appreciate it)"
)
_GOODBYE = (
    r"good ?bye+|bye+(?: bye+)?(?: for now)?|(?:see|cya|catch) (?:you|ya)(?: (?:later|around|soon))?|cya|good ?night|take care|so long"
    r"|that(?:'s| is| will be|'ll be) (?:all|it|everything)(?: (?:i (?:need|wanted|needed)|for (?:now|today)|from me))*"
    r"|have a (?:good|nice|great|lovely) (?:day|one|evening|night|weekend)|i(?:'m| am) (?:done|off)(?: (?:now|here))?"
)
_REMARK = (
    r"(?:(?:that(?:'?s| is| was)|it(?:'?s| is)|this is|how|really|very|super|so|quite) )*"
    r"(?:great|cool|nice|awesome|perfect|brilliant|lovely|excellent|amazing|interesting|fascinating|helpful|useful|clear"
    r"|good to know|fair enough|fair|good|wow|alright|right|i see|got it|gotcha|makes sense|understood|noted"
    r"|no worries|no problem|lol|haha+|hmm+|ah+|oh|that helps|will do|right then|ok then)(?: (?:a lot|indeed|then|stuff|work|one))?"
)
_FILLER = r"ok(?:ay)?|k|well|so|and|then|now|oh|um+|uh|ah|all|for now|everyone|mate|guys"
_YES = (
    r"yes+|yeah+|yep|yup|ya|aye|sure(?: thing)?|please(?: do)?|of course|go (?:on|ahead|for it)|do (?:it|that|so)|carry on|continue"
    r"|keep going|(?:tell me |show me |give me |say |a (?:bit|little) )?more|let'?s(?: (?:do (?:it|that)|hear it|go|see))?|sounds good"
    r"|absolutely|definitely|certainly|by all means|i(?:'d| would) (?:like|love) (?:that|to)|hit me|why not|all right|i would|i do"
)
_NO = r"no+|nope|nah|not (?:really|now|today)|no (?:thanks|thank you|need)|i(?:'m| am) (?:good|fine)|never ?mind"
_SWITCH = (
    r"(?:(?:ok(?:ay)?|right|well|and|now|sorry|so|but)[,. ]+)*(?:"
    r"(?:a |an |one |on (?:a|an) )?(?:(?:completely|totally|very|whole|quite|entirely) )?(?:different|new|another|unrelated|separate|other)"
    r" (?:thing|question|topic|subject|matter|note|q|one)(?: (?:now|altogether|entirely|for you|though))?(?=\s*[:,.;\-–—!])"
    r"|next (?:question|topic|thing)(?=\s*[:,.;\-–—!])"
    r"|(?:changing|change(?: of)?|switching) (?:the )?(?:topic|subject|tack|gears)|let'?s (?:talk about|move on to|switch to)"
    r"|new (?:topic|question|subject)|moving on|(?:totally |completely )?unrelated(?: (?:to that|but))?"
    r"|(?:forget|scrap|leave|drop|skip) (?:that|it|all that|this)|(?:forget|enough (?:of|about)|never ?mind) (?:about )?(?:the )?\w+(?: \w+)?(?=\s*[,.;:!])"
    r"|on (?:a|another) (?:different |separate )?(?:note|subject|topic)"
    r"|(?:never ?mind|anyway|anyhow|by the way|btw|aside)(?= ?[:,.;\-–—])|something (?:else|different)(?: (?:entirely|altogether))?"
    r"(?= ?[:,.;\-–—]))"
)
_MEANT = (
    r"(?:(?:oh|oops|whoops|sorry|apologies|pardon|ah|no|nope|wait|hmm|hang on|actually|my (?:mistake|bad)|but|yes)[,.!: ]+)*"
    r"(?:that(?:'s| is| was) not what i (?:asked|meant|said)(?: (?:about|for))?[,.!: ]+)?"
    r"(?:i (?:actually |really )?(?:mean|meant)(?: to (?:say|write|type|ask)(?: about)?)?|meant(?: to (?:say|type|write|ask))?"
    r"|i was (?:asking|talking|thinking) (?:about|of)|i(?:'m| am) (?:asking|talking) about|i said|should (?:be|have been|read|say)"
    r"|it should (?:be|have been|read|say)|make that|correction|that should (?:be|read|say)|typo)\b"
)
_AMEND = r"(?:(?:sorry|oops|whoops|no(?=[,.!:;\-–—]| the | that | not )|nope|wrong (?:one|study|paper|drug)|not (?:that|this)(?: (?:one|study|paper))?)[,.!:;\-–— ]+)+|\*\s*"
_NOT_BUT = r"not (?:the |about )?(?P<old>[^,.;?]{2,40}?)(?:,| but| -|;|\.) *(?P<new>.{2,60})|(?P<new2>[^,.;?]{2,40}), not (?:the )?(?P<old2>[^,.;?]{2,40})"

_CHATTER: tuple[tuple[Manner, re.Pattern[str]], ...] = (
    ("thanks", re.compile(rf"(?:{_THANKS}){_END}", re.I)),
    ("goodbye", re.compile(rf"(?:{_GOODBYE}){_END}", re.I)),
    ("greeting", re.compile(rf"(?:{_GREETING}){_END}", re.I)),
    ("remark", re.compile(rf"(?:{_REMARK}){_END}", re.I)),
)
_FILLERS = re.compile(rf"(?:{_FILLER}){_END}", re.I)
_YES_ALL = re.compile(rf"(?:(?:{_YES}|ok(?:ay)?|then|thanks?|thank you|great|good|cool){_END})+", re.I)
_YES_LEAD = re.compile(r"(?:yes+|yeah+|yep|yup|sure|yes please)\s*(?:[,.!:;\-–—]+\s*|\s(?=but|and|the|only|just))", re.I)
_NO_ALL = re.compile(rf"(?:(?:{_NO}|thanks?|thank you|ok(?:ay)?|i(?:'m| am) (?:good|fine)|that(?:'s| is) (?:all|it|fine)){_END})+", re.I)
_ONLY_ASSENT = re.compile(r"(?:ok(?:ay)?|great|good|cool|thanks?|thank you|all right|then)", re.I)
_SWITCH_LEAD = re.compile(rf"(?:{_SWITCH})\s*[:,.;!\-–—]*\s*(?:but |what about |how about )?", re.I)
_MEANT_LEAD = re.compile(rf"{_MEANT}[\s:,\-–—]*", re.I)
_AMEND_LEAD = re.compile(rf"(?:{_AMEND})(?=\S)", re.I)
_NOT_BUT_ALL = re.compile(rf"(?:no[,. ]+)?(?:i (?:said|mean|meant) )?(?:{_NOT_BUT})", re.I)
_ASKING = re.compile(
    r"(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will|would|should|any|tell|show)\b",
    re.I,
)
_POLITE = ("thanks", "greeting")
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
    manner, rest = _chatter(text)
    if not rest:
        return _agreement(text) or Heard(manner, text)
    spoken = _agreement(text)
    if spoken:
        return spoken
    text = rest if manner in (*_POLITE, "remark") else text
    return _correction(text) or _switch(text) or _yes_and(text) or Heard("plain", text)


def _chatter(text: str) -> tuple[Manner, str]:
    """The weightiest pleasantry at the front and what follows it; a filler alone is not taken off a sentence."""
    found: list[Manner] = []
    rest, kept = text, text
    while rest:
        manner, end = _pleasantry(rest)
        if end:
            found.append(manner)
            # "great apes" is no remark: one that opens a sentence ends in a mark.
            closed = manner in _POLITE or rest[:end].rstrip()[-1:] in ",.!?;:-–—"
            rest = rest[end:]
            kept = rest if closed else kept
        elif filler := _FILLERS.match(rest):
            rest = rest[filler.end() :]
        else:
            break
    if rest:
        return (next((m for m in found if kept != text), "plain"), kept)
    order: tuple[Manner, ...] = ("thanks", "goodbye", "greeting", "remark")
    return next((manner for manner in order if manner in found), "remark"), ""


def _pleasantry(text: str) -> tuple[Manner, int]:
    for manner, pattern in _CHATTER:
        match = pattern.match(text)
        if match and match.end():
            return manner, match.end()
    return "plain", 0


def _agreement(text: str) -> Heard | None:
    """A bare yes or no, with nothing beside it. Only "ok" or "great" is a remark, unless something was offered."""
    if _YES_ALL.fullmatch(text) and not re.fullmatch(rf"(?:(?:{_ONLY_ASSENT.pattern}){_END})+", text, re.I):
        return Heard("yes", text)
    if _NO_ALL.fullmatch(text) and re.match(_NO, text, re.I):
        return Heard("no", text)
    return None


def assents(text: str) -> bool:
    """Whether "ok", "great" or the like could be a yes to an offer."""
    return bool(_YES_ALL.fullmatch(text)) and not re.match(_THANKS, text, re.I)


def _correction(text: str) -> Heard | None:
    if match := _MEANT_LEAD.match(text):
        rest = text[match.end() :]
        contrast = _NOT_BUT_ALL.fullmatch(rest)
        return _contrast(contrast) if contrast else Heard("correction", rest)
    if len(text.split()) <= _SHORT and (contrast := _NOT_BUT_ALL.fullmatch(text)) and not text.endswith("?"):
        return _contrast(contrast)
    if match := _AMEND_LEAD.match(text):
        rest = text[match.end() :]
        if not _ASKING.match(rest) and len(re.split(r"[.?!]\s", rest)[0].split()) <= _SHORT:
            return Heard("correction", rest)
    return None


def _contrast(match: re.Match[str]) -> Heard:
    new = match["new"] or match["new2"] or ""
    return Heard("correction", new, match["old"] or match["old2"] or "")


def _switch(text: str) -> Heard | None:
    match = _SWITCH_LEAD.match(text)
    return Heard("switch", text[match.end() :]) if match and text[match.end() :] else None


def _yes_and(text: str) -> Heard | None:
    match = _YES_LEAD.match(text)
    return Heard("yes", text[match.end() :]) if match and text[match.end() :] else None
