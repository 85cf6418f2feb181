"""A sentence of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Role, Support
from index.passages import Passage


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence and the passages it rests on."""

    text: str
    role: Role
    support: Support
    passages: tuple[Passage, ...]
