"""A conversation as the server keeps it while its page is open."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace

from assistant.answer import Turn
from index.ledger_feedback import Thumb
from ui.question import TURNS_READ

Turns = tuple[Turn, ...]
MOST_TURNS = 40
"""Each turn stays in the server's memory while the page is open."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation of one page, as it is kept on the server while the page is open.

    `alone` are the numbers of turns that were read as they stand, not in the light of earlier ones; `thumbs` what the
    reader said of them. `asked` is a question that is being answered, or that brought no answer.
    """

    turns: Turns = ()
    alone: frozenset[int] = frozenset()
    thumbs: tuple[tuple[int, Thumb], ...] = ()
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    asked: str = ""
    asked_alone: bool = False

    def until(self, number: int) -> Talk:
        """The conversation before a turn."""
        thumbs = tuple((key, thumb) for key, thumb in self.thumbs if key < number)
        alone = frozenset(key for key in self.alone if key < number)
        return replace(self, turns=self.turns[:number], alone=alone, thumbs=thumbs, asked="")

    def with_turn(self, turn: Turn, *, alone: bool) -> Talk:
        """The conversation with one turn more."""
        numbers = self.alone | {len(self.turns)} if alone else self.alone
        return replace(self, turns=(*self.turns, turn), alone=numbers, asked="", asked_alone=False)

    def rated(self, number: int, thumb: Thumb) -> Talk:
        """The conversation with what a reader said of a turn."""
        return replace(self, thumbs=(*self.thumbs, (number, thumb)))

    def history(self, *, alone: bool) -> Turns:
        """The turns that the next question is read with."""
        return () if alone else self.turns[-TURNS_READ:]
