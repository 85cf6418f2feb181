"""Whether a text speaks of a microdose, a full dose or neither."""

from __future__ import annotations

import re
from typing import Literal

from sources.vocabulary import Found as Term

DoseRead = Literal["microdose", "full", "any"]


_SMALL_DOSE = re.compile(
    r"\b(?:little|small|tiny|low|mini|wee|sub-?perceptual|threshold)\b[\w\s-]{0,24}?\bdos(?:e|es|ing)\b",
    re.I,
)


_SHARE_ONLY = re.compile(r"\btenth$", re.I)


_BESIDE_DOSE = re.compile(
    r"\b(?:close to|near|times|than|not|no|unlike|a tenth of) (?:an? )?(?:large |small |full "
    r"|usual )?(?:micro)?dos(?:e|es|ing)\b",
    re.I,
)
"""A dose level that something is set beside is not the one that was given."""


_FULL_DOSE = re.compile(
    r"\b(?:big|large|high|full|heavy|strong|hefty|psychedelic|hallucinogenic|trip)\b[\w\s-]{0,24}?\bdos(?:e|es|ing)\b"
    r"|\bfull[- ](?:strength|blown)\b|\btrips?\b",
    re.I,
)


def dose_level_of(text: str, terms: tuple[Term, ...]) -> DoseRead:
    if _BESIDE_DOSE.search(text):
        return "any"
    told = {t.name for t in terms if t.section == "doses" and not _SHARE_ONLY.search(t.words)}
    if "microdose" in told or _SMALL_DOSE.search(text):
        return "microdose"
    return "full" if "full dose" in told or _FULL_DOSE.search(text) else "any"
