"""What a question may be, for the page and the JSON API alike."""

from __future__ import annotations

LONGEST = 2000
TURNS_READ = 6
"""How many earlier turns a follow-up is read with."""


def problem_with(question: str) -> str:
    """Why this cannot be asked, or nothing."""
    if not question.strip():
        return "Type a question first."
    if len(question) > LONGEST:
        return f"The question is {len(question):,} characters long; {LONGEST:,} is the most. Please shorten it."
    if "\x00" in question:
        return "The question holds characters that are not text. Please type it again."
    return ""


def without_lone_surrogates(question: str) -> str:
    """The question as text that can be written out again; JSON can smuggle in halves of characters."""
    return question.encode("utf-8", "replace").decode("utf-8")
