"""Authors as a reference manager wants them: family name and initials apart, or a body's name as it is.

The records write people as PubMed does ("de Wit H"). What does not end in initials is kept whole, never guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_INITIALS = 5
AND_OTHERS = ("and others", "et al", "et al.")
_INITIALS = re.compile(rf"[^\W\d_](?:-?[^\W\d_]){{0,{MOST_INITIALS - 1}}}\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """An author. `initials` is one string a letter ("R. L."), and empty where `family` is the whole name."""

    family: str
    initials: str = ""

    @property
    def inverted(self) -> str:
        """`Carhart-Harris, R. L.`: the order that RIS and BibTeX want."""
        return f"{self.family}, {self.initials}" if self.initials else self.family


def name_of(author: str) -> Name:
    """A recorded author in two pieces. A name of one word, or without initials at its end, stays in one."""
    *family, last = author.split() or [""]
    if not family or not _INITIALS.match(last) or not last.isupper():
        return Name(" ".join([*family, last]))
    return Name(" ".join(family), " ".join(f"{letter}." for letter in last.replace("-", "")))


def is_and_others(author: str) -> bool:
    """Whether an entry of a list of authors says that there are more."""
    return author.casefold() in AND_OTHERS
