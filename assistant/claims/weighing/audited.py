"""A claim that is one of the article's own: it has been audited by hand, and the audit's verdict stands.

A claim is the article's if it says the same thing by meaning, names no other study, gives no number of its own and points the
same way. Verdicts carry over: partly supported and untraceable are mixed, "not supported by the named source" contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.claims.check import Judgement, Overreach, Verdict
from assistant.claims.reading.claim import ClaimReader, ClaimReading
from assistant.claims.reading.strength import causal_words
from assistant.claims.reading.ways import Way
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.likeness import Likeness
from assistant.understanding.naming import Named
from index.passages import Passage
from sources.model import ArticleClaim, ClaimVerdict

_VERDICTS: Mapping[ClaimVerdict, Verdict] = {
    "supported": "supported",
    "partly supported": "mixed",
    "not supported by the named source": "contradicted",
    "contradicted": "contradicted",
    "cannot be traced": "mixed",
}
_SAME = 0.68
"""Cosine from which a claim may be one of the article's; unlike claims of the gold set stay under 0.67."""
_WORDED = 0.76
"""Cosine with any of the wordings from which it is one whatever else it says. On our development lists the sentences on other
things that come nearest are at 0.75, and two in three of the article's claims in new words are above."""
_CITED = 0.5
"""The same where the claim names the author or the journal of the citation that the article prints."""
_CLEARLY = 0.80
"""Cosine from which a claim that says in what kind of study it was found may still be the article's."""
_AGAINST: dict[Way, frozenset[Way]] = {
    "lower": frozenset({"higher", "worse", "same"}),
    "better": frozenset({"worse", "same"}),
    "higher": frozenset({"lower", "same"}),
    "worse": frozenset({"better", "lower", "same"}),
    "same": frozenset({"better", "worse", "lower", "higher"}),
    "none": frozenset(),
}
_CAUSE = re.compile(r"\bcaus\w+|\bassociation\b|\ba link and not\b", re.I)
_DOSE = re.compile(r"\b(?:used|at|after|full|psychedelic) (?:micro)?doses\b|\bmicrodose (?:cortisol|remains)", re.I)
_VERBATIM = 0.90
_COMPARES = re.compile(r"\bthan\b|\bversus\b|\bvs\b", re.I)
_RECORDS = 4
_SET_IN = re.compile(
    r"\b(?:among|respondents|participants|volunteers|in (?:one|a|an|the|this|that) (?:[\w-]+ ){0,3}(?:survey"
    r"|trial|study|cohort|experiment"
    r"|review|analysis))\b",
    re.I,
)
"""Words that set a claim in one study: it is checked against that study."""


