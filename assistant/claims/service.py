"""Everything about claims, over one assistant, for every face of the product. Built at first use, so that a question never waits.

A claim that speaks of a crisis, asks for medical advice or for drugs is still checked, and what the desk says to it stands
first among the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.claims.audit import ArticleAudit, TextAudit
from assistant.claims.audit_article import audit_article
from assistant.claims.audit_text import audit_text
from assistant.claims.check import ClaimCheck
from assistant.claims.checker import ClaimChecker, build_checker
from assistant.claims.intake import LONGEST
from assistant.claims.judge import Judge, open_judge
from sources.errors import UsageError

if TYPE_CHECKING:
    from assistant.service import Assistant


@dataclass(frozen=True)
class Claims:
    """Checks claims and audits texts. Safe to share between threads: it holds nothing that changes."""

    assistant: Assistant
    judge: Judge | None = None
    """A second opinion; without one, the judge that the environment names, if any."""

    def check(self, claim: str) -> ClaimCheck:
        """The check of one claim. Raises UsageError for what cannot be checked, in one line."""
        said = self._from_the_desk(claim) if len(claim) <= LONGEST else ""
        try:
            done = self._checker.check(claim)
        except UsageError as error:
            # What cannot be checked may still be a cry for help.
            raise UsageError(said) if said else error from error
        return replace(done, notes=(said, *done.notes)) if said else done

    def audit(self) -> ArticleAudit:
        """The article, claim by claim. Raises UsageError where the library has none."""
        return self._article

    def audit_text(self, text: str, title: str = "Pasted text") -> Iterator[TextAudit]:
        """A text, sentence by sentence, as it grows. Raises UsageError for one that is empty or too long."""
        assistant = self.assistant
        return audit_text(assistant.chain.reader, self._checker.check, text, assistant.index_version, title)

    def _from_the_desk(self, claim: str) -> str:
        desk = self.assistant.desk
        decision = desk.decide(claim)
        if decision.policy == "none":
            return desk.support(decision)
        return " ".join(sentence.text for sentence in desk.reply(claim, decision).sentences)

    @cached_property
    def _checker(self) -> ClaimChecker:
        return build_checker(self.assistant, self.judge or open_judge())

    @cached_property
    def _article(self) -> ArticleAudit:
        return audit_article(self.assistant.index)
