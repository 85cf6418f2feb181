"""The picture of the evidence: where each study stands on each topic, ready to be drawn or read out as a table.

It shows the same votes that the bottom line counts (counting.py), one point for a study on a topic, and says which of the
studies given have none. A face of the product draws it and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer, Citation
from assistant.weighing.counting import Comparison, Side, Stratum, count
from assistant.weighing.strength import group_of
from sources.model import Design, Source
from sources.vocabulary import Better, Group

DesignKind = Literal["controlled", "uncontrolled", "survey", "imaging", "animal", "other"]

KINDS: tuple[DesignKind, ...] = ("controlled", "uncontrolled", "survey", "imaging", "animal", "other")
"""The rows of a chart, in the order in which they are drawn."""
STRATA: tuple[Stratum, ...] = ("microdose", "after-article", "full", "animal")
"""Evidence that must not be mixed up, in the order in which it is drawn."""

_KIND_OF: tuple[tuple[frozenset[Design], DesignKind], ...] = (
    (frozenset({"rct-double-blind", "placebo-controlled-crossover", "self-blinded-citizen-science"}), "controlled"),
    (frozenset({"open-label", "prospective-cohort"}), "uncontrolled"),
    (frozenset({"cross-sectional-survey", "qualitative"}), "survey"),
    (frozenset({"neuroimaging"}), "imaging"),
)


@dataclass(frozen=True, slots=True)
class EvidencePoint:
    """One study's result on one topic. `number` counts people or animals; `stated` are the sentences that say so."""

    source: str
    topic: str
    side: Side
    stratum: Stratum
    comparison: Comparison
    kind: DesignKind
    number: int | None
    stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicPoints:
    """The points on one topic; `say` is its name in plain words, `better` the way of it that is the better one."""

    name: str
    say: str
    better: Better
    points: tuple[EvidencePoint, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The topics that have points, and the ids of the studies that have none: reviews, and all others.

    `asked` says whether the topics were named by the reader or are simply all that the studies measured.
    """

    topics: tuple[TopicPoints, ...] = ()
    reviews: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    asked: bool = True

    @property
    def studies(self) -> tuple[str, ...]:
        """The ids of every study drawn, each once."""
        return tuple(dict.fromkeys(point.source for topic in self.topics for point in topic.points))


NO_PICTURE = Picture()


def picture(studies: Iterable[Source], topics: Sequence[Group], *, asked: bool = True) -> Picture:
    """Every result of the studies on the topics that can be counted; the article is no study and is passed over."""
    held = [source for source in studies if source.kind != "article"]
    drawn = tuple(own for topic in topics if (own := _on(topic, held)).points)
    seen = {point.source for topic in drawn for point in topic.points}
    missing = [source for source in held if source.id not in seen]
    reviews = tuple(source.id for source in missing if group_of(source) == "review")
    others = tuple(source.id for source in missing if source.id not in reviews)
    return Picture(drawn, reviews, others, asked)


def picture_of(answer: Answer, sources: Mapping[str, Source], known: Sequence[Group]) -> Picture:
    """The picture behind an answer: its cited studies on the topics of its question, or on all where it named none.

    `sources` are the cited ones by id (one that has left the library is passed over), `known` the library's topics.
    """
    cited = dict.fromkeys(citation.source for citation in answer.citations)
    studies = [sources[source_id] for source_id in cited if source_id in sources]
    asked = [topic for name in answer.topics for topic in known if topic.name == name]
    if asked:
        return picture(studies, asked)
    shown = picture(studies, known, asked=False)
    fullest = tuple(sorted(shown.topics, key=lambda topic: -len(topic.points)))
    return Picture(fullest, shown.reviews, shown.others, asked=False)


def quoted_at(point: EvidencePoint, citations: Iterable[Citation]) -> int | None:
    """The number of the quote that states a point, else of the first quote of its study; None where it is not cited."""
    own = [citation for citation in citations if citation.source == point.source]
    stating = [citation for citation in own if citation.quote in point.stated]
    return next((citation.n for citation in (*stating, *own)), None)


def _on(topic: Group, studies: Sequence[Source]) -> TopicPoints:
    if topic.better == "uncounted":
        return TopicPoints(topic.name, topic.say, topic.better, ())
    points = (
        EvidencePoint(
            source=vote.source.id,
            topic=topic.name,
            side=vote.side,
            stratum=vote.stratum,
            comparison=vote.comparison,
            kind=kind_of(vote.source),
            number=vote.source.n,
            stated=tuple(dict.fromkeys(outcome.stated for outcome in vote.outcomes)),
        )
        for vote in count(studies, topic.name, topic.better)
    )
    return TopicPoints(topic.name, topic.say, topic.better, tuple(sorted(points, key=_place)))


def _place(point: EvidencePoint) -> tuple[int, int, int, int, str]:
    """Strata and kinds in their order, with placebo first, the largest study first."""
    compared = 0 if point.comparison == "placebo" else 1
    return STRATA.index(point.stratum), KINDS.index(point.kind), compared, -(point.number or 0), point.source


def kind_of(source: Source) -> DesignKind:
    """The row a study is drawn in; animals and cells stand apart whatever the design."""
    if group_of(source) == "animal or laboratory":
        return "animal"
    designs = set(source.design)
    return next((kind for members, kind in _KIND_OF if designs & members), "other")
