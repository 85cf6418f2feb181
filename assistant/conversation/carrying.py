"""What a question leaves out and the turns before it supply: the drug, the dose level, the outcome, the people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation import cues, pronouns, scope
from assistant.conversation.studies import Studies
from assistant.conversation.thread import Past, Slot, said, salient, slot
from assistant.understanding.reading import Reading
from sources.vocabulary import Found

_THINGS: tuple[Slot, ...] = ("substance", "level")
_PREPOSITIONS = ("in ", "for ", "with ", "among ", "on ", "from ", "at ")
# Sections of a vocabulary whose words ask about a study and are no subject of their own.
_ABOUT_STUDIES = ("designs", "doses", "people", "results", "context", "article")
_SHORT = 5
_FOREIGN = 2
_WANTED = re.compile(r"\b(?:which|what|whose|any|how (?:much|many)) $", re.I)
_INSTEAD = re.compile(r",? instead\W*$|\W+$", re.I)


def is_bare(reading: Reading) -> bool:
    """Whether nothing is asked but "why?" or "are you sure?"."""
    return cues.is_bare(reading.standalone) and not slots(reading)


def slots(reading: Reading) -> frozenset[Slot]:
    """The places a question fills itself. A word that only asks for a detail of a study fills none."""
    filled = ((slot(term), term) for term in reading.terms)
    return frozenset(place for place, term in filled if place and not (place == "topic" and _is_slight(term)))


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
    text, own, versed = reading.standalone, slots(reading), bool(studies.vocabulary.topics)
    known = bool(reading.terms) or cues.asks_detail(text)
    foreign = versed and not known and len(unknown(reading)) > _FOREIGN
    if is_bare(reading) or (pronouns.refers(text, *_antecedents(reading)) and not foreign):
        return True
    if reading.about_article and studies.has_article:
        return bool(past[0].focus) and not own and scope.asks_of_citing(text)
    if pronouns.speaks_of_the_people(text) and not own & set(_THINGS) and not pronouns.describes_a_study(text):
        return not versed or len(unknown(reading)) <= _FOREIGN
    if cues.defines(text) or ("topic" in own and own & set(_THINGS)) or (versed and scope.speaks_to_you(text)):
        return False
    if cues.lead(text) or cues.is_fragment(text) or (cues.has_tail(text) and len(text.split()) <= 2 * _SHORT):
        return known or _shares(reading, past) or (bool(cues.lead(text)) and len(unknown(reading)) < _FOREIGN)
    if own & {*_THINGS, "topic"} or pronouns.describes_a_study(text):
        return False
    return _lacks_a_subject(reading, known, versed) or _shares(reading, past)


def swapped(reading: Reading, now: Past) -> str | None:
    """ "And psilocybin?" as the question before with that put in the place of what it had; None where it had none."""
    text = reading.standalone
    rest = text[len(cues.lead(text)) :]
    new = [term for term in reading.terms if slot(term)]
    turns = bool(cues.lead(text)) or cues.has_tail(text) or rest.casefold().startswith(_PREPOSITIONS)
    plain = cues.is_fragment(rest) and not pronouns.refers(rest) and not unknown(reading) and "which" not in rest
    if not (new and turns and plain) or cues.is_bare(now.question):
        return None
    core, wanted = now.core, {slot(term) for term in new}
    old = {term.name: term for term in now.reading.terms if slot(term) in wanted and term.words in core}
    if len(old) == 1 == len({term.start for term in new}) and not old.keys() & {term.name for term in new}:
        return core.replace(next(iter(old.values())).words, new[0].words, 1) + "?"
    if wanted == {"who"} and not old:
        words = _INSTEAD.sub("", rest)
        return f"{core}, {words if words.casefold().startswith(_PREPOSITIONS) else f'in {words}'}?"
    return None


def missing(reading: Reading, past: Sequence[Past], studies: Studies, left: tuple[str, ...]) -> tuple[str, ...]:
    """The words to add. `left` are studies the question turns away from, whose subject stands in for unsaid words."""
    text, own = reading.standalone, slots(reading)
    if scope.broadens(text) and own:
        return ()
    things = [term for place in _THINGS if place not in own for term in said(past, place)]
    told = "who" in own or scope.excludes(text) or scope.says_people(text)
    subject = _has_a_subject(reading)
    topics = () if "topic" in own or (subject and things and not own & set(_THINGS)) else said(past, "topic")
    who = () if told else said(past, "who")
    words = [*(term.canonical for term in things), *(term.words for term in (*topics, *who))]
    if left and not (things and topics) and not (subject and words):
        words += [word for source_id in left for word in studies.subject(source_id)]
    have = set(cues.content(text))
    if not words:
        words = [term.words for term in said(past, "topic")]
    if not words:
        # Names in a reply to a question on known subjects are authors, and would be taken for the study asked about.
        names = pronouns.refers(text) and not studies.vocabulary.topics
        carried = " ".join(word for word in salient(past, names) if word not in have)
        return (carried,) if carried else ()
    return tuple(dict.fromkeys(word for word in words if not set(cues.content(word)) <= have))


def elsewhere(reading: Reading, focus: Sequence[str], studies: Studies) -> bool:
    """Whether it asks for people or a drug that the study in hand does not speak of."""
    asked = {term.name for term in reading.terms if slot(term) in ("who", *_THINGS)}
    return any(not any(studies.speaks_of(i, name) for i in focus) for name in asked)


def _lacks_a_subject(reading: Reading, known: bool, versed: bool) -> bool:
    """Whether hardly a word of it is strange: it asks for a detail, or says too little to stand alone."""
    text, most = reading.standalone, _FOREIGN if versed else _SHORT
    if len(unknown(reading)) >= most:
        return False
    return known or not (len(text.split()) > 2 * most + 1 or cues.proper(text) or cues.is_request(text))


def _has_a_subject(reading: Reading) -> bool:
    other = any(term.section not in ("", *_ABOUT_STUDIES) for term in reading.terms)
    return other or bool(slots(reading)) or bool(unknown(reading))


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
