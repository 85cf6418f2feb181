"""Follow-up questions made whole by written rules; no language model.

A message is read in this order: a pleasantry; a yes to what was offered; a change of subject; a correction; else a
question, which names a study, points at one, leans on the subject, or stands alone (`leaning`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant import cues
from assistant.answer import Turn
from assistant.correcting import corrected
from assistant.leaning import Follower
from assistant.naming import NameIndex
from assistant.offers import offer
from assistant.openers import Heard, assents, hear
from assistant.pronouns import refers
from assistant.reading import Reader
from assistant.studies import Studies
from assistant.thread import Past, recall, renamed
from assistant.understood import Understood, UnderstoodKind
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
_YES_TO_WHAT = "Yes to what? Please ask your question in a few words."
_MORE = re.compile(r"\b(?:more|go on|carry on|continue|keep going)\b", re.I)


@dataclass(frozen=True)
class FollowUps:
    """Understands messages of a conversation about a library."""

    vocabulary: Vocabulary
    names: NameIndex
    sources: Mapping[str, Source]

    def understand(self, question: str, history: Sequence[Turn]) -> Understood:
        """The question as it stands alone, and what of the history it leans on. Deterministic."""
        text = " ".join(question.split())
        past = recall(history, self._follower.reader, self._follower.studies)
        heard = hear(text)
        offered = offer(past[0]) if past else None
        if heard.manner == "yes" or (heard.manner in ("remark", "thanks") and offered and assents(text)):
            return self._agreed(heard, past, offered)
        if heard.manner in _CHATTER:
            return Understood(text, "chitchat", why=_CHATTER[heard.manner])
        if heard.manner == "switch":
            return self._switched(heard.text, past)
        if heard.manner == "correction" and past:
            return self._corrected(heard, past)
        if not past and _hangs(heard.text, self._follower.reader):
            return Understood(heard.text, "clarify", clarify=_WHAT, why="nothing was said before that this could lean on")
        return self._follower.read(heard.text, past)

    def label(self, source_id: str) -> str:
        """The short name by which a study is called when a question is made whole."""
        return self._follower.studies.labels[source_id]

    def _agreed(self, heard: Heard, past: tuple[Past, ...], offered: str | None) -> Understood:
        """A yes takes up the offer of the reply; "more" without one asks the last question again, for more."""
        whole = heard.text if heard.manner == "yes" and hear(heard.text).manner != "yes" else ""
        if offered:
            asked = f"{offered}, {whole}" if whole and not cues.leads_question(whole) else whole or offered
            found = self._follower.read(asked, past, "follow-up" if asked not in past[0].suggestions else "open")
            return replace(found, kind="follow-up", why=f"taken as a yes to: {offered}")
        if whole:
            return self._follower.read(whole, past)
        if past and _MORE.search(heard.text):
            now = past[0]
            return Understood(f"tell me more: {now.core}?", "follow-up", now.focus, why="taken as asking for more on your last question")
        return Understood(heard.text, "clarify", clarify=_YES_TO_WHAT, why="cannot tell what the yes is to")

    def _switched(self, text: str, past: tuple[Past, ...]) -> Understood:
        """A new subject inherits nothing, unless it still points at a study."""
        found = self._follower.read(text, past, "new subject")
        if found.kind in ("follow-up", "clarify"):
            return found
        return Understood(text, "topic-switch", why="taken as a new subject")

    def _corrected(self, heard: Heard, past: tuple[Past, ...]) -> Understood:
        """The last question with what was meant; what follows the correction is then read in its light."""
        mended = corrected(heard, past, self._follower)
        if mended.kind == "clarify" or not mended.rest:
            return mended.understood
        now = renamed(past[0], mended.understood.standalone, self._follower.reader, self._follower.studies)
        found = self._follower.read(mended.rest, (now, *past[1:]))
        why = f"{mended.understood.why}; {found.why}".rstrip("; ")
        return replace(found, kind="correction", exclude=mended.understood.exclude, why=why)

    @cached_property
    def _follower(self) -> Follower:
        studies = {i: source for i, source in self.sources.items() if source.kind != "article"}
        return Follower(Reader(self.vocabulary, self.names), Studies(self.vocabulary, self.names, studies))


def _hangs(text: str, reader: Reader) -> bool:
    """Whether a first question cannot be answered by anyone: "how many people were in it?", "the second one"."""
    reading = reader.read(text)
    subject = [term for term in reading.terms if term.kind in ("topic", "substance") or term.section in ("conditions", "article", "doses")]
    return not subject and not reading.named.sources and (cues.is_bare(text) or (refers(text) and not cues.beyond_detail(text)))
