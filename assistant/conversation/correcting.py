"""A correction put into the question it corrects: "sorry, meant 191", "no, the 2019 one", "psilocybin, not LSD"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation import cues
from assistant.conversation.leaning import Follower
from assistant.conversation.openers import Heard
from assistant.conversation.thread import Past, slot
from assistant.conversation.understood import Understood, spliced
from assistant.understanding.reading import Reading

_SENTENCE = re.compile(r"(?<=[.?!;])\s+")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?<![.,])\b")
_ONLY_NUMBER = re.compile(r"\D{0,4}[\d,.]+(?: (?:people|participants|patients|mg|mcg|micrograms?|weeks|days))?", re.I)
_ARTICLES = re.compile(r"^(?:the|a|an|about|in|for|with) ", re.I)
_WHY = "taken as a correction of your last question"


@dataclass(frozen=True, slots=True)
class Mended:
    """The last question corrected, and what was asked after the correction."""

    understood: Understood
    rest: str = ""


def corrected(heard: Heard, past: Sequence[Past], follower: Follower) -> Mended:
    """The last question with what was meant in the place of what was said."""
    first, *others = _SENTENCE.split(heard.text.strip())
    meant, rest, now = first.strip(" .!?"), " ".join(others), past[0]
    if cues.leads_question(first) and not rest:
        found = follower.read(first, past)
        return Mended(replace(found, kind="correction", why=found.why or _WHY))
    reading = follower.reader.read(meant)
    if not _ONLY_NUMBER.fullmatch(meant):
        found = follower.read(meant, past, "new subject")
        if found.kind == "clarify":
            return Mended(found)
        ids = found.within if found.kind == "follow-up" else follower.studies.named_in(reading)
        if ids:
            gone = tuple(i for i in now.focus if i not in ids)
            asked = follower.put_to(ids, now)
            return Mended(Understood(asked, "correction", ids, gone, found.clarify, _WHY), rest)
    text = _in_place(meant, reading, heard.old, now)
    within = follower.studies.named_in(follower.reader.read(text))
    return Mended(Understood(text, "correction", within, why=_WHY), rest)


def _in_place(meant: str, reading: Reading, old: str, now: Past) -> str:
    """The last question with a word changed: the one denied, the only number, or the one of the same kind."""
    core = now.question.rstrip("?.! ")
    if old and (match := re.search(rf"\b{re.escape(old.strip())}\b", core, re.I)):
        return spliced(core, *match.span(), meant) + "?"
    numbers, number = list(_NUMBER.finditer(core)), _NUMBER.search(meant)
    if number and len(numbers) == 1:
        return spliced(core, *numbers[0].span(), number.group()) + "?"
    new = next((term for term in reading.terms if slot(term)), None)
    same = [term for term in now.reading.terms if new and slot(term) == slot(new) and term.end <= len(core)]
    if new and len({term.name for term in same}) == 1:
        more = set(cues.content(meant)) - set(cues.content(new.words))
        words = _ARTICLES.sub("", meant) if more else new.words
        return spliced(core, same[0].start, same[0].end, words) + "?"
    return f"{core}, {meant}?"
