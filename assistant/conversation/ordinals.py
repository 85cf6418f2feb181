"""Which items of a list a question points at: "the second one", "the last two", "both", "which of those", "the other".

A list is what the reply before numbered, else the studies it cited in the order of first citation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.conversation.cues import STUDIES, STUDY

Shape = Literal["one", "some", "all", "other"]

_PLACES = {
    **dict.fromkeys(("first", "1st", "former"), 0),
    **dict.fromkeys(("second", "2nd"), 1),
    **dict.fromkeys(("third", "3rd"), 2),
    **dict.fromkeys(("fourth", "4th"), 3),
    **dict.fromkeys(("fifth", "5th"), 4),
    **dict.fromkeys(("sixth", "6th"), 5),
    **dict.fromkeys(("seventh", "7th"), 6),
    **dict.fromkeys(("eighth", "8th"), 7),
    **dict.fromkeys(("ninth", "9th"), 8),
    **dict.fromkeys(("tenth", "10th"), 9),
    **dict.fromkeys(("last", "latter", "final"), -1),
}
_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {word: n for n, word in enumerate(_TEN, 1)}
_PLACE = "|".join(_PLACES)
_COUNT = "|".join(_COUNTS) + r"|\d{1,2}"
_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ASIDE = r"(?:\s+(?:listed|mentioned|named|above|you (?:gave|listed|mentioned|named|said)))?"
# After a bare "the second" only a word that cannot be its noun may follow: "the second week" is no study.
_NO_NOUN = (
    r"(?=\s*(?:$|[?.!,;:)]|(?:and|or|&|please|then|instead|too|again|as|is|was|were|did|does|do|has|had|have|use[ds]?"
    r"|find|found|show(?:s|ed)?|say|says|said|report\w*|test\w*|measure\w*|bigger|better|blind\w*|random\w*)\b))"
)
_NO_SPAN = (
    r"(?! (?:weeks?|days?|months?|years?|hours?|doses?|sessions?|periods?|visits?|phases?|arms?|groups?|hal(?:f|ves)"
    r"|authors?)\b)"
)
_ONE = re.compile(
    rf"\b(?:the |that |your |this )?(?P<a>{_PLACE})(?: (?:and|or|&) (?:the )?(?P<b>{_PLACE}))? "
    rf"(?:one\b|{STUDY}\b|item\b|option\b|of (?:the(?:m|se)?|those|your)(?: {_MANY})?\b(?: {STUDIES})?){_ASIDE}"
    rf"(?! (?:to|that|which|who|on|with|using|about|ever)\b)"
    rf"|\bthe (?P<c>{_PLACE})(?: (?:and|or|&) (?:the )?(?P<d>{_PLACE})\b{_NO_SPAN}|{_NO_NOUN})",
    re.I,
)
_RUN = re.compile(
    rf"\b(?:the )?(?P<end>first|last) (?P<n>{_MANY})"
    rf"(?: {STUDIES}\b| of (?:them|those|these)\b|{_NO_NOUN}|(?= (?:in|on|both|all|from)\b))",
    re.I,
)
_NUMBER = re.compile(rf"(?:\b(?:number|nr\.?|no\.(?= ?\d)|item|option)|#) ?(?P<n>{_COUNT})\b", re.I)
_ALONE = re.compile(rf"\W*(?:the )?(?P<n>{_PLACE}|\d{{1,2}})(?: one)?(?: please)?\W*", re.I)
_BOTH = re.compile(
    r"\b(?:both|neither|either)\b"
    r"(?: (?:of (?:them|those|these|the two)(?: (?:studies|trials|papers))?|(?:studies|trials|papers|surveys|ones)))?"
    r"(?! (?:\w+ )?(?:arms?|groups?|sexes|genders|doses?|sessions?|conditions?|periods?|men|women|sides?|ways?|times?"
    r"|drugs?|kinds?|mice|rats|of|patients|treatments?|measures?|scales?|halves|hands)\b)(?! \w+ (?:and|or) )",
    re.I,
)
_VERBS = r"is\b|was\b|has\b|does\b|uses\b|shows\b|says\b"
_SETS = (
    re.compile(
        rf"\bof (?:the (?P<n>{_MANY})|(?:these|those|them)(?: (?P<m>{_MANY}))?)\b"
        rf"(?: {STUDIES}\b|(?! (?:people|patients|who|(?!{_VERBS})\w+s\b)))",
        re.I,
    ),
    re.compile(
        rf"\b(?:the|these|those|all(?: the| these| those)?) (?P<n>{_MANY})(?P<m>)(?: {STUDIES}\b|{_NO_NOUN})", re.I
    ),
    re.compile(
        rf"\b(?:those|these|the same|all the) {STUDIES}\b(?P<n>)(?P<m>)(?! (?:that|which|who|with|of|on|in|about))"
        r"|\b(?:they|these|those) all\b|\bwhich ones?\b(?= \w)",
        re.I,
    ),
)
_OTHER = re.compile(
    rf"\bthe (?:others?|rest)\b(?: (?:ones?|{STUDY}|{STUDIES}|two|three))?"
    r"(?! (?:\w+ )?(?:arms?|groups?|side|hand|people|drugs?|doses?)\b)",
    re.I,
)
_MARK = re.compile(r"(?:^|(?<=[\s:;,.]))(?:\((?P<a>\d{1,2})\)|(?P<b>\d{1,2})[.)])(?=\s+\S)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a question points into a list. `places` count from 0, -1 is the last; `size` is a number it gave."""

    shape: Shape
    start: int
    end: int
    places: tuple[int, ...] = ()
    size: int | None = None


