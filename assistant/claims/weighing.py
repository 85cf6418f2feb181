"""What one part comes to: the rules in their order, facts before results, results before sentences, and no verdict on a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.claims.check import Judgement, OverclaimKind, Overreach
from assistant.claims.figures import Figure, figures, overreach_of
from assistant.claims.finding import Nearness
from assistant.claims.fitting_studies import fitting_of
from assistant.claims.library import Library
from assistant.claims.numbers import agree
from assistant.claims.overclaims import doing, large_words, on_support, sure_words
from assistant.claims.polarity import denies
from assistant.claims.reading import ClaimReading
from assistant.claims.record_facts import Fact, FactKind, facts
from assistant.claims.results import in_study, marked, measured, over_library
from assistant.claims.scope import Scope
from assistant.claims.specific import Specific
from assistant.claims.sentences import ANYWHERE, IN_STUDY, all_or_none, by_sentence, units_of_source
from assistant.claims.words import covered, words_of
from assistant.finding.fitting import is_animal
from assistant.weighing.strength import group_of
from index.lexical import tokens
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
        return counted or self._nothing(part, scope, near, "No source here speaks of this.")

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
        passage = _telling("without results planned", source, near, self.library)
        return Judgement("not-in-sources", "record", "This trial is registered and has no results yet.", near=(passage,))

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

    def _meant(self, part: ClaimReading, scope: Scope) -> Source:
        """Of several studies by the name that is given, the first that the part does not misdescribe."""
        sources = self.library.index.sources
        held = [sources[i] for i in (scope.source_id, *scope.also) if i is not None]
        fit = [s for s in held if all(fact.holds for fact in facts(part, s, self.library))] or held
        exact = (
            [s for s in fit if all(f.outcome != "differs" for f in figures(part, s, self.library))]
            if scope.also
            else fit
        )
        return (exact or fit)[0]

    def _in_study(self, part: ClaimReading, source: Source, scope: Scope, near: Nearness) -> Judgement:
        if (
            source.kind == "trial-registration"
            and (part.way != "none" or _FOUND.search(part.text))
            and not denies(part.text)
        ):
            passage = _telling("without results planned", source, near, self.library)
            return Judgement(
                "not-in-sources", "record", "This trial is registered and has no results yet.", near=(passage,)
            )
        told = facts(part, source, self.library)
        if wrong := [fact for fact in told if not fact.holds]:
            if scope.sure == "named":
                return self._wrong_fact(wrong[0], source, near)
            return self._other_study(part, wrong, source, scope, near)
        given = figures(part, source, self.library)
        if scope.sure == "recognised" and any(f.outcome == "not told" and f.claimed.unit in _SCHEDULES for f in given):
            return self._swapped(part, scope, near) or self._nothing(
                part, scope, near, "No study here had this schedule."
            )
        result = in_study(part, source, near, self.library) if self._tied(part, source, scope) else None
        if wrong_number := next((f for f in given if f.outcome == "differs"), None):
            return _wrong_number(wrong_number)
        if result is not None and result.verdict != "not-in-sources":
            return self._overreaching(part, source, _with(result, given))
        if part.way != "none" and part.topics and not measured(part, source, self.library):
            return self._not_measured(part, source, near)
        if doubt := self._doubted(part, source, near):
            return doubt
        said = by_sentence(part, source, near, self.library, IN_STUDY)
        if said is not None and said.verdict == "supported":
            return self._overreaching(part, source, _with(said, given))
        recorded = self._by_record(part, source, told, given, near)
        return recorded or said or self._nothing(part, scope, near, "No sentence of the study says this.")

    def _absent(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement:
        """What no record is about; people that no study tested are an overclaim where a study is meant."""
        why = f"Nothing here is about {part.absent[0]}."
        term = next(t for t in self.library.vocabulary.expand(part.text) if not t.in_library)
        if scope.source_id is None or term.section not in ("people", "conditions"):
            return Judgement("not-in-sources", "not found", why)
        source = self.library.index.sources[scope.source_id]
        passage = _telling(source.population, source, near, self.library)
        over = Overreach("population", term.words, source.population, "The study tested other people.", passage)
        return Judgement("not-in-sources", "not found", why, near=(passage,), overreach=(over,))

    def _tied(self, part: ClaimReading, source: Source, scope: Scope) -> bool:
        """Whether an outcome of the study can be what is spoken of: by topic, dose or comparison, or word for word."""
        if part.topics or part.amounts or part.against != "none" or scope.sure == "named":
            return True
        words = tuple(frozenset(tokens(word)) for word in part.unread)
        return not words or covered(words, units_of_source(source, self.library)) == 1

    def _by_record(
        self, part: ClaimReading, source: Source, told: tuple[Fact, ...], given: tuple[Figure, ...], near: Nearness
    ) -> Judgement | None:
        """Facts and numbers that the record holds bear a part out where they are most of what it says."""
        held = [f.passage for f in given if f.outcome == "held" and f.passage is not None]
        if any(f.outcome == "not told" and f.claimed.unit for f in given) or not (held or told):
            return None
        if part.way != "none":
            return None
        units = units_of_source(source, self.library)
        if all_or_none(part.text) == "none" and "knew" not in part.text:
            return None
        words = words_of(part, self.library)
        needed = _RECOUNTED if held else _ALL_BUT
        stated = frozenset(tokens(" ".join(fact.words for fact in told)))
        rest = tuple(word for word in words if not word & stated)
        together = any(covered(rest, self.library.units_of(p)) >= needed for p in near.of(source.id))
        if not held and len(rest) > _FEW and not together:
            return None
        if words and covered(words, units) < needed:
            return None
        support = tuple(dict.fromkeys(held)) or near.of(source.id)[:1]
        rule = "The numbers stand so in the source." if held else "The record of the study has it so."
        return Judgement("supported", "number" if held else "record", rule, supports=support)

    def _wrong_fact(self, fact: Fact, source: Source, near: Nearness) -> Judgement:
        passage = _telling(fact.record, source, near, self.library)
        over: tuple[Overreach, ...] = ()
        if fact.kind in _KINDS:
            over = (
                Overreach(_KINDS[fact.kind], fact.words, fact.record, f"The study has another {fact.kind}.", passage),
            )
        reason = f"The record says otherwise: the claim has {fact.words}, the record has {fact.record}."
        return Judgement("contradicted", "record", reason, against=(passage,), overreach=over)

    def _other_study(
        self, part: ClaimReading, wrong: list[Fact], source: Source, scope: Scope, near: Nearness
    ) -> Judgement:
        """The nearest study differs in what was tested: perhaps another has it, else nobody tested it."""
        general = self._swapped(part, scope, near) or self._at_large(part, scope, near)
        if general.verdict == "not-in-sources" and general.overreach:
            return general
        passage = _telling(wrong[0].record, source, near, self.library)
        over = tuple(
            Overreach(_KINDS[f.kind], f.words, f.record, "The nearest study tested something else.", passage)
            for f in wrong
            if f.kind in _KINDS
        )
        if general.verdict != "not-in-sources":
            alone = general.verdict != "supported" and len(wrong) == 1 and not general.overreach
            found = in_study(part, source, near, self.library) if alone else None
            return replace(general, overreach=over) if found is not None and found.verdict == "supported" else general
        reason = f"The nearest study has {wrong[0].record}, not {wrong[0].words}."
        return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=over or general.overreach)

    def _swapped(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement | None:
        """A study has everything that is said except in whom: the claim speaks of people that nobody tested."""
        for source_id in scope.nearest[:_SEARCHED]:
            source = self.library.index.sources[source_id]
            wrong = [fact for fact in facts(part, source, self.library) if not fact.holds]
            given = figures(part, source, self.library)
            if [fact.kind for fact in wrong] not in (["population"], ["species"]) or not all(
                f.outcome == "held" for f in given
            ):
                continue
            result = in_study(replace(part, topics=()), source, near, self.library)
            if result is None or result.verdict not in ("supported", "mixed") or not part.quantities:
                continue
            passage = _telling(wrong[0].record, source, near, self.library)
            kind: OverclaimKind = "species" if wrong[0].kind == "species" else "population"
            over = Overreach(kind, wrong[0].words, wrong[0].record, "This was tested in others.", passage)
            reason = f"This was found in {wrong[0].record}; nobody here tested it in {wrong[0].words}."
            return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=(over,))
        return None

    def _not_measured(self, part: ClaimReading, source: Source, near: Nearness) -> Judgement:
        topic = part.topics[0]
        said = [p for p in near.of(source.id) if f"={topic}" in self.library.units_of(p)] or list(near.of(source.id))
        reason = f"The record of {source.title} has no result on {topic}."
        return Judgement("not-in-sources", "not found", reason, near=tuple(said[:1]))

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

    def _at_large(self, part: ClaimReading, scope: Scope, near: Nearness) -> Judgement:
        if _COMPARED.search(part.text) and part.against == "none":
            return self._nothing(part, scope, near, "No study here compared these two.")
        if part.substances or part.dose_level != "any" or part.whom in ("rats", "mice", "animals", "cells"):
            fitting = fitting_of(part, self.library)
            if counted := over_library(part, fitting, near, self.library):
                return self._general_overreach(part, counted, near)
            if fitting.missed and part.way != "none":
                return self._missed(part, fitting.missed, scope, near)
        for source_id in scope.nearest[:_TRIED]:
            source = self.library.index.sources[source_id]
            if any(not fact.holds for fact in facts(part, source, self.library)):
                continue
            if wrong := self._wrong_number_there(part, source, near):
                return wrong
            said = by_sentence(part, source, near, self.library, ANYWHERE)
            if said is not None and said.verdict == "supported":
                return self._overreaching(part, source, said)
        return self._nothing(part, scope, near, "No source here speaks of this.")

    def _wrong_number_there(self, part: ClaimReading, source: Source, near: Nearness) -> Judgement | None:
        """A sentence that says all of it but for a number, which is another there."""
        if not part.quantities or part.way != "none":
            return None
        bare = replace(part, quantities=())
        said = by_sentence(bare, source, near, self.library, ANYWHERE)
        wrong = [f for f in figures(part, source, self.library) if f.outcome == "differs"]
        if said is None or said.verdict != "supported" or not wrong or wrong[0].passage not in said.supports:
            return None
        return _wrong_number(wrong[0])

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

    def _missed(
        self, part: ClaimReading, missed: tuple[tuple[str, Source], ...], scope: Scope, near: Nearness
    ) -> Judgement:
        order = {source_id: place for place, source_id in enumerate(scope.nearest)}
        kind, source = min(missed, key=lambda pair: order.get(pair[1].id, len(order)))
        passage = near.of(source.id)[0]
        told = {
            "dose": source.dose,
            "species": source.population,
            "population": source.population,
            "substance": ", ".join(source.substance),
        }
        said = {
            "dose": part.dose_level,
            "species": part.whom,
            "population": ", ".join((*part.conditions, *part.people)),
        }
        words = said.get(kind, ", ".join(part.substances))
        reason = f"Nobody here tested this: the nearest study has {told[kind]}."
        over: tuple[Overreach, ...] = ()
        if kind in ("dose", "species", "population"):
            name: OverclaimKind = "dose" if kind == "dose" else "species" if kind == "species" else "population"
            over = (
                Overreach(
                    name,
                    words if words != "any" else "people",
                    told[kind],
                    "The nearest study tested something else.",
                    passage,
                ),
            )
        return Judgement("not-in-sources", "not found", reason, near=(passage,), overreach=over)

    def _nothing(self, part: ClaimReading, scope: Scope, near: Nearness, why: str) -> Judgement:
        """No verdict: why, with the nearest sentence of the study that is meant or that comes nearest."""
        source_id = scope.source_id or next(iter(scope.nearest), None)
        own = near.of(source_id)[:1] if source_id and not scope.missing else ()
        shown = own if scope.source_id or (own and near.cos(own[0]) >= _NEAR_ENOUGH) else ()
        over = self._beyond(part, self.library.index.sources[shown[0].source_id], shown[0]) if shown else ()
        return Judgement("not-in-sources", "not found", why, near=shown, overreach=over)

    def _beyond(self, part: ClaimReading, source: Source, passage: Passage) -> tuple[Overreach, ...]:
        """What the claim has beyond the nearest study, where there is no verdict: people for animals, a cause for a link."""
        over: list[Overreach] = []
        if is_animal(source) and part.way != "none" and part.whom in ("any", "people"):
            over.append(Overreach("species", part.text, source.population, "The nearest study was not done in people.", passage))
        if group_of(source) == "uncontrolled" and (words := doing(part, self.library)):
            over.append(Overreach("causal", words, passage.text, "The nearest study had no placebo group.", passage))
        elif part.way not in ("none", "same") and (words := large_words(part.text)):
            over.append(Overreach("magnitude", words, passage.text, "The nearest sentence has no such size.", passage))
        return tuple(over)


def _wrong_number(figure: Figure) -> Judgement:
    held = figure.held.words.strip() if figure.held else ""
    passages = (figure.passage,) if figure.passage else ()
    kind: OverclaimKind = "dose" if overreach_of(figure) == "dose" else "number"
    over = Overreach(kind, figure.claimed.words.strip(), held, "The source has another number there.", figure.passage)
    reason = f"The claim has {figure.claimed.words.strip()}, the source {held}."
    return Judgement("contradicted", "number", reason, against=passages, overreach=(over,))


def _with(judged: Judgement, given: tuple[Figure, ...]) -> Judgement:
    """The passages of the numbers that hold are shown as well."""
    held = tuple(f.passage for f in given if f.outcome == "held" and f.passage is not None)
    if judged.verdict == "supported":
        return replace(judged, supports=tuple(dict.fromkeys((*judged.supports, *held))))
    return replace(judged, near=tuple(dict.fromkeys((*judged.near, *held))))


def _telling(words: str, source: Source, near: Nearness, library: Library) -> Passage:
    """The sentence of a study that says most of what a field of its record says."""
    wanted = library.units(words)
    own = near.of(source.id)
    return max(own, key=lambda p: (len(wanted & library.units_of(p)), near.worth(p)))
