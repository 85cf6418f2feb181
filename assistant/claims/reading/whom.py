"""In whom, and against what, a text says that something was tried."""

from __future__ import annotations

import re
from typing import Literal

from assistant.claims.reading.terms import section_names
from sources.model import Versus
from sources.vocabulary import Found as Term

Whom = Literal["people", "rats", "mice", "animals", "cells", "any"]


_IN_PEOPLE = re.compile(r"\b(?:people|humans?|persons?|patients?|adults?|men|women|volunteers?|grown-?ups?)\b", re.I)


AGAINST: tuple[tuple[re.Pattern[str], Versus], ...] = (
    (
        re.compile(
            r"(?<!\bno )(?<!\bnobody on )(?<!\bno one on )(?<!\bwithout )(?<!\bwithout a )\b(?:placebo|dumm(?:y"
            r"|ies)|sham|empty capsules?|fake (?:pill|dose|capsule)s?|sugar pills?|inactive"
            r"|salt[- ]water|saline|vehicle"
            r"|controls?)\b",
            re.I,
        ),
        "placebo",
    ),
    (
        re.compile(
            r"\b(?:non[- ]?(?:micro)?dosers?|non-?users?|(?:people|those|ones|users) who (?:did not|didn['’]t"
            r"|do not|don['’]t|never)"
            r"|abstainers?|than (?:others|other people|the rest)|comparable people)\b",
            re.I,
        ),
        "non-users",
    ),
    (
        re.compile(
            r"\b(?:than (?:full|larger|bigger|higher|smaller|lower)[\w\s-]{0,12} doses?|than [\d.]+ (?:micrograms"
            r"|mg|milligrams))\b",
            re.I,
        ),
        "other-dose",
    ),
    (
        re.compile(
            r"\b(?:than|versus|vs|compared with|compared to|as) (?:ssris?|antidepressants?|caffeine|ketamine"
            r"|ritalin|standard|usual \w+|lsd"
            r"|psilocybin|mushrooms?|conventional)",
            re.I,
        ),
        "other-drug",
    ),
    (
        re.compile(
            r"\b(?:than (?:before|usual(?! \w)|normal(?! \w)|at the start|baseline)|(?:below|above|from"
            r"|since) where (?:they|people|he|she"
            r"|it)\b|(?:from|since) the start|before and after)\b",
            re.I,
        ),
        "baseline",
    ),
)


ANIMALS: dict[str, Whom] = {"rats": "rats", "mice": "mice", "animals": "animals", "cells": "cells"}


def whom_of(text: str, terms: tuple[Term, ...]) -> Whom:
    told = section_names(terms, "designs")
    for name, whom in ANIMALS.items():
        if name in told:
            return whom
    return "people" if _IN_PEOPLE.search(text) else "any"
