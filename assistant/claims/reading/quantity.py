"""A number with its unit, and whether a number of a source bears out one of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from sources.words import keys

SMALL = keys(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)


TENS = keys("twenty thirty forty fifty sixty seventy eighty ninety")


WORDS = {
    **{word: float(value) for value, word in enumerate(SMALL)},
    **{word: 10.0 * place for place, word in enumerate(TENS, 2)},
    "dozen": 12.0,
    "a dozen": 12.0,
    "half a dozen": 6.0,
    "two dozen": 24.0,
    "three dozen": 36.0,
    "four dozen": 48.0,
    "a hundred": 100.0,
    "a thousand": 1000.0,
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
}


TEEN = "|".join((*TENS, *SMALL))


_COUNTS = ("people", "animals", "studies")
"""Units that a source may leave out: "191 completed"."""


_NEAR_SHARE = 0.1
"""How far a share told in words may be off: "nearly half" for 46 %."""


_DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}


SPANS = frozenset(_DAYS)
"""Units of time, which can be told from one another."""


_NEAR_TIME = 0.09
"""How far four weeks and a month may lie apart."""


_NEAR = 0.05
"""How far "about" may be off."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit ("" where none is told): `text[start:end]` is the whole expression.

    `sense` is "" for an exact number, or "about", "over", "under".
    """

    value: float
    unit: str
    words: str
    start: int
    end: int
    sense: str = ""


def agree(claimed: Quantity, held: Quantity) -> bool:
    """Whether a number of a source bears out a claimed one, as exactly as the claim puts it."""
    if (
        claimed.unit != held.unit
        and not (claimed.unit in _DAYS and held.unit in _DAYS)
        and (held.unit or claimed.unit not in _COUNTS)
        and claimed.unit
    ):
        return False
    value, other = claimed.value, held.value
    if claimed.unit in _DAYS and held.unit in _DAYS:
        value, other = value * _DAYS[claimed.unit], other * _DAYS[held.unit]
        if claimed.unit != held.unit:
            return abs(value - other) <= _NEAR_TIME * max(value, other)
    if "share" in (claimed.sense, held.sense):
        return abs(value - other) <= _NEAR_SHARE * max(value, other)
    if claimed.sense == "about" or held.sense == "about":
        return abs(value - other) <= _NEAR * max(value, other)
    if claimed.sense == "over":
        return value <= other <= 1.25 * value
    if claimed.sense == "under":
        return 0.75 * value <= other <= value
    return value == other


def is_dose(quantity: Quantity) -> bool:
    """Whether it is an amount of a drug."""
    return quantity.unit.startswith(("microgram", "milligram", "gram"))
