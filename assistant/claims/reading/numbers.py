"""Numbers in a text, each with its unit, so that 191 people is never taken for 191 micrograms.

A number gets the unit that follows it; in a list ("25, 50 and 100 micrograms") the unit at the end serves them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.claims.reading.quantity import SMALL, TEEN, TENS, WORDS, Quantity
from assistant.claims.reading.shares import in_share, shares

_NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)(?!-?HT)(?!(?:st|nd"
    r"|rd|th)\b)"
    rf"|(?P<tens>{'|'.join(TENS)})-(?P<ones>{'|'.join(SMALL[1:10])})\b|\b(?P<word>(?:two|three|four"
    rf"|a) dozen|a hundred|a thousand|dozen"
    rf"|(?:once|twice|thrice)(?=\s+(?:an?|per|every|each|weekly|daily|in)\b)|{TEEN})\b)"
    r"(?P<scale>[\s-]+(?:hundred|thousand|million|billion))?",
    re.IGNORECASE,
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_PEOPLE = (
    r"people|persons?|adults?|participants?|volunteers?|patients?|respondents?|subjects?|users?|microdosers?|men|women"
    r"|individuals?|grown-?ups?|survey-takers|takers|students?|folk|sufferers?|blokes?|guys?|lads?|ladies|gents?|fellas?|recruits?|completers?|drinkers?|males?|females?|sample|cases?"
)
_ANIMALS = r"rats?|mice|mouse|animals?|rodents?|zebrafish"
_STUDIES = r"studies|trials?|experiments?|papers?|reports?|articles?|surveys?(?!-)|investigations?|publications?"
_PER_KG = r"(?:\s*/\s*kg|\s*per\s*(?:kg|kilo(?:gram)?)\b)"
_UNITS: tuple[tuple[str, str], ...] = (
    (r"\s*-?(?:mg|milligrams?)\s+of\s+[\w-]+\s+(?:per|a)\s+kilo\w*", "milligrams per kg"),
    (rf"\s*-?(?:µg|mcg|ug|mics|mikes|micrograms?){_PER_KG}", "micrograms per kg"),
    (rf"\s*-?(?:mg|milligrams?){_PER_KG}", "milligrams per kg"),
    (r"\s*-?(?:µg|mcg|ug|mics|mikes|micrograms?)\b", "micrograms"),
    (r"\s*-?(?:mg|milligrams?)\b", "milligrams"),
    (r"\s*-?(?:g|grams?)\b", "grams"),
    (r"\s+nights?\b", "nights"),
    (r"\s*(?:%|per ?cent\b|percent\b)", "percent"),
    (r"\s+(?:times?\s+)?(?:a|per|every|each)\s+week\b|[\s-]+(?:times?[\s-]+)?weekly\b", "times a week"),
    (r"\s+(?:times?\s+)?(?:a|per|each)\s+day\b|[\s-]+(?:times?[\s-]+)?daily\b", "times a day"),
    *(
        (rf"[\s-]+(?:(?:more|extra|additional|full|long|whole|straight)\s+)?{unit}s?\b", f"{unit}s")
        for unit in ("week", "day", "month", "hour", "minute", "year", "point")
    ),
    (r"\s+(?:[\w'-]+\s+){0,2}?(?:doses|sessions?|dose(?!\s+of))\b", "doses"),
    (rf"\s+(?:[\w'-]+\s+){{0,2}}?(?:{_STUDIES})\b", "studies"),
    (rf"\s+(?!the\b)(?:[\w'-]+\s+){{0,3}}?(?:{_ANIMALS})\b", "animals"),
    (rf"\s+(?!the\b)(?:[\w'-]+\s+){{0,3}}?(?:{_PEOPLE})\b", "people"),
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
_NAMED_TIME = re.compile(r"\b(?P<unit>day|week|month|year)[\s-]+$", re.IGNORECASE)
"""“Week six”."""
_ONE = re.compile(
    r"\ban? (?P<unit>hour|day|week|month|year)(?= (?:after|later|on\b|before|earlier|down the line|into)|[.,;]|$)"
    r"|(?<=\bwithin )(?:an?|the) (?P<unit2>hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order, years and unit-less small words ("one", "once") left out."""
    found = [item for match in _NUMBER.finditer(text) if (item := _quantity(text, match)) is not None]
    told = (*(i for i in found if not in_share(i, text)), *shares(text))
    ones = (one for one in _ones(text) if not any(one.start < item.end and item.start < one.end for item in told))
    found = sorted((*told, *ones), key=lambda i: i.start)
    for place in range(len(found) - 2, -1, -1):
        item, after = found[place], found[place + 1]
        if not item.unit and after.unit and _LIST.fullmatch(text[item.end : after.start]):
            found[place] = replace(item, unit=after.unit)
    return tuple(item for item in found if item.unit or item.value > 1)


def _ones(text: str) -> list[Quantity]:
    """ "A month after", "within an hour": one of a unit of time."""
    found = (match for match in _ONE.finditer(text))
    return [
        Quantity(1.0, f"{(match['unit'] or match['unit2']).lower()}s", match.group(), match.start(), match.end())
        for match in found
    ]


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    value = _value(match)
    named = _NAMED_TIME.search(text[: match.start()])
    if named and value not in _YEARS:
        words = text[named.start() : match.end()]
        return Quantity(value, f"{named['unit'].lower()}s", words, named.start(), match.end())
    rest = text[match.end() :]
    bare = match["digits"] is not None and "," not in match["digits"] and not match["scale"]
    for pattern, unit in _FOLLOWS:
        if follows := pattern.match(rest):
            if bare and value in _YEARS and unit in ("studies", "people", "animals", "doses", "groups", "places"):
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
        value = WORDS[match["tens"].lower()] + WORDS[match["ones"].lower()]
    else:
        value = WORDS[match["word"].lower()]
    scale = (match["scale"] or "").strip(" -").lower()
    return value * _SCALES.get(scale, 1.0)


def _sense(text: str, start: int) -> str:
    before = text[max(0, start - 16) : start]
    told = [found for found in _ABOUT.finditer(before) if before[found.end() :].strip() in ("", "a", "the")]
    rounded = re.match(r"[a-z]+[\s-]+(?:hundred|thousand)\b|a (?:hundred|thousand)\b", text[start:], re.IGNORECASE)
    return (told[-1].lastgroup or "") if told else "about" if rounded else ""
