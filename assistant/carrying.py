"""What a question leaves out and the turns before it supply: the drug, the dose level, the outcome, the people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import cues
from assistant.reading import Reading
from assistant.studies import Studies
from assistant.thread import Past, Slot, said, salient, slot
from assistant.understood import ended
from sources.vocabulary import Found

_THINGS: tuple[Slot, ...] = ("substance", "level")
_PREPOSITIONS = ("in ", "for ", "with ", "among ", "on ", "from ", "at ")
_ABOUT_STUDIES = ("designs", "doses", "people", "results", "context", "article")
_SHORT = 5
_FOREIGN = 2
_WANTED = re.compile(r"\b(?:which|what|whose|any|how (?:much|many)) $", re.I)


def is_bare(reading: Reading) -> bool:
    """Whether nothing is asked but "why?" or "are you sure?"."""
    return cues.is_bare(reading.standalone) and not slots(reading)


def slots(reading: Reading) -> frozenset[Slot]:
    """The places a question fills itself. A word that only asks for a detail of a study fills none."""
    return frozenset(place for term in reading.terms if (place := slot(term)) and not (place == "topic" and _is_slight(term)))


def unknown(reading: Reading) -> tuple[str, ...]:
    """The content words that no list knows."""
    text = reading.standalone
    for term in reversed(reading.terms):
        text = f"{text[: term.start]} {text[term.end :]}"
    return cues.beyond_detail(text)


def leans(reading: Reading, past: Sequence[Past], studies: Studies) -> bool:
    """Whether a question needs what was said before. A question complete in itself inherits nothing.

    Without a vocabulary no question can be seen to be of another subject, so a short one is taken to lean.
    """
    text, own, strange = reading.standalone, slots(reading), unknown(reading)
    foreign = not reading.terms and not cues.asks_detail(text) and len(strange) > _FOREIGN
    if is_bare(reading) or (cues.refers(text, *_antecedents(reading)) and not (foreign and studies.vocabulary.topics)):
        return True
    if reading.about_article and studies.has_article:
        return bool(past[0].focus) and not own and cues.asks_of_citing(text)
    if cues.speaks_of_the_people(text) and not own & set(_THINGS) and not cues.describes_a_study(text):
        return True
    if cues.defines(text) or ("topic" in own and own & set(_THINGS)):
        return False
    versed = bool(studies.vocabulary.topics)
    if versed and cues.speaks_to_you(text):
        return False
    known = bool(reading.terms) or cues.asks_detail(text)
    if cues.lead(text) or cues.is_fragment(text) or (cues.has_tail(text) and len(text.split()) <= 2 * _SHORT):
        return known or _shares(reading, past) or (bool(cues.lead(text)) and len(strange) < 2)
    if own & {*_THINGS, "topic"} or cues.describes_a_study(text):
        return False
    most = 2 if versed else _SHORT
    short = len(text.split()) <= 2 * most + 1 and len(strange) < most and not (cues.proper(text) or cues.is_request(text))
    return (known and len(strange) < most) or _shares(reading, past) or short


def swapped(reading: Reading, now: Past) -> str | None:
    """"And psilocybin?" as the question before with that put in the place of what it had; None where it had none."""
    text = reading.standalone
    rest = text[len(cues.lead(text)) :]
    plain = cues.is_fragment(rest) and not cues.refers(rest) and not unknown(reading)
    new = [term for term in reading.terms if slot(term)]
    if not (cues.lead(text) or cues.has_tail(text)) or not new or not plain or cues.is_bare(now.question) or "which" in text.casefold().split():
        return None
    words, _ = ended(rest.casefold().removesuffix("instead?").removesuffix("instead") if "instead" in rest.casefold() else rest)
    core = now.core
    wanted = {slot(term) for term in new}
    old = {t.words: t for t in now.reading.terms if slot(t) in wanted and t.words in core}
    if len({t.name for t in old.values()} | {t.name for t in new}) > 1 and len({t.name for t in old.values()}) == 1 == len({t.start for t in new}):
        return core.replace(next(iter(old)), new[0].words, 1) + "?"
    if wanted == {"who"} and not old:
        return f"{core}, {words if words.startswith(_PREPOSITIONS) else f'in {words}'}?"
    return None


def missing(reading: Reading, past: Sequence[Past], studies: Studies, left: tuple[str, ...]) -> tuple[str, ...]:
    """The words to add. `left` are studies the question turns away from, whose subject stands in for unsaid words."""
    own = slots(reading)
    if cues.broadens(reading.standalone) and own:
        return ()
    things = [term for place in _THINGS if place not in own for term in said(past, place)]
    told = "who" in own or cues.excludes(reading.standalone) or cues.says_people(reading.standalone)
    who = () if told else said(past, "who")
    subject = bool(own) or bool(unknown(reading)) or any(t.section not in ("", *_ABOUT_STUDIES) for t in reading.terms)
    topics = () if "topic" in own or (subject and things and not own & set(_THINGS)) else said(past, "topic")
    words = [*(t.canonical for t in things), *(t.words for t in topics), *(t.words for t in who)]
    if left and not (things and topics):
        words = [*words, *(word for i in left for word in studies.subject(i) if word not in words)] if not subject or not words else words
    have = set(cues.content(reading.standalone))
    if not words:
        words = [word for word in salient(past, cues.refers(reading.standalone)) if word not in have]
        return (" ".join(words),) if words else ()
    return tuple(dict.fromkeys(word for word in words if not set(cues.content(word)) <= have))


def elsewhere(reading: Reading, focus: Sequence[str], studies: Studies) -> bool:
    """Whether it asks for people or a drug that the study in hand does not speak of."""
    asked = {term.name for term in reading.terms if slot(term) in ("who", "substance", "level")}
    return bool(asked) and any(not any(studies.speaks_of(i, name) for i in focus) for name in asked)


def _is_slight(term: Found) -> bool:
    """Whether a topic's word only asks for a detail of a study, or is hardly a word of its own: "use"."""
    return cues.asks_detail(term.words) or not cues.content(term.words)


def _antecedents(reading: Reading) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the words end that an "it" and a "they" may mean; what is asked for ("which receptor") is none."""
    text = reading.standalone
    known = [term for term in reading.terms if slot(term) and not _WANTED.search(text[: term.start])]
    return tuple(term.end for term in known), tuple(term.end for term in known if slot(term) in ("substance", "who"))


def _shares(reading: Reading, past: Sequence[Past]) -> bool:
    """Whether it takes up a word of the last two turns."""
    before = {word for turn in past[:2] for word in cues.content(f"{turn.question} {turn.reply}")}
    return bool(set(cues.beyond_detail(reading.standalone)) & before)
