"""What may be asked: plain text of a sensible length."""

from __future__ import annotations

import unicodedata

from sources.errors import UsageError

# Format characters hide text from the reader (bidi overrides, tags, zero-width); joiners are real in many scripts.
_KEPT_FORMAT = {"\u200c", "\u200d"}


def checked_question(question: str, limit: int) -> str:
    """The question with its whitespace tidied. Raises UsageError, one line, for what is no question."""
    if len(question) > limit:
        raise UsageError(f"The question has {len(question):,} characters; the most is {limit:,}. Ask a shorter one.")
    if any(unicodedata.category(char) in ("Cc", "Cs") and not char.isspace() for char in question):
        raise UsageError("The question has control characters in it; send plain text.")
    text = "".join(c for c in question if unicodedata.category(c) != "Cf" or c in _KEPT_FORMAT)
    text = " ".join(text.split())
    if not any(char.isalnum() for char in text):
        raise UsageError("The question is empty; ask something in words.")
    return text
