"""Links that open a question, a claim check or a source, and what such a link asks for.

A link only fills in what a person could have typed: the question goes through the same limits and rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote

from ui.question import without_lone_surrogates

Tab = Literal["ask", "check", "library"]
LONGEST = 20_000
"""Characters of a link that are read. Boxes have shorter limits and say so; this only bounds the work."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a link asks for. At most one of the three is not empty; `tab` is where it is shown."""

    tab: Tab = "ask"
    question: str = ""
    claim: str = ""
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the link asks for nothing but the page."""
        return not (self.question or self.claim or self.source)


def opened_by(search: str) -> Opening:
    """What the part of an address from the `?` on asks for: the first of `q`, `claim` and `source` that says anything."""
    asked = dict(reversed(parse_qsl(without_lone_surrogates(search[:LONGEST]).removeprefix("?"))))
    said = {name: asked.get(name, "").strip() for name in ("q", "claim", "source")}
    if said["q"]:
        return Opening("ask", question=said["q"])
    if said["claim"]:
        return Opening("check", claim=said["claim"])
    return Opening("library", source=said["source"]) if said["source"] else Opening()


def question_address(question: str) -> str:
    """Where a question is asked again."""
    return f"/?q={_written(question)}"


def claim_address(claim: str) -> str:
    """Where a claim is checked again."""
    return f"/?claim={_written(claim)}"


def source_address(source_id: str) -> str:
    """The page of a source."""
    return f"/source/{_written(source_id) or '-'}"


def export_address(form: str, ids: tuple[str, ...] = ()) -> str:
    """Where sources are downloaded; every study of the library where none is named."""
    return f"/api/export?format={form}" + (f"&ids={','.join(_written(one) or '-' for one in ids)}" if ids else "")


def _written(words: str) -> str:
    return quote(without_lone_surrogates(words), safe="")
