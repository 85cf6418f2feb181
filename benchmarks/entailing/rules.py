"""Does a sentence bear out a claim, deny it, or neither? Rules a person can read, text against text, no model.

What the rest of the product calls:

    entails(claim, evidence, USUAL) -> Entailed       one sentence of evidence
    entails_any(claim, sentences, USUAL) -> Entailed  a short list, such as an abstract; `sentence` is the one that decided

`Entailed.verdict` is "supports", "refutes" or "undecided"; `rule` is one plain sentence that says why; `claim_words` and
`evidence_words` are the words that decided, as they stand in the two texts. Nothing is known here of a library or a
subject. The rules abstain unless everything but one slot is aligned:

1. The same words, in the same order: supports.
2. Undecided at once: a question; a claim that denies two things or half of itself; a sentence that asks, plans, doubts or
   tells what others believe; a species, a name with a number or a word for "all" that is not met; a lack or an excess
   ("deficiency", "knockout") on one side only; another word where one of the claim's should stand ("bladder" for "prostate").
3. One clause must hold nearly all topic words of the claim, close together. Where nothing says which way, it must hold
   them all, and closer: mere mention together says nothing.
4. Words that say which way ("raises", "better", "common") are paired by what they stand next to. All pairs alike:
   supports. One pair opposite: refutes. More than one, or none to be found: undecided.
5. "A more than B" beside "B more than A": refutes. What acts and what is acted on in the other order: undecided.
6. Every number must be met, with its unit, in order. One other count or share, and all else the same: refutes. Another
   dose or time is another condition: undecided.
7. A denial counts only if it reaches the aligned words; it turns the verdict over. "No effect", "no difference" deny any
   direction. A denial in the claim turns the verdict over once more, so a claim and its denial never get the same one.
8. Hedged evidence decides only about a hedged claim, and a hedged claim is never refuted.
9. Sentences or clauses that decide differently: undecided.

STRICT, USUAL and LOOSE differ in how much must be aligned (entailing_model). How often they are right, and how seldom they
decide, stands in benchmarks/results/verdicts.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.entailing.align import Alignment
from benchmarks.entailing.asks import is_no_finding
from benchmarks.entailing.frame import Frame, Word, parts, read
from benchmarks.entailing.model import LOOSE, STRICT, USUAL, Entailed, Strictness, Verdict, undecided
from benchmarks.entailing.pair import judged

__all__ = ["LOOSE", "STRICT", "USUAL", "Entailed", "Strictness", "Verdict", "entails", "entails_any"]


def entails(claim: str, evidence: str, strictness: Strictness = USUAL) -> Entailed:
    """What one sentence says of a claim."""
    return _entails(read(claim), read(evidence), strictness)


def entails_any(claim: str, sentences: Sequence[str], strictness: Strictness = USUAL) -> Entailed:
    """What a short list of sentences says of a claim: the surest that decides, unless two decide differently."""
    asked = read(claim)
    told = [replace(_entails(asked, read(s), strictness), sentence=n) for n, s in enumerate(sentences)]
    decided = [item for item in told if item.verdict != "undecided"]
    if len({item.verdict for item in decided}) > 1:
        return Entailed("undecided", "The sentences do not agree.")
    return max(decided or told, key=lambda item: item.cover, default=undecided("There is no evidence."))


def _entails(claim: Frame, held: Frame, strictness: Strictness) -> Entailed:
    if "?" in claim.text:
        return undecided("The claim is a question.")
    if _same(claim, held):
        return Entailed("supports", "The same words.", (claim.text,), (held.text,), 1.0)
    denials = len(claim.of("deny"))
    if denials > 1 or (denials and next(parts(claim), None) is not None):
        return undecided("The claim denies more than one thing, or half of itself.")
    if is_no_finding(held.text):
        return undecided("The sentence asks, plans or doubts.")
    whole = Alignment(claim, held)
    if whole.cover < min(strictness.cover, strictness.plain):
        return undecided("Too few words in common.", whole.cover)
    pairs = [Alignment(claim, clause) for clause in parts(held)]
    if not pairs or not held.of("deny"):  # of several clauses, a denial belongs to one
        pairs.append(whole)
    told = [judged(pair, strictness) for pair in pairs]
    decided = [item for item in told if item.verdict != "undecided"]
    if len({item.verdict for item in decided}) > 1:
        return undecided("Two clauses do not agree.")
    return max(decided or told, key=lambda item: item.cover)


def _same(claim: Frame, held: Frame) -> bool:
    return bool(claim.words) and [_key(w) for w in claim.words] == [_key(w) for w in held.words]


def _key(word: Word) -> object:
    return word.stems or word.text
