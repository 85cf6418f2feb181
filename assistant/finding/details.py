"""Single facts a question may ask of a study, and whether its record holds them.

"unknown" in a record is a fact too: it means that what was read does not say. A question for such a detail is not
answered with something near it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sources.model import Source

_UNKNOWN = re.compile(r"\b(?:unknown|not (?:stated|given|seen|reported)|does not say)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of fact: how it is asked for, what to call it, and what the record says of it (empty: nothing)."""

    name: str
    asked: re.Pattern[str]
    told: Callable[[Source], tuple[str, ...]]


def _asked(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


DETAILS: tuple[Detail, ...] = (
    Detail(
        "how many people there were in each group",
        _asked(
            r"(?:in|for|per) each (?:of|arm|group|schedule|condition)|each (?:arm|group|schedule)|per (?:arm|group|schedule)"
        ),
        lambda source: (source.arms, source.n_note),
    ),
    Detail(
        "who paid for it",
        _asked(r"who (?:paid|funded|financed|sponsored)|funded by|funding|sponsors?|paid for|whose money"),
        lambda source: (source.funding,),
    ),
    Detail("the dose", _asked(r"what (?:was the )?dose|which dose|how many micrograms"), lambda source: (source.dose,)),
    Detail("where it was done", _asked(r"where (?:was|were|did)"), lambda source: (source.setting,)),
)

# Counts that a sentence of the note must hold, beside the words that it is about.
COUNTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "how many were women and how many men",
        _asked(
            r"how many (?:were )?(?:women|men|males?|females?|girls|boys|blokes)|(?:sex|gender) (?:split|ratio|balance)"
        ),
        re.compile(
            r"\b(?:\w+|\d+)(?: of the \d+(?: people)?)? (?:were |was )?(?:women|men|male|female)\b", re.IGNORECASE
        ),
    ),
    (
        "a percentage",
        _asked(r"what (?:percent\w*|share|proportion|fraction)|how many per ?cent"),
        re.compile(r"\d ?%|\bper ?cent\b|\bhalf\b"),
    ),
)

# A statistic is asked for by its name and known by its sign in the text of an effect.
STATISTICS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("Cohen's d", _asked(r"cohen'?s? ?d|effect size"), re.compile(r"\b[dg] ?=|effect size", re.IGNORECASE)),
    ("a p value", _asked(r"p[- ]values?"), re.compile(r"\bp ?[<=>]", re.IGNORECASE)),
    (
        "a confidence interval",
        _asked(r"confidence intervals?|error bars?"),
        re.compile(r"\bCI\b|interval", re.IGNORECASE),
    ),
    ("the exact figures", _asked(r"exact|precise(?:ly)?|to the decimal"), re.compile(r"\d")),
)


def missing_detail(question: str, source: Source, topics: tuple[str, ...]) -> str | None:
    """What is asked for and not in the record, in words; None where nothing is missing."""
    for detail in DETAILS:
        if detail.asked.search(question) and not _known(detail.told(source)):
            return detail.name
    for name, asked, sign in COUNTS:
        if asked.search(question) and not sign.search(source.text):
            return name
    effects = [o.effect for o in source.outcomes if not topics or set(topics) & set(o.topics)]
    for name, asked, sign in STATISTICS:
        if asked.search(question) and not any(sign.search(effect) for effect in effects):
            return name
    return None


def _known(told: tuple[str, ...]) -> bool:
    """Something is said, and "unknown" is not said beside it."""
    held = [text for text in told if text]
    return bool(held) and not any(_UNKNOWN.search(text) for text in held)
