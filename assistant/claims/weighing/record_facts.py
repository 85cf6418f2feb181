"""What a claim says of a study's make-up against its record: in whom, what was given, against what, blind or open."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.whom import Whom
from assistant.claims.weighing.controls import blinded, controlled
from assistant.claims.weighing.fact import Fact
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.studied import comparator, journal, population_of
from assistant.finding.fitting import has_substance, is_animal
from assistant.weighing.strength import group_of
from sources.model import Source

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


_DESIGN: tuple[tuple[re.Pattern[str], Callable[[Source], bool | None], str], ...] = (
    (_NO_PLACEBO, lambda s: not controlled(s), "comparator"),
    (_PLACEBO, lambda s: controlled(s), "comparator"),
    (_OPEN, lambda s: not blinded(s), "blinding"),
    (_BLIND, lambda s: blinded(s) or "blind" in s.text, "blinding"),
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
        *population_of(part, source, library),
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
    return (*found, *comparator(part, source, library), *journal(part, source, library))


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
