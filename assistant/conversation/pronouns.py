"""Whether a pronoun, or words that do its work, point outside the question they stand in."""

from __future__ import annotations

import re

from assistant.conversation.cues import STUDIES, STUDY, beyond_detail, proper

_PRONOUN = re.compile(
    r"\b(?P<one>it|its|itself|he|his|him|she|hers?)\b|\b(?P<many>they|theirs?|them|these|those)\b", re.I
)
_PERSONS = ("he", "his", "him", "she", "her", "hers")
_OBJECTS = ("them", "their", "theirs")
_PLURAL = re.compile(r"\b(?!does\b|this\b|was\b|has\b|its\b|always\b)[a-z]{3,}[^s\W]s\b", re.I)
_PEOPLE = re.compile(
    r"\b(?:people|folks?|users?|patients|participants|volunteers|subjects|researchers|scientists|authors|men|women"
    r"|doctors|adults|someone|somebody|anyone|anybody|everyone|who|studies|trials|surveys|papers)\b",
    re.I,
)
_ONE_THING = re.compile(rf"\b{STUDY}\b", re.I)
# "That" and "this" stand for a noun after a verb or a preposition; after a noun they open a clause ("a dose that is").
_DEMONSTRATIVE = re.compile(
    r"(?:^|\b(?:is|was|were|are|did|does|do|has|had|have|can|could|would|will|in|of|on|at|about|from|for|with|than|like"
    r"|after|before|by|to|why|how|when|where|what|who|and|but|so|or|if|because|which)\s)(?P<it>that|this)\b"
    r"(?!\s+(?:article|page|app|chat|tool|site|library|(?:you|we|they|i|people|microdosing)\b))",
    re.I,
)
_THERE = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!out )\bthere\W*$", re.I)
# "It is true that", "those who", "that truffle study", "its sources": pronouns that need nothing from before.
_EMPTY = re.compile(
    r"\b(?:(?:is|was|would|isn'?t|be) it|it(?:'?s| is| was| would be))(?: \w+){0,3}? (?:that|to|if|whether|when)\b"
    r"|\bdoes it (?:matter|help|hurt|make sense) (?:if|whether|to|that|when)\b|\bdoes it (?:take|mean)\b|\bit takes?\b"
    r"|\bit (?:seems|appears|turns out)\b|\bwhat (?:time|day|date|year) is it\b"
    r"|\b(?:those|these|they) (?:who|whom|that|with|without|on|taking|using|having)\b"
    rf"|\b(?:that|this|those)(?: (?!{STUDY}\b)[\w-]+){{1,4}}? {STUDY}\b"
    r"|\b(?:its|it's) (?:sources?|source list|references?|reference list|citations?)\b",
    re.I,
)
_THE_PEOPLE = re.compile(
    r"\bthe (?:(?!most|best|right|same|other|poor|young|old)\w+ )?(?:rats?|mice|animals|patients|participants"
    r"|volunteers|subjects|people|men|women|users|groups?|arms?|authors|researchers|scientists|team)\b"
    r"(?! (?:who|with|in|on|that|taking|of|from))",
    re.I,
)
_A_STUDY = re.compile(rf"\b(?:the|that|this|an?) ((?:[\w'-]+ ){{1,5}}?){STUDY}\b", re.I)
_SOME_STUDIES = re.compile(
    rf"\b{STUDIES} (?:in|on|with|of|about|that|which|from|using) (?!it\b|that\b|this\b|them\b|those\b)\w", re.I
)


def refers(text: str, ones: tuple[int, ...] = (), several: tuple[int, ...] = ()) -> bool:
    """Whether a pronoun points outside the question.

    `ones` and `several` are the places where words end that an "it" and a "they" further on may mean.
    """
    plain = _EMPTY.sub(lambda match: " " * len(match.group()), text)
    for match in _PRONOUN.finditer(plain):
        meant = several if match["many"] else ones
        if not any(end <= match.start() for end in meant) and not _is_inside(match, text[: match.start()]):
            return True
    found = _DEMONSTRATIVE.search(plain)
    pointed = bool(found) and not any(end <= found.start("it") for end in ones if found)
    return pointed or bool(_THERE.search(plain))


def _is_inside(match: re.Match[str], before: str) -> bool:
    """Whether what stands before the pronoun in the same question gives it its meaning."""
    word = match.group().casefold()
    if _ONE_THING.search(before) or (word in _PERSONS and proper(before)):
        return True
    several = bool(_PEOPLE.search(before)) or (word in _OBJECTS and bool(_PLURAL.search(before)))
    return bool(match["many"]) and several


def speaks_of_the_people(text: str) -> bool:
    """Whether it says "the patients", "the placebo group": those of a study that was spoken of."""
    return bool(_THE_PEOPLE.search(text))


def describes_a_study(text: str) -> bool:
    """Whether studies are told by more than their design: "the truffle event study", "studies in rats"."""
    told = any(beyond_detail(match[1]) for match in _A_STUDY.finditer(text))
    return told or bool(_SOME_STUDIES.search(text))
