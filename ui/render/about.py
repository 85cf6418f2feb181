"""What this is, what it is not, and how it answers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.views import SourceView
from ui.render.safe import NOTHING, Html, tag, text
from ui.render.words import BASES, counted

IS = (
    "It looks for an answer in one article and the studies behind and around it, and quotes what it finds.",
    "Every sentence of an answer carries a number that leads to the words it rests on.",
    "It says how sure the evidence is, and what limits each study: how many people, compared with what, and who knew "
    "what they took.",
    "When the sources do not answer a question, it says so and shows how near they come.",
)
IS_NOT = (
    "It is not medical advice and cannot know your situation. A doctor or a pharmacist can.",
    "It does not tell anyone what to take, how much, or where to get it.",
    "It does not know studies outside its library, and a newer study may say something else.",
    "It reads by machine. It can pick the wrong passage or miss a better one, so read the quotes.",
)
PRIVACY = (
    "Questions are answered by the computer that runs this page. Nothing is sent anywhere else.",
    "Your own browser keeps the questions of your conversations, so that you find them again under History, where you "
    "can delete them. This computer keeps them only while the page is open.",
    "Feedback is kept on this computer only when you send it: your question, what was cited, your rating and your reason.",
)


def about_page(views: Sequence[SourceView], index_version: str, notices: Sequence[str]) -> Html:
    """The About tab."""
    return tag(
        "div",
        _section("What this does", IS),
        _section("What this is not", IS_NOT),
        _section("Your questions", PRIVACY),
        _library(views),
        _section("Right now", notices) if notices else NOTHING,
        tag("p", text(f"Index version {index_version}."), cls="quiet"),
        cls="about",
    )


def _section(title: str, points: Sequence[str]) -> Html:
    return tag("section", tag("h2", text(title)), tag("ul", *[tag("li", text(point)) for point in points]))


def _library(views: Sequence[SourceView]) -> Html:
    read = {basis: sum(view.source.basis == basis for view in views) for basis in BASES}
    counts = [
        tag("li", text(f"{counted(number, 'source')}: {BASES[basis]}.")) for basis, number in read.items() if number
    ]
    return tag(
        "section",
        tag("h2", text("What was read")),
        tag("p", text("Quotes come from this library's notes on the studies, unless the full paper was read.")),
        tag("ul", *counts),
    )


def notices_bar(notices: Sequence[str]) -> Html:
    """What is not as it should be right now, said on every tab."""
    if not notices:
        return NOTHING
    return tag("div", *[tag("p", text(notice)) for notice in notices], cls="notices", role="status")


def masthead(article_title: str | None, sources: int) -> Html:
    """The head of the page: what it is and what it answers from."""
    behind = counted(sources, "source")
    about = f"“{article_title}” and {behind} behind and around it" if article_title else behind
    return tag(
        "header",
        tag("p", text("Article Assistant"), cls="brand"),
        tag("h1", text("Ask the article's sources")),
        tag("p", text(f"Quotes {about}.")),
        cls="masthead",
    )


WELCOME = (
    ("Every sentence has its source.", "A number such as [1] leads to the words it rests on."),
    ("Limits stand beside it.", "How many people, compared with what, and who knew what they took."),
    ("It can say no.", "When the sources do not answer, it says so and shows how near they come."),
)


def welcome() -> Html:
    """What stands in the conversation before the first question."""
    points = [tag("li", tag("strong", text(lead)), text(" "), text(rest)) for lead, rest in WELCOME]
    return tag(
        "div", tag("p", text("What would you like to know?"), cls="welcome-title"), tag("ul", *points), cls="welcome"
    )


def standing_line() -> Html:
    """The one line that stands under the question box."""
    return tag("p", text("Quotes published evidence. Not medical advice."), cls="standing")
