"""An answer as text with numbered marks: what it comes to, how sure that is, what was found, and what limits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answer import Answer, Nearest, Sentence, Turn
from sources.model import CaveatKind
from ui.render.cards import Views, answer_id
from ui.render.certainty import how_sure
from ui.render.groups import group_of
from ui.render.in_mind import every_study, keep_in_mind, line, shared
from ui.render.links import source_link
from ui.render.marks import answer_limits, mark
from ui.render.safe import NOTHING, Html, joined, tag, text
from ui.render.steps import steps_taken
from ui.render.tools import button, tools
from ui.render.words import capital

SUPPORT = {
    "computed": "counted from the sources",
    "partly": "only partly borne out by its source",
    "unchecked": "not checked against its source",
}


def answer_text(turn: Turn, views: Views, number: int = 0, *, last: bool = False, thumb: str = "") -> Html:
    """What the assistant says in one turn; `number` tells turns of one page apart.

    The `last` one can be asked again or put differently; `thumb` is what the reader said of it.
    """
    answer = turn.answer
    body = {"answered": _answered, "abstained": _abstained, "declined": _declined}[answer.status](answer, views)
    return tag(
        "div",
        _understood(answer, last=last),
        tag("p", text(f"Read as {answer.read_as}"), cls="understood") if answer.read_as else NOTHING,
        tag("p", text(answer.notice), cls="notice") if answer.notice else NOTHING,
        body,
        steps_taken(answer),
        tools(answer, views, last=last, thumb=thumb),
        cls=f"answer {answer.status} {answer.policy}",
        id=answer_id(answer, number),
        tabindex="-1",
    )


def _understood(answer: Answer, *, last: bool) -> Html:
    changed = bool(answer.standalone) and not _same(answer.standalone, answer.question)
    if not changed and not answer.understood:
        return NOTHING
    taken = joined([text("Understood as: "), tag("em", text(answer.standalone))]) if changed else NOTHING
    why = f" ({answer.understood})" if changed and answer.understood else capital(answer.understood)
    change = joined([text(" "), button("change", "Change", " how the question was understood")]) if last else NOTHING
    return tag("p", taken, text(why), change, cls="understood")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _answered(answer: Answer, views: Views) -> Html:
    blocks = [_block(answer, role, list(said), views) for role, said in groupby(answer.sentences, lambda s: s.role)]
    leads = bool(answer.sentences) and answer.sentences[0].role == "bottom-line"
    first, rest = (blocks[:1], blocks[1:]) if leads else ([], blocks)
    return tag("div", *first, how_sure(answer), *rest, answer_limits(answer))


def _block(answer: Answer, role: str, said: Sequence[Sentence], views: Views) -> Html:
    if role == "bottom-line":
        return _bottom_line(answer, said, views)
    if role == "article":
        head = tag("h3", text("What the article says"))
        return tag("div", head, *_listed(answer, said, views, ()), cls="article-part")
    if role == "finding":
        return _findings(answer, said, views)
    told, note = _counts_said_once(said)
    all_have = shared(answer, told)
    each = [tag("p", _sentence(answer, s, views), keep_in_mind(answer, s, all_have)) for s in told]
    return tag("div", *each, line(all_have, "All of these:"), note, cls="other")


def _bottom_line(answer: Answer, said: Sequence[Sentence], views: Views) -> Html:
    told, note = _counts_said_once(said)
    each = [tag("p", _sentence(answer, s, views), every_study(answer, s)) for s in told]
    return tag("div", *each, note, cls="bottom-line")


def _counts_said_once(said: Sequence[Sentence]) -> tuple[Sequence[Sentence], Html]:
    """Sentences that are all counts, with one line below that says so in place of a word after each."""
    if not all(s.support == "computed" for s in said):
        return said, NOTHING
    note = tag("div", text("Counted from the sources cited."), cls="support")
    return [replace(s, support="verbatim") for s in said], note


def _findings(answer: Answer, said: Sequence[Sentence], views: Views) -> Html:
    groups: dict[str, list[Sentence]] = {}
    for sentence in said:
        groups.setdefault(_group(answer, sentence, views), []).append(sentence)
    all_have = shared(answer, said)
    parts = [
        tag("div", tag("h4", text(name)), *_listed(answer, group, views, all_have)) for name, group in groups.items()
    ]
    above = line(all_have, "All of these findings:")
    return tag("div", tag("h3", text("What was found")), above, *parts, cls="findings")


def _listed(answer: Answer, said: Sequence[Sentence], views: Views, above: Iterable[CaveatKind]) -> list[Html]:
    """Sentences as a list, and before it what limits all of them and was not said `above`."""
    known = tuple(above)
    all_have = tuple(kind for kind in shared(answer, said) if kind not in known)
    told = (*known, *all_have)
    items = [tag("li", _sentence(answer, s, views), keep_in_mind(answer, s, told)) for s in said]
    return [line(all_have, "All of these:"), tag("ul", *items)]


def _group(answer: Answer, sentence: Sentence, views: Views) -> str:
    by_number = {citation.n: citation.source for citation in answer.citations}
    view = next((views[by_number[n]] for n in sentence.citations if by_number.get(n) in views), None)
    return group_of(view.source) if view else "Other sources"


def _sentence(answer: Answer, sentence: Sentence, views: Views) -> Html:
    marks = [mark(answer, number, views) for number in sentence.citations]
    note = SUPPORT.get(sentence.support) if sentence.citations else None
    said = tag("span", text(note), cls=f"support {sentence.support}") if note else NOTHING
    return joined([text(sentence.text), tag("span", *marks, cls="marks"), said], " ")


def _abstained(answer: Answer, views: Views) -> Html:
    said = [tag("p", _sentence(answer, s, views)) for s in answer.sentences]
    if said and answer.nearest is None:
        # A question back, when it could not be told what was meant: nothing was searched for yet.
        return tag("div", *said)
    nothing = tag("p", text("Nothing in the library comes near it."))
    near = _nearest(answer.nearest, views) if answer.nearest else nothing
    return tag("div", tag("h3", text("These sources do not answer that")), *said, near)


def _nearest(nearest: Nearest, views: Views) -> Html:
    view = views.get(nearest.source)
    link = source_link(view.source.doi, view.source.url) if view else NOTHING
    return tag(
        "div",
        tag("p", text("The nearest they come:")),
        tag("blockquote", tag("p", text(nearest.quote))),
        tag("p", joined([text(f"From “{nearest.title}”."), link], " "), cls="small"),
        tag("p", tag("strong", text("Why it falls short: ")), text(nearest.why)),
        cls="nearest",
    )


DECLINED = {
    "crisis": "Please get help now",
    "medical-advice": "A question for someone who knows your health",
    "sourcing": "Not something this page helps with",
}


def _declined(answer: Answer, views: Views) -> Html:
    said = [tag("p", _sentence(answer, s, views)) for s in answer.sentences]
    if answer.policy == "none":
        return tag("div", *said)
    return tag("div", tag("h3", text(DECLINED[answer.policy])), *said, cls="reply")
