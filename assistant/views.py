"""What a face of the product is shown about a source: its record, what limits it, and what the article says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sources.model import CaveatKind, ClaimVerdict, Source


@dataclass(frozen=True, slots=True)
class SourceCaveat:
    """A limit of one source, in plain words."""

    kind: CaveatKind
    text: str


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """A claim of the article that leads to this source, as the article cites it, and how the claim fares."""

    claim_id: str
    claim: str
    verdict: ClaimVerdict
    cited_as: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with everything that is shown beside it."""

    source: Source
    caveats: tuple[SourceCaveat, ...]
    article_says: tuple[ArticleMention, ...]

    def to_json(self) -> dict[str, Any]:
        """The view as plain JSON values."""
        shown: dict[str, Any] = plain(self)
        return shown


def plain(value: Any) -> Any:
    """Dataclasses, tuples and mappings as dicts and lists.

    `dataclasses.asdict` copies a mapping that is not a dict by pickling it, which a read-only mapping refuses.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value
