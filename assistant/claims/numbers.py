"""Numbers in a text, each with its unit, so that 191 people is never taken for 191 micrograms.

A number gets the unit that follows it; in a list ("25, 50 and 100 micrograms") the unit at the end serves them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.words import keys

_SMALL = keys(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = keys("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = {
    **{word: float(value) for value, word in enumerate(_SMALL)},
    **{word: 10.0 * place for place, word in enumerate(_TENS, 2)},
    "dozen": 12.0,
    "a dozen": 12.0,
    "two dozen": 24.0,
    "three dozen": 36.0,
    "four dozen": 48.0,
    "a hundred": 100.0,
    "a thousand": 1000.0,
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
}
_TEEN = "|".join((*_TENS, *_SMALL))
_NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)(?!-?HT)(?!(?:st|nd"
    r"|rd|th)\b)"
    rf"|(?P<tens>{'|'.join(_TENS)})-(?P<ones>{'|'.join(_SMALL[1:10])})\b|\b(?P<word>(?:two|three|four|a) dozen|a hundred|a thousand|dozen"
    rf"|(?:once|twice|thrice)(?=\s+(?:an?|per|every|each|weekly|daily|in)\b)|{_TEEN})\b)"
    r"(?P<scale>[\s-]+(?:hundred|thousand|million|billion))?",
    re.IGNORECASE,
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PEOPLE = (
    r"people|persons?|adults?|participants?|volunteers?|patients?|respondents?|subjects?|users?|microdosers?|men|women"
    r"|individuals?|grown-?ups?|students?|folk|sufferers?|blokes?|guys?|lads?|ladies|gents?|fellas?|recruits?|completers?|drinkers?|males?|females?|sample|cases?"
)
_ANIMALS = r"rats?|mice|mouse|animals?|rodents?|zebrafish"
_STUDIES = r"studies|trials?|experiments?|papers?|reports?|articles?|surveys?|investigations?|publications?"
_PER_KG = r"(?:\s*/\s*kg|\s*per\s*(?:kg|kilo(?:gram)?)\b)"
_UNITS: tuple[tuple[str, str], ...] = (
    (rf"\s*-?(?:µg|mcg|ug|mics|mikes|micrograms?){_PER_KG}", "micrograms per kg"),
    (rf"\s*-?(?:mg|milligrams?){_PER_KG}", "milligrams per kg"),
    (r"\s*-?(?:µg|mcg|ug|mics|mikes|micrograms?)\b", "micrograms"),
    (r"\s*-?(?:mg|milligrams?)\b", "milligrams"),
    (r"\s*-?(?:g|grams?)\b", "grams"),
    (r"\s*(?:%|per ?cent\b|percent\b)", "percent"),
    (r"\s+(?:times?\s+)?(?:a|per|every|each)\s+week\b|[\s-]+(?:times?[\s-]+)?weekly\b", "times a week"),
    (r"\s+(?:times?\s+)?(?:a|per|each)\s+day\b|[\s-]+(?:times?[\s-]+)?daily\b", "times a day"),
    *((rf"[\s-]+(?:(?:more|extra|additional|full|long|whole|straight)\s+)?{unit}s?\b", f"{unit}s")
      for unit in ("week", "day", "month", "hour", "minute", "year", "point")),
    (r"\s+(?:[\w'-]+\s+){0,2}?(?:doses|dose|sessions?)\b(?!\s+of)", "doses"),
    (rf"\s+(?:[\w'-]+\s+){{0,2}}?(?:{_STUDIES})\b", "studies"),
    (rf"\s+(?:[\w'-]+\s+){{0,3}}?(?:{_ANIMALS})\b", "animals"),
    (rf"\s+(?:[\w'-]+\s+){{0,3}}?(?:{_PEOPLE})\b", "people"),
    (r"\s+(?:[\w'-]+\s+){0,1}?(?:groups?|arms?)\b", "groups"),
    (r"\s+(?:[\w'-]+\s+){0,2}?(?:countries|clinics|sites|centres|centers)\b", "places"),
)
_FOLLOWS = tuple((re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _UNITS)
_LIST = re.compile(r"\s*(?:,|and|or|to|–|-|/|,\s*(?:and|or)|against|versus|then|, then|and then)\s*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?P<about>about|around|roughly|approximately|nearly|almost|some|close to|or so|circa|just (?:over|under)|~)"
    r"|(?P<over>over|more than|above|at least|upwards of|exceeding)|(?P<under>under|fewer than|less than|below"
    r"|at most|up to)",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
_SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_SHARE = re.compile(
    r"\b(?:(?P<times>two|three|a|one)[\s-])?(?P<part>half|third|quarter|fifth|tenth)s?\b(?= (?:or so )?(?:of|the)\b)",
    re.IGNORECASE,
)
_IN_SO_MANY = re.compile(
    rf"\b(?P<part>\d{{1,2}}|{_TEEN}) (?:in|out of) (?:every )?(?P<whole>\d{{1,3}}|{_TEEN}|(?:a )?hundred)\b", re.IGNORECASE
)
"""“Nine in ten”, “1 in 15”."""
_OF_A_GRAM = re.compile(r"\b(?:a )?(?P<part>half|quarter)(?: of)? an? (?P<unit>microgram|milligram|gram)\b", re.IGNORECASE)
_COUNTS = ("people", "animals", "studies", "groups", "places", "doses")
"""Units that a source may leave out: "191 completed"."""
_NEAR_SHARE = 0.1
"""How far a share told in words may be off: "nearly half" for 46 %."""
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}
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


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order, years and unit-less small words ("one", "once") left out."""
    found = [item for match in _NUMBER.finditer(text) if (item := _quantity(text, match)) is not None]
    found = sorted((*(i for i in found if not _in_share(i, text)), *_shares(text)), key=lambda i: i.start)
    for place in range(len(found) - 2, -1, -1):
        item, after = found[place], found[place + 1]
        if not item.unit and after.unit and _LIST.fullmatch(text[item.end : after.start]):
            found[place] = replace(item, unit=after.unit)
    return tuple(item for item in found if item.unit or item.value > 1)


