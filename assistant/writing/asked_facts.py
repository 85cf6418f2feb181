"""Which facts of a record a question asks for, so that the sentence that holds them comes first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.finding.evidence import Evidence
from sources.model import Source

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")


def _asked(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


FACTS: tuple[tuple[re.Pattern[str], Callable[[Source], str]], ...] = (
    (_asked(r"doses?|dosing|dosage|how much|micro ?-?dos\w*|micrograms?|mcg|ug|µg|mg|strong"), lambda s: s.dose),
    (_asked(r"how many|number of|sample|how big|n ?="), lambda s: str(s.n) if s.n else f"{s.arms} {s.n_note}"),
    (_asked(r"placebo|control(?:led)?|dummy|compar\w+|sham|versus|vs|against what"), lambda s: s.comparator),
    (_asked(r"blind\w*|mask\w*|guess\w*|knew"), lambda s: s.blinding),
    (
        _asked(r"how long|weeks?|months?|years?|follow[- ]?up|last(?:ed|ing)?|hold|sessions?|often"),
        lambda s: f"{s.follow_up} {s.dose}",
    ),
    (
        _asked(r"who (?:was|were|took|got|had|are|did)|patients?|men|women|healthy|ages?|aged|kind of people"),
        lambda s: s.population,
    ),
    (_asked(r"paid|fund\w*|sponsor\w*|money|conflicts?|company"), lambda s: f"{s.funding} {s.conflicts}"),
    (_asked(r"where|place|setting|home|lab\w*"), lambda s: s.setting),
)


def facts_first(question: str, evidence: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The evidence of one source in two: the best sentence for each fact asked for, and the rest in its order."""
    held = tuple(evidence)
    first: list[Evidence] = []
    for asked, told in FACTS:
        if held and asked.search(question):
            words = _words(told(held[0].source))
            best = max(held, key=lambda item: (_shared(words, item.passage.text), item.score))
            if _shared(words, best.passage.text) >= _ENOUGH and best not in first:
                first.append(best)
    return tuple(first), tuple(item for item in held if item not in first)


_ENOUGH = 2
_NUMBER = 3
"""A sentence states a field if it shares this many words with it; a number counts for more than a word."""


def _shared(words: set[str], text: str) -> int:
    return sum(_NUMBER if word[0].isdigit() else 1 for word in words & _words(text))


def _words(text: str) -> set[str]:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    return {word for word in _WORD.findall(plain) if len(word) > 1 or word.isdigit()}
