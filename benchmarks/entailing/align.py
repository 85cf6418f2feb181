"""Laying a claim beside a sentence: which of its words stand there too, and how each word that says which way is met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from benchmarks.entailing.frame import Frame, Word
from benchmarks.entailing.meet import by_initials, met
from benchmarks.entailing.words import LOCAL, MISSING, SPAN, SPECIES, words_in

_REACH = 5
"""How many words after a denial it can reach, empty words not counted."""
_LEADS = words_in("with in for on of against among to by from")
_ANCHOR = 5
"""How far from a word that says which way its object can stand, in words."""


@dataclass(frozen=True)
class Alignment:
    """A claim beside one clause of the evidence."""

    claim: Frame
    held: Frame

    @cached_property
    def meets(self) -> dict[int, Word]:
        """For the place of each topic word of the claim that is met: the word that meets it."""
        found: dict[int, Word] = {}
        for word in self.claim.topics:
            if other := met(word, self.held.words):
                found[word.place] = other
        by_initials(self.claim, self.held, found)
        return found

    @cached_property
    def cover(self) -> float:
        """Share of the claim's topic words, and of its named opposites, that are met; 0 where it has none."""
        named = [theirs is not None for ours, theirs in self.pairs if ours.group.startswith("pair")]
        wanted = len(self.claim.topics) + len(named)
        return (len(self.meets) + sum(named)) / wanted if wanted else 0.0

    @cached_property
    def density(self) -> float:
        """Share of the topic words of the stretch that meets the claim which the claim speaks of."""
        places = [word.place for word in self.meets.values()]
        if not places:
            return 0.0
        low, high = min(places), max(places)
        inside = [word for word in self.held.topics if low <= word.place <= high]
        return len(set(places)) / max(len(inside), 1)

    @cached_property
    def pairs(self) -> tuple[tuple[Word, Word | None], ...]:
        """Each word of the claim that says which way, with the one of the clause that says so of the same thing."""
        free = list(self.held.signs)
        told: list[tuple[Word, Word | None]] = []
        for word in self.claim.signs:
            best = self._partner(word, free)
            if best is not None:
                free.remove(best)
            told.append((word, best))
        return tuple(told)

    def _partner(self, word: Word, free: list[Word]) -> Word | None:
        anchor = self.anchor(word)
        if anchor is None:
            return None
        near = [
            (_gap(other, anchor), other.place, other)
            for other in free
            if _comparable(word, other) and not self._by(other, anchor)
        ]
        gap, _, best = min(near, key=lambda item: item[:2], default=(_ANCHOR + 1, 0, None))
        return best if gap <= _ANCHOR else None

    def _by(self, sign: Word, anchor: Word) -> bool:
        """Whether "by" stands between: what follows it did it, and was not changed."""
        return any(word.text == "by" and sign.place < word.place < anchor.place for word in self.held.words)

    def anchor(self, word: Word) -> Word | None:
        """What a word of the claim says which way of: the topic word after it, else the one before; as met, if it is."""
        after = [other for other in self.claim.topics if other.place > word.place]
        before = [other for other in self.claim.topics if other.place < word.place]
        nearest = after[:1] or before[-1:]
        return self.meets.get(nearest[0].place) if nearest else None

    @cached_property
    def strays(self) -> tuple[Word, ...]:
        """Words of the clause that say which way, amid the words that meet the claim, and that the claim has not."""
        used = {other.place for _, other in self.pairs if other is not None}
        places = [word.place for word in self.meets.values()] + list(used)
        if not places:
            return ()
        low, high = min(places) - 1, max(places)
        return tuple(word for word in self.held.signs if low <= word.place <= high and word.place not in used)

    @cached_property
    def denials(self) -> tuple[Word, ...]:
        """The denials of the clause that reach a word which meets the claim."""
        return tuple(word for word in self.held.of("deny") if self._reached(word))

    def _reached(self, denial: Word) -> bool:
        if denial.group == "within":
            return True
        used = {word.place for word in self.meets.values()} | {o.place for _, o in self.pairs if o is not None}
        after = _scope(self.held, denial)
        if any(word.place in used for word in after[: 2 if denial.text in LOCAL else _REACH]):
            return True
        unpaired = any(theirs is None for _, theirs in self.pairs)
        return (unpaired or bool(self.claim.of("link"))) and any(word.kind == "link" for word in after[:2])

    @cached_property
    def another_thing(self) -> bool:
        """Whether a word of the claim is not met, and where it should stand another stands: "bladder cancer", "with pain"."""
        ours = [word for word in self.claim.words if word.kind == "topic" and word.place not in self.meets]
        return any(self._taken(word) for word in ours)

    def _taken(self, unmet: Word) -> bool:
        used = {word.place for word in self.meets.values()}
        free = [word for word in self.held.topics if word.place not in used]
        noun = self.meets.get(unmet.place + 1)
        if noun is not None and any(word.place == noun.place - 1 for word in free):
            return True
        lead = next((w.text for w in self.claim.words if w.place == unmet.place - 1 and w.text in _LEADS), None)
        return lead is not None and any(
            word.text == lead and any(w.place == word.place + 1 for w in free) for word in self.held.words
        )

    @cached_property
    def missing_part(self) -> bool:
        """Whether only one of the two speaks of a lack, an excess or a blocked thing; or of how long something took."""
        claimed, held = {w.text for w in self.claim.words}, {w.text for w in self.held.words}
        return any(bool(words & claimed) != bool(words & held) for words in (MISSING, SPAN))

    @cached_property
    def says_nothing(self) -> bool:
        """Whether a denial reaches a word of effect or difference at once: "no effect", "did not differ"."""
        for denial in self.denials:
            after = [w for w in self.held.words if w.place > denial.place and w.kind not in ("empty", "hedge")]
            if any(word.kind == "link" for word in after[:2]):
                return True
        return False

    @cached_property
    def tied(self) -> bool:
        """Whether the clause, too, says that one thing bears on another, where the claim says so."""
        return not self.claim.of("link") or bool(self.held.of("link") or self.held.signs)

    @cached_property
    def other_species(self) -> bool:
        """Whether the claim names a species (people are one) and the sentence names only others."""
        claimed, held = _species(self.claim), _species(self.held)
        return bool(claimed and held and not claimed & held)


def _scope(held: Frame, denial: Word) -> list[Word]:
    """The words that a denial can reach: not past a comma, nor past an "and" that begins another thing that happened."""
    after = [word for word in held.words if word.place > denial.place]
    full = [word for word in after if word.kind != "empty"]
    for word in after:
        following = next((w for w in full if w.place > word.place), None)
        verb = following is not None and following.kind in ("sign", "link")
        if word.text in ",;" or (word.text == "and" and verb):
            return [w for w in full if w.place < word.place]
    return full


def _comparable(one: Word, other: Word) -> bool:
    """A level and a change can be compared, and a change and an act, but not a level and an act."""
    groups = {one.group, other.group}
    return len(groups) == 1 or ("amount" in groups and groups <= {"amount", "level", "act"})


def _gap(other: Word, anchor: Word) -> int:
    """Words between; what stands behind the anchor counts double, since English puts the object after."""
    gap = anchor.place - other.place
    return gap if gap > 0 else -2 * gap


def _species(frame: Frame) -> set[int]:
    texts = {word.text for word in frame.words}
    return {place for place, names in enumerate(SPECIES) if names & texts}