def _shares(text: str) -> list[Quantity]:
    """Shares told in words, as per cent: "two thirds of"."""
    told: list[Quantity] = []
    for match in _SHARE.finditer(text):
        times = {"two": 2.0, "three": 3.0}.get((match["times"] or "").lower(), 1.0)
        value = times * _SHARES[match["part"].lower()]
        told.append(Quantity(value, "percent", match.group(), match.start(), match.end(), "share"))
    for match in _OF_A_GRAM.finditer(text):
        value = {"half": 0.5, "quarter": 0.25}[match["part"].lower()]
        unit = next(u for stem, u in (("mic", "micrograms"), ("mil", "milligrams"), ("gra", "grams")) if match["unit"].lower().startswith(stem))
        told.append(Quantity(value, unit, match.group(), match.start(), match.end()))
    for match in _IN_SO_MANY.finditer(text):
        part, whole = (float(w) if w.isdigit() else _WORDS.get(w.lower(), 100.0) for w in (match["part"], match["whole"]))
        if 0 < part < whole:
            told.append(Quantity(100 * part / whole, "percent", match.group(), match.start(), match.end(), "share"))
    return told


def _in_share(item: Quantity, text: str) -> bool:
    spans = (match.span() for pattern in (_SHARE, _IN_SO_MANY) for match in pattern.finditer(text))
    return any(start <= item.start < end for start, end in spans)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    value = _value(match)
    rest = text[match.end() :]
    bare = match["digits"] is not None and "," not in match["digits"] and not match["scale"]
    for pattern, unit in _FOLLOWS:
        if follows := pattern.match(rest):
            if bare and value in _YEARS and unit in ("studies", "people", "animals"):
                break
            if value <= 1 and (unit.startswith("times") or unit in ("people", "animals", "studies")):
                return None  # "one weekly cohort" counts cohorts, not doses
            end = match.end() + follows.end()
            return Quantity(value, unit, text[match.start() : end], match.start(), end, _sense(text, match.start()))
    if bare and value in _YEARS:
        return None
    return Quantity(value, "", match.group().strip(), match.start(), match.end(), _sense(text, match.start()))


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    elif match["tens"]:
        value = _WORDS[match["tens"].lower()] + _WORDS[match["ones"].lower()]
    else:
        value = _WORDS[match["word"].lower()]
    scale = (match["scale"] or "").strip(" -").lower()
    return value * _SCALES.get(scale, 1.0)


def _sense(text: str, start: int) -> str:
    before = text[max(0, start - 16) : start]
    told = [found for found in _ABOUT.finditer(before) if before[found.end() :].strip() in ("", "a", "the")]
    rounded = re.match(r"[a-z]+[\s-]+(?:hundred|thousand)\b|a (?:hundred|thousand)\b", text[start:], re.IGNORECASE)
    return (told[-1].lastgroup or "") if told else "about" if rounded else ""


def agree(claimed: Quantity, held: Quantity) -> bool:
    """Whether a number of a source bears out a claimed one, as exactly as the claim puts it."""
    if claimed.unit != held.unit and not (claimed.unit in _DAYS and held.unit in _DAYS) and (held.unit or claimed.unit not in _COUNTS) and claimed.unit:
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
