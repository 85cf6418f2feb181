"""A follow-up made whole: which studies it points at, or what of the subject it leaves out.

Three readings are tried in turn: it names a study; it points at one ("the second", "that trial", "the one in patients");
it leans on what was spoken of ("and sleep?", "why?"). What fits none of them is a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.carrying import Carrier
from assistant.cues import STUDIES, STUDY
from assistant.ordinals import Pointer, choose, point
from assistant.reading import Reader, Reading
from assistant.studies import Studies
from assistant.thread import Past
from assistant.understood import Understood, listed, spliced

_ONE = r"(?:study|trial|paper|survey|experiment)"
_THAT = re.compile(
    rf"\b(?:that|this|the same|the very same|said) (?:\w+ )?(?:one\b|{STUDY}\b)(?! (?:about|on|with|in which|where|by|from)\b)"
    rf"|\b(?:the|their|its) (?:actual |original |whole |same )?{_ONE}\b(?! (?:that|which|of|on|in|with|by|about|from|called|where|who|using)\b)",
    re.I,
)
_DESCRIBED = re.compile(
    rf"\b(?:the|that|those) (?:one|ones|{_ONE}) (?P<after>(?:with|without|in|from|about|on|of|by|that|which|where|who|using|testing|at)\b[^?.!,]*)"
    rf"|\b(?:the|that) (?P<before>(?!same\b|only\b|other\b|next\b)[\w-]+(?: [\w-]+){{0,4}}?) (?:one|ones|{_ONE})\b",
    re.I,
)
_REQUEST = re.compile(r"^(?:please )?(?:name|list|show|give|find|which|what|any|are there|is there|tell me (?:some|a few))\b", re.I)
_FEW = 3


@dataclass(frozen=True)
class Follower:
    """Reads a question in the light of the turns before it."""

    reader: Reader
    studies: Studies

    def read(self, text: str, past: Sequence[Past]) -> Understood:
        """The question made whole; of kind "new" where it needs nothing."""
        reading = self.reader.read(text)
        return (
            self._named(reading, past)
            or self._pointed(reading, past)
            or Carrier(self.studies).carried(reading, past)
            or Understood(reading.standalone, "new", why="taken as a question of its own")
        )

    def _named(self, reading: Reading, past: Sequence[Past]) -> Understood | None:
        """A question that names a study: on its own, in place of another, or one of several by that name."""
        text, ids = reading.standalone, self.studies.named_in(reading)
        if not ids:
            return None
        span = self.studies.span(text, reading.named)
        rest = spliced(text, *span, "") if span else text
        chosen = self._one_of(ids, rest, past, reading)
        unsure = self.studies.which(chosen) if len(chosen) > 1 and reading.one_study and not reading.years_many else None
        return None if unsure else None

    def _one_of(self, ids: tuple[str, ...], rest: str, past: Sequence[Past], reading: Reading) -> tuple[str, ...]:
        return ids

    def _pointed(self, reading: Reading, past: Sequence[Past]) -> Understood | None:
        return None
