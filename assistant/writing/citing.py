"""From a draft to numbered sentences and citations; the one place where a quote is cut and checked.

A quote is `source.text[start:end]` of a passage that was retrieved. A draft sentence that breaks the rule is a bug in
the writer and raises: it is never shortened, mended or dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Citation, Sentence
from assistant.finding.evidence import Draft
from assistant.writing.drafting import DraftSentence
from index.passages import Passage
from sources.model import CaveatKind, Source


class UnsupportedSentenceError(Exception):
    """A writer produced a sentence that does not rest on retrieved words."""


def cite(
    draft: Draft, kinds_of: Callable[[Source], tuple[CaveatKind, ...]]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Number the passages in order of appearance. Raises UnsupportedSentenceError where the draft breaks the rule."""
    retrieved = {item.passage.id: item.source for item in draft.found.evidence}
    numbers: dict[str, int] = {}
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    for sentence in draft.sentences:
        _check(sentence, retrieved)
        for passage in sentence.passages:
            if passage.id not in numbers:
                numbers[passage.id] = len(numbers) + 1
                citations.append(_citation(numbers[passage.id], passage, retrieved[passage.id], kinds_of))
        numbered = tuple(dict.fromkeys(numbers[passage.id] for passage in sentence.passages))
        sentences.append(Sentence(sentence.text, sentence.role, numbered, sentence.support))
    return tuple(sentences), tuple(citations)


def _check(sentence: DraftSentence, retrieved: dict[str, Source]) -> None:
    if not sentence.passages:
        raise UnsupportedSentenceError(f"no citation: {sentence.text!r}")
    for passage in sentence.passages:
        source = retrieved.get(passage.id)
        if source is None:
            raise UnsupportedSentenceError(f"cites {passage.id}, which was not retrieved: {sentence.text!r}")
        if source.text[passage.start : passage.end] != passage.text:
            raise UnsupportedSentenceError(f"{passage.id} is not an exact slice of {source.id}")
    if sentence.support == "verbatim" and sentence.text not in {passage.text for passage in sentence.passages}:
        raise UnsupportedSentenceError(f"not verbatim: {sentence.text!r}")


def _citation(
    n: int, passage: Passage, source: Source, kinds_of: Callable[[Source], tuple[CaveatKind, ...]]
) -> Citation:
    return Citation(
        n=n,
        source=source.id,
        title=source.title,
        doi=source.doi,
        quote=source.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        page=None,
        stance="neutral",
        caveats=kinds_of(source),
    )
