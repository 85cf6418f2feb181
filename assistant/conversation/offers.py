"""What a reply offered: "Shall I list the trials in patients?" is a question that a yes asks."""

from __future__ import annotations

import re

from assistant.conversation.thread import Past

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_FRAME = re.compile(
    r"^(?:(?:so|or|and|if you like|alternatively)[, ]+)*"
    r"(?:would you (?:like|prefer|rather|care)(?: it if i)?|do you (?:want|need|wish|mean)|did you (?:want|mean)"
    r"|d'you want|want|shall i|should i|may i|can i|could i|i (?:can|could)(?: also| then)?|(?:are you )?interested in"
    r"|care for|is it|how about|what about)\b(?: for)?(?: me)?(?: to)?\s*(?:(?:also|then) )?",
    re.I,
)
_KNOW = re.compile(
    r"^(?:know|see|hear|learn|find out|read|look (?:at|into)|have)(?: (?:a bit |a little )?(?:more|details?))?"
    r"(?: (?:about|of|on))?\s+",
    re.I,
)
_TELL = re.compile(r"^(?:tell|show|give|walk)(?: you)?\b", re.I)
_OFFERS = re.compile(r"\bi (?:can|could) (?:also|then|tell|show|list|give|explain|compare|go)\b", re.I)
_CONDITION = re.compile(r",? if you (?:like|want|wish|prefer|are interested)\b.*$", re.I)


def offer(past: Past) -> str | None:
    """The question that a yes to this reply asks: its closing offer, else the first question it suggested."""
    last = _SENTENCE.split(past.reply.strip())[-1]
    frame = _FRAME.match(last) if last.endswith("?") or _OFFERS.search(last) else None
    if frame:
        return _asked(last[frame.end() :])
    return past.suggestions[0] if past.suggestions else None


def _asked(words: str) -> str | None:
    body = _CONDITION.sub("", words.strip().rstrip("?.! "))
    body = _KNOW.sub("", body, count=1)
    return _TELL.sub(lambda match: f"{match.group().split()[0]} me", body, count=1) or None
