"""Which studies a question points at without naming them: "the second one", "that trial", "the one in patients"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import pronouns, scope
from assistant.cues import STUDIES, STUDY
from assistant.ordinals import Pointer, choose, point
from assistant.reading import Reading
from assistant.studies import Studies
from assistant.thread import Past, slot

_ONE = r"(?:study|trial|paper|survey|experiment)"
_THAT = re.compile(
    rf"\b(?:that|this|the same|the very same|said) (?:one\b|{STUDY}\b)(?! (?:about|on|with|in which|where|by|from)\b)", re.I
)
# "The trial" is one that was spoken of, unless the question has a drug of its own.
_THAT_OR_THE = re.compile(
    rf"{_THAT.pattern}|\b(?:the|their|its) (?:actual |original |whole |same )?{_ONE}\b(?! (?:that|which|of|on|in|with|by|about|from|called|where|who|using)\b)",
    re.I,
)
_DESCRIBED = re.compile(
    rf"\b(?:the|that|those) (?:one|ones|{_ONE}) (?:with|without|in|from|about|on|of|by|that|which|where|who|using|testing|at)\b[^?.!,]*"
    rf"|\b(?:the|that|those) (?!same\b|only\b|next\b)[\w-]+(?: [\w-]+){{0,4}}? (?:one|ones|{_ONE})\b(?: (?:in|from|on|with|of) \w+)?",
    re.I,
)
_SUPERLATIVE = re.compile(
    rf"\bthe (?:most recent|(?:new|old|bigg?|larg|small|lat|earli)\w*e(?:r|st)) (?:one\b|{STUDY}\b|of (?:the (?:\w+)|them|those|these)\b)", re.I
)
_STUDIES = re.compile(rf"\b{STUDIES}\b", re.I)
_NEVER = "I cannot tell which one that is. Which study do you mean?"


@dataclass(frozen=True, slots=True)
class Pointed:
    """The sources pointed at and where the words stand that point; or a question back."""

    ids: tuple[str, ...]
    start: int
    end: int
    clarify: str | None = None


def pointed(reading: Reading, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """What a question points at, None where it does not point."""
    text = reading.standalone
    own = any(slot(term) in ("substance", "level") for term in reading.terms)
    that = _THAT if own else _THAT_OR_THE
    return _most(text, past, studies) or _in_a_list(text, past) or _next(text, past, studies) or _that(that, text, past, studies) or _described(text, past, studies)


def replaced(text: str, found: Pointed, labels: str) -> str:
    """The text with names in place of the words that point."""
    said = text[found.start : found.end].casefold()
    if said.startswith("of "):
        labels = f"of {labels}"
    elif said.startswith("both"):
        labels = f"both {labels}"
    elif said.startswith(("neither", "either")):
        labels = f"{said.split()[0]} of {labels}"
    elif said.endswith(" all"):
        labels = f"{labels} all"
    elif said.startswith("which"):
        labels = f"which of {labels}"
    return " ".join(f"{text[: found.start]} {labels}{text[found.end :]}".split())


def _most(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """"The bigger of the two", "the latest one"."""
    match = _SUPERLATIVE.search(text)
    for turn in past if match else ():
        among = tuple(dict.fromkeys(i for item in turn.items for i in item))
        if match and (fit := studies.facts.fitting(match.group(), among)):
            return Pointed(fit, *match.span(), clarify=None if len(fit) == 1 else studies.which(fit))
    return None


def _in_a_list(text: str, past: Sequence[Past]) -> Pointed | None:
    pointer = point(text)
    if not pointer or not past or _is_about_people(pointer, text, past[0]):
        return None
    lists = [turn.items for turn in past if len(turn.items) > 1]
    if pointer.shape == "other":
        return _other(pointer, past, lists)
    for items in lists:
        if ids := choose(pointer, items):
            return Pointed(ids, pointer.start, pointer.end)
    if pointer.shape == "one" and pointer.places == (-1,) and past[0].focus:
        return Pointed(past[0].focus, pointer.start, pointer.end)
    unclear = pointer.shape in ("one", "some")
    return Pointed((), pointer.start, pointer.end, _NEVER) if unclear else None


def _is_about_people(pointer: Pointer, text: str, now: Past) -> bool:
    """After one study, or people in the same breath, "how many of them" are people, unless studies are said."""
    said = text[pointer.start : pointer.end]
    plain = pointer.shape == "all" and pointer.size is None and not (_STUDIES.search(said) or said.casefold().startswith("which"))
    return plain and (len(now.focus) == 1 or not pronouns.refers(text))


def _other(pointer: Pointer, past: Sequence[Past], lists: Sequence[tuple[tuple[str, ...], ...]]) -> Pointed | None:
    """"The other one": of the latest list that holds what is spoken of, the rest."""
    focus = set(next((turn.focus for turn in past if turn.focus), ()))
    for items in lists:
        every = tuple(dict.fromkeys(i for item in items for i in item))
        if focus and focus < set(every):
            return Pointed(tuple(i for i in every if i not in focus), pointer.start, pointer.end)
    return Pointed((), pointer.start, pointer.end, _NEVER) if focus or lists else None


def _next(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """"The next trial": the next of the list, else the study that followed this one up."""
    span = scope.next_study(text)
    if not span or not past or len(past[0].focus) != 1:
        return None
    focus = past[0].focus[0]
    for turn in past:
        flat = [i for item in turn.items for i in item]
        if focus in flat[:-1]:
            return Pointed((flat[flat.index(focus) + 1],), *span)
    later = studies.facts.successor(focus)
    return Pointed((later,), *span) if later else None


def _that(pattern: re.Pattern[str], text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    match = pattern.search(text)
    if not match or not past:
        return None
    now = next((turn for turn in past if turn.focus or turn.cited), past[0])
    ids = now.focus or now.cited
    if len(ids) > 1 and not now.named:
        ids = studies.facts.fitting(text, ids) or ids
    clarify = studies.which(ids) if len(ids) > 1 and not now.named else None
    return Pointed(ids, *match.span(), clarify=clarify) if ids else None


def _described(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """"The one with patients": the candidate whose facts fit, among what was listed, cited or named lately."""
    match = _DESCRIBED.search(text)
    if not match:
        return None
    words = match.group().casefold().split()
    many, loose = "ones" in words, "one" in words or "ones" in words
    for turn in past:
        among = tuple(dict.fromkeys(i for item in turn.items for i in item)) or turn.named or turn.cited
        fit = studies.facts.fitting(match.group(), among) if len(among) > 1 else ()
        fit = tuple(i for i in fit if loose or studies.facts.fits(match.group(), i))
        if fit:
            return Pointed(fit, *match.span(), clarify=None if many or len(fit) == 1 else studies.which(fit))
    return None
