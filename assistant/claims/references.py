"""What a study is called in a reply: author and year in the text, and a line with its title and address below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.understanding.naming import surname
from sources.model import Source

_NAMED = 3
"""Studies named in brackets after a sentence; with more, a reader wants a number and not a row of names."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The same reply as plain text and as Markdown."""

    text: str
    markdown: str


def with_references(sentences: Sequence[str], cited: Sequence[Source]) -> Reply:
    """Sentences as one paragraph, and under it a line for each study."""
    body = " ".join(sentences)
    plain = "\n".join(reference(source) for source in cited)
    marked = "\n".join(f"- {_linked(source)}" for source in cited)
    return Reply(f"{body}\n\n{plain}".strip(), f"{escaped(body)}\n\n{marked}".strip())


def named(sentence: str, cited: Sequence[Source]) -> str:
    """A sentence with its studies in brackets, those left out that it names itself."""
    told = [source for source in cited if source.kind != "article" and not _names(sentence, source)]
    if not told:
        return full_stop(sentence)
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    names = "; ".join(dict.fromkeys(in_text(source) for source in told[:_NAMED]))
    return f"{full_stop(sentence)[:-1]} ({names}{more})."


def in_text(source: Source) -> str:
    """ "Szigeti et al. 2021"; the title where nobody is named."""
    if not source.authors:
        return f"{source.title[:60]} {source.year or 'undated'}"
    others = " et al." if len(source.authors) > 1 else ""
    return f"{_family(source.authors[0])}{others} {source.year or 'undated'}"


def reference(source: Source) -> str:
    """Author, year, title, journal and address of a source in one line."""
    parts = [f"{_who(source)} ({source.year or 'undated'})", source.title, source.venue, address(source)]
    return " ".join(part if part.startswith("http") else full_stop(part) for part in parts if part)


def address(source: Source) -> str:
    """The DOI as a link, else the recorded address; empty where there is neither."""
    if source.doi:
        return f"https://doi.org/{source.doi}"
    return source.url if source.url.startswith("http") else ""


def escaped(text: str) -> str:
    """Text whose brackets, stars and the like mean nothing to Markdown, on one line."""
    return "".join(f"\\{char}" if char in "\\|*_`<>[]#" else char for char in " ".join(text.split()))


def full_stop(text: str) -> str:
    """A sentence with an end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _linked(source: Source) -> str:
    link = address(source)
    title = escaped(source.title)
    shown = f"[{title}](<{link}>)" if link and not set(link) & set("<>\n ") else title
    parts = [f"{escaped(_who(source))} ({source.year or 'undated'})", shown, escaped(source.venue)]
    return " ".join(full_stop(part) for part in parts if part)


def _who(source: Source) -> str:
    if not source.authors:
        return source.venue or "No author named"
    return f"{source.authors[0]} et al." if len(source.authors) > 1 else source.authors[0]


def _family(author: str) -> str:
    words = author.split()
    while len(words) > 1 and words[-1].isupper() and len(words[-1]) <= 4:
        words.pop()
    return " ".join(words)


def _names(sentence: str, source: Source) -> bool:
    """Whether a sentence gives the year and any author of a source."""
    low = sentence.casefold()
    return str(source.year) in sentence and any(name in low for name in _surnames(source.authors))


def _surnames(authors: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for author in authors if len(name := surname(author)) > 1)
