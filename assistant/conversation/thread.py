"""What a conversation was about so far: the last few turns, each with its studies, its list and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.answer import Answer, Turn
from assistant.conversation.cues import STUDY, asks_detail, content, proper
from assistant.conversation.openers import hear
from assistant.conversation.ordinals import numbered
from assistant.conversation.studies import Studies
from assistant.understanding.reader import Reader
from assistant.understanding.reading import Reading
from sources.model import DoseLevel
from sources.vocabulary import Found

MOST_TURNS = 6
Slot = Literal["substance", "level", "topic", "who"]
_ANIMALS = ("animals", "rats", "mice", "cells")
_LIST_MOST = 4
_SALIENT_FIRST = 8
_SALIENT_LAST = 4
_NAMES = 2
_STUDY = re.compile(rf"\b{STUDY}\b", re.I)
_SEEKS = re.compile(
    r"\b(?:any|(?:is|are|was|were|has|have) there|which|what) (?:\w+ ){0,3}?(?:stud|trial|paper|survey|experiment)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?!\()")
_ASIDE = re.compile(r"\s*\(about [^()]*\)")


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier turn. `question` is how it was understood; `items` are the sources of its list, in order.

    `named` are the studies it is about, `cited` those its reply cites; `whole` says that it leant on nothing before it.
    """

    question: str
    reading: Reading
    reply: str
    named: tuple[str, ...]
    cited: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    suggestions: tuple[str, ...]
    whole: bool

    @property
    def focus(self) -> tuple[str, ...]:
        """The one study, or the few, that it is about; empty where it is about a topic."""
        if self.named:
            return self.named if len(self.named) <= _LIST_MOST else ()
        single = _is_of_one(self.reading) or (len(self.cited) == 1 and bool(_STUDY.search(self.question)))
        return self.cited[:1] if single and not self.about_article else ()

    @property
    def about_article(self) -> bool:
        """Whether it asks about the article itself; a printed citation alone may just name a study."""
        said = any(term.section == term.name == "article" for term in self.reading.terms)
        return said or (self.reading.about_article and not self.reading.named.citations)

    @property
    def mark(self) -> str:
        """The mark the question closes with."""
        return "?" if self.question.rstrip().endswith("?") else ""

    @property
    def core(self) -> str:
        """The question itself, without sentences before it and without its mark."""
        parts = [part for part in _SENTENCE.split(self.question.strip()) if content(part)]
        asked = [part for part in parts if part.endswith("?")]
        return (asked or parts or [self.question])[-1].strip().rstrip("?.! ")


def recall(history: Sequence[Turn], reader: Reader, studies: Studies) -> tuple[Past, ...]:
    """The last turns, latest first; greetings and thanks are passed over."""
    turns = [turn for turn in reversed(history) if not _idle(turn)]
    return tuple(_past(turn, reader, studies) for turn in turns[:MOST_TURNS])


def renamed(past: Past, question: str, reader: Reader, studies: Studies) -> Past:
    """The same turn, as if `question` had been asked."""
    reading = reader.read(question)
    return replace(past, question=question, reading=reading, named=studies.named_in(reading))


def slot(term: Found) -> Slot | None:
    """What place a known word takes in a question: what was taken, how much of it, what it does, in whom."""
    if term.kind != "synonym":
        return term.kind
    if term.section == "doses" and term.name.removesuffix(" dose") in get_args(DoseLevel):
        return "level"
    return "who" if term.section in ("people", "conditions") or term.name in _ANIMALS else None


def said(past: Sequence[Past], want: Slot) -> tuple[Found, ...]:
    """The words for a place that were said last, looking back no further than where the subject was begun."""
    for turn in past:
        found = _distinct(term for term in turn.reading.terms if slot(term) == want and not asks_detail(term.words))
        if found or turn.whole:
            return found
    return ()


def salient(past: Sequence[Past], names: bool) -> tuple[str, ...]:
    """The content words of the question that began the subject and of the last one, for what no vocabulary knows.

    With `names`, as for "what did he do then?", the first names in the last reply as well.
    """
    if not past:
        return ()
    begun = next((turn for turn in past if turn.whole), past[-1])
    first, last = content(begun.question)[:_SALIENT_FIRST], content(without_aside(past[0].question))[:_SALIENT_LAST]
    replied = content(" ".join(proper(past[0].reply)[:_NAMES])) if names else ()
    return tuple(dict.fromkeys((*first, *last, *replied)))


def without_aside(question: str) -> str:
    """A question without the "(about …)" that was added to it."""
    return _ASIDE.sub("", question)


def _distinct(terms: Iterator[Found]) -> tuple[Found, ...]:
    return tuple({term.name: term for term in terms}.values())


def _idle(turn: Turn) -> bool:
    manner = hear(turn.question).manner
    return manner in ("greeting", "thanks", "goodbye", "remark", "no") and not turn.answer.citations


def _past(turn: Turn, reader: Reader, studies: Studies) -> Past:
    answer = turn.answer
    reading = reader.read(answer.standalone or turn.question)
    reply = " ".join(sentence.text for sentence in answer.sentences)
    cited, named = _cited(answer, studies), studies.named_in(reading)
    return Past(
        question=reading.standalone,
        reading=reading,
        reply=reply,
        named=named,
        cited=cited,
        items=_items(reply, named, cited, reading, studies),
        suggestions=answer.suggestions,
        whole=reading.standalone.casefold() in " ".join(turn.question.casefold().split()),
    )


def _is_of_one(reading: Reading) -> bool:
    """Whether it asks about one study that it has in mind, not whether there is one."""
    return reading.one_study and not _SEEKS.search(reading.standalone)


def _cited(answer: Answer, studies: Studies) -> tuple[str, ...]:
    ids = dict.fromkeys(citation.source for citation in answer.citations)
    if not ids and answer.nearest:
        ids = {answer.nearest.source: None}
    return tuple(i for i in ids if i in studies.sources)


def _items(
    reply: str, named: tuple[str, ...], cited: tuple[str, ...], reading: Reading, studies: Studies
) -> tuple[tuple[str, ...], ...]:
    items = numbered(reply)
    if items:
        found = [tuple(i for i in studies.names.find(item).sources if i in cited) for item in items]
        if len(items) == len(cited) and not all(len(ids) == 1 for ids in found):
            return tuple((i,) for i in cited)
        return tuple(found)
    if len(named) > 1:
        shown = sorted(named, key=lambda i: cited.index(i) if i in cited else len(cited))
        return tuple((i,) for i in shown)
    if named or _is_of_one(reading) or len(cited) < 2:
        return ()
    return tuple((i,) for i in cited)
