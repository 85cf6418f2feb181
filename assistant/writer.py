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
from assistant.bottom_line import sentence
from assistant.drafting import DraftSentence
from assistant.evidence import Draft, Evidence, Found
from assistant.strength import rank
from index.passages import Passage
from sources.model import Outcome, Source

_WORD = re.compile(r"\w+")
_SAME = 0.6
"""Two sentences that share this much of the shorter one's words say the same thing."""

SENTENCES_SINGLE = 5
SENTENCES_SECOND = 2
SENTENCES_ARTICLE = 4


class QuotingWriter(Runnable[Found, Draft]):
    """Verbatim sentences only; an empty draft where nothing was found."""

    def invoke(self, input: Found, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The draft for what was found. Deterministic."""
        del config, kwargs
        if input.refusal is not None:
            return Draft(found=input, sentences=())
        if input.tally.lines:
            return counted(input)
        article = [item for item in input.evidence if item.source.kind == "article"]
        studies = [source.id for source in input.sources() if source.kind != "article"]
        single = input.single
        picked: list[Evidence] = []
        for place, source_id in enumerate(studies):
            most = (SENTENCES_SINGLE if place == 0 else SENTENCES_SECOND) if single else 1 if len(studies) > 3 else 2
            picked.extend(distinct(input.of(source_id), most))
        if not single:
            picked.sort(key=lambda item: rank(item.source))
        findings = [_sentence(item, "finding") for item in picked]
        said = [_sentence(item, "article") for item in distinct(tuple(article), SENTENCES_ARTICLE)]
        ordered = [*said, *findings] if input.reading.about_article else [*findings, *said]
        return Draft(found=input, sentences=tuple(ordered))


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
            own = [stated.passage(vote.source, outcome) for outcome in vote.outcomes]
            fresh = next((passage for passage in own if not _told(passage, told)), None)
            if fresh is not None and not any(passage in told for passage in own):
                told.append(fresh)
                findings.append(DraftSentence(fresh.text, "finding", "verbatim", (fresh,)))
    return Draft(found=found, sentences=(*lines, *findings))


def _told(passage: Passage, told: list[Passage]) -> bool:
    return any(_overlap(passage.text, other.text) >= _SAME for other in told)


@dataclass(frozen=True)
class Statements:
    """Looks up the passage that states an outcome among what was retrieved."""

    found: Found

    @cached_property
    def _by_words(self) -> dict[tuple[str, str], Passage]:
        return {(item.source.id, item.passage.text): item.passage for item in self.found.evidence}

    def passage(self, source: Source, outcome: Outcome) -> Passage:
        """The passage. Raises KeyError where it was not retrieved, which is a bug of the step before."""
        return self._by_words[source.id, outcome.stated]


def distinct(evidence: tuple[Evidence, ...], most: int) -> list[Evidence]:
    """The best `most` passages that do not repeat one another, in the order in which they stand in the source."""
    picked: list[Evidence] = []
    for item in evidence:
        if len(picked) == most:
            break
        if not any(_overlap(item.passage.text, other.passage.text) >= _SAME for other in picked):
            picked.append(item)
    return sorted(picked, key=lambda item: item.passage.start)


def _overlap(one: str, two: str) -> float:
    """Share of the shorter text's words that the other has too, between 0 and 1."""
    a, b = (set(_WORD.findall(text.casefold())) for text in (one, two))
    return len(a & b) / max(1, min(len(a), len(b)))


def _sentence(item: Evidence, role: Role) -> DraftSentence:
    return DraftSentence(text=item.passage.text, role=role, support="verbatim", passages=(item.passage,))
