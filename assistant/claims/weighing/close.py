"""A claim in nearly the words of a sentence of the library: what the few words that differ make of it.

The same words support. Another number, dose or species in the same place, an opposite direction, or a denial on one side only
contradicts. Any other difference is left to the rules for free wording.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.claims.check import Judgement, OverclaimKind, Overreach
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.quantity import is_dose
from assistant.claims.reading.ways import Way
from assistant.claims.weighing.finding import Nearness
from assistant.claims.weighing.library import Library
from index.passages import Passage
from sources.words import keys

_COSINE = 0.8
_LOOK = 6
_ALIKE = 0.8
"""Share of words in common, in order, from which two sentences are nearly the same (difflib, by words)."""

_DENIALS = frozenset(keys("no not never none nobody without cannot neither nor didnt doesnt wasnt werent isnt hardly"))
_SPECIES = frozenset(
    keys("people person humans human patients volunteers adults men women participants mice mouse rats rat cells")
)
_WAYS: dict[str, Way] = {
    **dict.fromkeys(
        keys("lower less fewer weaker smaller fell fall falls dropped decreased reduced lowered down shorter"), "lower"
    ),
    **dict.fromkeys(
        keys("higher more greater stronger larger rose rise rises climbed increased raised up longer"), "higher"
    ),
    **dict.fromkeys(keys("better improved eased helped calmer"), "better"),
    **dict.fromkeys(keys("worse worsened poorer backfired"), "worse"),
    **dict.fromkeys(keys("unchanged same equal"), "same"),
}
_DIGITS = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_Change = tuple[tuple[str, ...], tuple[str, ...]]


def in_same_words(part: ClaimReading, near: Nearness, library: Library) -> Judgement | None:
    """The judgement where a sentence has nearly the same words; None where none has, or the difference decides nothing."""
    told: list[tuple[float, Passage]] = []
    said = _words(part.text)
    for passage in near.closest(_LOOK):
        if near.cos(passage) < _COSINE or (passage.part == "article" and not part.about_article):
            continue
        ratio = SequenceMatcher(None, said, _words(passage.text), autojunk=False).ratio()
        told.append((ratio, passage))
    ratio, best = max(told, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or ratio < _ALIKE:
        return None
    return _judged(_changes(said, _words(best.text)), best, library)


def _words(text: str) -> tuple[str, ...]:
    """The words as they are compared; numbers keep their point and lose the commas between thousands."""
    found = (match.group() for match in _WORD.finditer(text))
    return tuple(w.replace(",", "") if w[0].isdigit() else "".join(keys(w)) for w in found)


def _changes(claim: tuple[str, ...], source: tuple[str, ...]) -> list[_Change]:
    codes = SequenceMatcher(None, claim, source, autojunk=False).get_opcodes()
    return [(claim[a:b], source[c:d]) for tag, a, b, c, d in codes if tag != "equal"]


def _judged(changes: list[_Change], passage: Passage, library: Library) -> Judgement | None:
    if not changes:
        return Judgement(
            "supported", "sentence", "A sentence of the source says so, word for word.", supports=(passage,)
        )
    for claim, source in changes:
        kind = _difference(claim, source)
        if kind is None:
            continue
        words, other = " ".join(claim) or "nothing", " ".join(source) or "nothing"
        reason = f"The source has the same sentence with “{other}” where the claim has “{words}”."
        over: tuple[Overreach, ...] = ()
        if kind in ("number", "species"):
            name: OverclaimKind = "species" if kind == "species" else _number_kind(source, passage, library)
            over = (Overreach(name, words, other, "The source has another word there.", passage),)
        return Judgement("contradicted", "sentence", reason, against=(passage,), overreach=over)
    return None


def _number_kind(words: tuple[str, ...], passage: Passage, library: Library) -> OverclaimKind:
    doses = {f"{quantity.value:g}" for quantity in library.numbers_of(passage) if is_dose(quantity)}
    return "dose" if doses & set(words) else "number"


def _difference(claim: tuple[str, ...], source: tuple[str, ...]) -> str | None:
    """Which telling difference a replaced stretch is, if one."""
    digits = [{w for w in words if _DIGITS.fullmatch(w)} for words in (claim, source)]
    if digits[0] and digits[1] and digits[0] != digits[1]:
        return "number"
    ways = [{_WAYS[w] for w in words if w in _WAYS} for words in (claim, source)]
    if ways[0] and ways[1] and not ways[0] & ways[1]:
        return "direction"
    denied = [sum(w in _DENIALS for w in words) % 2 for words in (claim, source)]
    if denied[0] != denied[1]:
        return "denial"
    species = [{w for w in words if w in _SPECIES} for words in (claim, source)]
    if species[0] and species[1] and _kinds(species[0]) != _kinds(species[1]):
        return "species"
    return None


def _kinds(words: set[str]) -> set[str]:
    rodents = {"rat": "rat", "mice": "mouse", "mouse": "mouse", "cell": "cell"}
    return {rodents.get(word, "human") for word in words}
