"""A follow-up made whole: which studies it points at, or what of the subject it leaves out.

Three readings are tried in turn: it names a study; it points at one ("the second", "that trial", "the one in patients");
it leans on what was spoken of ("and sleep?", "why?"). What fits none of them is a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant import cues, scope
from assistant.carrying import elsewhere, is_bare, leans, missing, slots, swapped
from assistant.cues import STUDIES
from assistant.pointing import Pointed, pointed, replaced
from assistant.pronouns import describes_a_study, refers
from assistant.reading import Reader, Reading
from assistant.studies import Studies
from assistant.thread import Past
from assistant.understood import Understood, listed, spliced, with_studies, with_subject

_REQUEST = re.compile(r"^(?:please )?(?:name|list|show|give|find|which|what (?:studies|trials)|any|are there|is there|has any)\b", re.I)
_PLURAL = re.compile(rf"\b(?:both|two|three|all|{STUDIES})\b", re.I)
_INSIDE = re.compile(r"\b(?:in|from) (?:that|those|these|them|it|this)\b(?! \w+s\b)", re.I)
_IN_IT = re.compile(r"\b(in|of|for|from|on|behind|with) (?:it|that|this)\b(?=\W*$|[?.,!])", re.I)
_IT_LAST = re.compile(r"(?<=\w )it(?=\W*$)", re.I)
_FEW = 3
_MOST_CITED = 10


Stance = Literal["open", "follow-up", "new subject"]


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
        if named := self._named(reading, past):
            return named
        if found := pointed(reading, past, self.studies):
            return self._pointing(reading, past, found)
        open_ended = stance == "follow-up" and not describes_a_study(text) and "substance" not in slots(reading)
        if past and stance != "new subject" and (open_ended or leans(reading, past, self.studies)):
            return self._carried(reading, past)
        return fresh(reading, past)

    def _named(self, reading: Reading, past: Sequence[Past]) -> Understood | None:
        text, ids = reading.standalone, self.studies.named_in(reading)
        if not ids:
            return None
        span = self.studies.span(text, reading.named)
        rest = spliced(text, *span, "") if span else text
        chosen = self._one_of(ids, rest, reading, past)
        if span and len(chosen) == 1 < len(ids):
            text = spliced(text, *span, self.studies.labels[chosen[0]])
        clarify = self.studies.which(chosen) if len(chosen) > 1 and _is_unsure(reading) else None
        if past and cues.is_fragment(rest[len(cues.lead(rest)) :]) and not cues.beyond_detail(rest):
            return Understood(self.put_to(chosen, past[0], text), "follow-up", chosen, clarify=clarify, why=self._why(chosen))
        if past and scope.compares(text) and len(chosen) == 1 and past[0].focus and chosen[0] not in past[0].focus:
            both = (*past[0].focus, *chosen)
            return Understood(with_subject(text, self._labels(past[0].focus)), "follow-up", both, why=self._why(both))
        found = fresh(reading, past)
        why = self._why(chosen) if len(chosen) < len(ids) else found.why
        return Understood(text, found.kind, chosen if why != found.why or clarify else (), clarify=clarify, why=why)

    def _one_of(self, ids: tuple[str, ...], rest: str, reading: Reading, past: Sequence[Past]) -> tuple[str, ...]:
        """Of several studies by one author: those just spoken of, else the one whose facts fit the rest."""
        if len(ids) == 1 or not _is_unsure(reading):
            return ids
        shown = {*past[0].named, *past[0].cited} if past else set[str]()
        spoken = tuple(i for i in ids if i in shown)
        if spoken and len(spoken) < len(ids):
            ids = spoken
        fit = self.studies.facts.fitting(rest, ids)
        return fit if len(fit) == 1 else ids

    def _pointing(self, reading: Reading, past: Sequence[Past], found: Pointed) -> Understood:
        text, ids = reading.standalone, found.ids
        if found.clarify:
            words = missing(reading, past, self.studies, ()) if past and not ids else ()
            return Understood(with_subject(text, words), "clarify", ids, clarify=found.clarify, why="cannot tell which study is meant")
        rest = spliced(text, found.start, found.end, "")
        if cues.is_fragment(rest[len(cues.lead(rest)) :]) and not cues.content(rest):
            standalone = self.put_to(ids, past[0], text)
        elif len(ids) <= _FEW:
            standalone = replaced(text, found, listed(self._labels(ids)))
        else:
            standalone = with_subject(text, missing(reading, past, self.studies, ()))
        return Understood(standalone, "follow-up", ids, why=self._why(ids))

    def put_to(self, ids: Sequence[str], now: Past, text: str = "") -> str:
        """The question before, asked of these studies instead."""
        core, labels = now.core, listed(self._labels(ids))
        named = self.studies.span(core, now.reading.named)
        if cues.has_tail(text) and now.about_article:
            return f"{text.rstrip()} ({core})"
        if named and len(now.named) <= _FEW:
            return spliced(core, *named, labels) + now.mark
        if _IN_IT.search(core):
            return self._with_names(f"{core}{now.mark}", ids)
        if _REQUEST.match(core) or cues.is_bare(core) or now.items or len(ids) > _FEW:
            return f"tell me about {labels}"
        return self._with_names(f"{core}{now.mark}", ids)

    def _carried(self, reading: Reading, past: Sequence[Past]) -> Understood:
        text, now = reading.standalone, past[0]
        away = scope.speaks_of_drug(text, "topic" in slots(reading)) or scope.generalises(text) or scope.is_personal(text)
        away = away or (not _INSIDE.search(text) and bool(now.focus) and elsewhere(reading, now.focus, self.studies))
        within = () if away else self._leant_on(reading, past)
        exclude = (now.focus or now.cited) if away and scope.excludes(text) else ()
        if is_bare(reading) and not scope.compares(text):
            return Understood(f"{text.rstrip()} ({now.core})", "follow-up", within, why=self._why(within) or "taken as about your last question")
        swap = None if (away and now.named) or (within and "topic" not in slots(now.reading)) else swapped(reading, now)
        if swap:
            return Understood(swap, "follow-up", within, exclude, why=self._why(within) or "taken as your last question with this in it")
        if within and len(within) <= _FEW:
            return Understood(self._with_names(text, within), "follow-up", within, exclude, why=self._why(within))
        if now.about_article and self.studies.has_article and not slots(reading):
            return Understood(with_studies(text, ["the article"]), "follow-up", why="taken as being about the article")
        words = missing(reading, past, self.studies, now.focus if away else ())
        why = self._why(within) or (f"taken as still being about {listed(words)}" if words else "")
        return Understood(with_subject(text, words), "follow-up", within, exclude, why=why)

    def _leant_on(self, reading: Reading, past: Sequence[Past]) -> tuple[str, ...]:
        """The studies a question is about though it names none."""
        text, now, own = reading.standalone, past[0], slots(reading)
        if scope.compares(text) and len(now.focus) <= 1:
            here = now.focus or now.cited[:_MOST_CITED]
            before = next((turn.focus for turn in past[1:] if turn.focus and not set(turn.focus) & set(here)), ())
            return (*before, *here)
        if now.focus:
            return now.focus
        detail = cues.asks_detail(text) or any(term.section == "designs" for term in reading.terms)
        asked = detail and not own & {"substance", "level", "topic"} and not (cues.lead(text) and "who" in own)
        return now.cited[:_MOST_CITED] if (asked or (_INSIDE.search(text) and refers(text))) and not now.about_article else ()

    def _with_names(self, text: str, ids: Sequence[str]) -> str:
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
    shared = {t.name for t in reading.terms} & {t.name for t in past[0].reading.terms}
    kind = "new" if shared else "topic-switch"
    return Understood(reading.standalone, "new" if kind == "new" else "topic-switch", why="taken as a question of its own")


def _is_unsure(reading: Reading) -> bool:
    """Whether one study is asked for by a name that several have."""
    named = reading.named
    return len(named.surnames) == 1 and len(named.years) < 2 and not named.citations and not _PLURAL.search(reading.standalone)
