"""A turn whose reply was written by hand, for conversations that are measured or shown with a given reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation, Sentence, Turn
from sources.errors import UsageError
from sources.model import Source

_QUOTE_MOST = 200


def scripted_turn(question: str, text: str, source_ids: Sequence[str], sources: Mapping[str, Source]) -> Turn:
    """A turn that replied `text`, citing `source_ids` in order. Raises UsageError for a source that is not there."""
    for source_id in source_ids:
        if source_id not in sources:
            raise UsageError(f"{source_id!r} is no source of this library.")
    citations = tuple(_citation(n, sources[source_id]) for n, source_id in enumerate(source_ids, 1))
    sentence = Sentence(text, "finding", tuple(citation.n for citation in citations), "unchecked")
    answer = Answer(
        id="scripted",
        question=question,
        standalone=question,
        status="answered" if citations else "abstained",
        policy="none",
        stance="none",
        certainty="none",
        certainty_reasons=(),
        sentences=(sentence,),
        citations=citations,
        caveats=(),
        suggestions=(),
        nearest=None,
        index_version="",
    )
    return Turn(question, answer)


def _citation(n: int, source: Source) -> Citation:
    start = source.parts[0].start if source.parts else 0
    quote = source.text[start : start + _QUOTE_MOST]
    return Citation(n, source.id, source.title, source.doi, quote, start, start + len(quote), None, "neutral", ())
