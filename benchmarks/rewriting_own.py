"""Our own conversations, played so that every reply cites what it must, and how each turn was taken."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Turn
from assistant.conversation.followup import FollowUps, Understood
from assistant.conversation.scripted import scripted_turn
from assistant.understanding.naming import NameIndex, build_names
from index.lexical import LexicalIndex
from sources.loader import Library

_TOP = 5
_KINDS = {
    "none": ("new", "topic-switch"),
    "history": ("follow-up", "correction", "clarify"),
    "topic-switch": ("topic-switch", "new"),
    "clarify": ("clarify", "new"),
}


@dataclass(frozen=True)
class Marking:
    """What a turn is marked with: the names of the studies, and BM25 over their notes."""

    library: Library
    names: NameIndex
    follow_ups: FollowUps
    index: LexicalIndex

    def played(self, turns: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Understood, float]]:
        """Each turn, what it was taken to mean, and the seconds that took."""
        history: tuple[Turn, ...] = ()
        for turn in turns:
            if turn["assistant_context"] and history:
                text, ids = turn["assistant_context"], turn["assistant_context_keys"]
                history = (*history[:-1], self._turn(history[-1].question, history[-1].answer.standalone, text, ids))
            begun = time.perf_counter()
            found = self.follow_ups.understand(turn["question"], history)
            yield turn, found, time.perf_counter() - begun
            cited = tuple(dict.fromkeys(group[0] for group in turn["must_cite_any"] if group))
            history = (*history, self._turn(turn["question"], found.standalone, "", cited))

    def marks(self, turn: dict[str, Any], found: Understood) -> Iterator[tuple[str, bool]]:
        """What was asked of the turn, and whether it was so."""
        needs, groups = turn["needs"], [set(group) for group in turn["must_cite_any"]]
        kinds = ("chitchat",) if turn["kind"] == "chitchat" else _KINDS[needs]
        yield f"kind ({'chitchat' if turn['kind'] == 'chitchat' else needs})", found.kind in kinds
        if needs == "history" and groups:
            leant = {*found.within, *self.names.find(found.standalone).sources}
            studies = all(leant & group for group in groups) and not leant & set(turn["must_not_cite"])
            searched = all((set(found.within) or self._best(found.standalone)) & group for group in groups)
            yield "history: the right studies are named or in `within`", studies
            yield f"history: within, else BM25 top {_TOP}, covers the required, made whole", searched
            for form, text in (("as said", turn["question"]), ("by a person", turn["standalone"])):
                hit = all(self._best(text) & group for group in groups)
                yield f"history: BM25 top {_TOP} covers the required, {form}", hit
        elif found.kind != "chitchat" and needs in ("none", "topic-switch"):
            yield "whole in itself: nothing is carried over", not found.within and found.standalone in turn["question"]

    def _best(self, text: str) -> set[str]:
        order = (-self.index.scores(text)).argsort(kind="stable")[:_TOP]
        return {self.library.sources[n].id for n in order}

    def _turn(self, question: str, standalone: str, reply: str, ids: Sequence[str]) -> Turn:
        turn = scripted_turn(question, reply, ids, self.library.by_id)
        return Turn(question, replace(turn.answer, standalone=standalone))


def marking_of(library: Library) -> Marking:
    """The marking for a library."""
    names = build_names(library.sources, library.article)
    follow_ups = FollowUps(library.vocabulary, names, library.by_id)
    return Marking(library, names, follow_ups, LexicalIndex([source.text for source in library.sources]))
