"""The stance of an answer: whether the evidence bears out what the question supposes.

Asked in order: a fact of a record ("was there a control group?"), the votes on an effect, and, for one study or for what
is not counted, the outcomes on the topic. A question that supposes nothing ("how many people?") has no stance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer import Stance
from assistant.finding.evidence import Found
from assistant.understanding.reading import Reading
from assistant.weighing.counting import side_of
from assistant.weighing.facts import fact_stance
from assistant.weighing.stance import Mark, leaning, mark, stance_of
from sources.model import ClaimVerdict, Outcome, Source
from sources.vocabulary import Better

# A question that can be answered with yes or no has a verb first, or first after a comma, an "and" or an opening word.
_YES_NO = re.compile(
    r"(?:^|[,.?!;:-]\s*|\b(?:and|but|so|then|or|ok|okay|well|actually|really)\s+)"
    r"(?:was|were|is|isn'?t|are|aren'?t|did|didn'?t|does|doesn'?t|do|don'?t|has|have|had|can|could|will|would|any|anyone"
    r"|anybody|anything|somebody|someone|both|true)\b|\bor not\b|\btrue\b|\bup or down\b|\?\?",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:does|did|do|has) (?:the |this |its )?(?:article|writer|author|piece|post|text|it)\b.{0,20}?"
    r"\b(?:say|said|admit|claim|mention|state|acknowledge|call|concede|warn|point out|suggest)",
    re.IGNORECASE,
)
_SAID = 0.4
_PLACEBO_GROUP = re.compile(
    r"\b(?:placebo|dummy|fake|sugar|control)(?:[- ]pill)?s? (?:group|lot|arm|people|ones|takers|side|folk|half)\b"
    r"(?!.*\b(?:than|versus|vs)\b)",
    re.IGNORECASE,
)
_VERDICTS: dict[ClaimVerdict, Stance] = {
    "supported": "supported",
    "partly supported": "mixed",
    "not supported by the named source": "contradicted",
    "contradicted": "contradicted",
    "cannot be traced": "contradicted",
}
_NEAREST = 3
"""How many of a study's best passages say what the question is about."""
_PLACEBO_WORDS = ("placebo", "control group")


def bearing(found: Found, better: Mapping[str, Better]) -> Stance:
    """The stance on what was asked."""
    reading = found.reading
    if found.refusal is not None:
        return "none"
    studies = [source for source in found.sources() if source.kind != "article"]
    if reading.about_article and not reading.named.citations and not reading.named.sources:
        return _article(found)
    told = fact_stance(reading, studies)
    if found.tally.lines:
        return _counted(found, better)
    if told is not None and (reading.named.citations or not reading.asks_effect):
        return told
    if not studies or not _YES_NO.search(reading.standalone):
        return told or "none"
    return _together([told or "none", _told(found, studies, better)])


def _article(found: Found) -> Stance:
    """How the one claim that is meant fares; or whether the article says what it is asked to say."""
    if len(found.claims) == 1 and not _SAYS.search(found.reading.standalone):
        return _VERDICTS[found.claims[0].verdict]
    if not _SAYS.search(found.reading.standalone):
        return "none"
    near = max((item.cosine for item in found.evidence if item.source.kind == "article"), default=0.0)
    return "supported" if near >= _SAID else "contradicted"


def _counted(found: Found, better: Mapping[str, Better]) -> Stance:
    """The stance on each countable topic, in the first stratum told, put together.

    "Up or down?" supposes one way: where the votes do not all go it, the answer is mixed.
    """
    stratum = found.tally.lines[0].stratum
    if found.reading.both_ways:
        sides = {vote.side for line in found.tally.lines if line.stratum == stratum for vote in line.votes}
        return "supported" if len(sides) == 1 and "mixed results" not in sides else "mixed"
    stances = []
    for topic in found.reading.countable:
        lines = [line for line in found.tally.lines if line.topic == topic and line.stratum == stratum]
        votes = [vote for line in lines for vote in line.votes]
        stances.append(stance_of(votes, found.reading.direction, better.get(topic, "uncounted")))
    return _together(stances)


def _told(found: Found, studies: list[Source], better: Mapping[str, Better]) -> Stance:
    """By the outcomes that the nearest sentences state, or else those on the topics asked about."""
    considered = studies[:1] if found.single else studies
    stances = [_study(found, source, better) for source in considered]
    if found.reading.both_ways and not found.single:
        return "mixed" if len({_ways(source, found.reading) for source in considered}) > 1 else _together(stances)
    return _together(stances)


def _ways(source: Source, reading: Reading) -> frozenset[str]:
    """Which ways a study's outcomes on the topics point."""
    return frozenset(o.direction for o in source.outcomes if set(reading.topics) & set(o.topics))


def _study(found: Found, source: Source, better: Mapping[str, Better]) -> Stance:
    """Narrowed step by step, each step only where it leaves something: topic, placebo, the nearest sentences."""
    reading = found.reading
    if _PLACEBO_GROUP.search(reading.standalone):
        own = [o for o in source.outcomes if "placebo" in o.group and o.versus == "baseline"]
        return leaning([_mark(outcome, reading, better) for outcome in own])
    against = any(term.name in _PLACEBO_WORDS for term in reading.terms)
    near = {item.passage.text for item in found.of(source.id)[:_NEAREST]}
    held = source.outcomes
    held = tuple(o for o in held if set(reading.topics) & set(o.topics)) or held
    held = (tuple(o for o in held if o.versus == "placebo") if against else ()) or held
    held = tuple(o for o in held if o.stated in near) or held
    return leaning([_mark(outcome, reading, better) for outcome in held])


def _mark(outcome: Outcome, reading: Reading, better: Mapping[str, Better]) -> Mark:
    topic = next((topic for topic in outcome.topics if topic in reading.topics), outcome.topics[0])
    way = better.get(topic, "either")
    return mark(side_of(outcome, way), reading.direction, way)


def _together(stances: list[Stance]) -> Stance:
    """One for all, or mixed; what has no stance does not count."""
    kinds = {stance for stance in stances if stance != "none"}
    if not kinds:
        return "none"
    return kinds.pop() if len(kinds) == 1 else "mixed"
