"""An answer and a source on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation
from assistant.views import SourceView
from index.ledger_feedback import Feedback


def plain_text(text: str) -> str:
    """Text without control and hidden format characters: a source cannot steer the terminal."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def show_answer(console: Console, answer: Answer) -> None:
    """The answer, its caveats and its sources."""
    if answer.standalone != answer.question:
        console.print(Text(f"Understood as: {plain_text(answer.standalone)}", style="italic"))
    if answer.read_as:
        console.print(Text(f"Read as {plain_text(answer.read_as)}", style="dim"))
    if answer.notice:
        console.print(Text(plain_text(answer.notice)))
    if answer.status == "abstained":
        _show_abstention(console, answer)
    for sentence in answer.sentences:
        marks = "".join(f"[{n}]" for n in sentence.citations)
        label = "The article's side: " if sentence.role == "article" else ""
        console.print(Padding(Text(f"{label}{plain_text(sentence.text)} {marks}"), (0, 0, 0, 2)))
    if answer.certainty != "none":
        console.print(Text(f"\nCertainty: {answer.certainty}", style="bold"))
        for reason in answer.certainty_reasons:
            console.print(Padding(Text(plain_text(reason)), (0, 0, 0, 2)))
    _show_caveats(console, answer)
    _show_sources(console, answer.citations)
    if answer.suggestions:
        console.print(Text("\nYou could also ask", style="bold"))
        for suggestion in answer.suggestions:
            console.print(Padding(Text(plain_text(suggestion)), (0, 0, 0, 2)))


def _show_abstention(console: Console, answer: Answer) -> None:
    if not answer.sentences:
        console.print(Text("The sources here do not answer this."))
    if answer.nearest:
        console.print(Text(f"Nearest: {plain_text(answer.nearest.quote)} ({answer.nearest.source})"))
        console.print(Text(plain_text(answer.nearest.why)))


def _show_caveats(console: Console, answer: Answer) -> None:
    if not answer.caveats:
        return
    console.print(Text("\nWhat limits this", style="bold"))
    for caveat in answer.caveats:
        marks = "".join(f"[{n}]" for n in caveat.citations)
        console.print(Padding(Text(f"{plain_text(caveat.text)} {marks}"), (0, 0, 0, 2)))


def _show_sources(console: Console, citations: tuple[Citation, ...]) -> None:
    if not citations:
        return
    console.print(Text("\nSources", style="bold"))
    for citation in citations:
        link = f" https://doi.org/{citation.doi}" if citation.doi else ""
        console.print(
            Padding(Text(f"[{citation.n}] {plain_text(citation.title)} ({citation.source}){link}"), (0, 0, 0, 2))
        )


def show_sources(console: Console, views: tuple[SourceView, ...]) -> None:
    """The library as a table."""
    table = Table(title=f"{len(views)} sources", title_justify="left")
    for heading in ("id", "year", "design", "people", "caveats"):
        table.add_column(heading)
    for view in views:
        source = view.source
        kinds = ", ".join(dict.fromkeys(caveat.kind for caveat in view.caveats))
        people = str(source.n) if source.n is not None else "not stated"
        table.add_row(Text(source.id), str(source.year or ""), ", ".join(source.design), people, kinds)
    console.print(table)


def show_source(console: Console, view: SourceView) -> None:
    """One source: what it is, its note and its caveats."""
    source = view.source
    console.print(Text(plain_text(source.title), style="bold"))
    console.print(Text(plain_text(f"{', '.join(source.authors)} ({source.year}). {source.venue}. {source.url}")))
    console.print(Text(plain_text(source.text)))
    for caveat in view.caveats:
        console.print(Padding(Text(f"{caveat.kind}: {plain_text(caveat.text)}"), (0, 0, 0, 2)))


def show_feedback(console: Console, found: Sequence[Feedback]) -> None:
    """What readers sent, oldest first."""
    if not found:
        console.print(Text("Nobody has sent feedback yet. The page asks for it under each answer."))
        return
    for item in found:
        thumb = {"up": "helpful", "down": "not helpful"}[item.thumb]
        console.print(Text(f"{item.at}  {thumb}  {plain_text(item.question)}", style="bold"))
        if item.standalone != item.question:
            console.print(Padding(Text(f"Understood as: {plain_text(item.standalone)}"), (0, 0, 0, 2)))
        console.print(Padding(Text(f"Reason: {plain_text(item.reason) or 'none given'}"), (0, 0, 0, 2)))
        cited = ", ".join(item.sources) or "none"
        console.print(
            Padding(Text(f"{item.status}; cited: {plain_text(cited)}; index {item.index_version}"), (0, 0, 0, 2))
        )
