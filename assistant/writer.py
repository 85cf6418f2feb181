"""The quoting writer: it picks sentences and arranges them, and writes none of its own.

It is a Runnable from what was found to a draft, like any other writer; nothing else in the chain knows which one it is.
Sentences are ordered by strength of design. A question about one study gets several sentences of that study; a question
about a body of evidence gets the best sentence of each of several sources.
"""

from __future__ import annotations

import re
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Role
from assistant.evidence import Draft, DraftSentence, Evidence, Found
from assistant.strength import rank

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
        article = [item for item in input.evidence if item.source.kind == "article"]
        studies = [source.id for source in input.sources() if source.kind != "article"]
        single = input.reading.one_study
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
