"""Whether a study had a comparison, and whether people knew what they got."""

from __future__ import annotations

from assistant.weighing.strength import group_of
from sources.model import Source

_CONTROLLED = (
    "placebo",
    "caffeine",
    "saline",
    "vehicle",
    "empty capsules",
    "control rats",
    "active placebo",
    "drug-free",
    "injections",
)


def controlled(source: Source) -> bool:
    return group_of(source) == "placebo-controlled" or any(word in source.comparator for word in _CONTROLLED)


def blinded(source: Source) -> bool:
    return any(word in source.blinding for word in ("double", "triple", "blinded themselves"))
