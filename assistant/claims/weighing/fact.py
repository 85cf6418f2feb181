"""A fact that a claim states about a study, and whether the record has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FactKind = Literal["species", "population", "substance", "dose level", "design", "comparator", "year", "journal"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a claim states: whether the record has it, the words of the claim and of the record."""

    kind: FactKind
    holds: bool
    words: str
    record: str
