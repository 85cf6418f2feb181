"""The facade that every face of the product talks to: questions in, answers out, and the library to look at."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import Answer, Turn
from assistant.caveats import RuleContext, caveats_of
from assistant.chain import Chain, Question
from assistant.conversation.followup import FollowUps
from assistant.desk import Desk
from assistant.feedback import feedback_on
from assistant.finding.retriever import build_retriever
from assistant.settings import Settings
from assistant.timing import Timed, Watch, unwatched
from assistant.understanding.naming import build_names
from assistant.understanding.questions import checked_question
from assistant.understanding.reader import Reader
from assistant.views import ArticleMention, SourceCaveat, SourceView
from assistant.writing.writer import QuotingWriter
from index.ledger_feedback import Thumb
from index.open import Index
from sources.errors import UsageError
from sources.model import Source
from sources.vocabulary import Group, Vocabulary

if TYPE_CHECKING:
    from assistant.claims.audit import ArticleAudit, TextAudit
    from assistant.claims.check import ClaimCheck
    from assistant.claims.service import Claims

HISTORY_TURNS = 6
"""Turns of a conversation that a question may lean on."""

EXAMPLES = (
    "Does microdosing help with anxiety?",
    "Which studies compared microdosing with a placebo?",
    "What does a small dose do to the amygdala?",
    "Is the Anderson 2021 study that the article cites real?",
    "What side effects do people report?",
    "How many people took part in the Szigeti study?",
)


@dataclass(frozen=True)
class Assistant:
    """Answers from one open index. Safe to share between threads: it holds nothing that changes."""

    chain: Chain
    follow_ups: FollowUps
    desk: Desk
    index: Index
    views: Mapping[str, SourceView]
    examples: tuple[str, ...] = EXAMPLES

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        """The answer. Raises UsageError for a question that is empty, too long or not text, and what `watch` raises."""
        text = checked_question(question, self.chain.settings.question_limit)
        begun = time.perf_counter()
        decision = self.desk.decide(question)
        if decision.policy == "none":
            decision = self.desk.second_look(text, self.index.encode) or decision
        if decision.policy != "none":
            return self.desk.reply(text, decision)
        taken = self.follow_ups.understand(text, history[-HISTORY_TURNS:])
        if taken.kind in ("chitchat", "clarify"):
            return self.desk.small_talk(text, taken)
        why = taken.why if taken.standalone != text or taken.within else ""
        asked = Question(text, taken.standalone, taken.within, taken.exclude, why)
        done = self.chain.runnable.invoke(Timed(asked, watch=watch))
        spent = dict(done.spent)
        total = round((time.perf_counter() - begun) * 1000, 3)
        notice = self.desk.support(decision)
        return replace(done.value, notice=notice, timings_ms={**spent, "total": total})

    def check(self, claim: str) -> ClaimCheck:
        """The check of one claim. Raises UsageError for what cannot be checked, in one line."""
        return self._claims.check(claim)

    def audit(self) -> ArticleAudit:
        """The article, claim by claim. Raises UsageError where the library has none."""
        return self._claims.audit()

    def audit_text(self, text: str, title: str = "Pasted text") -> Iterator[TextAudit]:
        """A text, sentence by sentence, as the audit grows. Raises UsageError for one that is empty or too long."""
        return self._claims.audit_text(text, title)

    @cached_property
    def _claims(self) -> Claims:
        # Loaded by the first claim, so that a question never waits for it.
        from assistant.claims.service import Claims

        return Claims(self)

    def keep_feedback(self, answer: Answer, thumb: Thumb, reason: str = "") -> None:
        """Keep what a reader sent about an answer. Raises UsageError for what cannot be kept, LibraryBusy for now."""
        self.index.keep_feedback(feedback_on(answer, thumb, reason, self.index_version))

    def sources(self) -> tuple[SourceView, ...]:
        """Every study, by id."""
        return tuple(view for key, view in sorted(self.views.items()) if view.source.kind != "article")

    def source(self, source_id: str) -> SourceView:
        """One source, the article included. Raises UsageError for an id that is not in the library."""
        if source_id not in self.views:
            raise UsageError(f"No source {source_id!r} in the library; `assistant sources` lists them.")
        return self.views[source_id]

    @property
    def topics(self) -> tuple[Group, ...]:
        """The topics of the library's vocabulary, each with the way of it that is the better one."""
        return self.chain.reader.vocabulary.topics

    @property
    def index_version(self) -> str:
        """The fingerprint of what is answered from."""
        return self.index.version

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know about the index, a line each."""
        return self.index.notices


@dataclass(frozen=True)
class Views:
    """Builds what is shown of each source."""

    index: Index
    vocabulary: Vocabulary

    @cached_property
    def _context(self) -> RuleContext:
        return RuleContext(self.index.article, self.vocabulary)

    def all(self) -> dict[str, SourceView]:
        """Every source with its caveats and what the article says of it."""
        return {source.id: self._view(source) for source in self.index.sources.values()}

    def _view(self, source: Source) -> SourceView:
        caveats = tuple(SourceCaveat(caveat.kind, caveat.text) for caveat in caveats_of(source, self._context))
        return SourceView(source, caveats, self._mentions(source.id))

    def _mentions(self, source_id: str) -> tuple[ArticleMention, ...]:
        claims = self.index.article.claims if self.index.article else ()
        return tuple(
            ArticleMention(claim.id, claim.claim, claim.verdict, claim.cited_as, claim.reason)
            for claim in claims
            if source_id in claim.record_ids
        )


def build_assistant(index: Index, vocabulary: Vocabulary, desk: Desk, settings: Settings | None = None) -> Assistant:
    """An assistant over an open index, with the quoting writer."""
    settings = settings or Settings()
    views = Views(index, vocabulary).all()
    names = build_names(index.sources.values(), index.article)
    chain = Chain(
        index=index,
        reader=Reader(vocabulary, names),
        retriever=build_retriever(index, vocabulary, settings),
        writer=QuotingWriter(),
        caveats={key: view.caveats for key, view in views.items()},
        settings=settings,
    )
    return Assistant(chain, FollowUps(vocabulary, names, index.sources), desk, index, views)
