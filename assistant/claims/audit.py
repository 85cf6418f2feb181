"""The article audited claim by claim, and any pasted text the same way.

The article's own claims were judged by hand and their verdicts stand; each is shown with the sentence of the sources that is
nearest to it. A pasted text is cut into sentences, it is decided and shown which of them are claims, and each is checked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.answer import CertaintyLevel
from assistant.claims.check import ClaimCheck, Verdict
from assistant.claims.checker import ClaimChecker
from sources.errors import UsageError
from sources.model import Article, ArticleClaim, ClaimVerdict

LONGEST = 20_000
_LEAST_WORDS, _MOST_CHARACTERS = 4, 2_000
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•#])")
_ABBREVIATED = re.compile(r"(?:\bet al|\b(?:e\.g|i\.e|vs|cf|Dr|Prof|Fig|approx|ca)|\b[A-Z])\.$")
_OPINION = re.compile(
    r"^(?:i|we|you|let['’]?s|please|click|subscribe|sign up|read more|in this (?:article|post|piece)|here['’]s"
    r"|welcome|thank)\b",
    re.I,
)
_MARK = re.compile(r"^[\s\-*•#>]+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|will|would|should|must|made|gave|found"
    r"|saw|rose|fell|felt"
    r"|led|held|grew|said|ran|cut|beat|show\w*|suggest\w*|help\w*|reduc\w*|increas\w*|rais\w*|lower\w*|improv\w*"
    r"|eas\w+|work\w*"
    r"|\w{3,}(?:ed|es)|affect\w*|act\w*|mean\w*|make\w*|need\w*|take\w*|give\w*)\b|n[’']t\b",
    re.I,
)

Progress = Callable[[int, int], None]
Found = Literal["yes", "no", "not a citation", "none given"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that bears a claim out or does not: `text` is the source's `text[start:end]`."""

    source: str
    title: str
    doi: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One claim of the article: the citation as printed and whether it could be found, the verdict and why, the sentence."""

    id: str
    section: str
    claim: str
    cited_as: str
    citation_found: Found
    verdict: ClaimVerdict
    reason: str
    sentence: Quote | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One sentence of a pasted text: whether it is taken for a claim and why, and its check if it is."""

    sentence: str
    start: int
    end: int
    is_claim: bool
    why: str
    verdict: Verdict | None
    certainty: CertaintyLevel | None
    overclaims: tuple[str, ...]
    fair_wording: str
    quote: Quote | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The rows of an audit with where they come from, in the order of the text."""

    title: str
    rows: tuple[ArticleRow, ...] | tuple[TextRow, ...]

    def to_json(self) -> dict[str, Any]:
        """The audit as plain JSON values."""
        return asdict(self)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The header and the rows as text cells."""
        if self.rows and isinstance(self.rows[0], TextRow):
            return (_TEXT_HEADER, *(_text_cells(row) for row in self.rows if isinstance(row, TextRow)))
        return (_ARTICLE_HEADER, *(_article_cells(row) for row in self.rows if isinstance(row, ArticleRow)))

    def to_csv(self) -> str:
        """The table as CSV. A cell that a spreadsheet would run as a formula gets a quote mark in front."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([_inert(cell) for cell in row] for row in self.table())
        return out.getvalue()

    def to_markdown(self) -> str:
        """The table in Markdown."""
        header, *rows = self.table()
        lines = [
            f"# {_cell(self.title)}",
            "",
            _row(header),
            _row(tuple("---" for _ in header)),
            *(_row(row) for row in rows),
        ]
        return "\n".join(lines) + "\n"


_ARTICLE_HEADER = ("id", "section", "claim", "cited as", "found", "verdict", "reason", "sentence", "source")
_TEXT_HEADER = ("sentence", "claim?", "why", "verdict", "certainty", "overclaims", "fair wording", "quote", "source")


def audit_article(checker: ClaimChecker, progress: Progress | None = None) -> Audit:
    """Every claim of the article, in order. Raises UsageError where the library has no article."""
    article = checker.library.index.article
    if article is None:
        raise UsageError("This library has no article to audit; `assistant audit --text FILE` audits a text.")
    rows: list[ArticleRow] = []
    for done, claim in enumerate(article.claims, 1):
        rows.append(_article_row(checker, article, claim))
        if progress:
            progress(done, len(article.claims))
    return Audit(article.source.title, tuple(rows))


def _article_row(checker: ClaimChecker, article: Article, claim: ArticleClaim) -> ArticleRow:
    near = checker.finder.sentences(claim.claim)
    own = [p for i in claim.record_ids for p in near.of(i) if p.part in ("found", "glance")]
    best = max(own, key=near.worth, default=None)
    quote = None
    if best is not None:
        source = checker.library.index.sources[best.source_id]
        quote = Quote(source.id, source.title, source.doi, best.text, best.start, best.end)
    return ArticleRow(
        id=claim.id,
        section=claim.section,
        claim=claim.claim,
        cited_as=claim.cited_as,
        citation_found=_found(article, claim),
        verdict=claim.verdict,
        reason=claim.reason,
        sentence=quote,
        sources=claim.record_ids,
    )


def _found(article: Article, claim: ArticleClaim) -> Found:
    """Whether the citation that a claim leans on could be found; "none given" where it prints none."""
    return next((citation.found for citation in article.citations if citation.printed == claim.cited_as), "none given")


def audit_text(checker: ClaimChecker, text: str, progress: Progress | None = None, title: str = "Pasted text") -> Audit:
    """Every sentence of a text, those that are claims checked.

    Raises UsageError for an empty text or one over 20,000 characters.
    """
    if len(text) > LONGEST:
        raise UsageError(f"The text has {len(text):,} characters; the most is {LONGEST:,}. Audit it in pieces.")
    if not any(char.isalnum() for char in text):
        raise UsageError("The text is empty; paste some sentences.")
    cut = tuple(sentences(text))
    rows: list[TextRow] = []
    for done, (start, end) in enumerate(cut, 1):
        rows.append(_text_row(checker, text, start, end))
        if progress:
            progress(done, len(cut))
    return Audit(title, tuple(rows))


def sentences(text: str) -> Iterable[tuple[int, int]]:
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


def claimed(checker: ClaimChecker, sentence: str) -> tuple[bool, str]:
    """Whether a sentence is a claim that can be checked here, and why."""
    words = sentence.split()
    if len(words) < _LEAST_WORDS:
        return False, "too short to state anything"
    if len(sentence) > _MOST_CHARACTERS:
        return False, "too long to be one sentence"
    if sentence.endswith("?"):
        return False, "a question"
    if _OPINION.match(sentence):
        return False, "speaks of the writer or to the reader"
    if not _VERB.search(sentence):
        return False, "has no verb: a heading or a label"
    reading = checker.reader.read(sentence)
    if not (
        reading.topics or reading.substances or reading.dose_level != "any" or reading.studies or reading.conditions
    ):
        return False, "does not speak of anything in this library"
    return True, "states something about " + ", ".join(
        (*reading.topics, *reading.substances, *reading.conditions) or ("the subject",)
    )


def _text_row(checker: ClaimChecker, text: str, start: int, end: int) -> TextRow:
    sentence = " ".join(text[start:end].split())
    is_claim, why = claimed(checker, sentence)
    if not is_claim:
        return TextRow(sentence, start, end, False, why, None, None, (), "", None)
    try:
        check = checker.check(sentence)
    except UsageError as error:
        return TextRow(sentence, start, end, True, why, None, None, (), "", None, str(error))
    kinds = tuple(dict.fromkeys(over.kind for over in check.overclaims))
    return TextRow(
        sentence, start, end, True, why, check.verdict, check.certainty, kinds, check.fair_wording, _quoted(check)
    )


def _quoted(check: ClaimCheck) -> Quote | None:
    sided = [c for c in check.citations if c.stance != "neutral"] or list(check.citations)
    return (
        Quote(*(getattr(sided[0], name) for name in ("source", "title", "doi", "quote", "start", "end")))
        if sided
        else None
    )


def _article_cells(row: ArticleRow) -> tuple[str, ...]:
    said = (row.sentence.text, row.sentence.source) if row.sentence else ("", "")
    return (row.id, row.section, row.claim, row.cited_as, row.citation_found, row.verdict, row.reason, *said)


def _text_cells(row: TextRow) -> tuple[str, ...]:
    said = (row.quote.text, row.quote.source) if row.quote else ("", "")
    told = (row.verdict or row.error, row.certainty or "", ", ".join(row.overclaims), row.fair_wording)
    return (row.sentence, "yes" if row.is_claim else "no", row.why, *told, *said)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """One line that Markdown takes as it stands."""
    return "".join(f"\\{char}" if char in "\\|*_`<>[]#" else char for char in " ".join(text.split()))
