"""A correction put into the question it corrects: "sorry, meant 191", "no, the 2019 one", "psilocybin, not LSD"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.leaning import Follower
from assistant.openers import Heard
from assistant.reading import Reading
from assistant.thread import Past, slot
from assistant.understood import Understood, UnderstoodKind, spliced

_SENTENCE = re.compile(r"(?<=[.?!;])\s+")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?<![.,])\b")
_ARTICLES = re.compile(r"^(?:the|a|an|about|in|for|with) ", re.I)
_WHY = "taken as a correction of your last question"


@dataclass(frozen=True, slots=True)
class Mended:
    """The last question corrected, and what was asked after the correction."""

    understood: Understood
    rest: str

    @property
    def kind(self) -> UnderstoodKind:
        return self.understood.kind


def corrected(heard: Heard, past: Sequence[Past], follower: Follower) -> Mended:
    """The last question with what was meant in the place of what was said."""
    first, *others = _SENTENCE.split(heard.text.strip())
    rest = " ".join(others)
    meant, now = first.strip(" .!?"), past[0]
    reading = follower.reader.read(meant)
    if cues.leads_question(first) and not rest:
        found = follower.read(first, past)
        return Mended(Understood(found.standalone, "correction", found.within, found.exclude, found.clarify, found.why or _WHY), "")
    found = follower.read(meant, past, "new subject")
    if found.kind == "clarify" and not _is_a_number(meant):
        return Mended(found, "")
    ids = found.within if found.kind == "follow-up" else follower.studies.named_in(reading)
    if ids and not _is_a_number(meant):
        gone = tuple(i for i in now.focus if i not in ids)
        return Mended(Understood(follower.put_to(ids, now), "correction", ids, gone, found.clarify, _WHY), rest)
    text = _in_place(meant, reading, heard.old, now)
    within = follower.studies.named_in(follower.reader.read(text))
    return Mended(Understood(text, "correction", within, why=_WHY), rest)


def _in_place(meant: str, reading: Reading, old: str, now: Past) -> str:
    """The last question with a word changed: the one denied, the only number, or the one of the same kind."""
    core = now.question.rstrip("?.! ")
    if old and (match := re.search(rf"\b{re.escape(old.strip())}\b", core, re.I)):
        return spliced(core, *match.span(), meant) + "?"
    numbers = list(_NUMBER.finditer(core))
    fresh = _NUMBER.search(meant)
    if fresh and len(numbers) == 1 and not reading.named.sources:
        return spliced(core, *numbers[0].span(), fresh.group()) + "?"
    new = next((term for term in reading.terms if slot(term)), None)
    same = [t for t in now.reading.terms if new and slot(t) == slot(new) and t.end <= len(core)]
    if new and len({t.name for t in same}) == 1:
        lone = not [word for word in cues.content(meant) if word not in cues.content(new.words)]
        return spliced(core, same[0].start, same[0].end, new.words if lone else _ARTICLES.sub("", meant)) + "?"
    return f"{core}, {meant}?"


def _is_a_number(text: str) -> bool:
    return bool(re.fullmatch(r"\D{0,4}[\d,.]+(?: (?:people|participants|patients|mg|mcg|micrograms?|weeks|days))?", text))
