"""What the page asks of the assistant, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Answer, Turn
from assistant.views import SourceView


class Assistant(Protocol):
    """Answers questions from its sources, and shows them."""

    @property
    def index_version(self) -> str:
        """Which build of the index answers."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What is not as it should be right now, in words for a reader."""
        ...

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions that show what can be asked."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question, read in the light of earlier turns."""
        ...

    def sources(self) -> Sequence[SourceView]:
        """Every source of the library."""
        ...

    def source(self, source_id: str) -> SourceView:
        """One source, the article included."""
        ...
