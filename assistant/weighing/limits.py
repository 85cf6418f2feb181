"""The caveats of an answer: those of the sources it cites, and those that only show when they stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answer import Caveat, Citation
from assistant.finding.fitting import is_animal, is_small_dose
from assistant.views import SourceCaveat
from assistant.weighing.strength import group_of
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
    """Where cited sources measured the same topic and point different ways: which, and what could explain it."""
    found: list[Caveat] = []
    for topic in topics:
        sides: dict[str, list[Citation]] = {}
        for citation in citations:
            side = _side(topic, sources[citation.source].outcomes)
            if side:
                sides.setdefault(side, []).append(citation)
        if len(sides) >= _LEAST_SIDES:
            told = "; ".join(f"{side}: {_marks([c.n for c in held])}" for side, held in sorted(sides.items()))
            why = _explained([[sources[c.source] for c in held] for _, held in sorted(sides.items())])
            numbers = tuple(sorted({c.n for held in sides.values() for c in held}))
            found.append(Caveat("conflicting-evidence", f"The sources cited differ on {topic} ({told}).{why}", numbers))
    return tuple(found)


def _explained(sides: list[list[Source]]) -> str:
    """Differences between the sides that could explain why they disagree; said to be possible, not shown."""
    ways: tuple[tuple[str, Callable[[Source], object]], ...] = (
        ("in design (with or without a placebo group)", group_of),
        ("in dose (small or larger)", is_small_dose),
        ("in species (people or animals)", is_animal),
        ("in people (healthy volunteers or others)", lambda source: "healthy" in source.population),
        ("in substance", lambda source: source.substance),
    )
    differ = [name for name, way in ways if len({frozenset(way(source) for source in side) for side in sides}) > 1]
    if not differ:
        return ""
    return f" They also differ {', '.join(differ)}, which could be why."


def _side(topic: str, outcomes: tuple[Outcome, ...]) -> str | None:
    """Which way a source points on a topic, against placebo if it says so: one study does not differ with itself."""
    held = [outcome for outcome in outcomes if topic in outcome.topics and outcome.direction in _SIDE]
    chosen = [outcome for outcome in held if outcome.versus == "placebo"] or held
    sides = {_SIDE[outcome.direction] for outcome in chosen}
    return sides.pop() if len(sides) == 1 else _SIDE["mixed"] if sides else None


def _marks(places: list[int]) -> str:
    return "".join(f"[{n}]" for n in sorted(set(places)))
