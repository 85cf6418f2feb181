"""Every caveat kind with its rule, in the order in which a reader should meet them."""

from __future__ import annotations

from collections.abc import Callable

from assistant.caveats import design, numbers, scope, standing
from assistant.caveats.context import RuleContext, SourceCaveat
from assistant.caveats.cues import caveats_from_text
from sources.model import CaveatKind, Source
from sources.words import keys

Rule = Callable[[Source, RuleContext], str | None]


def _alone(rule: Callable[[Source], str | None]) -> Rule:
    """A rule that looks at nothing but the record."""
    return lambda source, _: rule(source)


RULES: tuple[tuple[CaveatKind, Rule], ...] = (
    ("citation-mismatch", standing.citation_mismatch),
    ("no-direct-evidence", scope.no_direct_evidence),
    ("animal-only", _alone(design.animal_only)),
    ("full-dose-not-microdose", _alone(scope.full_dose_not_microdose)),
    ("no-placebo", _alone(design.no_placebo)),
    ("blinding-broken", _alone(design.blinding_broken)),
    ("expectancy", _alone(design.expectancy)),
    ("conflicting-evidence", _alone(scope.conflicting_evidence)),
    ("small-sample", _alone(numbers.small_sample)),
    ("observational", _alone(design.observational)),
    ("self-report", _alone(design.self_report)),
    ("self-selected", design.self_selected),
    ("healthy-volunteers", _alone(scope.healthy_volunteers)),
    ("short-follow-up", lambda source, context: numbers.short_follow_up(source, context.vocabulary.subject)),
    ("not-peer-reviewed", _alone(standing.not_peer_reviewed)),
    ("industry-funded", standing.industry_funded),
    ("review-not-primary", _alone(design.review_not_primary)),
    ("after-article", standing.after_article),
    ("summary-not-full-text", _alone(standing.summary_not_full_text)),
)


def caveats_of(source: Source, context: RuleContext) -> tuple[SourceCaveat, ...]:
    """What a source cannot show, by written rules over its facts; for a file without facts, by cues in its text.

    Where two readers gave a reason for the same caveat by hand, it is added in their words.
    """
    if context.article is not None and source.id == context.article.source.id:
        return ARTICLE_CAVEATS
    if not has_facts(source):
        return caveats_from_text(source.text)
    told = ((kind, rule(source, context)) for kind, rule in RULES)
    return tuple(SourceCaveat(kind, _with_reason(source, kind, text)) for kind, text in told if text)


ARTICLE_CAVEATS = (
    SourceCaveat("not-peer-reviewed", "This is a popular article, not a peer-reviewed study."),
    SourceCaveat("review-not-primary", "The article reports what others found and measured nothing itself."),
)


def has_facts(source: Source) -> bool:
    """Whether somebody filled in what kind of study this is; an added file has only its text."""
    return bool(source.design or source.outcomes)


def _with_reason(source: Source, kind: CaveatKind, text: str) -> str:
    """The rule's sentence, and the readers' reason where it says more than the sentence does."""
    if kind == "summary-not-full-text":
        return text
    reason = next((caveat.reason for caveat in source.reader_caveats if caveat.kind == kind), "").strip()
    if not reason or set(keys(reason)) <= set(keys(text)):
        return text
    return f"{text} {reason[0].upper()}{reason[1:].rstrip('.')}."
