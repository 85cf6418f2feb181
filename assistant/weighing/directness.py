"""Whether the evidence cited is about the very thing that was asked: this dose level, and people who have the problem."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Caveat, Citation
from assistant.finding.fitting import is_animal, is_small_dose, outcomes_on
from assistant.understanding.reading import Reading
from assistant.weighing.strength import group_of
from sources.model import Source
from sources.vocabulary import Better, Vocabulary


def no_direct_evidence(
    reading: Reading,
    citations: tuple[Citation, ...],
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    ways: Mapping[str, Better],
) -> tuple[Caveat, ...]:
    """For each topic asked about, a caveat where nothing cited measured it directly."""
    cited = {citation.source: sources[citation.source] for citation in citations}
    studies = [source for source in cited.values() if source.kind in ("study", "news")]
    found: list[Caveat] = []
    for topic in reading.topics:
        if ways.get(topic, "uncounted") == "uncounted" or not studies:
            continue
        why = _why(topic, reading, studies, vocabulary, ways[topic])
        if why:
            held = {source.id for source in studies if outcomes_on(source, (topic,))}
            numbers = tuple(citation.n for citation in citations if citation.source in held)
            found.append(Caveat("no-direct-evidence", why, numbers or tuple(citation.n for citation in citations)))
    return tuple(found)


def _why(topic: str, reading: Reading, studies: list[Source], vocabulary: Vocabulary, better: Better) -> str | None:
    measured = [source for source in studies if outcomes_on(source, (topic,)) and not is_animal(source)]
    small = [source for source in measured if is_small_dose(source)]
    if reading.dose == "microdose" and not small:
        return f"No study cited here measured {topic} in people on microdoses."
    tested = [source for source in small if group_of(source) == "placebo-controlled"]
    if better != "lower" or not small:
        return None
    if not any(topic in vocabulary.topics_in(source.population) for source in tested):
        return f"No placebo-controlled study cited here tested small doses in people who had {topic} to begin with."
    return None
