"""What limits a source, as words on chips, and how the article's claims about it fare."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.views import ArticleMention, SourceCaveat, SourceView
from sources.model import CaveatKind
from ui.render.safe import NOTHING, Html, joined, tag, text, unseen
from ui.render.words import CAVEATS, VERDICTS, capital, counted, stated


def caveat_details(caveats: Sequence[SourceCaveat], summary: str = "Limits of this source") -> Html:
    """Caveats as words on chips; opened, each says why."""
    if not caveats:
        return NOTHING
    why = tag("span", text("why?"), cls="why")
    chips = joined([*[chip(caveat.kind) for caveat in caveats], why], " ")
    reasons = [
        tag("li", tag("strong", text(capital(CAVEATS[c.kind]) + ".")), text(" "), text(capital(c.text)))
        for c in caveats
    ]
    head = tag("summary", unseen(f"{summary}: "), tag("span", chips, cls="chips"))
    return tag("details", head, tag("ul", *reasons, cls="reasons"), cls="limits")


def chip(kind: CaveatKind) -> Html:
    """One caveat as a few words."""
    return tag("span", text(CAVEATS[kind]), cls="chip")


def article_mentions(view: SourceView) -> Html:
    """What the article says of a study: its claims and how each fares."""
    if not view.article_says:
        return tag("p", text("Bears on no claim of the article."), cls="article-says quiet")
    head = tag("summary", text(f"Bears on {counted(len(view.article_says), 'claim')} of the article"))
    claims = [_mention(mention) for mention in view.article_says]
    return tag("details", head, tag("ul", *claims), cls="article-says")


def mention_list(view: SourceView) -> Html:
    """The claims of the article that lead to a study, unfolded: each with how it is cited and how it fares."""
    if not view.article_says:
        return tag("p", text("Bears on no claim of the article."), cls="article-says quiet")
    return tag("ul", *[_mention(mention) for mention in view.article_says], cls="article-says mentions")


def _mention(mention: ArticleMention) -> Html:
    return tag(
        "li",
        tag("p", verdict(mention), text(" “"), text(mention.claim), text("”")),
        tag("p", text(f"Cited as: {stated(mention.cited_as)}. {mention.reason}"), cls="small"),
    )


def verdict(mention: ArticleMention) -> Html:
    """A verdict as a sign and its words."""
    sign, tone = VERDICTS[mention.verdict]
    words = capital(mention.verdict)
    return tag("span", tag("span", text(sign), aria_hidden="true"), text(f" {words}"), cls=f"verdict {tone}")
