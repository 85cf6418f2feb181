"""One clause of evidence beside a claim: what bars a comparison, and what the comparison comes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from benchmarks.entailing.align import Alignment
from benchmarks.entailing.frame import Frame, Word
from benchmarks.entailing.model import Entailed, Strictness, Verdict, undecided
from benchmarks.entailing.numbers import compared, is_condition
from benchmarks.entailing.order import is_swapped, order_problem

_PLAIN_DENSITY = 0.75
"""Density where nothing says which way: mere mention together says nothing."""
_NEAR_ALL = 0.8
"""Share of topic words that must be met where a denied effect or another number refutes."""
_TURNED: dict[Verdict, Verdict] = {"supports": "refutes", "refutes": "supports", "undecided": "undecided"}


def judged(pair: Alignment, strictness: Strictness) -> Entailed:
    """What the clause says of the claim; the claim's own denials turn it over."""
    if problem := _barred(pair, strictness):
        return undecided(problem, pair.cover)
    claimed = compared(pair)
    if claimed.missing:
        return undecided("A number of the claim is not in the sentence.", pair.cover)
    core = _core(pair)
    if claimed.other is not None:
        return _other_number(pair, core, *claimed.other)
    if core.verdict == "undecided":
        return core
    verdict = _TURNED[core.verdict] if _denied(pair.claim) else core.verdict
    if verdict == "refutes" and pair.claim.of("hedge"):
        return undecided("The claim says only what may be.", pair.cover)
    return replace(core, verdict=verdict)


def _barred(pair: Alignment, strictness: Strictness) -> str:
    """Why the two cannot be compared; empty where they can."""
    told = any(not word.group.startswith("pair") for word in pair.claim.signs)
    needed, least = (strictness.cover, 2) if told else (strictness.plain, strictness.least)
    if len(pair.meets) + len(pair.claim.of("number")) < least or pair.cover < needed:
        return "Too few words in common."
    if pair.density < (strictness.density if told else max(strictness.density, _PLAIN_DENSITY)):
        return "The words in common stand too far apart."
    if _names(pair.claim) - _names(pair.held):
        return "A name with a number is not in the sentence."
    if not {w.text for w in pair.claim.of("whole")} <= {w.text for w in pair.held.words}:
        return "The claim speaks of all or most; the sentence does not."
    if pair.another_thing:
        return "The sentence speaks of another thing of the same kind."
    if pair.missing_part:
        return "One of the two speaks of a lack or an excess."
    if not pair.tied:
        return "The sentence does not say that one bears on the other."
    if problem := order_problem(pair):
        return problem
    if pair.other_species:
        return "The sentence is about another species."
    if pair.held.of("hedge") and not pair.claim.of("hedge") and not strictness.hedged:
        return "The sentence is hedged; the claim is not."
    if pair.strays and not strictness.strays:
        return "The sentence says which way of something else, too."
    return ""


def _names(frame: Frame) -> Counter[str]:
    """The names with a digit in them, each as often as it stands there."""
    held = (min(word.stems) for word in frame.topics if any(char.isdigit() for char in word.text))
    return Counter(held)


def _denied(claim: Frame) -> bool:
    return bool(claim.of("deny"))


def _other_number(pair: Alignment, core: Entailed, ours: Word, theirs: Word) -> Entailed:
    """Another count or share of the same thing, and all else the same: that denies it. A dose or a time is a condition."""
    alike = core.verdict == "supports" and not _denied(pair.claim) and pair.cover >= _NEAR_ALL
    if not alike or not ours.unit or is_condition(ours.unit):
        return undecided("A number of the claim is not in the sentence.", pair.cover)
    words = (ours.text, ours.unit), (theirs.text, theirs.unit)
    return Entailed("refutes", "The sentence has another number.", *words, pair.cover)


def _core(pair: Alignment) -> Entailed:
    """The verdict on the claim without its own denials."""
    opposite = [(ours, theirs) for ours, theirs in pair.pairs if theirs and ours.sign != theirs.sign]
    missing = [ours for ours, theirs in pair.pairs if theirs is None]
    denied = len(pair.denials) % 2 == 1
    if is_swapped(pair):
        if opposite or missing or denied:
            return undecided("More than one thing is the other way.", pair.cover)
        return _told("refutes", "The sentence has the two in the other order.", pair)
    if missing:
        if denied and pair.says_nothing and len(missing) == 1 and not opposite and _reached(pair, missing[0]):
            return _told("refutes", "No effect or difference was found.", pair)
        return undecided("The sentence does not say which way.", pair.cover)
    if not opposite:
        if denied:
            return _told("refutes", "The sentence denies it.", pair)
        return _told("supports", "The sentence says the same.", pair)
    if len(opposite) > 1 or denied:
        return undecided("More than one thing is the other way.", pair.cover)
    return _told("refutes", "The sentence has it the other way round.", pair)


def _reached(pair: Alignment, word: Word) -> bool:
    """Whether what a word of the claim says which way of is in the sentence, with nearly all else."""
    return pair.anchor(word) is not None and pair.cover >= _NEAR_ALL


def _told(verdict: Verdict, rule: str, pair: Alignment) -> Entailed:
    ours = tuple(word.text for word, _ in pair.pairs) or tuple(word.text for word in pair.claim.topics)
    theirs = tuple(o.text for _, o in pair.pairs if o is not None) or tuple(w.text for w in pair.meets.values())
    return Entailed(verdict, rule, ours, (*(w.text for w in pair.denials), *theirs), pair.cover)
