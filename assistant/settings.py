"""The few numbers that steer retrieval and selection, in one frozen place, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Weights are shares between 0 and 1; `benchmarks/quality.py` measures what changing them does."""

    question_limit: int = 2_000
    """Longest question, in characters."""

    candidates: int = 200
    """Passages asked of the vector store; the fused list is cut after the per-source cap."""

    lexical_weight: float = 0.5
    """Share of BM25 in a passage's score; the rest is the cosine. Both are scaled to 0..1 over the candidates."""

    source_weight: float = 0.5
    """Share of BM25 over a whole source in that source's score; the rest comes from its best passages."""

    expansion_weight: float = 0.5
    """What a word added by the vocabulary counts for, beside 1 for a word that was asked."""

    fit_weight: float = 0.3
    """Share of the record's own fit (topic, dose level, substance, species) in a source's score."""

    passages_per_source: int = 20
    """Cap, so that one long source cannot crowd out the others; a record has about thirteen sentences."""

    article_passages: int = 200
    """The same cap for the article, all of whose sentences may be needed."""

    most_sources: int = 8
    """Sources cited where outcomes are counted; one more is left for the best match by words, one for the article."""

    most_sources_body: int = 6
    """Sources cited for any other question about a body of evidence."""

    most_sources_follow_up: int = 3
    """The same for a follow-up, which asks for one more thing about what was just shown."""

    most_sources_single: int = 2
    """Sources cited for a question about one study; one more is left for the article itself."""
