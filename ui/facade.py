"""What the page asks of the assistant, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Answer, Turn
from assistant.claims.audit import ArticleAudit, TextAudit
from assistant.claims.check import ClaimCheck
from assistant.timing import Watch, unwatched
from assistant.views import SourceView
from index.ledger_feedback import Thumb
from sources.vocabulary import Group


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

    @property
    def topics(self) -> Sequence[Group]:
        """The topics that the library knows, each with the way of it that is the better one."""
        ...

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        """The answer to a question, read in the light of earlier turns; `watch` is told each step as it begins."""
        ...

    def keep_feedback(self, answer: Answer, thumb: Thumb, reason: str = "") -> None:
        """Keep what a reader sent about an answer, on this machine."""
        ...

    def check(self, claim: str) -> ClaimCheck:
        """What the sources make of a claim."""
        ...

    def audit(self) -> ArticleAudit:
        """The article, claim by claim."""
        ...

    def audit_text(self, text: str) -> Iterator[TextAudit]:
        """A pasted text, sentence by sentence, as the audit grows."""
        ...

    def sources(self) -> Sequence[SourceView]:
        """Every source of the library."""
        ...

    def source(self, source_id: str) -> SourceView:
        """One source, the article included."""
        ...
