"""Greetings, thanks, goodbyes, remarks, a bare yes or no: what is said between people and asks for nothing."""

from __future__ import annotations

import re
from typing import Literal

Pleasantry = Literal["greeting", "thanks", "goodbye", "remark"]

_END = r"(?=$|[\s,.!?;:)~*\-–—])[\s,.!?;:)~*\-–—]*"
_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|all|again|everyone|folks))?"
    r"|(?:(?:just )?(?:one|a|another)? ?(?:more|quick|small) (?:thing|question)s?|question)(?=\s*[,:–\-])"
    r"|how are (?:you|things)(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up"
)
_THANKS = (
    r"(?:many |much )?(?:thanks|thank (?:you|u)|thx|cheers|ta|tysm|ty)"
    r"(?: (?:so much|very much|a lot|a (?:bunch|million)|again|mate"
    r"|for (?:that|this|all|everything|the|your|being)(?: [\w ]{2,25}?(?=[.,!?;:]|$))?))*"
    r"|(?:much appreciated|i appreciate (?:it|that|this|your help)|appreciate it)"
)
_GOODBYE = (
    r"good ?bye+|bye+(?: bye+)?(?: for now)?|(?:see|cya|catch) (?:you|ya)(?: (?:later|around|soon))?|cya|good ?night"
    r"|take care|so long"
    r"|that(?:'s| is| will be|'ll be) (?:all|it|everything)"
    r"(?: (?:i (?:need|wanted|needed)|for (?:now|today)|from me))*"
    r"|have a (?:good|nice|great|lovely) (?:day|one|evening|night|weekend)"
)
_REMARK = (
    r"(?:(?:that(?:'?s| is| was)|it(?:'?s| is)|this is|how|really|very|super|so|quite) )*"
    r"(?:great|cool|nice|awesome|perfect|brilliant|lovely|excellent|amazing|interesting|fascinating|helpful|useful"
    r"|clear|good to know|fair enough|fair|good|wow|alright|right|i see|got it|gotcha|makes sense|understood|noted"
    r"|no worries|no problem|lol|haha+|hmm+|ah+|oh|that helps|will do|right then|ok then)"
    r"(?: (?:a lot|indeed|then|stuff|work|one))?"
)
_YES = (
    r"yes+|yeah+|yep|yup|ya|aye|sure(?: thing)?|please(?: do)?|of course|go (?:on|ahead|for it)|do (?:it|that|so)"
    r"|carry on|continue|keep going|(?:tell me |show me |give me |say |a (?:bit|little) )?more"
    r"|let'?s(?: (?:do (?:it|that)|hear it|go|see))?|sounds good|absolutely|definitely|certainly|by all means"
    r"|i(?:'d| would) (?:like|love) (?:that|to)|hit me|why not|all right|i would|i do"
)
_NO = r"no+|nope|nah|not (?:really|now|today)|no (?:thanks|thank you|need)|i(?:'m| am) (?:good|fine)|never ?mind"
_ASSENT = r"ok(?:ay)?|then|thanks?|thank you|great|good|cool|all right"
_DECLINE = r"thanks?|thank you|ok(?:ay)?|that(?:'s| is) (?:all|it|fine)"

_KINDS: tuple[tuple[Pleasantry, re.Pattern[str]], ...] = (
    ("thanks", re.compile(rf"(?:{_THANKS}){_END}", re.I)),
    ("goodbye", re.compile(rf"(?:{_GOODBYE}){_END}", re.I)),
    ("greeting", re.compile(rf"(?:{_GREETING}){_END}", re.I)),
    ("remark", re.compile(rf"(?:{_REMARK}){_END}", re.I)),
)
_FILLER = re.compile(rf"(?:ok(?:ay)?|k|well|so|and|then|now|oh|um+|uh|ah|for now|mate|guys){_END}", re.I)
_YES_ALL = re.compile(rf"(?:(?:{_YES}|{_ASSENT}){_END})+", re.I)
_ASSENT_ALL = re.compile(rf"(?:(?:{_ASSENT}){_END})+", re.I)
_NO_ALL = re.compile(rf"(?:{_NO}){_END}(?:(?:{_NO}|{_DECLINE}){_END})*", re.I)
_THANKS_LEAD = re.compile(_THANKS, re.I)
_POLITE = ("thanks", "greeting")


def pleasantries(text: str) -> tuple[Pleasantry | None, str]:
    """The weightiest pleasantry at the front and what follows it, empty where nothing does.

    One that could begin a sentence is taken off only before a mark: "great apes" is no remark.
    """
    found: list[Pleasantry] = []
    rest = kept = text
    while rest:
        manner, end = _first(rest)
        if manner:
            found.append(manner)
            closed = manner in _POLITE or rest[:end].rstrip()[-1:] in ",.!?;:-–—"
            rest = rest[end:]
            kept = rest if closed else kept
        elif filler := _FILLER.match(rest):
            rest = rest[filler.end() :]
        else:
            return (found[0] if found and kept != text else None), kept
    return next((kind for kind, _ in _KINDS if kind in found), "remark"), ""


def is_yes(text: str) -> bool:
    """Whether it is a yes and nothing else; "ok" or "great" alone is a remark."""
    return bool(_YES_ALL.fullmatch(text)) and not _ASSENT_ALL.fullmatch(text)


def is_no(text: str) -> bool:
    """Whether it is a no and nothing else."""
    return bool(_NO_ALL.fullmatch(text))


def assents(text: str) -> bool:
    """Whether "ok", "great" or the like could be a yes to an offer."""
    return bool(_YES_ALL.fullmatch(text)) and not _THANKS_LEAD.match(text)


def _first(text: str) -> tuple[Pleasantry | None, int]:
    matches = ((kind, pattern.match(text)) for kind, pattern in _KINDS)
    return next(((kind, match.end()) for kind, match in matches if match and match.end()), (None, 0))
