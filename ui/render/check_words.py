"""Plain words and signs for what a check says. A sign stands beside every verdict, so that colour never carries it alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from assistant.claims.audit import Found
from assistant.claims.check import OverclaimKind, Verdict
from ui.render.safe import Html, tag, text

VERDICTS: Mapping[Verdict, tuple[str, str, str]] = {
    "supported": ("✓", "good", "Supported"),
    "contradicted": ("✕", "bad", "Contradicted"),
    "mixed": ("◐", "fair", "Only in part, or divided"),
    "not-in-sources": ("?", "none", "Not in these sources"),
}
"""A sign, a tone for the colour, and the words."""
MEANS: Mapping[Verdict, str] = {
    "supported": "The sources bear this out.",
    "contradicted": "The sources say otherwise.",
    "mixed": "The sources bear this out only in part, or they differ.",
    "not-in-sources": "The sources do not speak of this. They neither bear it out nor speak against it.",
}
KINDS: Mapping[OverclaimKind, str] = {
    "causal": "Cause and effect",
    "population": "Who it holds for",
    "dose": "Which dose",
    "magnitude": "How much",
    "species": "Animals or people",
    "number": "The number",
    "certainty": "How sure",
}
_READ: Mapping[str, str] = {
    "done": "given",
    "to whom": "in whom",
    "outcome": "measured",
    "direction": "change",
    "against": "compared with",
    "design": "kind of study",
    "wording": "kind of claim",
    "not read": "words not understood",
}
"""How a claim was read, in plainer names for its parts; one that is not here keeps its own."""
FOUND: Mapping[Found, tuple[str, str, str]] = {
    "yes": ("✓", "good", "Citation found"),
    "no": ("✕", "bad", "Citation not found"),
    "not a citation": ("?", "none", "Not a citation"),
    "none given": ("–", "none", "No citation given"),
}
FOUND_STATES: tuple[Found, ...] = get_args(Found)


def read_as(told: str) -> str:
    """How a claim was read, for a reader: `done: LSD; outcome: sleep` becomes `given: LSD; measured: sleep`."""
    parts = [part.partition(": ") for part in told.split("; ")]
    return "; ".join(f"{_READ.get(name, name)}{sign}{said}" for name, sign, said in parts)


def verdict_sign(verdict: Verdict, words: str = "") -> Html:
    """A verdict as its sign and its words."""
    sign, tone, own = VERDICTS[verdict]
    return signed(sign, tone, words or own)


def signed(sign: str, tone: str, words: str) -> Html:
    """Words with a sign in front that only the eye needs."""
    return tag("span", tag("span", text(sign), aria_hidden="true"), text(f" {words}"), cls=f"verdict {tone}")
