"""Caveats that follow from how a study was done. Each rule returns a sentence, or None where it does not apply."""

from __future__ import annotations

from assistant.caveats.context import RuleContext
from sources.model import Design, Source
from sources.words import mentions

OBSERVATIONAL: frozenset[Design] = frozenset({"prospective-cohort", "cross-sectional-survey", "qualitative"})
UNCONTROLLED: frozenset[Design] = frozenset({"open-label", "prospective-cohort"})
BLINDED_TRIAL: frozenset[Design] = frozenset({"rct-double-blind", "placebo-controlled-crossover"})
LABORATORY: frozenset[Design] = frozenset({"animal", "in-vitro"})


def is_study_of_people(source: Source) -> bool:
    """A study of its own, done in people (a review or a rat study is not)."""
    return source.kind in ("study", "trial-registration", "news") and not LABORATORY & set(source.design)


def no_placebo(source: Source) -> str | None:
    """A treatment study or cohort whose comparator is no placebo.

    Without one, the passing of time, attention and hope cannot be told from the treatment. Source: Cochrane Handbook
    for Systematic Reviews of Interventions, chapters 8 and 25; GRADE handbook 5.2.1. A survey at one time has no
    treatment to compare, so `observational` covers it.
    """
    compared = mentions(f"{source.comparator} {source.arms}", ("placebo",)) or BLINDED_TRIAL & set(source.design)
    if not is_study_of_people(source) or not UNCONTROLLED & set(source.design) or compared:
        return None
    return "Nobody was given a placebo for comparison, so hope and the passing of time cannot be ruled out."


def observational(source: Source) -> str | None:
    """People were asked or followed and nobody was assigned a treatment; or patients were only compared with others.

    Groups that form themselves differ in more than the treatment. Source: Cochrane Handbook, chapter 25 (risk of bias
    in non-randomised studies); GRADE handbook 5.1.1, where observational evidence starts as low.
    """
    untreated = source.dose_level == "none" and "neuroimaging" in source.design
    if source.kind != "study" or not (OBSERVATIONAL & set(source.design) or untreated):
        return None
    return "Nobody was assigned to a treatment, so this shows what goes together and not what causes what."


def self_report(source: Source) -> str | None:
    """The results are people's own answers, and they could know what they had taken.

    Answers bend to what people believe they took; a blinded trial guards against that, so the rule stops there. Source:
    Cochrane Handbook 8.6 (measurement of the outcome, when those who assess it know the treatment).
    """
    if not is_study_of_people(source) or BLINDED_TRIAL & set(source.design):
        return None
    if source.self_report == "yes" or (source.self_report == "partly" and OBSERVATIONAL & set(source.design)):
        return "The results are what people said about themselves."
    return None


def self_selected(source: Source, context: RuleContext) -> str | None:
    """People came forward because they already used or wanted the treatment.

    Those it failed are missing and those who hope are many. Source: Cochrane Handbook 25.3 (selection of participants);
    for trials run among enthusiasts, general knowledge.
    """
    if source.kind != "study" or LABORATORY & set(source.design):
        return None
    told = mentions("; ".join((source.population, *source.limitations)), context.vocabulary.subject.enthusiasts)
    if OBSERVATIONAL & set(source.design) or "self-blinded-citizen-science" in source.design or told:
        return "The people who took part had chosen this themselves, so they may differ from other people."
    return None


def blinding_broken(source: Source) -> str | None:
    """Participants found out, or could easily find out, what they had been given.

    Source: Muthukumaraswamy, Forsyth and Lumley (2021), Expert Review of Clinical Pharmacology, on unblinding in trials
    of psychedelics; Cochrane Handbook 8.4.
    """
    if source.blinding_broken == "yes":
        return "Many participants worked out what they had been given, so the blinding did not hold."
    if source.blinding_broken == "partly":
        return (
            "Some participants knew or could easily guess what they had been given, so the blinding held only in part."
        )
    return None


def expectancy(source: Source) -> str | None:
    """The study itself found that hopes or beliefs went with the result, or was open and warned that they might.

    Source: Muthukumaraswamy, Forsyth and Lumley (2021). Interviews are left out: they cannot show such an effect.
    """
    if not is_study_of_people(source) or source.design == ("qualitative",):
        return None
    if any("expectancy" in o.topics and o.direction != "no-difference" for o in source.outcomes):
        return "What people expected, or believed they had taken, may have shaped the result."
    if "open-label" in source.design and mentions("; ".join(source.limitations), ("expectation", "expectancy")):
        return "Everyone knew what they took, and expectation was not controlled for."
    return None


def animal_only(source: Source) -> str | None:
    """Animals or cells, no people. Source: GRADE handbook 5.2.3 (indirectness of population)."""
    if source.kind == "study" and LABORATORY & set(source.design) and source.species != "human":
        where = {"mouse": "mice", "rat": "rats"}.get(source.species, "animals or cells")
        return f"This was done in {where}, not in people."
    return None


def review_not_primary(source: Source) -> str | None:
    """It sums up or comments on other studies. General knowledge: a review is as good as what it reviews."""
    if source.kind != "review":
        return None
    return "This sums up or comments on other studies and reports no new measurements of its own."
