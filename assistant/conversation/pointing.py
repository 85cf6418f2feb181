"""Which studies a question points at without naming them: "the second one", "that trial", "the one in patients"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import pronouns, scope
from assistant.conversation.cues import STUDIES, STUDY
from assistant.conversation.ordinals import Pointer, choose, flat, point
from assistant.conversation.studies import Studies
from assistant.conversation.thread import Past, slot
from assistant.understanding.reading import Reading

_ONE = r"(?:study|trial|paper|survey|experiment)"
_THAT = re.compile(
    rf"\b(?:that|this|the same|the very same|said) (?:one\b|{STUDY}\b)"
    r"(?! (?:about|on|with|in which|where|by|from)\b)",
    re.I,
)
# "The trial" is one that was spoken of, unless the question has a drug of its own.
_THAT_OR_THE = re.compile(
    rf"{_THAT.pattern}|\b(?:the|their|its) (?:actual |original |whole |same )?{_ONE}\b"
    r"(?! (?:that|which|of|on|in|with|by|about|from|called|where|who|using)\b)",
    re.I,
)
_DESCRIBED = re.compile(
    rf"\b(?:the|that|those) (?:one|ones|{_ONE}) "
    r"(?:with|without|in|from|about|on|of|by|that|which|where|who|using|testing|at)\b[^?.!,]*"
    rf"|\b(?:the|that|those) (?!same\b|only\b|next\b)[\w-]+(?: [\w-]+){{0,4}}? (?:one|ones|{_ONE})\b"
    r"(?: (?:in|from|on|with|of) \w+)?",
    re.I,
)
_SUPERLATIVE = re.compile(
    rf"\bthe (?:most recent|(?:new|old|bigg?|larg|small|lat|earli)\w*e(?:r|st)) "
    rf"(?:one\b|{STUDY}\b|of (?:the \w+|them|those|these)\b)",
    re.I,
)
_STUDIES = re.compile(rf"\b{STUDIES}\b|^which\b", re.I)
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
    return (
        _superlative(text, past, studies)
        or _in_a_list(text, past, own)
        or _next(text, past, studies)
        or _that(_THAT if own else _THAT_OR_THE, text, past, studies)
        or _described(text, past, studies)
    )


def replaced(text: str, found: Pointed, labels: str) -> str:
    """The text with names in place of the words that point."""
    said = text[found.start : found.end].casefold()
    if said.startswith("of "):
        labels = f"of {labels}"
    elif said.startswith("both"):
        labels = f"both {labels}"
    elif said.startswith(("neither", "either", "which")):
        labels = f"{said.split()[0]} of {labels}"
    elif said.endswith(" all"):
        labels = f"{labels} all"
    return " ".join(f"{text[: found.start]} {labels}{text[found.end :]}".split())


def that_study(text: str) -> tuple[int, int] | None:
    """Where "that study", "this one" stands."""
    match = _THAT.search(text)
    return match.span() if match else None


def _superlative(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """ "The bigger of the two", "the latest one"."""
    match = _SUPERLATIVE.search(text)
    for turn in past if match else ():
        if match and (fit := studies.facts.fitting(match.group(), flat(turn.items))):
            return Pointed(fit, *match.span(), clarify=_unless_one(fit, studies))
    return None


def _in_a_list(text: str, past: Sequence[Past], own: bool) -> Pointed | None:
    pointer = point(text)
    if not pointer or not past or _is_of_other_things(pointer, text, past[0], own):
        return None
    lists = [turn.items for turn in past if len(turn.items) > 1]
    if pointer.shape == "other":
        return _other(pointer, past, lists)
    for items in lists:
        if ids := choose(pointer, items):
            return Pointed(ids, pointer.start, pointer.end)
    if pointer.places == (-1,) and past[0].focus:
        return Pointed(past[0].focus, pointer.start, pointer.end)
    return Pointed((), pointer.start, pointer.end, _NEVER) if pointer.shape in ("one", "some") else None


def _is_of_other_things(pointer: Pointer, text: str, now: Past, own: bool) -> bool:
    """After one study, or people in the same breath, "how many of them" are people, unless studies are said.

    "Which one" is a drug where the question names drugs.
    """
    said = text[pointer.start : pointer.end]
    if pointer.shape != "all" or pointer.size is not None:
        return False
    if _STUDIES.search(said):
        return own and said.casefold().startswith("which")
    return len(now.focus) == 1 or not pronouns.refers(text)


def _other(pointer: Pointer, past: Sequence[Past], lists: Sequence[tuple[tuple[str, ...], ...]]) -> Pointed | None:
    """ "The other one": of the latest list that holds what is spoken of, the rest."""
    focus = set(next((turn.focus for turn in past if turn.focus), ()))
    for items in lists:
        if focus and focus < set(flat(items)):
            return Pointed(tuple(i for i in flat(items) if i not in focus), pointer.start, pointer.end)
    return Pointed((), pointer.start, pointer.end, _NEVER) if focus or lists else None


def _next(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """ "The next trial": the next of the list, else the study that followed this one up."""
    span = scope.next_study(text)
    if not span or not past or len(past[0].focus) != 1:
        return None
    focus = past[0].focus[0]
    for turn in past:
        every = flat(turn.items)
        if focus in every[:-1]:
            return Pointed((every[every.index(focus) + 1],), *span)
    later = studies.facts.successor(focus)
    return Pointed((later,), *span) if later else None


def _that(pattern: re.Pattern[str], text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    match = pattern.search(text)
    now = next((turn for turn in past if turn.focus or turn.cited), None)
    if not match or not now:
        return None
    ids = now.focus or now.cited
    if len(ids) > 1 and not now.named:
        ids = studies.facts.fitting(text, ids) or ids
    return Pointed(ids, *match.span(), clarify=None if now.named else _unless_one(ids, studies))


def _described(text: str, past: Sequence[Past], studies: Studies) -> Pointed | None:
    """ "The one with patients": the candidate whose facts fit, among what was listed, cited or named lately.

    "The truffle study" may be any study, so it must fit word for word; "the truffle one" was spoken of.
    """
    match = _DESCRIBED.search(text)
    if not match:
        return None
    words = match.group().casefold().split()
    for turn in past:
        among = flat(turn.items) or turn.named or turn.cited
        fit = studies.facts.fitting(match.group(), among) if len(among) > 1 else ()
        if not {"one", "ones"} & set(words):
            fit = tuple(i for i in fit if studies.facts.fits(match.group(), i))
        if fit:
            return Pointed(fit, *match.span(), clarify=None if "ones" in words else _unless_one(fit, studies))
    return None


def _unless_one(ids: Sequence[str], studies: Studies) -> str | None:
    return studies.which(ids) if len(ids) > 1 else None
