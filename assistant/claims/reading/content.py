"""The content words of a part, as comparable units, and how many of them a text has."""

from __future__ import annotations

from assistant.claims.reading.claim import GENERIC, WORD, ClaimReading
from assistant.claims.weighing.library import Library, roots
from assistant.conversation.cues import FUNCTION_WORDS
from index.lexical import tokens
from sources.words import keys

Words = tuple[frozenset[str], ...]


def words_of(part: ClaimReading, library: Library) -> Words:
    """The content words of the part, each as the units that count as having it; numbers and names of studies left out."""
    terms = library.vocabulary.expand(part.text)
    taken = [(t.start, t.end) for t in terms] + [(q.start, q.end) for q in part.quantities]
    found = [
        frozenset((f"={t.name}", *tokens(t.words)))
        for t in terms
        if t.name not in ("study", "volunteers", "felt", "dose")
    ]
    skip = {*FUNCTION_WORDS, *GENERIC, *part.authors, *(str(year) for year in part.years)}
    for word in WORD.finditer(part.text):
        key = "".join(keys(word.group()))
        if not any(start <= word.start() < end for start, end in taken) and key not in skip and len(key) > 1:
            words = tokens(word.group())
            found.append(frozenset((*words, *roots(words))) or frozenset((key,)))
    return tuple(dict.fromkeys(found))


def covered(wanted: Words, units: frozenset[str]) -> float:
    """The share of the words that a set of units has."""
    return sum(bool(word & units) for word in wanted) / max(1, len(wanted))