def point(text: str) -> Pointer | None:
    """The pointer into a list, if there is one."""
    return _at_places(text) or _at_set(text)


def choose(pointer: Pointer, items: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The sources it points at in a list; None where the list has no such place or is not of the size it gave."""
    if pointer.shape == "all":
        fits = pointer.size is None or pointer.size == len(items)
        return flat(items) if fits else None
    if any(place >= len(items) or place < -len(items) for place in pointer.places):
        return None
    return flat([items[place] for place in pointer.places])


def numbered(text: str) -> tuple[str, ...]:
    """The items a text numbers (1), (2) or 1. 2., in order; empty where it numbers fewer than two."""
    marks: list[re.Match[str]] = []
    for match in _MARK.finditer(text):
        if int(match["a"] or match["b"]) == len(marks) + 1:
            marks.append(match)
    if len(marks) == 1 or not marks:
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple(text[mark.end() : end].strip(" \n\t;,") for mark, end in zip(marks, ends, strict=True))


def flat(items: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The sources of a list, each once, in order."""
    return tuple(dict.fromkeys(source for item in items for source in item))


def _at_places(text: str) -> Pointer | None:
    if match := _RUN.search(text):
        n = _number(match["n"])
        places = tuple(range(n)) if match["end"].casefold() == "first" else tuple(range(-n, 0))
        return Pointer("some", *match.span(), places=places)
    if match := _ONE.search(text):
        said = tuple(_PLACES[match[group].casefold()] for group in "abcd" if match[group])
        return Pointer("one" if len(said) == 1 else "some", *match.span(), places=said)
    if match := _NUMBER.search(text):
        return Pointer("one", *match.span(), places=(_number(match["n"]) - 1,))
    if match := _ALONE.fullmatch(text):
        word = match["n"].casefold()
        return Pointer("one", *match.span("n"), places=(int(word) - 1 if word.isdigit() else _PLACES[word],))
    return None


def _at_set(text: str) -> Pointer | None:
    if match := _OTHER.search(text):
        return Pointer("other", *match.span())
    if match := _BOTH.search(text):
        return Pointer("all", *match.span(), size=2)
    if match := next((found for pattern in _SETS if (found := pattern.search(text))), None):
        size = match["n"] or match["m"]
        return Pointer("all", *match.span(), size=_number(size) if size else None)
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.casefold()]
