"""Caveats that follow from how many took part and for how long."""

from __future__ import annotations

import re

from assistant.caveats.design import BLINDED_TRIAL, is_study_of_people
from sources.model import Source
from sources.vocabulary import Subject

SMALL_SAMPLE = 40
SMALL_ARM = 12
SHORT_DAYS = 21

_COUNT = r"(\d{1,3}(?:,\d{3})+|\d+)"
_EACH = re.compile(rf"{_COUNT} (?:each|per group|in each|per arm)\b")
_ARM = re.compile(rf"\D {_COUNT}\s*$")
_ANALYSED = re.compile(rf"^{_COUNT} (?:who|with|of|people|patients|treated|scanned)\b")
_SPAN = re.compile(r"(\d+|one|two|three|four|six|eight|twelve)[ -](hour|day|week|month|year)s?\b")
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "twelve": 12}
_SITTING = re.compile(r"\bsessions?\b|\bsame day\b")


def small_sample(source: Source) -> str | None:
    """At most 40 took part or were analysed, or an arm had about 12 or fewer.

    Small studies miss real effects, and what they find is more often chance or too large. Source: Button et al. (2013),
    Nature Reviews Neuroscience; GRADE handbook 5.2.4 (imprecision). The two limits are this library's convention.
    """
    if source.kind not in ("study", "news"):
        return None
    who = "animals were used" if "animal" in source.design else "people took part"
    arm = min(arm_sizes(source.arms), default=None)
    if source.n is not None and source.n <= SMALL_SAMPLE:
        each = f", {arm} in the smallest group" if arm and arm <= SMALL_ARM and arm < source.n else ""
        return f"Only {source.n} {who}{each}."
    if arm is not None and arm <= SMALL_ARM:
        return f"The smallest group had only {arm}."
    analysed = min(_analysed(source), default=None)
    if analysed is not None and analysed <= SMALL_SAMPLE:
        return f"Only {analysed} could be analysed for some of the results."
    return None


def arm_sizes(arms: str) -> tuple[int, ...]:
    """The numbers of people in the groups, as far as the field says them: "LSD 27; placebo 26", "8 each"."""
    plain = re.sub(r"\([^)]*\)", "", arms)
    sizes = [match[1] for part in plain.split(";") if (match := _ARM.search(part))]
    return tuple(_number(size) for size in (*_EACH.findall(plain), *sizes))


def _analysed(source: Source) -> tuple[int, ...]:
    if not is_study_of_people(source) or source.n is None:
        return ()
    found = (_ANALYSED.match(outcome.group) for outcome in source.outcomes)
    return tuple(_number(match[1]) for match in found if match)


def short_follow_up(source: Source, subject: Subject) -> str | None:
    """A trial at the dose asked about that watched people for less than three weeks.

    A course of repeated doses is judged over months. Source: GRADE handbook 5.2.3 (indirectness of outcome timing); the
    three weeks are this library's convention. Larger doses carry `full-dose-not-microdose` instead.
    """
    tried = BLINDED_TRIAL | {"open-label", "self-blinded-citizen-science"}
    if source.kind != "study" or not is_study_of_people(source) or not tried & set(source.design):
        return None
    days = follow_up_days(source.follow_up)
    if source.dose_level not in subject.doses or days is None or days >= SHORT_DAYS:
        return None
    return f"People were followed only briefly: {source.follow_up}."


def follow_up_days(text: str) -> float | None:
    """The longest span that the field names, in days; a sitting counts as one; None where it says nothing."""
    spans = [(_WORDS.get(count) or int(count)) * _DAYS[unit] for count, unit in _SPAN.findall(text.lower())]
    return max(spans, default=1.0 if _SITTING.search(text) else None)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
