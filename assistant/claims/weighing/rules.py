"""What one part comes to: the rules in their order, facts before results, results before sentences, and no verdict on a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.claims.check import Judgement, Overreach, Rule
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.polarity import denies
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.fitting_studies import fitting_of
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.overclaims import sure_words
from assistant.claims.weighing.results import over_library
from assistant.claims.weighing.scope import Scope
from assistant.claims.weighing.specific import Specific
from assistant.claims.weighing.telling import telling
from assistant.claims.weighing.too_far import beyond, with_general_overreach, with_overreach
from sources.model import Source

_DOUBT = re.compile(
    r"\b(?:unclear|preliminary|might|cannot|not (?:show|prove|clear|known)|no conclusion|not to jump|unsettled|too few|very few"
    r"|more research|warn\w*"
    r"|ask(?:s|ed)? for|only speculated|open question|not established)\b",
    re.I,
)
_FOUND = re.compile(
    r"\b(?:found|finds|show(?:s|ed|n)?|prov(?:es|ed)|demonstrat\w+|reported|(?:first|early|initial|promising|good) results?"
    r"|results? (?:show|were|look|are))\b",
    re.I,
)
_NOT_DECIDED = "No sentence of the sources decides this."
_NEARER = 0.15
"""Cosine by which another study's sentence must be nearer than any of the one that is named."""
_SHOWN, _NEAR_ENOUGH = 3, 0.45
"""Studies that may be shown where there is no verdict, and the cosine from which any but the nearest is."""


