"""How far a follow-up reaches: within the study in hand, beyond it, past it to another, or to the asker."""

from __future__ import annotations

import re

from assistant.conversation.cues import STUDIES, STUDY

_OTHERS = rf"(?:\w+ )?(?:{STUDY}|{STUDIES}|evidence|people|researchers|groups|teams|labs)"
_GENERAL = re.compile(
    r"\b(?<!did )(?<!were )(?:anybody|anyone|somebody|someone|nobody)\b(?! (?:drop|quit|leave|get|feel|report))"
    r"|\banything\b|\bin general\b|\b(?:generally|overall|elsewhere|else)\b"
    rf"|\b(?:any|other|another|more|newer|later|better|bigger|smaller|further|similar) {_OTHERS}\b"
    r"|\b(?:what|which) (?:do |does )?other\b|\b(?:since|instead)\W*$",
    re.I,
)
_OTHER_PEOPLE = re.compile(
    r"^(?:(?:and|but|so|or)\s+)?(?:what about|how about|and|what of)?\s*(?:in |for |with |among )?"
    r"(?:people|those|folks?|others|users|patients|anyone|someone)\s+"
    r"(?:who|that|with|without|just|on|in|taking|trying|using|\w+ing)\b",
    re.I,
)
_BESIDES = re.compile(
    r"\b(?:else|another|besides|apart from|other than|except|since|instead of|anything (?:\w+er|more \w+|other|since)"
    rf"|(?:other|newer|later|more|further|similar|better|bigger|smaller) {_OTHERS})\b",
    re.I,
)
_BROAD = re.compile(r"\b(?:at all|whatsoever|in any form|of any kind|full stop)\b", re.I)
_COMPARES = re.compile(
    r"\b(?:difference|differ|differs|disagree\w*|contradict\w*|conflict\w*|compare[sd]?|comparison|versus|vs|the two"
    r"|at odds|clash\w*|which (?:one )?(?:is|was|were) (?:better|bigger|stronger|more|larger|newer))\b",
    re.I,
)
_NEXT = re.compile(
    rf"\bthe (?:next|later|subsequent|second|follow-?up|following|newer|bigger|larger) (?:\w+ )?{STUDY}\b"
    r"|\bthe follow-?up\b(?! (?:was|period|time))",
    re.I,
)
_THE_DRUG = re.compile(
    r"\b(?:these|those|this|that|the) (?:drugs?|substances?|compounds?|medicines?|stuff|pills?)\b"
    r"|\b(?:do|doing|take|taking|use|using|try|trying) (?:it|them)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:does|is|can|will|could|would|should|might) it\b|\bit (?:really |actually |ever )?[a-z]+s\b", re.I
)
_PERSONAL = re.compile(
    r"\b(?:am i|(?:can|could|should|would|will|must|may|do) i|for me|my|help me)\b(?! (?:see|know|understand|ask))",
    re.I,
)
_YOU = re.compile(r"(?<!tell )(?<!show )(?<!give )\b(?:i|me|my|we|our|you|your)\b", re.I)
_IN_PEOPLE = re.compile(r"\b(?:in|for|among|on) (?:\w+ )?(?:humans?|people|persons?)\b", re.I)
_CITING = re.compile(r"\b(?:citations?|cites?|cited|quot\w+|mention\w*|credit\w*|represent\w*)\b", re.I)


def generalises(text: str) -> bool:
    """Whether it asks beyond the study in hand: anybody, other studies, in general, people who."""
    return bool(_GENERAL.search(text) or _OTHER_PEOPLE.search(text))


def excludes(text: str) -> bool:
    """Whether what was just shown is not wanted again: another study, anything else, since."""
    return bool(_BESIDES.search(text))


def broadens(text: str) -> bool:
    """Whether it asks for anything there is on what it names: "ayahuasca at all?"."""
    return bool(_BROAD.search(text))


def compares(text: str) -> bool:
    """Whether two things that were spoken of are set against each other."""
    return bool(_COMPARES.search(text))


def next_study(text: str) -> tuple[int, int] | None:
    """Where "the next trial", "the follow-up study" stands."""
    match = _NEXT.search(text)
    return match.span() if match else None


def speaks_of_drug(text: str, of_effect: bool) -> bool:
    """Whether "it" is the drug: "does it help" is said of a drug, "did it find" of a study."""
    return bool(_THE_DRUG.search(text) or (of_effect and _PRESENT.search(text)))


def is_personal(text: str) -> bool:
    """Whether the asker speaks of themselves: such a question is not about the people of a study."""
    return bool(_PERSONAL.search(text))


def speaks_to_you(text: str) -> bool:
    """Whether it is about the asker or the answerer, "tell me" apart."""
    return bool(_YOU.search(text))


def says_people(text: str) -> bool:
    """Whether it says itself in whom."""
    return bool(_IN_PEOPLE.search(text))


def asks_of_citing(text: str) -> bool:
    """Whether it asks how the article cites what was spoken of."""
    return bool(_CITING.search(text))
