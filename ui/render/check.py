"""A check as a page: verdict, claim, reply to paste, evidence on both sides, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Citation, CitationStance, Nearest
from assistant.claims.check import ClaimCheck, PartCheck
from ui.render.cards import Views, answer_id, cards
from ui.render.check_claim import marked_claim, number_marks, overreach_list
from ui.render.check_words import MEANS, read_as, verdict_sign
from ui.render.copying import copyable
from ui.render.links import source_link
from ui.render.marks import answer_limits
from ui.render.safe import NOTHING, Html, joined, tag, text
from ui.render.sharing import claim_to_share
from ui.render.words import CERTAINTY_STEPS, capital, counted

_SIDES: tuple[tuple[CitationStance, str, str], ...] = (
    ("supports", "For it", "No source speaks for it."),
    ("against", "Against it", "No source speaks against it."),
)


def check_page(check: ClaimCheck, views: Views) -> Html:
    """Everything about one checked claim."""
    shown = as_answer(check)
    return tag(
        "div",
        *[tag("p", text(note), cls="note") for note in check.notes],
        tag("div", _finding(check, shown, views), _reply(check), cls="check-top"),
        _sides(check, views),
        _beside(check, views),
        _nearest(check.nearest, views) if check.nearest else NOTHING,
        answer_limits(shown),
        cls=f"check {check.verdict}",
        id=answer_id(shown, 0),
        tabindex="-1",
    )


def as_answer(check: ClaimCheck, citations: Sequence[Citation] | None = None) -> Answer:
    """The check as the cards know evidence: an answer with these citations, or with all of them."""
    return Answer(
        id=f"check-{check.id}",
        question=check.claim,
        standalone=check.checked_as,
        status="answered",
        policy="none",
        stance="none",
        certainty=check.certainty,
        certainty_reasons=check.certainty_reasons,
        sentences=(),
        citations=check.citations if citations is None else tuple(citations),
        caveats=check.caveats,
        suggestions=(),
        nearest=check.nearest,
        index_version=check.index_version,
    )


def _finding(check: ClaimCheck, shown: Answer, views: Views) -> Html:
    single = check.parts[0] if len(check.parts) == 1 else None
    return tag(
        "section",
        tag("h2", verdict_sign(check.verdict), cls="check-verdict"),
        tag("p", text(MEANS[check.verdict]), cls="means"),
        _certainty(check),
        marked_claim(check.claim, check.overclaims),
        _part_line(single, shown, views) if single else _parts(check.parts, shown, views),
        overreach_list(check.overclaims, shown, views),
        _fair(check.fair_wording),
        cls="finding",
    )


def _part_line(part: PartCheck, shown: Answer, views: Views) -> Html:
    numbers = number_marks((*part.supports, *part.against), shown, views)
    return tag(
        "div",
        tag("p", joined([text(part.reason), numbers], " "), cls="reason"),
        tag("p", text(f"Read as: {read_as(part.read_as.told())}"), cls="read-as"),
    )


def _parts(parts: Sequence[PartCheck], shown: Answer, views: Views) -> Html:
    items = [
        tag(
            "li",
            tag("p", tag("em", text(f"“{part.text}”"))),
            tag("p", verdict_sign(part.verdict)),
            _part_line(part, shown, views),
        )
        for part in parts
    ]
    return tag("div", tag("h3", text("Part by part")), tag("ol", *items), cls="parts")


def _certainty(check: ClaimCheck) -> Html:
    level = CERTAINTY_STEPS.get(check.certainty)
    if level is None:
        return NOTHING
    steps = [tag("span", cls="step on" if step <= level else "step") for step in range(1, 5)]
    meter = tag("span", *steps, cls="meter", aria_hidden="true")
    words = joined([text("How sure: "), tag("strong", text(check.certainty))])
    reasons = [tag("li", text(capital(reason))) for reason in check.certainty_reasons]
    head = tag("summary", meter, words, tag("span", text("why?"), cls="why"))
    return tag("details", head, tag("ul", *reasons), cls="certainty")


def _fair(wording: str) -> Html:
    if not wording:
        return NOTHING
    return tag(
        "div", tag("h3", text("A fair way to say it")), copyable(wording, "Copy this wording"), cls="fair-wording"
    )


def _reply(check: ClaimCheck) -> Html:
    return tag(
        "section",
        tag("h3", text("Reply to paste")),
        copyable(check.reply, "Copy text"),
        copyable(check.reply_markdown, "Copy Markdown", shown=False),
        claim_to_share(check.claim),
        cls="reply",
    )


def _sides(check: ClaimCheck, views: Views) -> Html:
    if not any(citation.stance != "neutral" for citation in check.citations):
        return NOTHING
    return tag("div", *[_side(check, views, *side) for side in _SIDES], cls="sides")


def _side(check: ClaimCheck, views: Views, stance: CitationStance, heading: str, without: str) -> Html:
    own = [citation for citation in check.citations if citation.stance == stance]
    count = tag("small", text(counted(len(own), "quote"))) if own else NOTHING
    body = cards(as_answer(check, own), views) if own else tag("p", text(without), cls="empty")
    return tag("section", tag("h3", text(f"{heading} "), count, cls="side-title"), body, cls=f"side {stance}")


def _beside(check: ClaimCheck, views: Views) -> Html:
    """What bears on the claim and takes no side; all there is to see where nothing does, so then it stands open."""
    own = [citation for citation in check.citations if citation.stance == "neutral"]
    if not own:
        return NOTHING
    alone = len(own) == len(check.citations)
    head = tag("summary", text(f"What comes near it and takes no side ({counted(len(own), 'quote')})"))
    return tag("details", head, cards(as_answer(check, own), views), cls="beside", open="" if alone else None)


def _nearest(nearest: Nearest, views: Views) -> Html:
    view = views.get(nearest.source)
    link = source_link(view.source.doi, view.source.url) if view else NOTHING
    return tag(
        "div",
        tag("p", text("The nearest the sources come:")),
        tag("blockquote", tag("p", text(nearest.quote))),
        tag("p", joined([text(f"From “{nearest.title}”."), link], " "), cls="small"),
        cls="nearest",
    )


def examples_title() -> Html:
    """What stands before the claims to press."""
    return tag("p", text("Some claims to try"), cls="suggestions-title")


def no_check_yet() -> Html:
    """What stands here before the first claim."""
    points = (
        "A verdict, and how sure it is.",
        "The sources' own words for it and against it.",
        "Which words of the claim go too far, and why.",
        "A short reply with its references, ready to paste.",
    )
    return tag(
        "div",
        tag("p", text("Paste a sentence that somebody says or writes. You get:")),
        tag("ul", *[tag("li", text(point)) for point in points]),
        cls="empty",
    )