@dataclass(frozen=True)
class Weigher:
    """Judges one part of a claim."""

    library: Library

    def judge(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement:
        """The judgement on a part: in the study that is meant, else over the library, else by the nearest sentences."""
        if part.absent and not self._spoken_of(part, scope):
            return self._absent(part, scope, near)
        if scope.missing:
            return self._misdated(part, scope, near) or self._nothing(part, scope, near, scope.missing)
        if planned := self._planned(part, scope, near):
            return planned
        if scope.source_id is None and self._is_general(part):
            general = self._counted(part, near)
            if general is not None:
                return general
        specific = Specific(self.library).judge(part, scope, near)
        if specific is not None:
            source = self.library.index.sources[specific.passages[0].source_id]
            if specific.verdict == "supported" and (doubt := self._doubted(part, source, near)):
                return doubt
            return with_overreach(part, source, specific, self.library)
        if elsewhere := self._misattributed(part, scope, near):
            return elsewhere
        if scope.source_id and (doubt := self._doubted(part, self.library.index.sources[scope.source_id], near)):
            return doubt
        counted = self._counted(part, near) if self._is_general(part) else None
        return counted or self._nothing(part, scope, near, _NOT_DECIDED)

    def _spoken_of(self, part: ClaimReading, scope: Scope) -> bool:
        """Whether a study that comes near speaks of what the vocabulary says the library is not about."""
        wanted = {f"={name}" for name in part.absent}
        return any(wanted <= self.library.units_of_findings(i) for i in scope.nearest[:3])

    def _misdated(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        """A study of the author that says so, from another year than the claim gives."""
        meant = next((i for i in scope.nearest if i in part.studies), None)
        if meant is None:
            return None
        source = self.library.index.sources[meant]
        judged = Specific(self.library).judge(replace(part, years=()), Scope(meant, "named", scope.nearest), near)
        if judged is None or judged.verdict != "supported":
            return None
        years = ", ".join(str(year) for year in part.years)
        over = Overreach("number", years, str(source.year), "The study came out in another year.", judged.supports[0])
        reason = f"The study that says so is from {source.year}, not {years}."
        return Judgement("contradicted", "record", reason, against=judged.supports, overreach=(over,))

    def _misattributed(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        """Another study says so, and the one that is named says nothing like it."""
        if scope.sure != "named" or not part.authors:
            return None
        own = max((near.cos(p) for i in (scope.source_id, *scope.also) if i for p in near.of(i)), default=1.0)
        for other in scope.nearest[:2]:
            source = self.library.index.sources[other]
            told = max((near.cos(p) for p in near.of(other)), default=0.0)
            if other in (scope.source_id, *scope.also) or told < own + _NEARER:
                continue
            judged = Specific(self.library).judge(part, Scope(other, "recognised", (other,)), near)
            if judged is None or judged.verdict != "supported":
                continue
            reason = f"The study that says so is another one: {source.title}."
            return Judgement("contradicted", "record", reason, against=judged.supports)
        return None

    def _planned(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        source = self.library.index.sources[scope.source_id] if scope.source_id else None
        if source is None or source.kind != "trial-registration" or denies(part.text):
            return None
        if part.way == "none" and not _FOUND.search(part.text):
            return None
        passage = telling("without results planned", source, near, self.library)
        return Judgement(
            "not-in-sources", "record", "This trial is registered and has no results yet.", near=(passage,)
        )

    def _is_general(self, part: ClaimReading) -> bool:
        """A claim of effect with nothing in it that only one study could have: no number, no other words."""
        if part.quantities or part.way == "none" or not part.topics or part.studies:
            return False
        if any(self.library.ways.get(topic, "uncounted") == "uncounted" for topic in part.topics):
            return False
        return len(part.unread) <= 1

    def _counted(self, part: ClaimReading, near: Nearness) -> Judgement | None:
        if not (part.substances or part.dose_level != "any" or part.whom in ("rats", "mice", "animals", "cells")):
            return None
        if part.quantities or part.against in ("other-drug", "other-dose"):
            return None
        counted = over_library(part, fitting_of(part, self.library), near, self.library)
        return with_general_overreach(part, counted, self.library) if counted else None

    def _absent(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement:
        """What no record is about; people that no study tested are an overclaim where a study is meant."""
        why = f"Nothing here is about {part.absent[0]}."
        term = next(t for t in self.library.vocabulary.expand(part.text) if not t.in_library)
        if scope.source_id is None or term.section not in ("people", "conditions"):
            return Judgement("not-in-sources", "not found", why)
        source = self.library.index.sources[scope.source_id]
        passage = telling(source.population, source, near, self.library)
        over = Overreach("population", term.words, source.population, "The study tested other people.", passage)
        return Judgement("not-in-sources", "not found", why, near=(passage,), overreach=(over,))

    def _doubted(self, part: ClaimReading, source: Source, near: Nearness) -> Judgement | None:
        """Proof is claimed where the study itself voices doubt on the same topic."""
        words = sure_words(part.text)
        if not words or not part.topics:
            return None
        doubts = [p for p in near.of(source.id) if _DOUBT.search(p.text)]
        doubts = [p for p in doubts if any(f"={t}" in self.library.units_of(p) for t in part.topics)] or doubts
        if not doubts:
            return None
        over = Overreach("certainty", words, doubts[0].text, "The source itself is in doubt.", doubts[0])
        return Judgement(
            "contradicted", "sentence", "The source itself is in doubt.", against=(doubts[0],), overreach=(over,)
        )

    def _nothing(self, part: ClaimReading, scope: Scope, near: Nearness, why: str) -> Judgement:
        """No verdict: why, with the nearest sentence of the study that is meant, or of the ones that come nearest."""
        first = () if scope.missing else ((scope.source_id,) if scope.source_id else scope.nearest[:1])
        others = () if scope.missing else (i for i in scope.nearest[:_SHOWN] if i not in first)
        shown = tuple(p for i in first for p in near.of(i)[:1])
        shown += tuple(p for i in others for p in near.of(i)[:1] if near.cos(p) >= _NEAR_ENOUGH)
        over = beyond(part, self.library.index.sources[shown[0].source_id], shown[0], self.library) if shown else ()
        rule: Rule = "undecided" if shown else "not found"
        return Judgement("not-in-sources", rule, why, near=shown, overreach=over)
