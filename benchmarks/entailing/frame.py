"""Reading a sentence for a comparison with another: its words in their order, each with the part that it plays.

No grammar is parsed. Words keep their places, so that what stands near what, and in which order, can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks.entailing.kinds import SIGNS, kind_of, stems
from benchmarks.entailing.words import NAMES_BEFORE, UNDONE, Kind, words_in

_WORD = re.compile(r"\d+(?:[.,·]\d+)*|[^\W_]+(?:[-‐‑–'’.][^\W_]+)*|%|[;:]|,(?=\s)|[()\[\]]", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TIE = re.compile(r"[-‐‑–.]")
_UNIT = r"(?:µg|μg|mcg|ug|mg|g|kg|ml|mm|cm|h|hr|hours?|days?|weeks?|months?|years?|minutes?|min|points?|times|fold)"
_GLUED = re.compile(rf"(?<![\w.])(\d+(?:[.,]\d+)?)[-‐‑–]?({_UNIT})\b", re.IGNORECASE)
_PHRASES = (
    (re.compile(r"\b(?:compared|comparison|relative|in contrast) (?:with|to)\b", re.I), "versus"),
    (re.compile(r"\bnot only\b", re.I), "only"),
    (re.compile(r"\bno longer\b|\bby no means\b", re.I), "not"),
    (re.compile(r"\b(?:little|no) (?:or no )?(?:evidence|proof|sign|indication|support)\b", re.I), "no"),
    (re.compile(r"\brather than\b|\binstead of\b", re.I), "without"),
    (re.compile(r"\brisk factors?\b", re.I), "associated risk"),
    (re.compile(r"\black of\b", re.I), "deficiency"),
)
_SPELLED = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_CONTRASTS = words_in("whereas but although though while however despite")
_STOPS = frozenset(",;:()[]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place. `group` names what its sign is about ("amount", "worth" or a pair); `sign` is 1 or -1."""

    place: int
    text: str
    kind: Kind
    stems: frozenset[str]
    group: str = ""
    sign: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Frame:
    """A sentence, read. `question` and `not_only` are things that no rule here can compare."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def topics(self) -> tuple[Word, ...]:
        """The words that say what the sentence is about."""
        return tuple(word for word in self.words if word.kind == "topic")

    @cached_property
    def signs(self) -> tuple[Word, ...]:
        """The words that say which way."""
        return tuple(word for word in self.words if word.kind == "sign")

    def of(self, kind: Kind) -> tuple[Word, ...]:
        """The words of one kind, in order."""
        return tuple(word for word in self.words if word.kind == kind)


def read(text: str) -> Frame:
    """The frame of a sentence."""
    plain = _GLUED.sub(r"\1 \2", text.replace("’", "'"))
    for pattern, instead in _PHRASES:
        plain = pattern.sub(f" {instead} ", plain)
    found: list[Word] = []
    for raw in _cut(plain):
        found.extend(_word(raw, found))
    return Frame(text, tuple(_with_units(found)))


def parts(frame: Frame) -> Iterator[Frame]:
    """The clauses of a sentence, each with the subject of the first carried over."""
    pieces: list[list[Word]] = [[]]
    depth = 0
    yields = bool(frame.words) and frame.words[0].text in _CONTRASTS
    for word in frame.words:
        depth += (word.text in "([") - (word.text in ")]")
        opens = word.text in _CONTRASTS or word.text == ";" or (yields and word.text == ",")
        yields = yields and word.text != ","
        if opens and depth <= 0 and pieces[-1]:
            pieces.append([])
        pieces[-1].append(word)
    pieces = [piece for piece in pieces if any(word.kind == "topic" for word in piece)]
    if len(pieces) < 2:
        return
    subject = _subject(pieces[0])
    yield Frame(frame.text, tuple(pieces[0]))
    for piece in pieces[1:]:
        yield Frame(frame.text, tuple(piece))
        yield Frame(frame.text, (*subject, *piece))


def _subject(piece: list[Word]) -> list[Word]:
    """The words before the first that says which way, that it is linked, or that not."""
    for place, word in enumerate(piece):
        if word.kind in ("sign", "link", "deny") and any(w.kind == "topic" for w in piece[:place]):
            return piece[:place]
    return []


def _cut(text: str) -> Iterator[str]:
    """The words of a text in lower case; tied words come apart unless a tie makes a name ("PD-1", "5-HT2A")."""
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        pieces = _TIE.split(word)
        if _NUMBER.fullmatch(word) or len(pieces) == 1:
            yield word
        elif pieces[0] == "non" or any(len(piece) < 2 or piece.isdigit() for piece in pieces):
            yield "".join(pieces)
        elif word in SIGNS:
            yield word
        else:
            yield from pieces


def _word(raw: str, before: list[Word]) -> Iterator[Word]:
    place = len(before)
    if raw in UNDONE:
        yield Word(place, raw, "deny", frozenset(), "within")
        raw, place = UNDONE[raw], place + 1
    if raw in _STOPS:
        yield Word(place, raw, "empty", frozenset())
        return
    number = _SPELLED.get(raw, raw)
    if _NUMBER.fullmatch(number):
        named = bool(before) and before[-1].text in NAMES_BEFORE
        value = _THOUSANDS.sub("", number).replace("·", ".")
        yield Word(place, raw, "topic" if named else "number", frozenset((value,)))
        return
    kind = kind_of(raw)
    group, sign = SIGNS.get(raw, ("", 0))
    yield Word(place, raw, kind, stems(raw), group, sign)


def _with_units(words: list[Word]) -> Iterator[Word]:
    for place, word in enumerate(words):
        after = words[place + 1].text if place + 1 < len(words) else ""
        if word.kind == "number" and after not in _STOPS:
            unit = min(stems(after), default=after) if after != "%" else "%"
            yield Word(word.place, word.text, word.kind, word.stems, unit=unit)
        else:
            yield word
