"""What a claim says of a study's make-up against its record: in whom, what was given, against what, blind or open."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.claims.library import Library
from assistant.claims.reading import ClaimReading, Whom
from assistant.finding.fitting import has_substance, is_animal
from assistant.weighing.strength import group_of
from sources.model import Source

FactKind = Literal["species", "population", "substance", "dose level", "design", "comparator", "year", "journal"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a claim states: whether the record has it, the words of the claim and of the record."""

    kind: FactKind
    holds: bool
    words: str
    record: str


_NO_PLACEBO = re.compile(
    r"\b(?:no|without (?:a |any )?|lacked (?:a |any )?|had no|not)\s*(?:placebo|dummy|control|comparison)\b"
    r"|\bnot placebo\b|\buncontrolled\b",
    re.I,
)
_PLACEBO = re.compile(
    r"\bplacebo[- ]controlled\b|\b(?:against|versus|with|had|used) (?:a |an )?(?:placebo|dummy)\b|\bdummy (?:pill"
    r"|group)",
    re.I,
)
_OPEN = re.compile(
    r"\bopen[- ]label\b|\bunblinded\b|\bnot (?:double[- ])?blind\w*|\b(?:everyone|everybody|people|they"
    r"|all)\b[^.;,]{0,40}?\bknew\b(?! whether)"
    r"|\bno blinding\b",
    re.I,
)
_BLIND = re.compile(
    r"\b(?:double|triple)[- ]?(?:blind|mask)\w*|\bblinded\b|\bmasked\b|\b(?:nobody|no one|none"
    r"|neither)\b[^.;,]{0,40}?\bknew\b",
    re.I,
)
_RANDOM = re.compile(r"\brandomi[sz]ed\b|\bat random\b|\brandomly\b", re.I)
_SURVEY = re.compile(r"\bsurvey(?:ed)?\b", re.I)
_SCANS = re.compile(r"\bbrain[- ]scan\w*|\bfmri\b|\bscanner\b", re.I)
_HEALTHY = re.compile(r"\bhealthy\b", re.I)
_ONLY = re.compile(r"\b(?:only|all|exclusively|solely)\b", re.I)
_MENTIONS = {"women": re.compile(r"\b(?:women|female)\b"), "men": re.compile(r"\b(?:men|male)\b")}
_CONTROLLED = (
    "placebo",
    "caffeine",
    "saline",
    "vehicle",
    "empty capsules",
    "control rats",
    "active placebo",
    "drug-free",
    "injections",
)


def _controlled(source: Source) -> bool:
    return group_of(source) == "placebo-controlled" or any(word in source.comparator for word in _CONTROLLED)


def _blinded(source: Source) -> bool:
    return any(word in source.blinding for word in ("double", "triple", "blinded themselves"))


_DESIGN: tuple[tuple[re.Pattern[str], Callable[[Source], bool | None], str], ...] = (
    (_NO_PLACEBO, lambda s: not _controlled(s), "comparator"),
    (_PLACEBO, lambda s: _controlled(s), "comparator"),
    (_OPEN, lambda s: not _blinded(s), "blinding"),
    (_BLIND, lambda s: _blinded(s) or "blind" in s.text, "blinding"),
    (_RANDOM, lambda s: group_of(s) == "placebo-controlled" or "random" in s.text, "design"),
    (_SURVEY, lambda s: "cross-sectional-survey" in s.design or "survey" in s.text or "questionnaire" in s.text, "design"),
    (_SCANS, lambda s: "neuroimaging" in s.design or "scan" in s.text, "design"),
    (_HEALTHY, lambda s: None if s.population == "unknown" else "healthy" in f"{s.population} {s.text}", "population"),
)  # fmt: skip


def facts(part: ClaimReading, source: Source, library: Library) -> tuple[Fact, ...]:
    """The facts that the part states and the record can decide."""
    found = [
        *_species(part, source),
        *_substance(part, source),
        *_dose_level(part, source),
        *_population(part, source, library),
    ]
    for pattern, holds, field in () if group_of(source) == "review" else _DESIGN:
        match = pattern.search(part.text)
        if (
            match is None
            or (pattern is _PLACEBO and _NO_PLACEBO.search(part.text))
            or (pattern is _BLIND and _OPEN.search(part.text))
        ):
            continue
        told = holds(source)
        if told is not None:
            value = getattr(source, field)
            found.append(
                Fact("design", told, match.group(), ", ".join(value) if isinstance(value, tuple) else str(value))
            )
    return (*found, *_comparator(part, source, library), *_journal(part, source, library))


def _species(part: ClaimReading, source: Source) -> list[Fact]:
    if part.whom == "any" or source.species in ("none", "unknown"):
        return []
    if source.species == "mixed":
        return (
            [Fact("species", False, part.whom, source.population)]
            if part.whom == "people" and is_animal(source)
            else []
        )
    has: dict[str, tuple[Whom, ...]] = {"human": ("people",), "rat": ("rats", "animals"), "mouse": ("mice", "animals")}
    holds = part.whom in has.get(source.species, ())
    return [Fact("species", holds, part.whom, source.population)]


