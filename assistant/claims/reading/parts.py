"""The parts of a claim: two halves joined by "and", "but" or "though" are checked in two, if each says something."""

from __future__ import annotations

import re

_VERBS = (
    "is|are|was|were|am|be|has|have|had|does|do|did|can|could|will|would|may|might|must|should|became|become|came|made|makes|make"
    "|gave|gives|took|takes|got|gets|went|goes|found|finds|saw|sees|showed|shows|shown|rose|rises|fell|falls|felt|feels|led|leads"
    "|left|leaves|kept|keeps|held|holds|outdid|beat|beats|grew|grows|said|says|told|tells|ran|runs|drew|draws|lost|won|cut|cuts"
    "|met|brought|brings|thought|slept|sleeps|judged|raises|lowers|eases|helps|improves|reduces|increases|causes|boosts|lifts"
    "|calms|needs|lasts|works|remains|stays|acts|blocks|wipes|drops|climbs|counts|concludes|suggests|reports|compares|uses"
    "|look|looks|looked|turned|turns|shrank|grew|stood|stand|stands|did|scores|hits|affects|wears|knew|know|knows|hid|swallow|swallowed|spent|put|set|read|wrote"
    "|shot|shoots|slid|slides|spoke|speaks|ate|drank|kicks|struck|wore|woke|wakes|means|meant|costs|cost|hurts|hurt|stops|starts"
    r"|ends|adds|treats|heals|dulls|sharpens|lifts|soothes|triggers|turns|lives|kills"
    "|taken|used|sent|kept|sank|shrinks|bore|bears|paid|pays|proves|proved|sits|sat|cured|began|begins|chose|swings|swung"
)
_VERB = re.compile(rf"\b(?:{_VERBS}|(?!need|speed|indeed|weed|blood)\w{{3,}}ed)\b|n[’']t\b", re.IGNORECASE)
_JOINT = re.compile(
    r";\s+|\.\s+(?=[A-Z])|,?\s+\b(?:and|but|though|although|even though|whereas|yet|plus|however)\b,?\s+"
    r"|,\s+so\s+(?!that)|,\s+while\s+|,\s+and\s+(?=\w+ing\b)"
    r"|:\s+(?=\w+ \w+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|both)\b(?:(?!\band\b)[^,;])*$", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:on|in|of|at|with|by|for|from|to|under|taking|using)\b", re.IGNORECASE)
_REACH = 10
"""Words from the joint within which the second half must have its verb."""
_SHORTEST, _SHORTEST_LATER = 3, 2
MOST = 6


def parts_of(claim: str) -> tuple[str, ...]:
    """The claim in parts, in order; the claim itself where it has one part. Every part is a slice, trimmed."""
    cuts = [0]
    pieces: list[str] = []
    for joint in _JOINT.finditer(claim):
        left, right = claim[cuts[-1] : joint.start()], claim[joint.end() :]
        if (
            len(pieces) < MOST - 1
            and _stands(left)
            and _stands(right, _REACH)
            and not _BETWEEN.search(left)
            and not _alike(left, right)
        ):
            pieces.append(left)
            cuts.append(joint.end())
    pieces.append(claim[cuts[-1] :])
    return tuple(piece.strip(" ,;.") for piece in pieces)


def _alike(left: str, right: str) -> bool:
    """Whether the joint only joins two words ("livelier and happier") or hangs a phrase on ("while on LSD")."""
    if re.search(r"\b[A-Z]\w+\W*$", left) and re.match(r"[A-Z]\w+", right) and len(left.split()) > 1:
        return True  # "Etkin and Wager"
    last = re.search(r"(er|ly|ing)\W*$", left)
    first = re.match(r"\w+?(er|ly|ing)\b", right)
    return bool(_PREPOSITION.match(right) or (last and first and last[1] == first[1]))


def _stands(half: str, reach: int | None = None) -> bool:
    """Whether a half has a verb of its own, soon enough to be its own."""
    words = half.split()
    near = " ".join(words[:reach])
    cut = _JOINT.search(near) if reach else None
    return len(words) >= (_SHORTEST_LATER if reach else _SHORTEST) and bool(
        _VERB.search(near[: cut.start()] if cut else near)
    )
