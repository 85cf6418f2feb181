"""The quoting writer: it picks sentences and arranges them, and writes none of its own.

It is a Runnable from what was found to a draft, like any other writer; nothing else in the chain knows which one it is.
Sentences are ordered by strength of design. A question about one study gets several sentences of that study; a question
about a body of evidence gets the best sentence of each of several sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Role
from assistant.finding.article_side import block
from assistant.finding.evidence import Draft, Evidence, Found
from assistant.weighing.bottom_line import sentence
from assistant.weighing.strength import rank
from assistant.writing.asked_facts import facts_first
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import Outcome, Source

_WORD = re.compile(r"\w+")
_SAME = 0.6
"""Two sentences that share this much of the shorter one's words say the same thing."""

SENTENCES_SINGLE = 5
SENTENCES_RESULTS = 3
SENTENCES_SECOND = 2
SENTENCES_ARTICLE = 4
SENTENCES_CLAIM = 2
_STATES = 0.25
"""What stating an outcome on the topic adds to a sentence's score."""
_SEVERAL = 3
"""Of more sources than this, each is quoted once."""


class QuotingWriter(Runnable[Found, Draft]):
    """Verbatim sentences only; an empty draft where nothing was found."""

    def invoke(self, input: Found, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The draft for what was found. Deterministic."""
        del config, kwargs
        if input.refusal is not None:
            return Draft(found=input, sentences=())
        if input.tally.lines:
            return counted(input)
        ordered = findings(input)
        told = article_says(input) if input.reading.about_article else ()
        return Draft(found=input, sentences=(*told, *ordered) if input.reading.about_article else (*ordered, *told))


def article_says(found: Found) -> tuple[DraftSentence, ...]:
    """The claims that are meant, each with its verdict; where none is, the article's nearest sentences."""
    own = tuple(item for item in found.evidence if item.source.kind == "article")
    if not found.claims:
        return tuple(_sentence(item, "article") for item in distinct(own, SENTENCES_ARTICLE))
    each = SENTENCES_ARTICLE if len(found.claims) == 1 else SENTENCES_CLAIM
    return tuple(_sentence(item, "article") for claim in found.claims for item in block(claim, own)[:each])


def findings(found: Found) -> tuple[DraftSentence, ...]:
    """Several sentences of the one study that is meant, or the best one of each of several sources."""
    studies = [source.id for source in found.sources() if source.kind != "article"]
    picked: list[Evidence] = []
    for place, source_id in enumerate(studies):
        own = _usable(found, source_id)
        if found.single:
            picked.extend(_of_one(found, own) if place == 0 else distinct(own, SENTENCES_SECOND))
        else:
            picked.extend(distinct(own, 1 if len(studies) > _SEVERAL else SENTENCES_SECOND))
    if found.reading.asks_effect and not found.single:
        picked.sort(key=lambda item: rank(item.source))
    return tuple(_sentence(item, "finding") for item in picked)


def _of_one(found: Found, own: tuple[Evidence, ...]) -> list[Evidence]:
    """The facts asked for first; then, where an effect is asked for too, the outcomes on its topics; then a little else."""
    facts, rest = facts_first(found.reading.standalone, own)
    on_topic = _stated_on_topic(found, own)
    results = [item for item in rest if item.passage.text in on_topic][:SENTENCES_RESULTS]
    if not facts and not results:
        return distinct(rest, SENTENCES_SINGLE)
    # Results differ by a word ("anxiety", "depression") and are no repeats of one another; the rest must be something new.
    told = [*facts, *results]
    others = [item for item in rest if item not in results and not _told(item.passage, [one.passage for one in told])]
    return [*told, *distinct(tuple(others), max(1, SENTENCES_SINGLE - 1 - len(told)))]


def _usable(found: Found, source_id: str) -> tuple[Evidence, ...]:
    """The evidence of a study, best first; what states an outcome on a topic asked about counts for more.

    What a study found comes before what the article made of it, which is kept for questions about the article.
    """
    own = found.of(source_id)
    on_topic = _stated_on_topic(found, own)
    ranked = sorted(own, key=lambda item: -(item.score + _STATES * (item.passage.text in on_topic)))
    if found.reading.about_article:
        return tuple(ranked)
    return tuple(item for item in ranked if item.passage.part != "article_use") or tuple(ranked)


def _stated_on_topic(found: Found, own: tuple[Evidence, ...]) -> set[str]:
    """The sentences of a study that state an outcome on a topic asked about."""
    asked = set(found.reading.topics)
    return {o.stated for item in own[:1] for o in item.source.outcomes if asked & set(o.topics)}


def counted(found: Found) -> Draft:
    """The count first, then the words of the studies that were counted, strongest first."""
    stated = Statements(found)
    asked = found.tally.lines[0].stratum
    roles: list[Role] = ["bottom-line" if line.stratum == asked else "other" for line in found.tally.lines]
    lines = [sentence(line, stated.passage, role) for line, role in zip(found.tally.lines, roles, strict=True)]
    findings: list[DraftSentence] = []
    told: list[Passage] = []
    for line in found.tally.lines:
        for vote in line.votes:
            own = sorted((stated.passage(vote.source, o) for o in vote.outcomes), key=lambda p: -stated.score(p))
            fresh = next((passage for passage in own if not _told(passage, told)), None)
            if fresh is not None and not any(passage in told for passage in own):
                told.append(fresh)
                findings.append(DraftSentence(fresh.text, "finding", "verbatim", (fresh,)))
    counted_too = set(found.tally.sources)
    if len(counted_too) == 1:
        (only,) = counted_too
        findings = [_sentence(item, "finding") for item in _of_one(found, _usable(found, only))]
    for source in found.sources():
        if source.id not in counted_too and source.kind != "article":
            findings.extend(_sentence(item, "finding") for item in distinct(_usable(found, source.id), 1))
    return Draft(found=found, sentences=(*lines, *findings, *(article_says(found) if found.claims else ())))


def _told(passage: Passage, told: list[Passage]) -> bool:
    return any(_overlap(passage.text, other.text) >= _SAME for other in told)


@dataclass(frozen=True)
class Statements:
    """Looks up the passage that states an outcome among what was retrieved."""

    found: Found

    @cached_property
    def _by_words(self) -> dict[tuple[str, str], Passage]:
        return {(item.source.id, item.passage.text): item.passage for item in self.found.evidence}

    def score(self, passage: Passage) -> float:
        """How well a passage matched the question; 0 where only its record led to it."""
        return next((item.score for item in self.found.evidence if item.passage.id == passage.id), 0.0)

    def passage(self, source: Source, outcome: Outcome) -> Passage:
        """The passage. Raises KeyError where it was not retrieved, which is a bug of the step before."""
        return self._by_words[source.id, outcome.stated]


def distinct(evidence: tuple[Evidence, ...], most: int) -> list[Evidence]:
    """The best `most` passages that do not repeat one another, best first."""
    picked: list[Evidence] = []
    for item in evidence:
        if len(picked) == most:
            break
        if not any(_overlap(item.passage.text, other.passage.text) >= _SAME for other in picked):
            picked.append(item)
    return picked


def _overlap(one: str, two: str) -> float:
    """Share of the shorter text's words that the other has too, between 0 and 1."""
    a, b = (set(_WORD.findall(text.casefold())) for text in (one, two))
    return len(a & b) / max(1, min(len(a), len(b)))


def _sentence(item: Evidence, role: Role) -> DraftSentence:
    return DraftSentence(text=item.passage.text, role=role, support="verbatim", passages=(item.passage,))
