"""How strong a design is, for ordering evidence: the usual hierarchy (Guyatt et al. 2008, GRADE; Murad et al. 2016)."""

from __future__ import annotations

from typing import Literal

from sources.model import Design, Source

Group = Literal["placebo-controlled", "review", "uncontrolled", "animal or laboratory", "other"]

ORDER: tuple[Group, ...] = ("placebo-controlled", "review", "uncontrolled", "animal or laboratory", "other")

_PLACEBO: frozenset[Design] = frozenset(
    {"rct-double-blind", "placebo-controlled-crossover", "self-blinded-citizen-science"}
)
_REVIEW: frozenset[Design] = frozenset({"systematic-review", "meta-analysis", "narrative-review"})
_ANIMAL: frozenset[Design] = frozenset({"animal", "in-vitro"})


def group_of(source: Source) -> Group:
    """The group a source is shown in. Animals come before design: a placebo-controlled rat study is a rat study."""
    if source.kind in ("article", "trial-registration", "guidance"):
        return "other"
    if set(source.design) & _ANIMAL:
        return "animal or laboratory"
    if set(source.design) & _REVIEW:
        return "review"
    return "placebo-controlled" if set(source.design) & _PLACEBO else "uncontrolled"


def rank(source: Source) -> int:
    """0 for the strongest group, rising."""
    return ORDER.index(group_of(source))
