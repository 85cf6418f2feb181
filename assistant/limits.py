"""The caveats of an answer: those of the sources it cites, and those that only show when they stand side by side."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Caveat, Citation
from assistant.views import SourceCaveat
from sources.model import Direction, Outcome, Source

_SIDE: Mapping[Direction, str] = {
    "improved": "a gain",
    "worsened": "a worsening",
    "no-difference": "no difference",
    "mixed": "a mixed result",
}
_LEAST_SIDES = 2


def limits_of(citations: tuple[Citation, ...], caveats: Mapping[str, tuple[SourceCaveat, ...]]) -> tuple[Caveat, ...]:
    """One caveat for each kind and wording, in order of first citation, with the citations it limits."""
    numbers: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], SourceCaveat] = {}
    for citation in citations:
        for caveat in caveats.get(citation.source, ()):
            key = (caveat.kind, caveat.text)
            first.setdefault(key, caveat)
            numbers.setdefault(key, []).append(citation.n)
    return tuple(Caveat(first[key].kind, first[key].text, tuple(places)) for key, places in numbers.items())


def conflict(
    topics: tuple[str, ...], citations: tuple[Citation, ...], sources: Mapping[str, Source]
) -> tuple[Caveat, ...]:
    """Where cited sources measured the same topic and point different ways, say which way each points."""
    found: list[Caveat] = []
    for topic in topics:
        sides: dict[str, list[int]] = {}
        for citation in citations:
            for side in _sides(topic, sources[citation.source].outcomes):
                sides.setdefault(side, []).append(citation.n)
        if len(sides) >= _LEAST_SIDES:
            told = "; ".join(f"{side}: {_marks(places)}" for side, places in sorted(sides.items()))
            numbers = tuple(sorted({n for places in sides.values() for n in places}))
            found.append(Caveat("conflicting-evidence", f"The sources cited differ on {topic} ({told}).", numbers))
    return tuple(found)


def _sides(topic: str, outcomes: tuple[Outcome, ...]) -> set[str]:
    return {_SIDE[o.direction] for o in outcomes if topic in o.topics and o.direction in _SIDE}


def _marks(places: list[int]) -> str:
    return "".join(f"[{n}]" for n in sorted(set(places)))
