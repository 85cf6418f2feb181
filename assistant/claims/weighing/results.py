"""Outcomes against a claim of effect: in one study by the outcomes nearest to what is said, over the library by counting.

Same direction supports; the opposite, or no difference where one is claimed, goes against; what is divided is mixed. In the
count placebo-controlled studies decide, and studies without a placebo group can only make it mixed (stance.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Stance
from assistant.claims.check import Judgement, Verdict
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.polarity import way_of
from assistant.claims.reading.quantity import Quantity, agree
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.weighing.bottom_line import lines_of, sentence
from assistant.weighing.counting import Counted, Side, Stratum, count, side_of
from assistant.weighing.stance import Mark, leaning, mark
from index.lexical import tokens
from index.passages import Passage
from sources.model import Outcome, Source
from sources.vocabulary import Better

_RELATED = re.compile(r"\b(?:went|goes|go) (?:along )?with\b|\b(?:correlat|predict)\w*|\bthe more\b.*\bthe\b", re.I)
"""Two things that move together are no effect of what was taken."""
_VERDICTS: dict[Stance, Verdict] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "mixed": "mixed",
    "none": "not-in-sources",
}
MOST_CITED = 8


def marked(outcome: Outcome, part: ClaimReading, library: Library) -> Mark:
    """Whether an outcome speaks for the part."""
    topic = next((t for t in outcome.topics if t in part.topics), outcome.topics[0])
    better = library.better(topic)
    told = mark_side(side_of(outcome, better), part, better)
    if part.way not in ("lower", "higher") or outcome.direction in ("no-difference", "mixed"):
        return told
    way = way_of(outcome.stated, library.vocabulary)
    if way not in ("lower", "higher"):
        return told if better != "either" or outcome.direction not in ("improved", "worsened") else "mixed"
    worded: Mark = "for" if way == part.way else "against"
    if worded == told:
        return told
    return worded if _same_words(part, outcome, library) else "mixed"


def _same_words(part: ClaimReading, outcome: Outcome, library: Library) -> bool:
    """Whether the very thing that the claim says went up or down stands in the sentence: "neuroticism", "distractibility"."""
    said = {stem for t in library.vocabulary.expand(part.text) if t.kind == "topic" for stem in tokens(t.words)}
    return bool(said & set(tokens(outcome.stated)))


def mark_side(side: Side, part: ClaimReading, better: Better) -> Mark:
    """Whether a result on a topic speaks for the part, "no difference" included."""
    if part.way == "same":
        return "for" if side == "no difference" else "mixed" if side == "mixed results" else "against"
    return mark(side, part.way, better)


def _has(wanted: tuple[Quantity, ...], amounts: tuple[Quantity, ...]) -> bool:
    return any(agree(quantity, held) for quantity in wanted for held in amounts if held.unit == quantity.unit)


@dataclass(frozen=True, slots=True)
class Fitting:
    """The studies that fit a general claim, and, where none does, those that miss it in one thing only and which."""

    held: tuple[Source, ...]
    missed: tuple[tuple[str, Source], ...] = ()


def over_library(part: ClaimReading, fitting: Fitting, near: Nearness, library: Library) -> Judgement | None:
    """The count over the studies that fit; None where the part claims no countable effect or nothing was counted."""
    topics = tuple(topic for topic in part.topics if library.ways.get(topic, "uncounted") != "uncounted")
    if part.way == "none" or not topics or _RELATED.search(part.text):
        return None
    rank = {source_id: place for place, (source_id, _) in enumerate(near.ranking)}
    told: list[tuple[Stance, list[tuple[Counted, Mark]]]] = []
    for topic in topics:
        held = [_with_outcomes_at(part, source, library) for source in fitting.held]
        votes = [v for v in count(held, topic, library.better(topic)) if v.stratum in strata(part)]
        marks = [(vote, mark_side(vote.side, part, library.better(topic))) for vote in votes]
        marks.sort(key=lambda pair: rank.get(pair[0].source.id, len(rank)))
        if marks:
            told.append((_stance(marks), marks))
    if not told:
        return None
    stances = {stance for stance, _ in told}
    stance: Stance = stances.pop() if len(stances) == 1 else "mixed"
    if len(told) < len(topics) and stance == "supported":
        stance = "mixed"
    return _counted(stance, [pair for _, marks in told for pair in marks], topics, library)


def _with_outcomes_at(part: ClaimReading, source: Source, library: Library) -> Source:
    """The study with the outcomes of the dose that the part names, where its sentences tell doses apart."""
    if not part.amounts:
        return source
    told = [i for i in library.outcomes_of(source.id) if any(q.unit == part.amounts[0].unit for q in i.amounts)]
    other = [i.outcome for i in told if not _has(part.amounts, i.amounts)]
    return replace(source, outcomes=tuple(o for o in source.outcomes if o not in other))


def strata(part: ClaimReading) -> tuple[Stratum, ...]:
    """Which evidence may be counted for the part: people unless animals are spoken of, at the dose level it gives."""
    if part.whom in ("rats", "mice", "animals", "cells"):
        return ("animal",)
    small: tuple[Stratum, ...] = ("microdose", "after-article")
    if part.dose_level == "microdose":
        return small
    return ("full",) if part.dose_level == "full" else (*small, "full")


def _stance(marks: list[tuple[Counted, Mark]]) -> Stance:
    """As `stance_of`: placebo-controlled votes decide, the others can only make it mixed."""
    placebo = leaning([m for vote, m in marks if vote.comparison == "placebo"])
    open_ = leaning([m for vote, m in marks if vote.comparison == "none"])
    if placebo == "none" or open_ in ("none", placebo):
        return open_ if placebo == "none" else placebo
    return "mixed"


def _counted(stance: Stance, marks: list[tuple[Counted, Mark]], topics: tuple[str, ...], library: Library) -> Judgement:
    kept = _most_sources(marks)
    where = {(p.source_id, p.text): p for p in library.index.passages}
    sides: dict[Mark, list[Passage]] = {"for": [], "against": [], "mixed": []}
    for vote, side in kept:
        sides[side].extend(where[vote.source.id, outcome.stated] for outcome in vote.outcomes[:1])
    lines = [line for topic in topics for line in lines_of(topic, [v for v, _ in kept if topic in _topics(v)])]
    fair = sentence(lines[0], lambda s, o: where[s.id, o.stated], "bottom-line").text if lines else ""
    number = len({vote.source.id for vote, _ in marks})
    votes = {name: sum(m == name for _, m in marks) for name in ("for", "against", "mixed")}
    reason = (
        f"Of {number} {'study' if number == 1 else 'studies'} that measured {', '.join(topics)} under these conditions, "
        + (f"{votes['for']} found what is claimed, {votes['against']} did not, {votes['mixed']} had mixed results.")
    )
    supports, against, near_by = (tuple(dict.fromkeys(sides[name])) for name in ("for", "against", "mixed"))
    return Judgement(_VERDICTS[stance], "count", reason, supports, against, near_by, fair=fair)


def _topics(vote: Counted) -> set[str]:
    return {topic for outcome in vote.outcomes for topic in outcome.topics}


def _most_sources(marks: list[tuple[Counted, Mark]]) -> list[tuple[Counted, Mark]]:
    """The nearest few, placebo-controlled first, and both sides where there are two."""
    order = sorted(range(len(marks)), key=lambda i: (marks[i][0].comparison != "placebo", i))
    kept: dict[str, None] = {}
    for side in ("for", "against", "mixed"):
        first = next((marks[i][0].source.id for i in order if marks[i][1] == side), None)
        if first:
            kept.setdefault(first)
    for i in order:
        if len(kept) < MOST_CITED:
            kept.setdefault(marks[i][0].source.id)
    return [pair for pair in marks if pair[0].source.id in kept]
