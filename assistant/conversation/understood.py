"""What a message was taken to mean, and the words in which that is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

UnderstoodKind = Literal["new", "follow-up", "correction", "topic-switch", "chitchat", "clarify"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A message made whole.

    `within` are the sources it leans on, empty where it leans on a topic only; `exclude` those it asks to leave out.
    `clarify` is a short question back: alone with kind "clarify", beside an answer with any other kind.
    """

    standalone: str
    kind: UnderstoodKind
    within: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    clarify: str | None = None
    why: str = ""


def listed(words: Sequence[str], join: str = "and") -> str:
    """ "A, B and C"."""
    return f"{', '.join(words[:-1])} {join} {words[-1]}" if len(words) > 1 else "".join(words)


def ended(text: str) -> tuple[str, str]:
    """A question and its closing mark apart."""
    bare = text.rstrip()
    body = bare.rstrip("?.! ")
    return body, "?" if "?" in bare[len(body) :] else ""


def with_studies(text: str, labels: Sequence[str]) -> str:
    """ "how many people, in Marschall 2022?"."""
    body, mark = ended(text)
    return f"{body}, in {listed(labels)}{mark}"


def with_subject(text: str, words: Sequence[str]) -> str:
    """ "is it safe? (about LSD and anxiety)"."""
    return f"{text.rstrip()} (about {listed(words)})" if words else text


def spliced(text: str, start: int, end: int, words: str) -> str:
    """A text with a stretch of it said in other words."""
    joined = " ".join(f"{text[:start]} {words} {text[end:]}".split())
    return re.sub(r" (?=[?,.)])", "", joined)
