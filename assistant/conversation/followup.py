"""Follow-up questions made whole by written rules; no language model.

A message is read in this order: a pleasantry; a yes to what was offered; a change of subject; a correction; else a
question, which names a study, points at one, leans on the subject, or stands alone (`leaning`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answer import Turn
from assistant.conversation import cues
from assistant.conversation.correcting import corrected
from assistant.conversation.leaning import Follower
from assistant.conversation.offers import offer
from assistant.conversation.openers import Heard, hear
from assistant.conversation.pleasantries import assents
from assistant.conversation.pronouns import refers
from assistant.conversation.studies import Studies
from assistant.conversation.thread import Past, recall, renamed
from assistant.conversation.understood import Understood, UnderstoodKind
from assistant.understanding.naming import NameIndex
from assistant.understanding.reader import Reader
from sources.model import Source
from sources.vocabulary import Vocabulary

__all__ = ["FollowUps", "Understood", "UnderstoodKind"]

_CHATTER = {
    "greeting": "taken as a greeting",
    "thanks": "taken as thanks",
    "goodbye": "taken as a goodbye",
    "remark": "taken as a remark",
    "no": "taken as a no",
}
_WHAT = "Which study or topic do you mean?"
_NOTHING_BEFORE = "nothing was said before that this could lean on"
_YES_TO_WHAT = "Yes to what? Please ask your question in a few words."
_MORE = re.compile(r"\b(?:more|go on|carry on|continue|keep going)\b", re.I)
_SUBJECTS = ("conditions", "article", "doses", "outside")


@dataclass(frozen=True)
class FollowUps:
    """Understands messages of a conversation about a library. Safe to share: what it keeps is only looked up."""

    vocabulary: Vocabulary
    names: NameIndex
    sources: Mapping[str, Source]

    def understand(self, question: str, history: Sequence[Turn]) -> Understood:
        """The question as it stands alone, and what of the history it leans on. Deterministic."""
        text, follower = " ".join(question.split()), self._follower
        past = recall(history, follower.reader, follower.studies)
        heard, offered = hear(text), offer(past[0]) if past else None
        if heard.manner == "yes" or (heard.manner == "remark" and offered and assents(text)):
            return self._agreed(heard, past, offered)
        if heard.manner in _CHATTER:
            return Understood(text, "chitchat", why=_CHATTER[heard.manner])
        if not past and self._hangs(heard.text):
            return Understood(heard.text, "clarify", clarify=_WHAT, why=_NOTHING_BEFORE)
        if heard.manner == "switch":
            return self._switched(heard.text, past)
        if heard.manner == "correction" and past:
            return self._corrected(heard, past)
        return follower.read(heard.text, past)

    def label(self, source_id: str) -> str:
        """The short name by which a study is called when a question is made whole."""
        return self._follower.studies.labels[source_id]

    def _agreed(self, heard: Heard, past: tuple[Past, ...], offered: str | None) -> Understood:
        """A yes takes up the offer of the reply; "more" without one asks the last question again, for more."""
        more = heard.text if heard.manner == "yes" and hear(heard.text).manner != "yes" else ""
        if offered:
            asked = more if cues.leads_question(more) else f"{offered}, {more}".rstrip(", ")
            bound = asked not in past[0].suggestions
            found = self._follower.read(asked, past, "follow-up" if bound else "open")
            return replace(found, kind="follow-up", why=f"taken as a yes to: {offered}")
        if more:
            return self._follower.read(more, past)
        if past and _MORE.search(heard.text):
            asked = f"tell me more: {past[0].core}?"
            return Understood(asked, "follow-up", past[0].focus, why="taken as asking for more on your last question")
        return Understood(heard.text, "clarify", clarify=_YES_TO_WHAT, why="cannot tell what the yes is to")

    def _switched(self, text: str, past: tuple[Past, ...]) -> Understood:
        """A new subject inherits nothing, unless it still points at a study."""
        found = self._follower.read(text, past, "new subject")
        if found.kind in ("follow-up", "clarify"):
            return found
        return Understood(text, "topic-switch", why="taken as a new subject")

    def _corrected(self, heard: Heard, past: tuple[Past, ...]) -> Understood:
        """The last question with what was meant; what follows the correction is then read in its light."""
        mended, follower = corrected(heard, past, self._follower), self._follower
        whole = mended.understood
        if not mended.rest:
            return whole
        now = renamed(past[0], whole.standalone, follower.reader, follower.studies)
        found = follower.read(mended.rest, (now, *past[1:]))
        why = f"{whole.why}; {found.why}".rstrip("; ")
        return replace(found, kind="correction", exclude=whole.exclude, why=why)

    def _hangs(self, text: str) -> bool:
        """Whether a first question cannot be answered by anyone: "how many people were in it?", "why?"."""
        reading = self._follower.reader.read(text)
        subject = any(term.kind != "synonym" or term.section in _SUBJECTS for term in reading.terms)
        if subject or reading.named.sources or reading.named.citations:
            return False
        return cues.is_bare(text) or (refers(text) and not cues.beyond_detail(text))

    @cached_property
    def _follower(self) -> Follower:
        studies = {i: source for i, source in self.sources.items() if source.kind != "article"}
        return Follower(Reader(self.vocabulary, self.names), Studies(self.vocabulary, self.names, studies))
