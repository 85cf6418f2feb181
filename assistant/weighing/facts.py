"""Yes-or-no questions about a fact of a record: was there a control group, was it blinded, was that a microdose?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Stance
from assistant.finding.fitting import has_substance, is_animal, is_small_dose, outcomes_on, studied
from assistant.understanding.reading import Reading
from assistant.weighing.strength import group_of
from sources.model import Source

_AUX = r"(?:was|were|is|are|did|does|do|has|have|had|any|wasn'?t|isn'?t)"
_DUMMY = r"(?:placebo|dummy|control(?:s| group| arm)?|sham|fake|comparison group|comparator)"


def _asks(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_IT = r"(?:it|that|this|they|the \w+(?: \w+)*)"
_CONTROL = _asks(
    rf"\b(?:was|were|is) there an? (?:\w+ )?{_DUMMY}|\b(?:did|does|do) {_IT} (?:have|use|include) an? (?:\w+ )?{_DUMMY}"
    rf"|\bany {_DUMMY}\b|{_AUX} {_IT} placebo[- ]controlled"
)
_BLINDED = _asks(rf"{_AUX} {_IT} (?:double[- ])?(?:blind|blinded|masked)\b|\bblinded or not\b")
_MICRODOSE = _asks(
    r"\b(?:was|is|were|are) (?:that|it|this|those|they|the dose) (?:even |really |actually )?"
    r"(?:an? )?(?:micro ?-?dos|tiny dose|small dose)"
)
_IN_PEOPLE = _asks(
    rf"{_AUX} [^.?!]{{0,50}}\b(?:in|on) (?:people|humans|persons|volunteers|patients)\b|\btried (?:in|on) (?:people|humans)"
)
_PUBLISHED = _asks(rf"{_AUX} {_IT} (?:been )?(?:peer[- ]reviewed|published)")
_PATIENTS = _asks(
    rf"{_AUX} (?:they|those|these|the people|people|volunteers|participants)[^.?!]{{0,60}}\b(?:patients|diagnosed|a diagnosis)\b"
)

FACTS: tuple[tuple[re.Pattern[str], Callable[[Source], bool]], ...] = (
    (_CONTROL, lambda source: group_of(source) == "placebo-controlled" or "placebo" in source.comparator),
    (_BLINDED, lambda source: any(word in source.blinding for word in ("double", "triple", "blinded themselves"))),
    (_MICRODOSE, is_small_dose),
    (_IN_PEOPLE, lambda source: not is_animal(source) and source.species == "human"),
    (_PUBLISHED, lambda source: source.peer_reviewed),
    (_PATIENTS, lambda source: not any(word in source.population for word in ("healthy", "volunteers", "microdos"))),
)

_EXISTS = _asks(
    r"\b(?:(?:is|are|was|were) there (?:any|an?)\b|(?:has|have|did|does) (?:anyone|anybody|someone|somebody|they|an?y?)\b"
    r"|anybody|anyone"
    r"|any (?:study|studies|trials?|research|data|evidence)\b|been (?:done|studied|tested|measured)|\bat all\b)"
)
_CONTROLLED = {"placebo", "double-blind", "randomised", "control group"}


def _is_it(source: Source, reading: Reading) -> bool:
    """Whether a study with results has everything that was asked for: topic, substance, dose, condition, control."""
    if source.kind != "study" or not source.outcomes:
        return False
    asked = {term.name for term in reading.terms}
    wanted = [
        not reading.topics or bool(outcomes_on(source, reading.topics)),
        not reading.substances or has_substance(source, reading.substances),
        reading.dose != "microdose" or is_small_dose(source),
        not reading.conditions or studied(source, reading),
        not asked & _CONTROLLED or group_of(source) == "placebo-controlled",
    ]
    return all(wanted)


def fact_stance(reading: Reading, studies: Sequence[Source]) -> Stance | None:
    """Yes or no from the record of the study asked about; None where no such fact is asked or no one study is meant."""
    if reading.named.citations and not reading.countable:
        found = {citation.found for citation in reading.named.citations}
        return "supported" if found == {"yes"} else "contradicted"
    if _EXISTS.search(reading.standalone) and not reading.named.sources and not reading.within:
        return "supported" if any(_is_it(source, reading) for source in studies) else "contradicted"
    if not studies or not (reading.one_study or reading.within or len(studies) == 1):
        return None
    asked_of = studies[:1] if reading.one_study else studies
    for asked, holds in FACTS:
        if asked.search(reading.standalone):
            return _agreed([holds(source) for source in asked_of])
    return None


def _agreed(held: list[bool]) -> Stance:
    if all(held):
        return "supported"
    return "mixed" if any(held) else "contradicted"