@dataclass(frozen=True)
class Audited:
    """The article's claims, ready to be compared with."""

    library: Library
    reader: ClaimReader

    def claim_of(self, part: ClaimReading, named: Named, near: Nearness) -> ArticleClaim | None:
        """The claim of the article that the part is, or None."""
        article = self.library.index.article
        if article is None or not article.claims:
            return None
        own, worded = self._likeness.own(near), self._likeness.worded(near)
        for place in np.argsort(-np.maximum(own, worded), kind="stable")[:3]:
            claim = article.claims[int(place)]
            if self._is(part, claim, float(own[place]), float(worded[place]), named):
                return claim
        return self._only_cited(part, named)

    def judged(self, part: ClaimReading, claim: ArticleClaim, near: Nearness) -> Judgement:
        """The audit's verdict with the sentences of the article's block and the nearest sentences of the records behind it."""
        verdict = _VERDICTS[claim.verdict]
        block = [p for p in self.library.index.passages_of(self._article_id) if claim.start <= p.start < claim.end]
        order = {source_id: place for place, (source_id, _) in enumerate(near.ranking)}
        records = sorted(claim.record_ids, key=lambda i: (order.get(i, len(order)), i))[:_RECORDS]
        passages = tuple(p for i in records if (p := _telling(near, i)) is not None)
        told = tuple(sorted(block, key=lambda p: -near.worth(p))[:1]) + tuple(p for p in block[1:2])
        sides = {"supported": (passages, ()), "contradicted": ((), passages)}.get(verdict, ((), ()))
        near_by = tuple(dict.fromkeys((*(passages if verdict == "mixed" else ()), *told)))
        reason = f"This is claim {claim.id} of the article, audited as {claim.verdict}: {claim.reason}"
        over = () if verdict == "supported" else _overreach(part, claim, block)
        return Judgement(verdict, "article", reason, sides[0], sides[1], near_by, over, fair=_last(block))

    def _is(self, part: ClaimReading, claim: ArticleClaim, score: float, worded: float, named: Named) -> bool:
        cited = {surname for surname in named.surnames if surname in claim.cited_as.casefold()}
        printed = any(citation.printed == claim.cited_as for citation in named.citations)
        own, known = self._readings[claim.id], bool(cited or printed)
        if (named.surnames or own.authors) and not known:
            return False
        if part.way in _AGAINST[own.way] or any(quantity.unit for quantity in part.quantities):
            return False
        if part.whom in ("rats", "mice", "animals", "cells") or (
            part.dose_level == "full" and own.dose_level != "full"
        ):
            return False
        if set(part.conditions) - self._spoken_of[claim.id] or set(part.substances) - self._spoken_of[claim.id]:
            return False
        apart = _SET_IN.search(part.text) or (_COMPARES.search(part.text) and not _COMPARES.search(claim.claim))
        unread = bool(own.topics) and not part.topics and part.way != "none"
        if worded >= (_VERBATIM if apart or unread else _WORDED):
            return True
        return not self._strays(part, claim, score, known) and score >= _needed(part, known)

    def _strays(self, part: ClaimReading, claim: ArticleClaim, score: float, known: bool) -> bool:
        """Whether a part that is only roughly alike speaks of something that the claim does not."""
        own = self._readings[claim.id]
        if part.quantities or (own.dose_level == "any" and part.dose_level == "microdose" and not known):
            return True
        topics = {*own.topics, *self._told_topics[claim.id]}
        if topics and not set(part.topics) & topics and (part.topics or score < _VERBATIM):
            return True
        return bool(_COMPARES.search(part.text) and not _COMPARES.search(claim.claim))

    def _only_cited(self, part: ClaimReading, named: Named) -> ArticleClaim | None:
        """A claim that names a citation of the article which stands for one claim only, or which could not be found."""
        article = self.library.index.article
        if article is None or part.quantities:
            return None
        for citation in named.citations:
            claims = [c for c in article.claims if c.cited_as == citation.printed]
            if len(claims) == 1 and citation.found != "yes":
                return claims[0]
        return None

    @property
    def _article_id(self) -> str:
        article = self.library.index.article
        return article.source.id if article else ""

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self.library.index)

    @cached_property
    def _spoken_of(self) -> dict[str, frozenset[str]]:
        """The drugs and diagnoses of each claim and of the other words for it."""
        found = {}
        for claim in self._likeness.claims:
            read = [self.reader.read(text) for text in (claim.claim, *claim.also)]
            found[claim.id] = frozenset(name for r in read for name in (*r.substances, *r.conditions))
        return found

    @cached_property
    def _told_topics(self) -> dict[str, tuple[str, ...]]:
        return {
            claim_id: self.library.vocabulary.topics_in(p.text)
            for claim_id, p in self._likeness.first_sentences.items()
        }

    @cached_property
    def _readings(self) -> dict[str, ClaimReading]:
        article = self.library.index.article
        return {claim.id: self.reader.read(claim.claim) for claim in (article.claims if article else ())}


def _overreach(part: ClaimReading, claim: ArticleClaim, block: list[Passage]) -> tuple[Overreach, ...]:
    source_words = (_last(block) or claim.reason) if block else claim.reason
    where = block[-1] if block else None
    words = causal_words(part.text)
    if words and _CAUSE.search(claim.reason):
        return (Overreach("causal", words, source_words, "The records show a link, not a cause.", where),)
    if _CAUSE.search(claim.reason) and claim.verdict != "contradicted":
        words = part.strength_words or part.text
        return (Overreach("causal", words, source_words, "The records show a link, not a cause.", where),)
    if part.dose_level == "microdose" and _DOSE.search(claim.reason):
        return (Overreach("dose", "microdose", source_words, "The work behind this used other doses.", where),)
    if claim.verdict == "contradicted":
        return ()
    told = part.strength_words or part.text
    return (Overreach("certainty", told, source_words, "The sources leave this less sure than it is put.", where),)


def _needed(part: ClaimReading, known: bool) -> float:
    """The cosine from which a part is the claim."""
    if known:
        return _CITED
    if _SET_IN.search(part.text):
        return _VERBATIM
    return _CLEARLY if set(part.designs) - {"placebo"} else _SAME


def _telling(near: Nearness, source_id: str) -> Passage | None:
    """The sentence of a record that tells most: of what was found, the nearest."""
    own = [p for p in near.of(source_id) if p.part in ("found", "glance")]
    return own[0] if own else next(iter(near.of(source_id)), None)


def _last(block: list[Passage]) -> str:
    return block[-1].text if block else ""
