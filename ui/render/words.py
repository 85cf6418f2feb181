"""Controlled words in plain English. What a study does not say is "not stated", never a guess."""

from __future__ import annotations

from collections.abc import Mapping

from sources.model import Basis, CaveatKind, ClaimVerdict, Design, DoseLevel, Kind, Species, YesNoPartly

NOT_STATED = "not stated"

CAVEATS: Mapping[CaveatKind, str] = {
    "no-placebo": "no placebo group",
    "self-report": "people rated themselves",
    "self-selected": "volunteers chose themselves",
    "observational": "observed, not an experiment",
    "small-sample": "few people",
    "animal-only": "animals only",
    "full-dose-not-microdose": "full dose, not a microdose",
    "blinding-broken": "people could guess what they took",
    "expectancy": "expectation may explain it",
    "not-peer-reviewed": "not peer reviewed",
    "review-not-primary": "a review, not a new study",
    "after-article": "published after the article",
    "citation-mismatch": "the article's citation does not match",
    "conflicting-evidence": "other studies disagree",
    "no-direct-evidence": "does not test this directly",
    "short-follow-up": "short follow-up",
    "healthy-volunteers": "healthy volunteers",
    "summary-not-full-text": "summary read, not the full paper",
    "industry-funded": "paid for by industry",
}

DESIGNS: Mapping[Design, tuple[str, str]] = {
    "rct-double-blind": (
        "randomised, double-blind trial",
        "people are put in groups by chance, and neither they nor the researchers know who takes what",
    ),
    "placebo-controlled-crossover": (
        "placebo-controlled crossover trial",
        "the same people take the drug at one time and a placebo at another",
    ),
    "self-blinded-citizen-science": (
        "self-blinded citizen science",
        "volunteers at home mix real and dummy capsules so that they do not know which they take",
    ),
    "open-label": ("open-label study", "everyone knows what they take, and there is no dummy to compare with"),
    "prospective-cohort": ("cohort study", "people who already do something are followed over time"),
    "cross-sectional-survey": ("survey", "people are asked once; it cannot show what causes what"),
    "qualitative": ("interview study", "people tell of their experience in their own words"),
    "neuroimaging": ("brain imaging", "the brain is scanned; a change there need not be felt"),
    "systematic-review": ("systematic review", "all studies on a question are searched for by set rules"),
    "meta-analysis": ("meta-analysis", "the numbers of several studies are pooled"),
    "narrative-review": ("narrative review", "experts sum up a field; which studies they pick is up to them"),
    "animal": ("animal study", "done in animals; people may differ"),
    "in-vitro": ("laboratory study", "done in cells or tissue, not in a living body"),
}

KINDS: Mapping[Kind, str] = {
    "article": "the article",
    "study": "study",
    "review": "review",
    "news": "news",
    "trial-registration": "trial registration",
    "guidance": "guidance",
}

SPECIES: Mapping[Species, str] = {
    "human": "people",
    "mouse": "mice",
    "rat": "rats",
    "mixed": "people and animals",
    "none": "no subjects",
    "unknown": NOT_STATED,
}

DOSE_LEVELS: Mapping[DoseLevel, str] = {
    "microdose": "microdose",
    "low": "low dose",
    "full": "full dose",
    "mixed": "several dose levels",
    "none": "no drug given",
    "unknown": NOT_STATED,
}

BASES: Mapping[Basis, str] = {
    "full-text": "the full paper was read",
    "abstract": "the abstract was read, not the full paper",
    "secondary-page": "another site's page about it was read, not the paper",
    "memory": "recalled from memory; the paper was not seen",
    "own-words": "put into this library's own words",
}

NOTES: Mapping[Basis, str] = {
    "full-text": "From the full text",
    "abstract": "From this library's note, made from the abstract",
    "secondary-page": "From this library's note, made from a page about the paper",
    "memory": "From this library's note, made from memory",
    "own-words": "From the article, in this library's own words",
}

# A sign beside each verdict, so that colour never carries it alone.
VERDICTS: Mapping[ClaimVerdict, tuple[str, str]] = {
    "supported": ("✓", "good"),
    "partly supported": ("◐", "fair"),
    "not supported by the named source": ("✕", "bad"),
    "contradicted": ("✕", "bad"),
    "cannot be traced": ("?", "none"),
}

YES_NO: Mapping[YesNoPartly, str] = {
    "yes": "yes",
    "no": "no",
    "partly": "partly",
    "unknown": NOT_STATED,
    "not-applicable": "does not apply",
}

CERTAINTY_STEPS: Mapping[str, int] = {"very low": 1, "low": 2, "moderate": 3, "high": 4}

STANCES: Mapping[str, tuple[str, str]] = {
    "supported": ("●", "the sources support it"),
    "mixed": ("◐", "the sources are mixed"),
    "contradicted": ("○", "the sources speak against it"),
}


def stated(value: object) -> str:
    """A recorded value in words: an unknown says "not stated"."""
    words = "" if value is None else str(value).strip()
    lowered = words.casefold()
    if lowered in ("", "unknown"):
        return NOT_STATED
    if lowered in ("not applicable", "not-applicable"):
        return "does not apply"
    if lowered.startswith("unknown"):
        return NOT_STATED + words[len("unknown") :]
    return words


def is_stated(value: object) -> bool:
    """Whether a recorded value says anything."""
    return stated(value) not in (NOT_STATED, "does not apply")


def capital(value: str) -> str:
    """The first letter large, the rest as it was."""
    return value[:1].upper() + value[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """`1 study`, `1,102 studies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
