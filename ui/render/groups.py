"""Kinds of study that a reader should not mix up, by what they can show."""

from __future__ import annotations

from sources.model import Design, Source

_GROUPS: tuple[tuple[str, frozenset[Design]], ...] = (
    ("Reviews of many studies", frozenset({"systematic-review", "meta-analysis", "narrative-review"})),
    (
        "Controlled experiments",
        frozenset({"rct-double-blind", "placebo-controlled-crossover", "self-blinded-citizen-science"}),
    ),
    ("Studies without a placebo group", frozenset({"open-label", "prospective-cohort"})),
    ("Surveys and interviews", frozenset({"cross-sectional-survey", "qualitative"})),
    ("Brain imaging", frozenset({"neuroimaging"})),
    ("Animals and cells", frozenset({"animal", "in-vitro"})),
)


def group_of(source: Source) -> str:
    """The group of a source; animals stand apart whatever the design."""
    if source.kind in ("news", "trial-registration"):
        return "Not yet published as a study"
    if source.species in ("mouse", "rat"):
        return "Animals and cells"
    designs = set(source.design)
    return next((name for name, members in _GROUPS if designs & members), "Other documents")
