"""What a judged part has too much of: size, certainty, cause, species or dose, beside the sentences that judged it."""

from __future__ import annotations

from dataclasses import replace

from assistant.claims.check import Judgement, Overreach
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.overclaims import doing, large_words, on_support, sure_words
from assistant.claims.weighing.results import marked
from assistant.finding.fitting import is_animal
from assistant.weighing.strength import group_of
from index.passages import Passage
from sources.model import Source


def with_overreach(part: ClaimReading, source: Source, judged: Judgement, library: Library) -> Judgement:
    """An overclaim on a true core is mixed."""
    if judged.verdict == "contradicted":
        return replace(judged, overreach=judged.overreach or _beside(part, judged, library))
    over = on_support(part, source, judged.supports or judged.near, library)
    over = over or (_beside(part, judged, library) if judged.verdict == "mixed" else ())
    verdict = "mixed" if over and judged.verdict == "supported" else judged.verdict
    return replace(judged, verdict=verdict, overreach=(*judged.overreach, *over))


def with_general_overreach(part: ClaimReading, counted: Judgement, library: Library) -> Judgement:
    """A cause is claimed where no study behind it had a placebo group; or proof, where the evidence is thin."""
    sources = [library.index.sources[p.source_id] for p in counted.supports]
    over: list[Overreach] = []
    words = doing(part, library)
    if words and sources and all(group_of(s) == "uncontrolled" for s in sources):
        why = "None of the studies that found this had a placebo group."
        over.append(Overreach("causal", words, counted.supports[0].text, why, counted.supports[0]))
    if (sure := sure_words(part.text)) and counted.passages:
        over.append(
            Overreach(
                "certainty",
                sure,
                counted.passages[0].text,
                "The studies here do not settle this.",
                counted.passages[0],
            )
        )
    elif not over and counted.verdict != "supported":
        over.extend(_beside(part, counted, library))
    verdict = "mixed" if over and counted.verdict == "supported" else counted.verdict
    return replace(counted, verdict=verdict, overreach=tuple(over))


def beyond(part: ClaimReading, source: Source, passage: Passage, library: Library) -> tuple[Overreach, ...]:
    """What the claim has beyond the nearest study, where there is no verdict: people for animals, a cause for a link."""
    over: list[Overreach] = []
    if is_animal(source) and part.way != "none" and part.whom in ("any", "people"):
        over.append(
            Overreach("species", part.text, source.population, "The nearest study was not done in people.", passage)
        )
    if group_of(source) == "uncontrolled" and (words := doing(part, library)):
        over.append(Overreach("causal", words, passage.text, "The nearest study had no placebo group.", passage))
    elif part.way not in ("none", "same") and (words := large_words(part.text)):
        over.append(Overreach("magnitude", words, passage.text, "The nearest sentence has no such size.", passage))
    elif words := sure_words(part.text):
        over.append(
            Overreach("certainty", words, passage.text, "The nearest sentence settles nothing of the kind.", passage)
        )
    return tuple(over)


def _beside(part: ClaimReading, judged: Judgement, library: Library) -> tuple[Overreach, ...]:
    """What the claim has too much of where the result is not as it says: size or certainty, if its words say so."""
    passage = next(iter(judged.against or judged.near), None)
    if passage is None or part.way in ("none", "same"):
        return ()
    if part.amounts and (other := _at_another_dose(part, passage, library)):
        return (other,)
    if words := large_words(part.text):
        return (Overreach("magnitude", words, passage.text, "The source has no such effect.", passage),)
    if words := sure_words(part.text):
        return (Overreach("certainty", words, passage.text, "The source does not settle this.", passage),)
    return ()


def _at_another_dose(part: ClaimReading, passage: Passage, library: Library) -> Overreach | None:
    """The study has what is claimed, at another dose."""
    unit = part.amounts[0].unit
    for item in library.outcomes_of(passage.source_id):
        shared = not part.topics or set(part.topics) & set(item.outcome.topics)
        others = [q for q in item.amounts if q.unit == unit and not any(agree(a, q) for a in part.amounts)]
        if shared and others and marked(item.outcome, part, library) == "for":
            why = "The study found this at another dose."
            return Overreach("dose", part.amounts[0].words, others[0].words, why, item.passage)
    return None