def _substance(part: ClaimReading, source: Source) -> list[Fact]:
    if not part.substances:
        return []
    held = [name for name in part.substances if _given(name, source)]
    if held or any(name in ("SSRIs", "SNRIs", "antidepressants", "caffeine") for name in part.substances):
        return [Fact("substance", True, ", ".join(held or part.substances), ", ".join(source.substance))]
    return [Fact("substance", False, part.substances[0], ", ".join(source.substance) or "no drug")]


def _given(name: str, source: Source) -> bool:
    told = f"{source.text} {source.comparator}".casefold()
    family = {"psilocybin": ("psilocybin", "psilocin"), "ayahuasca": ("ayahuasca",)}.get(name, (name,))
    return has_substance(source, family) or any(re.search(rf"\b{re.escape(n.casefold())}", told) for n in family)


def _dose_level(part: ClaimReading, source: Source) -> list[Fact]:
    if part.dose_level == "any" or source.dose_level in ("none", "unknown", "mixed"):
        return []
    small = source.dose_level in ("microdose", "low")
    return [Fact("dose level", (part.dose_level == "microdose") == small, part.dose_level, source.dose)]


def _population(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """A diagnosis that the study's people had or had not; nothing where the note says neither."""
    found: list[Fact] = []
    for condition in part.conditions:
        forms = library.vocabulary.forms_of(condition)
        glance = " ".join(source.text[p.start : p.end] for p in source.parts if p.name in ("glance", "found"))
        told = f"{source.population} {source.title} {glance}".casefold()
        held = any(form.casefold() in told for form in forms)
        own = {t.name for t in library.vocabulary.expand(source.population) if t.section == "conditions"}
        shared = bool(
            set(library.vocabulary.topics_in(condition)) & set(library.vocabulary.topics_in(source.population))
        )
        found.append(Fact("population", held or (shared and not own - {condition}), condition, source.population))
    found += _ill(part, source, library)
    if (
        re.search(r"\bpatients\b", part.text, re.I)
        and "healthy" in source.population
        and "patient" not in source.population
    ):
        found.append(Fact("population", "patient" in source.text.casefold(), "patients", source.population))
    for people, others in (("women", "men"), ("men", "women")):
        told = source.population.casefold()
        if people not in part.people or others in part.people or not _MENTIONS[others].search(told):
            continue
        if not _MENTIONS[people].search(told) or _ONLY.search(part.text):
            found.append(Fact("population", False, people, source.population))
    return found


_SET_AGAINST = re.compile(
    r"\b(?:pitted|set|tested|tried|put(?: up)?|compared|weighed)\b[^.;,]{0,60}?\b(?:against|with|to|beside)\b([^.;,]*)", re.I
)


def _comparator(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """ "Set against caffeine": what the study is said to have compared with, if its record names one."""
    if part.against == "placebo" and part.way != "none" and not _controlled(source) and group_of(source) == "uncontrolled":
        return [Fact("comparator", False, "placebo", source.comparator)]
    match = _SET_AGAINST.search(part.text)
    if match is None or source.comparator in ("unknown", "none", ""):
        return []
    said = [t for t in library.vocabulary.expand(match[1]) if t.kind == "substance" or t.name == "placebo"]
    held = {t.name for t in library.vocabulary.expand(source.comparator)}
    return [Fact("comparator", t.name in held, t.words, source.comparator) for t in said[:1]]


_PEOPLE = r"(?:people|patients|adults|men|women|folk|persons|individuals|grown-ups)"


def _ill(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """ "Depressed people", where the people of the study were healthy."""
    if "healthy" not in source.population or part.conditions:
        return []
    told = " ".join(source.text[p.start : p.end] for p in source.parts if p.name in ("glance", "found")).casefold()
    for term in library.vocabulary.expand(part.text):
        after = part.text[term.end :]
        if term.kind == "topic" and re.match(rf"\s+{_PEOPLE}\b", after, re.I):
            forms = (term.words, *library.vocabulary.forms_of(term.name))
            people = rf"\b(?:{'|'.join(re.escape(f) for f in forms)})\s+{_PEOPLE}\b"
            if not re.search(people, told, re.I):
                return [Fact("population", False, f"{term.words} people", source.population)]
    return []


def _journal(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    venues = {s.venue for s in library.index.sources.values() if s.venue not in ("", "unknown") and len(s.venue) > 3}
    there = [venue for venue in venues if re.search(rf"\bin (?:the )?{re.escape(venue)}\b(?! study)", part.text)]
    if not there:
        return []
    longest = max(there, key=len)
    return [Fact("journal", longest == source.venue, longest, source.venue)]
