"""A text cut into sentences, and which of them are claims that can be checked here. What is left out has its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understanding.reader import Reader

_LEAST_WORDS, _MOST_CHARACTERS = 4, 2_000
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•#])")
_ABBREVIATED = re.compile(r"(?:\bet al|\b(?:e\.g|i\.e|vs|cf|Dr|Prof|Fig|approx|ca)|\b[A-Z])\.$")
_OPINION = re.compile(
    r"^(?:i|we|you|let['’]?s|please|click|subscribe|sign up|read more|in this (?:article|post|piece)|here['’]s"
    r"|welcome|thank)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[\s\-*•#>]+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|will|would|should|must|made|gave|found|saw|rose|fell"
    r"|felt|led|held|grew|said|ran|cut|beat|show\w*|suggest\w*|help\w*|reduc\w*|increas\w*|rais\w*|lower\w*|improv\w*|eas\w+"
    r"|work\w*|boost\w*|cures|heals|calms|\w{3,}(?:ed|es)|affect\w*|act\w*|mean\w*|make\w*|need\w*|take\w*|give\w*)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, markers and white space trimmed. "et al." and initials end none."""
    begin = 0
    cuts = [match for match in _SENTENCE.finditer(text) if not _ABBREVIATED.search(text[: match.start() + 1].rstrip())]
    for match in [*cuts, None]:
        stop = match.start() if match else len(text)
        while match and stop < match.end() and not text[stop].isspace():
            stop += 1
        marker = _MARK.match(text[begin:stop])
        start = begin + (marker.end() if marker else 0)
        end = begin + len(text[begin:stop].rstrip())
        if start < end:
            yield start, end
        begin = match.end() if match else stop


def is_heading(text: str, start: int) -> bool:
    """Whether what stands at `start` is marked as a heading, as Markdown does."""
    return text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("#")


def claimed(reader: Reader, sentence: str) -> tuple[bool, str]:
    """Whether a sentence is a claim that can be checked here, and why."""
    if sentence.rstrip("\"'”’)]").endswith("?"):
        return False, "a question"
    if len(sentence.split()) < _LEAST_WORDS:
        return False, "too short to state anything"
    if len(sentence) > _MOST_CHARACTERS:
        return False, "too long to be one sentence"
    if _OPINION.match(sentence):
        return False, "speaks of the writer or to the reader"
    if not _VERB.search(sentence):
        return False, "has no verb: a heading or a label"
    subjects = _subjects(reader, sentence)
    if not subjects:
        return False, "does not speak of anything in this library"
    return True, f"states something about {', '.join(subjects)}"


def _subjects(reader: Reader, sentence: str) -> tuple[str, ...]:
    """What a sentence speaks of, in the library's words."""
    read = reader.read(sentence)
    dose = ("microdoses",) if read.dose == "microdose" else ("full doses",) if read.dose == "full" else ()
    named = ("a study of the library",) if read.named.sources or read.named.citations else ()
    return tuple(dict.fromkeys((*read.topics, *read.substances, *dose, *read.conditions, *named)))
