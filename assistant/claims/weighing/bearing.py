"""What one sentence makes of a part that it differs from in nothing that is told: the direction, or else the words, decide."""

from __future__ import annotations

from assistant.claims.check import Judgement
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.polarity import denies
from assistant.claims.reading.statements import MOST
from assistant.claims.weighing.figures import Figure
from assistant.claims.weighing.library import Library
from assistant.claims.weighing.pairing import Pairing
from assistant.claims.weighing.record_facts import facts
from assistant.claims.weighing.searching import Found
from assistant.claims.weighing.stands import hedged_alike, lacking
from index.passages import Passage

_PLAINLY = 0.6
"""Share of the words that a sentence must have where no direction can be compared."""
_NEARLY_ALL = 0.8
"""The same where only the kind of study is told by the record."""
_FEWEST = 2
"""Words that a part must have of its own: "it had all gone again" is borne out by no sentence, whatever the study."""
_TIED = 0.4
"""The same where numbers, or a doubt on both sides, tie the two together."""
_SAME_SUBJECT = 0.55
"""Cosine under which a sentence that points another way may as well speak of something else, and decides nothing.

Unless it has all words but one, which is the direction: the cosine of "their cortisol fell" with any sentence is low.
"""
_SAYS_SO = "A sentence of the source says so."
_NUMBERS_STAND = "The numbers stand so in the source."
_IN_RECORD = "The record of the study has it so."
_MORE_THAN_ONE_WAY = "The results of the study point more than one way."


def bears_out(part: ClaimReading, chosen: Found, rivals: list[Found], library: Library) -> Judgement | None:
    """The judgement by one sentence; None where it cannot decide. `rivals` may as well be meant."""
    pairing, passage = chosen.pairing, chosen.pairing.passage
    if pairing.stand in ("mixed", "unread") and hedged_alike(part, passage) and pairing.own >= _TIED:
        return _supported(passage)
    if pairing.stand == "unread":
        return _plainly(part, pairing, library)
    if pairing.stand == "for":
        return _supported(passage) if part.way != "none" or _plain_enough(pairing) else None
    if pairing.stand == "mixed":
        if pairing.met > 1:
            return Judgement("supported", "number", _NUMBERS_STAND, supports=(passage,))
        return Judgement("mixed", "result", _MORE_THAN_ONE_WAY, near=(passage,))
    if fine := next((f for f in rivals if f.pairing.stand == "for"), None):
        return Judgement("mixed", "result", _MORE_THAN_ONE_WAY, supports=(fine.pairing.passage,), against=(passage,))
    if pairing.cosine < _SAME_SUBJECT and pairing.lacking > 1 and not _measured(part, passage, library):
        return None
    why = "The nearest sentence of the source points another way."
    return Judgement("contradicted", "result", why, against=(passage,))


def _measured(part: ClaimReading, passage: Passage, library: Library) -> bool:
    """Whether the sentence states an outcome on a topic of the part."""
    own = (item.outcome for item in library.outcomes_of(passage.source_id) if item.passage == passage)
    return any(set(outcome.topics) & set(part.topics) for outcome in own)


def by_numbers(part: ClaimReading, best: Found, given: tuple[Figure, ...]) -> Judgement | None:
    """All numbers stand so in the study, beside most of the words, and the part claims no direction."""
    held = [f.passage for f in given if f.outcome == "held" and f.passage is not None]
    if part.way != "none" or not held or len(held) < len(given) or best.pairing.whole < _PLAINLY:
        return None
    if MOST.search(part.text) and not any(MOST.search(passage.text) for passage in held):
        return None
    if best.pairing.own < _PLAINLY / 2 or any(denies(part.text) != denies(passage.text) for passage in held):
        return None
    return Judgement("supported", "number", _NUMBERS_STAND, supports=tuple(dict.fromkeys(held)))


def by_record(part: ClaimReading, best: Found, library: Library, *, named: bool) -> Judgement | None:
    """How a study was done or where it came out, as its record has it, beside most of the words.

    Where a study that is `named` came out needs no words beside it, if nothing is said of what it found.
    """
    stated = [f for f in facts(part, best.source, library) if f.kind in ("design", "journal", "comparator")]
    if (
        named
        and part.way == "none"
        and not part.topics
        and [f.kind for f in stated] == ["journal"]
        and not denies(part.text)
    ):
        return Judgement("supported", "record", _IN_RECORD, supports=(best.pairing.passage,))
    enough = _PLAINLY if any(f.kind != "design" for f in stated) else _NEARLY_ALL
    if part.way != "none" or not stated or best.pairing.whole < enough or best.pairing.passage.part == "cannot_show":
        return None
    if denies(part.text) and not any(denies(fact.words) for fact in stated):
        return None
    return Judgement("supported", "record", _IN_RECORD, supports=(best.pairing.passage,))


def _plainly(part: ClaimReading, pairing: Pairing, library: Library) -> Judgement | None:
    """No direction to compare: the words themselves must be nearly all there, and neither may deny the other."""
    if denies(part.text) != denies(pairing.passage.text):
        return None
    if (
        pairing.met > 1
        and pairing.met == len(part.quantities)
        and pairing.own >= _TIED
        and pairing.cosine >= _SAME_SUBJECT
    ):
        return Judgement("supported", "number", _NUMBERS_STAND, supports=(pairing.passage,))
    if (pairing.passage.part == "cannot_show" and not denies(part.text)) or lacking(part, pairing.passage, library):
        return None
    return _supported(pairing.passage) if part.way == "none" and _plain_enough(pairing) else None


def _plain_enough(pairing: Pairing) -> bool:
    """Whether a sentence has so many of the words that they are all there is to compare.

    A sentence on how a study was done has its drug, doses and people in common with every claim about the study, so there
    the word that it lacks is most likely what the claim is about.
    """
    if pairing.asked < _FEWEST and not pairing.met:
        return False
    if pairing.passage.part == "glance" and pairing.lacking > 1 and pairing.own < _NEARLY_ALL:
        return False
    return pairing.own >= _PLAINLY or (pairing.met > 0 and pairing.whole >= _PLAINLY and pairing.own >= _PLAINLY / 2)


def _supported(passage: Passage) -> Judgement:
    return Judgement("supported", "sentence", _SAYS_SO, supports=(passage,))
