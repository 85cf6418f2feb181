"""What one part comes to: the rules in their order, facts before results, results before sentences, and no verdict on a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.claims.check import Judgement, OverclaimKind, Overreach, Rule
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.polarity import denies
from assistant.claims.reading.quantity import agree
from assistant.claims.weighing.fact import FactKind
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.fitting_studies import fitting_of
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.overclaims import doing, large_words, on_support, sure_words
from assistant.claims.weighing.results import marked, over_library
from assistant.claims.weighing.scope import Scope
from assistant.claims.weighing.specific import Specific
from assistant.claims.weighing.telling import telling
from assistant.finding.fitting import is_animal
from assistant.weighing.strength import group_of
from index.passages import Passage
from sources.model import Source

_KINDS: dict[FactKind, OverclaimKind] = {
    "species": "species",
    "population": "population",
    "dose level": "dose",
    "year": "number",
}
_DOUBT = re.compile(
    r"\b(?:unclear|preliminary|might|cannot|not (?:show|prove|clear|known)|no conclusion|not to jump|unsettled|too few|very few"
    r"|more research|warn\w*"
    r"|ask(?:s|ed)? for|only speculated|open question|not established)\b",
    re.I,
)
_RECOUNTED = 0.5
"""Share of the words that must be accounted for before the facts and numbers of a record bear a part out."""
_FOUND = re.compile(
    r"\b(?:found|finds|show(?:s|ed|n)?|prov(?:es|ed)|demonstrat\w+|reported|(?:first|early|initial|promising|good) results?"
    r"|results? (?:show|were|look|are))\b",
    re.I,
)
_COMPARED = re.compile(r"\b(?:better|worse|safer|stronger|faster|more|less)\b[^.;,]{0,30}? than\b", re.I)
_NOT_DECIDED = "No sentence of the sources decides this."
_NEAR_ENOUGH = 0.5
"""Cosine from which a sentence is worth showing where there is no verdict."""
_FEW = 2
"""Words beside the facts themselves that need not stand together in one sentence."""
_ALL_BUT = 0.8
"""The same where no number is among them."""
_TRIED = 3
_SEARCHED = 30
_SCHEDULES = ("times a week", "times a day")


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
            return self._overreaching(part, source, specific)
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
        if part.quantities:
            return None
        counted = over_library(part, fitting_of(part, self.library), near, self.library)
        return self._general_overreach(part, counted, near) if counted else None

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

    def _overreaching(self, part: ClaimReading, source: Source, judged: Judgement) -> Judgement:
        """An overclaim on a true core is mixed."""
        if judged.verdict == "contradicted":
            return replace(judged, overreach=judged.overreach or self._beside(part, judged))
        over = on_support(part, source, judged.supports or judged.near, self.library)
        over = over or (self._beside(part, judged) if judged.verdict == "mixed" else ())
        verdict = "mixed" if over and judged.verdict == "supported" else judged.verdict
        return replace(judged, verdict=verdict, overreach=(*judged.overreach, *over))

    def _beside(self, part: ClaimReading, judged: Judgement) -> tuple[Overreach, ...]:
        """What the claim has too much of where the result is not as it says: size or certainty, if its words say so."""
        passage = next(iter(judged.against or judged.near), None)
        if passage is None or part.way in ("none", "same"):
            return ()
        if part.amounts and (other := self._at_another_dose(part, passage)):
            return (other,)
        if words := large_words(part.text):
            return (Overreach("magnitude", words, passage.text, "The source has no such effect.", passage),)
        if words := sure_words(part.text):
            return (Overreach("certainty", words, passage.text, "The source does not settle this.", passage),)
        return ()

    def _at_another_dose(self, part: ClaimReading, passage: Passage) -> Overreach | None:
        """The study has what is claimed, at another dose."""
        unit = part.amounts[0].unit
        for item in self.library.outcomes_of(passage.source_id):
            shared = not part.topics or set(part.topics) & set(item.outcome.topics)
            others = [q for q in item.amounts if q.unit == unit and not any(agree(a, q) for a in part.amounts)]
            if shared and others and marked(item.outcome, part, self.library) == "for":
                why = "The study found this at another dose."
                return Overreach("dose", part.amounts[0].words, others[0].words, why, item.passage)
        return None

    def _general_overreach(self, part: ClaimReading, counted: Judgement, near: Nearness) -> Judgement:
        """A cause is claimed where no study behind it had a placebo group; or proof, where the evidence is thin."""
        del near
        sources = [self.library.index.sources[p.source_id] for p in counted.supports]
        over: list[Overreach] = []
        words = doing(part, self.library)
        if words and sources and all(group_of(s) == "uncontrolled" for s in sources):
            why = "None of the studies that found this had a placebo group."
            over.append(Overreach("causal", words, counted.supports[0].text, why, counted.supports[0]))
        if (sure := sure_words(part.text)) and counted.passages:
            over.append(
                Overreach(
                    "certainty",
                    sure,
                    counted.passages[0].text,
                    "The studies here do not settle this.",
                    counted.passages[0],
                )
            )
        elif not over and counted.verdict != "supported":
            over.extend(self._beside(part, counted))
        verdict = "mixed" if over and counted.verdict == "supported" else counted.verdict
        return replace(counted, verdict=verdict, overreach=tuple(over))

    def _nothing(self, part: ClaimReading, scope: Scope, near: Nearness, why: str) -> Judgement:
        """No verdict: why, with the nearest sentence of the study that is meant or that comes nearest."""
        source_id = scope.source_id or next(iter(scope.nearest), None)
        own = near.of(source_id)[:1] if source_id and not scope.missing else ()
        shown = own if scope.source_id or (own and near.cos(own[0]) >= _NEAR_ENOUGH) else ()
        over = self._beyond(part, self.library.index.sources[shown[0].source_id], shown[0]) if shown else ()
        rule: Rule = "undecided" if shown else "not found"
        return Judgement("not-in-sources", rule, why, near=shown, overreach=over)

    def _beyond(self, part: ClaimReading, source: Source, passage: Passage) -> tuple[Overreach, ...]:
        """What the claim has beyond the nearest study, where there is no verdict: people for animals, a cause for a link."""
        over: list[Overreach] = []
        if is_animal(source) and part.way != "none" and part.whom in ("any", "people"):
            over.append(
                Overreach("species", part.text, source.population, "The nearest study was not done in people.", passage)
            )
        if group_of(source) == "uncontrolled" and (words := doing(part, self.library)):
            over.append(Overreach("causal", words, passage.text, "The nearest study had no placebo group.", passage))
        elif part.way not in ("none", "same") and (words := large_words(part.text)):
            over.append(Overreach("magnitude", words, passage.text, "The nearest sentence has no such size.", passage))
        return tuple(over)
