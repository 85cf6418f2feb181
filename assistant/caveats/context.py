"""What a rule may look at beside the record, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sources.loader import Library
from sources.model import Article, CaveatKind
from sources.vocabulary import EMPTY_VOCABULARY, Vocabulary


@dataclass(frozen=True, slots=True)
class RuleContext:
    """The article, whose citations a record may be the nearest match to, and the words of the library's subject."""

    article: Article | None = None
    vocabulary: Vocabulary = field(default=EMPTY_VOCABULARY)


@dataclass(frozen=True, slots=True)
class SourceCaveat:
    """A limit of a source in one plain sentence or two.

    `told_by` is "record" where checked facts were looked at, "text" where only words in the text of an added file were.
    """

    kind: CaveatKind
    text: str
    told_by: Literal["record", "text"] = "record"


def context_of(library: Library) -> RuleContext:
    """The context that a library gives to its own sources."""
    return RuleContext(library.article, library.vocabulary)
