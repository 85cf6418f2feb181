"""Numbers told as shares or parts: two thirds of, nine in ten, half a gram."""

from __future__ import annotations

import re

from assistant.claims.reading.quantity import TEEN, WORDS, Quantity

_SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}


_SHARE = re.compile(
    r"\b(?:(?P<times>two|three|a|one)[\s-])?(?<!\bthe )(?P<part>half|third|quarter|fifth|tenth)(?:s\b"
    r"|\b(?= (?:or so )?(?:of|the)\b))"
    r"|\b(?:than|over|under|nearly|almost|about|around|roughly) (?:a |one )?"
    r"(?P<alone>half|third|quarter|fifth|tenth)\b"
    r"(?! (?:of an|an) hour| (?:dose|session|time|group|study|trial|day|week|month|year)s?\b)",
    re.IGNORECASE,
)


_IN_SO_MANY = re.compile(
    rf"\b(?P<part>\d{{1,2}}|{TEEN}) (?:(?:person|people|man|woman|adult|patient)s? )?(?:in"
    rf"|out of) (?:every )?(?P<whole>\d{{1,3}}|{TEEN}|(?:a )?hundred)\b",
    re.IGNORECASE,
)
"""“Nine in ten”, “1 in 15”."""


_OF_AN_HOUR = re.compile(r"\b(?:an? )?(?P<part>half|three quarters|quarter)(?: of)? an hour\b", re.IGNORECASE)
_OF_A_GRAM = re.compile(
    r"\b(?:a )?(?P<part>half|quarter)(?: of)? an? (?P<unit>microgram|milligram|gram)\b", re.IGNORECASE
)


def shares(text: str) -> list[Quantity]:
    """Shares told in words, as per cent: "two thirds of"."""
    told: list[Quantity] = []
    for match in _SHARE.finditer(text):
        if _OF_AN_HOUR.match(text, match.start()):
            continue
        times = {"two": 2.0, "three": 3.0}.get((match["times"] or "").lower(), 1.0)
        value = times * _SHARES[(match["part"] or match["alone"]).lower()]
        told.append(Quantity(value, "percent", match.group(), match.start(), match.end(), "share"))
    for match in _OF_A_GRAM.finditer(text):
        value = {"half": 0.5, "quarter": 0.25}[match["part"].lower()]
        unit = next(
            u
            for stem, u in (("mic", "micrograms"), ("mil", "milligrams"), ("gra", "grams"))
            if match["unit"].lower().startswith(stem)
        )
        told.append(Quantity(value, unit, match.group(), match.start(), match.end()))
    for match in _OF_AN_HOUR.finditer(text):
        minutes = 60 * {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}[match["part"].lower()]
        told.append(Quantity(minutes, "minutes", match.group(), match.start(), match.end()))
    for match in _IN_SO_MANY.finditer(text):
        part, whole = (
            float(w) if w.isdigit() else WORDS.get(w.lower(), 100.0) for w in (match["part"], match["whole"])
        )
        if 0 < part < whole:
            told.append(Quantity(100 * part / whole, "percent", match.group(), match.start(), match.end(), "share"))
    return told


def in_share(item: Quantity, text: str) -> bool:
    spans = (match.span() for pattern in (_SHARE, _IN_SO_MANY) for match in pattern.finditer(text))
    return any(start <= item.start < end for start, end in spans)
