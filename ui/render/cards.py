"""Evidence cards: for each source of an answer, what it is, its exact words, and what limits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation
from assistant.views import SourceCaveat, SourceView
from sources.model import Source
from ui.links import source_address
from ui.render.facts import at_a_glance, basis_badge, byline, fact_list, further_facts, main_facts
from ui.render.limits import article_mentions, caveat_details
from ui.render.links import source_link
from ui.render.note import whole_note
from ui.render.safe import NOTHING, Html, joined, slug, tag, text, unseen
from ui.render.words import CAVEATS, NOTES, counted

Views = Mapping[str, SourceView]


def card_id(answer: Answer, number: int) -> str:
    """The id of a quote on its card: where a numbered mark leads."""
    return f"card-{slug(answer.id)}-{number}"


def answer_id(answer: Answer, number: int) -> str:
    """The id of an answer on the page; `number` tells turns apart."""
    return f"answer-{number}-{slug(answer.id)}"


def cards(answer: Answer, views: Views, number: int = 0) -> Html:
    """One card for each source of the answer of a turn, in the order of their first numbers."""
    by_source: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_source.setdefault(citation.source, []).append(citation)
    back = tag("a", text("Back to the answer"), cls="back", href=f"#{answer_id(answer, number)}")
    return tag("div", *[_card(answer, quoted, views.get(id), back) for id, quoted in by_source.items()], cls="cards")


def evidence_count(answer: Answer) -> str:
    """How much there is, in words."""
    sources = len({citation.source for citation in answer.citations})
    return f"{counted(len(answer.citations), 'quote')} from {counted(sources, 'source')}"


def _card(answer: Answer, quoted: Sequence[Citation], view: SourceView | None, back: Html) -> Html:
    first = quoted[0]
    heading = f"head-{card_id(answer, first.n)}"
    numbers = tag("span", *[tag("span", text(c.n), cls="number") for c in quoted], cls="numbers", aria_hidden="true")
    title = tag("h3", text(first.title), id=heading)
    quotes = [_quote(answer, citation, view) for citation in quoted]
    body = _known(answer, quoted, view) if view else _bare(first)
    about = _about(view) if view else NOTHING
    return tag(
        "article",
        tag("header", numbers, tag("div", title, about)),
        *quotes,
        body,
        back,
        cls="card",
        aria_labelledby=heading,
    )


def _about(view: SourceView) -> Html:
    source = view.source
    return tag(
        "div",
        tag("p", text(byline(source)), cls="by"),
        tag("p", text(at_a_glance(source)), cls="glance"),
        basis_badge(source),
    )


def _quote(answer: Answer, citation: Citation, view: SourceView | None) -> Html:
    origin = NOTES[view.source.basis] if view else "From the library"
    page = f", page {citation.page}" if citation.page is not None else ""
    return tag(
        "figure",
        tag("blockquote", tag("p", tag("mark", text(citation.quote)))),
        tag(
            "figcaption",
            tag("span", text(citation.n), cls="number"),
            unseen("Quote "),
            text(f"{_stance(citation)}{origin}{page}"),
        ),
        cls=f"quote {citation.stance}",
        id=card_id(answer, citation.n),
        tabindex="-1",
    )


def _stance(citation: Citation) -> str:
    return {"supports": "Speaks for it. ", "against": "Speaks against it. ", "neutral": ""}[citation.stance]


def _known(answer: Answer, quoted: Sequence[Citation], view: SourceView) -> Html:
    source = view.source
    more = tag(
        "details", tag("summary", text("More about this source")), fact_list(source, further_facts(source)), cls="more"
    )
    facts = NOTHING if source.kind == "article" else fact_list(source, main_facts(source))
    mentions = NOTHING if source.kind == "article" else article_mentions(view)
    return tag(
        "div",
        caveat_details(_caveats(answer, quoted, view)),
        whole_note(source, quoted),
        facts,
        mentions,
        NOTHING if source.kind == "article" else more,
        _where(source),
    )


def _where(source: Source) -> Html:
    """Where the study stands: at its publisher, and on its own page in the library."""
    out = source_link(source.doi, source.url) or text("No address recorded for it.")
    own = (
        NOTHING
        if source.kind == "article"
        else tag("a", text("Its page in the library"), href=source_address(source.id))
    )
    return tag("p", joined([part for part in (out, own) if part], " · "), cls="where")


def _bare(citation: Citation) -> Html:
    # The record may be gone from the library since the answer was given; the quote and its link still hold.
    return tag(
        "div",
        tag("p", text("The record of this source could not be read, so its facts are missing here."), cls="quiet"),
        tag("p", source_link(citation.doi), cls="where"),
    )


def _caveats(answer: Answer, quoted: Sequence[Citation], view: SourceView) -> list[SourceCaveat]:
    """The limits of the source, and those that only this answer brings (such as other studies disagreeing)."""
    shown = {caveat.kind: caveat for caveat in view.caveats}
    numbers = {citation.n for citation in quoted}
    for caveat in answer.caveats:
        if numbers & set(caveat.citations) and caveat.kind not in shown:
            shown[caveat.kind] = SourceCaveat(caveat.kind, caveat.text)
    for citation in quoted:
        for kind in citation.caveats:
            shown.setdefault(kind, SourceCaveat(kind, CAVEATS[kind]))
    return list(shown.values())
