"""All, most, few, only, nobody: a claim and a sentence that do not speak of as many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.quantity import WORDS
from assistant.claims.weighing.difference import Difference
from assistant.claims.weighing.library import Library
from index.passages import Passage

_ALL = re.compile(r"\b(?:all|everyone|everybody|always|every|each)\b", re.I)
ONLY = re.compile(r"\b(?:only|solely|exclusively|alone)\b", re.I)
_NONE = re.compile(r"\b(?:nobody|no one|none|never)\b", re.I)
_SCOPES = ((_ALL, ONLY), (ONLY, _ALL), (_ALL, _NONE), (_NONE, _ALL), (_NONE, ONLY), (ONLY, _NONE))


_MAJORITY = re.compile(
    r"\b(?:most (?:of|people|patients|users|participants|respondents|volunteers|microdosers|adults|men|women"
    r"|folks?|sufferers)|the majority|more than half|nearly all|almost all|nearly every\w*|almost every\w*)\b",
    re.I,
)
_MINORITY = re.compile(
    r"\b(?:few|hardly any\w*|a minority|less than half|a handful|next to no\w*|almost no\w*)\b", re.I
)
_HALF = 50.0


def share_differs(part: ClaimReading, passage: Passage, library: Library) -> Iterator[Difference]:
    """ "Most" where the sentence gives a single share of less than half, and "few" where it gives one of more."""
    shares = [q for q in library.numbers_of(passage) if q.unit == "percent"]
    if len(shares) != 1 or any(q.unit == "percent" for q in part.quantities):
        return
    for words, wrong in ((_MAJORITY, shares[0].value < _HALF), (_MINORITY, shares[0].value > _HALF)):
        if wrong and (said := words.search(part.text)):
            yield Difference("number", said.group(), shares[0].words.strip())


_FACTORS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (factor, re.compile(rf"\b(?:{words})\b", re.I))
    for factor, words in (
        (0.5, r"halv(?:e|es|ed|ing)|cut in half"), (1.5, r"by half|half as (?:much|many) again"),
        (4 / 3, r"by (?:a|one) third"), (1.25, r"by a quarter"), (1.2, r"by a fifth"), (1.1, r"by a tenth"),
        (2.0, r"doubl(?:e|es|ed|ing)|twice as \w+|twofold"), (3.0, r"tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)"),
        (4.0, r"quadrupl\w+"),
    )
)  # fmt: skip
_TIMES = re.compile(
    r"\b(?P<number>[\w,.]*\d|two|three|four|five|six|seven|eight|nine|ten|a dozen|twenty|fifty|a hundred|hundred|a thousand"
    r"|thousand)(?:[\s-]?fold| times)\b(?! (?:a|per|each|every)\b)",
    re.I,
)
"""“Ten times”, “1,000 times”, “threefold”."""
_NUMBER_NAMES = {"hundred": 100.0, "thousand": 1000.0, **WORDS}


def factor_differs(claim: str, source: str) -> Iterator[Difference]:
    """Both say by how many times something grew or shrank, and not as many: "tripled" where it rose by half."""
    said, held = _factors(claim), _factors(source)
    if len(said) == 1 and len(held) == 1 and said[0][0] != held[0][0]:
        yield Difference("number", said[0][1], held[0][1])


def _factors(text: str) -> list[tuple[float, str]]:
    told = [(factor, found.group()) for factor, words in _FACTORS if (found := words.search(text))]
    for found in _TIMES.finditer(text):
        number = found["number"].replace(",", "").casefold()
        if number in _NUMBER_NAMES or re.fullmatch(r"\d+(?:\.\d+)?", number):
            told.append((_NUMBER_NAMES[number] if number in _NUMBER_NAMES else float(number), found.group()))
    return told


def number_of_them_differs(claim: str, source: str) -> Iterator[Difference]:
    """One speaks of all, the other of nobody or of some only."""
    for here, there in _SCOPES:
        said, held = here.search(claim), there.search(source)
        if said and held and not here.search(source):
            yield Difference(None, said.group(), held.group())
