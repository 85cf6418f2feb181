"""An answer or a conversation as text to take along: numbered marks, and a reference with its address for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer, Caveat, Citation, Turn
from assistant.exporting.reference import Reference, plain_line, reference_of
from assistant.views import SourceView

Views = Mapping[str, SourceView]
Spell = Callable[[str], str]
STANDING = "An automated reading of a closed library of sources. Not medical advice."
MOST_AUTHORS = 3
# Whatever Markdown may read as more than text, a link or an image above all: a quote must load nothing.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_LEADS = re.compile(r"^(\d+)([.)])|^([-+=])")


def with_references(answer: Answer, views: Views) -> str:
    """An answer as plain text, a line a sentence, with its references below. The same numbers as everywhere else."""
    lines = [plain_line(answer.question), "", *_said(answer, plain_line), *_limits(answer, plain_line)]
    if answer.citations:
        lines += ["", "References", *_references(answer, views, plain_line)]
    return "\n".join([*lines, "", STANDING])


def as_markdown(title: str, turns: Sequence[Turn], views: Views) -> str:
    """A conversation as Markdown: a heading a question, its answer, the quotes and the references."""
    versions = ", ".join(dict.fromkeys(turn.answer.index_version for turn in turns if turn.answer.index_version))
    parts = [f"# {markdown_text(title)}", *[_as_markdown(turn.answer, views) for turn in turns]]
    built = f" Index {markdown_text(versions)}." if versions else ""
    return "\n\n".join([*parts, "---", STANDING + built]) + "\n"


def markdown_text(value: str) -> str:
    """Text on one line that Markdown shows as it is."""
    escaped = _SIGNS.sub(r"\\\1", plain_line(value))
    return _LEADS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _as_markdown(answer: Answer, views: Views) -> str:
    lines = [f"## {markdown_text(answer.question)}", ""]
    lines += [line for said in _said(answer, markdown_text) for line in (said, "")]
    lines += [line for said in _limits(answer, markdown_text) if said for line in (said, "")]
    if answer.citations:
        quotes = [f"> \\[{c.n}\\] “{markdown_text(c.quote)}”" for c in answer.citations]
        listed = [f"- {line}" for line in _references(answer, views, markdown_text)]
        lines += ["### Quotes", "", *[line for quote in quotes for line in (quote, "")], "### References", "", *listed]
    return "\n".join(lines).rstrip()


def _said(answer: Answer, spell: Spell) -> list[str]:
    lines = []
    if answer.standalone and answer.standalone != answer.question:
        lines.append(f"Understood as: {spell(answer.standalone)}")
    if answer.status == "abstained" and not answer.sentences:
        lines.append("The sources do not answer this.")
    lines += [f"{spell(s.text)}{_marks(s.citations, spell)}" for s in answer.sentences]
    if answer.nearest:
        lines.append(f"The nearest they come: “{spell(answer.nearest.quote)}” ({spell(answer.nearest.title)})")
        lines.append(spell(answer.nearest.why))
    if answer.notice:
        lines.append(spell(answer.notice))
    return lines


def _marks(numbers: Sequence[int], spell: Spell) -> str:
    return f" {spell(''.join(f'[{n}]' for n in numbers))}" if numbers else ""


def _limits(answer: Answer, spell: Spell) -> list[str]:
    """How sure the answer is and what limits it, a line for each kind of limit."""
    kinds: dict[str, list[Caveat]] = {}
    for caveat in answer.caveats:
        kinds.setdefault(caveat.kind, []).append(caveat)
    sure = [f"How sure: {answer.certainty}."] if answer.certainty != "none" else []
    limits = [_limit(caveats, spell) for caveats in kinds.values()]
    return ["", *sure, *(["What limits this:", *limits] if limits else [])] if sure or limits else []


def _limit(caveats: Sequence[Caveat], spell: Spell) -> str:
    """What caveats of one kind have in common, or each in turn where that is nothing."""
    words = said_by_all([caveat.text for caveat in caveats]) or " ".join(caveat.text for caveat in caveats)
    numbers = sorted({n for caveat in caveats for n in caveat.citations})
    return f"{spell(words)}{_marks(_not_named(words, numbers), spell)}"


def said_by_all(texts: Sequence[str]) -> str:
    """The sentences that all of some texts begin with."""
    common = []
    for sentences in zip(*(re.split(r"(?<=[.!?]) ", text) for text in texts), strict=False):
        if len(set(sentences)) > 1:
            break
        common.append(sentences[0])
    return " ".join(common)


def _not_named(words: str, numbers: Sequence[int]) -> Sequence[int]:
    """The numbers to put behind a text; none where it names them itself."""
    return () if any(f"[{n}]" in words for n in numbers) else numbers


def _references(answer: Answer, views: Views, spell: Spell) -> list[str]:
    """A line for each source, led by the numbers of its quotes."""
    by_source: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_source.setdefault(citation.source, []).append(citation)
    return [
        f"{spell(''.join(f'[{c.n}]' for c in cited))} {_reference(cited[0], views.get(source), spell)}"
        for source, cited in by_source.items()
    ]


def _reference(citation: Citation, view: SourceView | None, spell: Spell) -> str:
    if view is None:
        return spell(f"{citation.title}.") + _address(citation.doi or "", "")
    reference = reference_of(view)
    year = f"({reference.year})" if reference.year is not None else "(year not stated)"
    said = [_authors(reference), f"{year}.", _ended(reference.title), _ended(reference.venue), reference.note]
    return spell(" ".join(filter(None, said))) + _address(reference.doi, reference.url)


def _authors(reference: Reference) -> str:
    names = [f"{name.family} {name.initials}".strip() for name in reference.authors]
    more = reference.more_authors or len(names) > MOST_AUTHORS
    return ", ".join(names[:MOST_AUTHORS]) + (" and others" if more else "")


def _ended(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!")) else f"{words}."


def _address(doi: str, url: str) -> str:
    """An address that nothing but itself is read into: what is not plain is left out."""
    address = f"https://doi.org/{doi}" if doi else url
    return f" {address}" if re.fullmatch(r"https://[A-Za-z0-9./:_;()?=&%~#-]+", address) else ""
