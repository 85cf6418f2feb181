"""What may be checked: one or two English sentences that state something. A question is turned into its statement."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.understanding.questions import checked_question
from sources.errors import UsageError
from sources.vocabulary import Vocabulary
from sources.words import keys

LONGEST = 2_000
_ENGLISH_FROM = 5
"""Words from which a text in English is sure to hold one of the small words of the vocabulary."""
_ENGLISH_SHARE = 0.12
_OTHERS = frozenset(
    keys(
        "der das und ist nicht mit ein eine von dem auf es el la los las un una que del para por con le les des est pas il che"
    )
)
"""Small words of other languages, none of them English: a headline has few small words too, and none of these."""

_ADDRESSES_US = re.compile(
    r"[^.?!]*\b(?:(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,60}\b(?:instructions?|rules?|prompts?"
    r"|sources?|above|"
    r"previous|before)|system prompt|developer mode|you (?:must|should|will|are to) (?:now )?(?:say|answer|reply"
    r"|respond|output"
    r"|return|mark|give|rate)|(?:answer|reply|respond|output|return|mark (?:this|it)|set the verdict"
    r"|verdict\s*[:=])[^.?!]{0,30}"
    r"\b(?:supported|contradicted|true|verified|confirmed)|as an ai)\b[^.?!]*[.?!]*",
    re.IGNORECASE,
)
_WH = re.compile(
    r"^(?:so |and |but |ok |okay |hey |please )*(?:what|which|who|whose|when|where|why|how|tell me|show me|list"
    r"|explain)\b",
    re.IGNORECASE,
)
_SO = re.compile(
    r"^(?:so |and |but |ok |okay |hey )*(?:is it (?:really |actually |so |the case )?(?:true|right|correct|so"
    r"|the case)(?: to say)? that"
    r"|(?:can|may) (?:i|we) say(?: that)?|(?:do|would) you agree(?: that)?)\s+",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    r"(?P<asked>[^.!?]+\?)\s+(?=[^?]*$)(?=(?:\S+\s+){4})"
    r"(?!(?:yes|no|nope|it|its|it's|that|they|not|well|sure|of course|true|false)\b)",
    re.IGNORECASE,
)
"""A question that somebody asks to answer it at once: "Side effects? In one trial four people left over anxiety."."""
_AUXILIARY = re.compile(
    r"^(?:so |and |but |ok |okay |hey )*(does|do|did|is|are|was|were|can|could|has|have|had|will|would|should|may"
    r"|might)"
    r"(n'?t)?\s+",
    re.IGNORECASE,
)
_TAG = re.compile(
    r",?\s*(?:right|true|correct|yes|no|eh|isn'?t it|doesn'?t it|is that (?:so|true|right|correct)"
    r"|true or false)\s*\?+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as given, the statement that is checked, and what a person should know about the difference."""

    given: str
    statement: str
    notes: tuple[str, ...] = ()


def taken_in(text: str, vocabulary: Vocabulary) -> Claim:
    """The claim to check. Raises UsageError for what cannot be checked, in one line that says what to do."""
    given = checked_claim(text)
    notes: list[str] = []
    rest = " ".join(_ADDRESSES_US.sub(" ", given).split())
    if rest != given:
        notes.append("Words that tell the checker what to do are no part of the claim and were left out.")
    if not any(char.isalpha() for char in rest):
        raise UsageError("Nothing is claimed here; give a sentence that states something about the subject.")
    _check_english(rest, vocabulary)
    if led := _ASKED_FIRST.match(rest):
        notes.append(f"The question before the claim was left out: {led['asked']}")
        rest = rest[led.end() :]
    statement = stated(rest, vocabulary)
    if statement != rest:
        notes.append(f"This was put as a question; it is checked as: {statement}")
    return Claim(given, statement, tuple(notes))


def checked_claim(text: str) -> str:
    """The claim with its white space tidied. Raises UsageError for one that is empty, too long or not plain text."""
    if len(text) > LONGEST:
        raise UsageError(
            f"The claim has {len(text):,} characters; the most is {LONGEST:,}. Check one sentence at a time, or audit the text."
        )
    if not any(char.isalnum() for char in text):
        raise UsageError("The claim is empty; give a sentence that states something.")
    if any(unicodedata.category(char) in ("Cc", "Cs") and not char.isspace() for char in text):
        raise UsageError("The claim has control characters in it; send plain text.")
    return checked_question(text, LONGEST)


def stated(text: str, vocabulary: Vocabulary) -> str:
    """The statement in a yes-or-no question; a statement as it is. Raises UsageError for a question of another kind."""
    tagged = _TAG.sub("", text)
    if tagged != text:
        return _sentence(tagged)
    if not text.endswith("?"):
        return text
    if _WH.match(text):
        raise UsageError("This asks rather than claims; give it as a statement, or ask it as a question.")
    if said := _SO.match(text):
        return _sentence(text[said.end() :])
    asked = _AUXILIARY.match(text)
    if not asked:
        return _sentence(text)
    rest, negated = text[asked.end() :], " not" if asked[2] else ""
    first = next(iter(vocabulary.expand(rest)), None)
    cut = first.end if first else len(rest.split(" ", 1)[0])
    return _sentence(f"{rest[:cut]} {asked[1].lower()}{negated} {rest[cut:].strip()}")


def _sentence(text: str) -> str:
    bare = text.rstrip(" ?!.,")
    return f"{bare[:1].upper()}{bare[1:]}."


def _check_english(text: str, vocabulary: Vocabulary) -> None:
    words = keys(text)
    letters = [char for char in text if char.isalpha()]
    latin = sum(char.isascii() for char in letters)
    small = {word for entry in vocabulary.stop_words for word in keys(entry)}
    held = sum(word in small for word in words)
    few = (
        len(words) >= _ENGLISH_FROM and held < _ENGLISH_SHARE * len(words) and (held == 0 or bool(_OTHERS & set(words)))
    )
    known = len(vocabulary.expand(text))
    if latin * 2 < len(letters) or (few and small and known * 4 < len(words)):
        raise UsageError("This does not read as English, and the sources are in English; give the claim in English.")
