"""A pasted text audited: it is decided and shown which of its sentences are claims, and each of those is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.claims.audit import TextAudit, TextRow, quote_of
from assistant.claims.check import ClaimCheck
from assistant.claims.text_sentences import claimed, is_heading, sentences
from assistant.understanding.reader import Reader
from sources.errors import UsageError

LONGEST = 20_000


def audit_text(
    reader: Reader, check: Callable[[str], ClaimCheck], text: str, version: str, title: str = "Pasted text"
) -> Iterator[TextAudit]:
    """The audit as it grows, a sentence at a time; the first has no row, the last has all.

    Raises UsageError at once for a text that is empty or over 20,000 characters.
    """
    if len(text) > LONGEST:
        raise UsageError(f"The text has {len(text):,} characters; the most is {LONGEST:,}. Audit it in pieces.")
    spans = tuple(sentences(text))
    if not any(char.isalnum() for char in text):
        raise UsageError("The text is empty; paste some sentences.")
    return _growing(reader, check, text, spans, TextAudit(title, (), len(spans), version))


def _growing(
    reader: Reader,
    check: Callable[[str], ClaimCheck],
    text: str,
    spans: tuple[tuple[int, int], ...],
    audit: TextAudit,
) -> Iterator[TextAudit]:
    yield audit
    for start, end in spans:
        row = _row(reader, check, text, start, end)
        audit = TextAudit(audit.title, (*audit.rows, row), audit.total, audit.index_version)
        yield audit


def _row(reader: Reader, check: Callable[[str], ClaimCheck], text: str, start: int, end: int) -> TextRow:
    sentence = " ".join(text[start:end].split())
    is_claim, why = (False, "a heading") if is_heading(text, start) else claimed(reader, sentence)
    if not is_claim:
        return TextRow(sentence, start, end, False, why)
    try:
        done = check(sentence)
    except UsageError as error:
        return TextRow(sentence, start, end, True, why, error=str(error))
    return TextRow(
        sentence=sentence,
        start=start,
        end=end,
        is_claim=True,
        why=why,
        verdict=done.verdict,
        certainty=done.certainty,
        reasons=done.reasons,
        overclaims=tuple(dict.fromkeys(f"“{over.words}” ({over.kind})" for over in done.overclaims)),
        fair_wording=done.fair_wording,
        quote=quote_of(done),
    )
