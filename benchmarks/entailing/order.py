"""Who with whom: which side of a comparison a thing stands on, and what acts on what."""

from __future__ import annotations

from benchmarks.entailing.align import Alignment
from benchmarks.entailing.frame import Frame, Word
from benchmarks.entailing.words import words_in

_TURNS = words_in("by with after following from in of due through for during among when under upon")
"""Words by which what acts can come after what it acts on: "anxiety was reduced by", "a rise in"."""


_ENDS = words_in("for in on at after during among when by across over")
"""Words with which the second half of a comparison is over: "better than placebo for pain"."""


def is_swapped(pair: Alignment) -> bool:
    """Whether both compare, and what stands before "than" in the claim stands behind it in the sentence."""
    return _order(pair) == "swapped"


def order_problem(pair: Alignment) -> str:
    """Why the two cannot be compared; empty where nothing stands against it."""
    if _order(pair) == "unlike":
        return "The sentence compares other things."
    if _nameless(pair):
        return "The sentence does not name what the claim is about."
    if _reversed(pair):
        return "What acts and what is acted on may have changed places."
    return ""


def _order(pair: Alignment) -> str:
    ours, theirs = _sides(pair.claim), _sides(pair.held)
    if ours is None and theirs is None:
        return "same"
    if theirs is None:
        return "unlike"
    left, right = (_stems(side) for side in theirs)
    if ours is None:
        alone = [word for word in pair.claim.topics if word.stems & right and not word.stems & left]
        return "unlike" if alone else "same"
    our_left, our_right = (_stems(side) for side in ours)
    than_ours, than_theirs = _topics(ours[1]), _topics(theirs[1])
    kept = [word for word in than_ours if word.stems & right]
    if len(kept) * 2 >= len(than_ours) and len(than_ours) > 0:
        return "same"
    turned = than_ours and all(word.stems & left and not word.stems & our_left for word in than_ours)
    back = any(word.stems & our_left and not word.stems & our_right for word in than_theirs)
    return "swapped" if turned and back and not kept else "unlike"


def _topics(words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if word.kind == "topic"]


def _stems(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in word.stems)


def _sides(frame: Frame) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """What is compared, and with what; "Compared with B, A ..." is put in order."""
    marks = frame.of("versus")
    if not marks:
        return None
    mark = marks[0].place
    before = tuple(word for word in frame.words if word.place < mark)
    after = tuple(word for word in frame.words if word.place > mark)
    begun = next((place for place, word in enumerate(after) if word.kind == "topic"), 0)
    ends = (n for n, word in enumerate(after) if word.text in ",;)" or (n > begun and word.text in _ENDS))
    stop = next(ends, len(after))
    if any(word.kind == "topic" for word in before):
        return (*before, *after[stop:]), after[:stop]
    return after[stop:], after[:stop]


def _nameless(pair: Alignment) -> bool:
    """Whether nothing that stands before what the claim says of it is met."""
    pivot = _pivot(pair.claim)
    before = [word.place for word in pair.claim.topics if pivot is not None and word.place < pivot.place]
    return bool(before) and not any(place in pair.meets for place in before)


def _pivot(frame: Frame) -> Word | None:
    """The first word between topics that says which way, or that one thing bears on another."""
    return next((w for w in frame.words if w.kind in ("sign", "link") and _between(w, frame)), None)


def _reversed(pair: Alignment) -> bool:
    """Whether all that acts in the claim stands behind what says so in the sentence, and all it acts on before."""
    pivot = _pivot(pair.claim)
    if pivot is None:
        return False
    partner = {ours.place: theirs for ours, theirs in pair.pairs}.get(pivot.place)
    links = pair.held.of("link")
    turn = partner or (links[0] if links else None)
    if turn is None:
        return False
    acts = [(place, other.place) for place, other in pair.meets.items() if place < pivot.place]
    acted = [(place, other.place) for place, other in pair.meets.items() if place > pivot.place]
    if (
        not acts
        or not acted
        or min(held for _, held in acts) < turn.place
        or max(held for _, held in acted) > turn.place
    ):
        return False
    turned = _turns(pair.held, min(held for _, held in acted), max(held for _, held in acts))
    return not turned and not _turns(pair.claim, min(ours for ours, _ in acts), max(ours for ours, _ in acted))


def _turns(frame: Frame, low: int, high: int) -> bool:
    """Whether a word between two places lets what acts come after what it acts on."""
    return any(word.text in _TURNS for word in frame.words if low < word.place < high)


def _between(word: Word, frame: Frame) -> bool:
    places = [topic.place for topic in frame.topics]
    return bool(places) and min(places) < word.place < max(places)
