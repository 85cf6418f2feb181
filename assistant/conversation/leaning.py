"""A follow-up made whole: which studies it points at, or what of the subject it leaves out.

Three readings are tried in turn: it names a study; it points at one ("the second", "that trial", "the one in
patients"); it leans on what was spoken of ("and sleep?", "why?"). What fits none of them is a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.conversation import cues, scope
from assistant.conversation.carrying import elsewhere, is_bare, leans, missing, slots, swapped
from assistant.conversation.cues import STUDIES
from assistant.conversation.pointing import Pointed, pointed, replaced, that_study
from assistant.conversation.pronouns import describes_a_study, refers
from assistant.conversation.studies import Studies
from assistant.conversation.thread import Past
from assistant.conversation.understood import Understood, listed, spliced, with_studies, with_subject
from assistant.understanding.reader import Reader
from assistant.understanding.reading import Reading

Stance = Literal["open", "follow-up", "new subject"]

_REQUEST = re.compile(
    r"^(?:please )?(?:name|list|show|give|find|which|what (?:studies|trials)|any|are there|is there|has any)\b", re.I
)
_PLURAL = re.compile(rf"\b(?:both|two|three|all|{STUDIES})\b", re.I)
_INSIDE = re.compile(r"\b(?:in|from) (?:that|those|these|them|it|this)\b(?! \w+s\b)", re.I)
_IN_IT = re.compile(r"\b(in|of|for|from|on|behind|with) (?:it|that|this)\b(?=\W*$|[?.,!])", re.I)
_IT_LAST = re.compile(r"(?<=\w )it(?=\W*$)", re.I)
_FEW = 3
_MOST_CITED = 10
_COMPARED_WITHIN = 8


@dataclass(frozen=True)
class Follower:
    """Reads a question in the light of the turns before it."""

    reader: Reader
    studies: Studies

    def read(self, text: str, past: Sequence[Past], stance: Stance = "open") -> Understood:
        """The question made whole; of kind "new" or "topic-switch" where it needs nothing.

        The stance is what is known beforehand: that it is a follow-up, or opens a new subject.
        """
        reading = self.reader.read(text)
        if ids := self.studies.named_in(reading):
            return self._naming(reading, ids, past)
        if found := pointed(reading, past, self.studies):
            return self._pointing(reading, past, found)
        if past and stance != "new subject":
            bound = stance == "follow-up" and not describes_a_study(text) and "substance" not in slots(reading)
            if bound or leans(reading, past, self.studies):
                return self._carried(reading, past)
        return fresh(reading, past)

    def put_to(self, ids: Sequence[str], now: Past, text: str = "") -> str:
        """The question before, asked of these studies instead."""
        core, labels = now.core, listed(self._labels(ids))
        if cues.has_tail(text) and now.about_article:
            return f"{text.rstrip()} ({core})"
        named = self.studies.span(core, now.reading.named) if len(now.named) <= _FEW else None
        if named := named or that_study(core):
            return spliced(core, *named, labels) + now.mark
        if not _IN_IT.search(core) and (_REQUEST.match(core) or cues.is_bare(core) or now.items or len(ids) > _FEW):
            return f"tell me about {labels}"
        return self._with_names(f"{core}{now.mark}", ids)

    def _naming(self, reading: Reading, ids: tuple[str, ...], past: Sequence[Past]) -> Understood:
        """A question that names a study: in place of the one before, beside it, or on its own."""
        text = reading.standalone
        span = self.studies.span(text, reading.named)
        rest = spliced(text, *span, "") if span else text
        chosen = self._one_of(ids, rest, reading, past)
        if span and len(chosen) == 1 < len(ids):
            text = spliced(text, *span, self.studies.labels[chosen[0]])
        clarify = self.studies.which(chosen) if len(chosen) > 1 and _is_unsure(reading) else None
        if past and cues.is_fragment(rest[len(cues.lead(rest)) :]) and not cues.beyond_detail(rest):
            standalone = self.put_to(chosen, past[0], text)
            return Understood(standalone, "follow-up", chosen, clarify=clarify, why=self._why(chosen))
        if past and self._is_compared(text, chosen, past[0]):
            both = (*past[0].focus, *chosen)
            return Understood(with_subject(text, self._labels(past[0].focus)), "follow-up", both, why=self._why(both))
        narrowed = len(chosen) < len(ids)
        own = fresh(reading, past)
        within = chosen if narrowed or clarify else ()
        return Understood(text, own.kind, within, clarify=clarify, why=self._why(chosen) if narrowed else own.why)

    def _one_of(self, ids: tuple[str, ...], rest: str, reading: Reading, past: Sequence[Past]) -> tuple[str, ...]:
        """Of several studies by one author: those just spoken of, else the one whose facts fit the rest."""
        if len(ids) == 1 or not _is_unsure(reading):
            return ids
        shown = {*past[0].named, *past[0].cited} if past else set[str]()
        spoken = tuple(i for i in ids if i in shown) or ids
        fit = self.studies.facts.fitting(rest, spoken)
        return fit if len(fit) == 1 else spoken

    def _is_compared(self, text: str, ids: Sequence[str], now: Past) -> bool:
        """Whether the study it names is set against the one in hand: "how does that compare with Holze 2021?"."""
        other = len(ids) == 1 and bool(now.focus) and ids[0] not in now.focus
        return other and scope.compares(text) and len(text.split()) <= _COMPARED_WITHIN

    def _pointing(self, reading: Reading, past: Sequence[Past], found: Pointed) -> Understood:
        text, ids = reading.standalone, found.ids
        if found.clarify:
            asked = text if ids else with_subject(text, missing(reading, past, self.studies, ()))
            return Understood(asked, "clarify", ids, clarify=found.clarify, why="cannot tell which study is meant")
        rest = spliced(text, found.start, found.end, "")
        if cues.is_fragment(rest[len(cues.lead(rest)) :]) and not cues.content(rest[len(cues.lead(rest)) :]):
            standalone = self.put_to(ids, past[0], text)
        elif len(ids) <= _FEW:
            standalone = replaced(text, found, listed(self._labels(ids)))
        else:
            standalone = with_subject(text, missing(reading, past, self.studies, ()))
        return Understood(standalone, "follow-up", ids, why=self._why(ids))

    def _carried(self, reading: Reading, past: Sequence[Past]) -> Understood:
        """A question that leans on the study in hand, on what was cited, or on the subject only."""
        text, now = reading.standalone, past[0]
        away = self._turns_away(reading, now)
        within = () if away else self._leant_on(reading, past)
        exclude = (now.focus or now.cited) if away and scope.excludes(text) else ()
        why = self._why(within)
        if is_bare(reading) and not scope.compares(text):
            why = why or "taken as about your last question"
            return Understood(f"{text} ({now.core})", "follow-up", within, why=why)
        apart = (away and now.named) or (within and "topic" not in slots(now.reading))
        if not apart and (swap := swapped(reading, now)):
            why = why or "taken as your last question with this in it"
            return Understood(swap, "follow-up", within, exclude, why=why)
        if within and len(within) <= _FEW:
            return Understood(self._with_names(text, within), "follow-up", within, exclude, why=why)
        if now.about_article and self.studies.has_article and not slots(reading):
            return Understood(with_studies(text, ["the article"]), "follow-up", why="taken as being about the article")
        words = missing(reading, past, self.studies, now.focus if away else ())
        why = why or (f"taken as still being about {listed(words)}" if words else "")
        return Understood(with_subject(text, words), "follow-up", within, exclude, why=why)

    def _turns_away(self, reading: Reading, now: Past) -> bool:
        """Whether it leans on the subject but asks beyond the study in hand."""
        text = reading.standalone
        if scope.speaks_of_drug(text, "topic" in slots(reading)) or scope.generalises(text) or scope.is_personal(text):
            return True
        return bool(now.focus) and not _INSIDE.search(text) and elsewhere(reading, now.focus, self.studies)

    def _leant_on(self, reading: Reading, past: Sequence[Past]) -> tuple[str, ...]:
        """The studies a question is about though it names none."""
        text, now, own = reading.standalone, past[0], slots(reading)
        here = now.focus or now.cited[:_MOST_CITED]
        if scope.compares(text) and len(now.focus) <= 1:
            before = next((turn.focus for turn in past[1:] if turn.focus and not set(turn.focus) & set(here)), ())
            return (*before, *here)
        if now.focus or now.about_article:
            return now.focus
        detail = cues.asks_detail(text) or any(term.section == "designs" for term in reading.terms)
        asked = detail and not own & {"substance", "level", "topic"} and not (cues.lead(text) and "who" in own)
        return here if asked or (_INSIDE.search(text) and refers(text)) else ()

    def _with_names(self, text: str, ids: Sequence[str]) -> str:
        """The question with the studies named: for "in it", for "it" at the end, else added."""
        labels = listed(self._labels(ids))
        if match := _IN_IT.search(text):
            return spliced(text, match.start(), match.end(), f"{match[1]} {labels}")
        if (match := _IT_LAST.search(text)) and len(ids) == 1:
            return spliced(text, *match.span(), labels)
        return with_studies(text, self._labels(ids))

    def _labels(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.studies.labels[i] for i in ids)

    def _why(self, ids: Sequence[str]) -> str:
        if len(ids) > _FEW:
            return f"taken as being about the {len(ids)} studies just shown"
        return f"taken as being about {listed(self._labels(ids))}" if ids else ""


def fresh(reading: Reading, past: Sequence[Past]) -> Understood:
    """A question of its own; a change of subject where it shares no known word with the last one."""
    if not past:
        return Understood(reading.standalone, "new")
    shared = {term.name for term in reading.terms} & {term.name for term in past[0].reading.terms}
    return Understood(reading.standalone, "new" if shared else "topic-switch", why="taken as a question of its own")


def _is_unsure(reading: Reading) -> bool:
    """Whether one study is asked for by a name that several have."""
    named = reading.named
    one = len(named.surnames) == 1 and len(named.years) <= 1 and not named.citations
    return one and not _PLURAL.search(reading.standalone)
