"""Caveats about how near a study is to what is asked: these people, this dose, this outcome, no dispute."""

from __future__ import annotations

import re

from assistant.caveats.context import RuleContext
from assistant.caveats.design import LABORATORY, is_study_of_people
from sources.model import Source
from sources.vocabulary import Subject
from sources.words import mentions

_PATIENTS = ("patients", "patient", "disorder", "depression", "diagnosis", "symptoms", "disease", "illness")
_DISPUTE = re.compile(
    r"\bdisagrees? with\b|\bcontradict(?:s|ed)? (?:each other|one another)\b|\bcontradictory\b|\bdid not confirm\b"
    r"|\bis the opposite of the\b|\bdisagree\b",
    re.IGNORECASE,
)


def healthy_volunteers(source: Source) -> str | None:
    """Only healthy people took part. Source: GRADE handbook 5.2.3 (indirectness of population)."""
    if source.kind != "study" or not is_study_of_people(source) or not mentions(source.population, ("healthy",)):
        return None
    if mentions(source.population, _PATIENTS):
        return None
    return "Only healthy people took part, so this cannot show what happens in people with a disorder."


def full_dose_not_microdose(source: Source) -> str | None:
    """The doses were full ones, or the study's clear results came from them.

    Source: GRADE handbook 5.2.3 (indirectness of intervention). A review of mixed doses is not counted as a full dose.
    """
    if source.dose_level == "full":
        return "The doses were full ones, not microdoses."
    if source.dose_level == "mixed" and source.kind == "study":
        return "The doses ran from small to full, so not all of this is about microdoses."
    return None


def no_direct_evidence(source: Source, context: RuleContext) -> str | None:
    """The record does not measure what the library is about, in people, at the dose in question.

    Source: GRADE handbook 5.2.3 (indirectness). What counts comes from `subject` in the vocabulary. A full dose in
    people is left to its own caveat, which says it better.
    """
    subject = context.vocabulary.subject
    if not subject.topics:
        return None
    if not source.outcomes and source.kind in ("study", "trial-registration", "news"):
        return "There are no results yet."
    if LABORATORY & set(source.design):
        return "Animals or cells stand in for people here."
    if source.dose_level == "none":
        return "No microdose was tested."
    if source.dose_level == "full":
        return None
    return _far_off(source, subject)


def _far_off(source: Source, subject: Subject) -> str | None:
    """Whether the outcomes are beside the subject: none of its topics, and the first that counts is not near them."""
    asked = ", ".join(subject.topics)
    topics = [set(outcome.topics) - set(subject.aside) for outcome in source.outcomes]
    telling = [each for each in topics if each]
    if source.species in ("mixed", "mouse", "rat"):
        return f"This rests largely on animals and cells, with no result on {asked} in people."
    if any(each & set(subject.topics) for each in telling):
        return None
    if source.kind == "review":
        near = any(each & set(subject.near) for each in telling)
        return None if near or not telling else f"No result on {asked} is recorded here."
    if mentions(source.population, subject.other_conditions):
        return f"This was done in people with another condition, with no result on {asked}."
    if telling and telling[0] & set(subject.near) and not mentions("; ".join(source.limitations), subject.narrow):
        return None
    return f"No result on {asked} is recorded here."


def conflicting_evidence(source: Source) -> str | None:
    """The note says that its studies disagree, or that another study found otherwise.

    Source: GRADE handbook 5.2.2 (inconsistency). Read from the sentences on what was found and what it cannot show, and
    from the outcomes; not from how the article uses it, which is another matter.
    """
    parts = [source.text[p.start : p.end] for p in source.parts if p.name in ("found", "cannot_show")]
    told = "\n".join((*parts, *(outcome.effect for outcome in source.outcomes), *source.limitations))
    if _DISPUTE.search(told) is None:
        return None
    return "Other evidence disagrees with this, or the studies it covers disagree with each other."
