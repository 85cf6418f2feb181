"""Caveats for an added file that has no record: told by words in its text, and they say so.

A cue can only raise a warning. That no cue was found proves nothing, so nothing is concluded from silence.
"""

from __future__ import annotations

import re

from assistant.caveats.context import SourceCaveat
from assistant.caveats.numbers import SMALL_SAMPLE
from sources.model import CaveatKind

_TOLD = "Told by words in the added text, not by a checked record."
_COUNT = re.compile(
    r"\b(?:n ?= ?(\d+)|(\d+) (?:\w+ ){0,2}(?:participants|patients|volunteers|subjects|people|adults))\b", re.IGNORECASE
)
_HUMANS = re.compile(r"\b(?:participants|patients|volunteers|respondents|people|adults|men|women)\b", re.IGNORECASE)
_CUES: tuple[tuple[CaveatKind, str, str], ...] = (
    ("no-placebo", r"\bopen[- ]label\b|\bno (?:placebo|control group)\b|\buncontrolled\b", "It had no placebo group."),
    (
        "observational",
        r"\bcross-sectional\b|\bsurvey(?:ed)?\b|\bcohort\b|\bobservational\b|\binterviews?\b",
        "People were asked or followed, not assigned.",
    ),
    (
        "self-report",
        r"\bself-report(?:ed)?\b|\bself-rated\b|\bonline questionnaires?\b",
        "It rests on people's own answers.",
    ),
    ("self-selected", r"\bself-selected\b|\brecruited (?:online|from forums)\b", "People chose this themselves."),
    (
        "healthy-volunteers",
        r"\bhealthy (?:\w+ ){0,2}(?:volunteers|participants|subjects|adults)\b",
        "It was done in healthy people.",
    ),
    (
        "blinding-broken",
        r"\bbr(?:oke|eaking) blind\b|\bunblinding\b|\bguessed (?:their|correctly)\b",
        "The blinding may not have held.",
    ),
    ("expectancy", r"\bexpectanc(?:y|ies)\b|\bplacebo effect\b", "Expectation may have played a part."),
    (
        "review-not-primary",
        r"\bsystematic review\b|\bmeta-analys[ie]s\b|\bnarrative review\b",
        "It sums up other studies.",
    ),
    (
        "not-peer-reviewed",
        r"\bpreprint\b|\bnot (?:been )?peer[- ]reviewed\b|\bpress release\b",
        "It has not been peer reviewed.",
    ),
    (
        "industry-funded",
        r"\b(?:funded|sponsored|supported) by [^.]{0,80}\b(?:Inc|Ltd|Pharma\w*|Therapeutics|GmbH)\b",
        "A company paid for it.",
    ),
    (
        "conflicting-evidence",
        r"\bconflicting (?:results|evidence|findings)\b|\bcontradictory\b",
        "Results conflict.",
    ),
)
_ANIMALS = re.compile(r"\b(?:mice|mouse|rats?|zebrafish|in vitro|cultured (?:cells|neurons))\b", re.IGNORECASE)


def caveats_from_text(text: str) -> tuple[SourceCaveat, ...]:
    """The caveats that the words of a text point to, each marked as told by the text alone."""
    found = [
        SourceCaveat(kind, f"{said} {_TOLD}", "text")
        for kind, cue, said in _CUES
        if re.search(cue, text, re.IGNORECASE)
    ]
    if _ANIMALS.search(text) and not _HUMANS.search(text):
        found.append(SourceCaveat("animal-only", f"It was done in animals or cells. {_TOLD}", "text"))
    counts = [int(match[1] or match[2]) for match in _COUNT.finditer(text)]
    if counts and max(counts) <= SMALL_SAMPLE:
        found.append(
            SourceCaveat("small-sample", f"The largest group it names has {max(counts)} people. {_TOLD}", "text")
        )
    return tuple(found)
