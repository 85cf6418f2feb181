"""An answer as text with numbered marks: what it comes to, how sure that is, what was found, and what limits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answer import Answer, Nearest, Sentence, Turn
from sources.model import CaveatKind
from ui.render.cards import Views, answer_id
from ui.render.groups import group_of
from ui.render.links import source_link
from ui.render.marks import answer_limits, mark
from ui.render.safe import NOTHING, Html, joined, tag, text, unseen
from ui.render.words import CAVEATS, CERTAINTY_STEPS, STANCES, capital

SUPPORT = {
    "computed": "counted from the sources",
    "partly": "only partly borne out by its source",
    "unchecked": "not checked against its source",
}
# True of nearly every source here, or of the answer as a whole: said once below it, not under each sentence.
SAID_ONCE: frozenset[CaveatKind] = frozenset({"summary-not-full-text", "conflicting-evidence"})


def answer_text(turn: Turn, views: Views, number: int = 0) -> Html:
    """What the assistant says in one turn; `number` tells turns of one page apart."""
    answer = turn.answer
    body = {"answered": _answered, "abstained": _abstained, "declined": _declined}[answer.status](answer, views)
    return tag(
        "div",
        _understood(answer),
        tag("p", text(f"Read as {answer.read_as}"), cls="understood") if answer.read_as else NOTHING,
        tag("p", text(answer.notice), cls="notice") if answer.notice else NOTHING,
        body,
        cls=f"answer {answer.status} {answer.policy}",
        id=answer_id(answer, number),
        tabindex="-1",
    )


def _understood(answer: Answer) -> Html:
    changed = bool(answer.standalone) and not _same(answer.standalone, answer.question)
    if not changed and not answer.understood:
        return NOTHING
    taken = joined([text("Understood as: "), tag("em", text(answer.standalone))]) if changed else NOTHING
    why = f" ({answer.understood})" if changed and answer.understood else capital(answer.understood)
    return tag("p", taken, text(why), cls="understood")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _answered(answer: Answer, views: Views) -> Html:
    blocks = [_block(answer, role, list(said), views) for role, said in groupby(answer.sentences, lambda s: s.role)]
    leads = bool(answer.sentences) and answer.sentences[0].role == "bottom-line"
    first, rest = (blocks[:1], blocks[1:]) if leads else ([], blocks)
    return tag("div", *first, _how_sure(answer), *rest, answer_limits(answer))


def _block(answer: Answer, role: str, said: Sequence[Sentence], views: Views) -> Html:
    if role == "bottom-line":
        return _bottom_line(answer, said, views)
    if role == "article":
        items = [tag("li", _sentence(answer, s, views), _keep_in_mind(answer, s)) for s in said]
        return tag("div", tag("h3", text("What the article says")), tag("ul", *items), cls="article-part")
    if role == "finding":
        return _findings(answer, said, views)
    told, note = _counts_said_once(said)
    return tag(
        "div", *[tag("p", _sentence(answer, s, views), _keep_in_mind(answer, s)) for s in told], note, cls="other"
    )


def _bottom_line(answer: Answer, said: Sequence[Sentence], views: Views) -> Html:
    told, note = _counts_said_once(said)
    return tag("div", *[tag("p", _sentence(answer, s, views)) for s in told], note, cls="bottom-line")


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
    parts = []
    for name, group in groups.items():
        items = [tag("li", _sentence(answer, s, views), _keep_in_mind(answer, s)) for s in group]
        parts.append(tag("div", tag("h4", text(name)), tag("ul", *items)))
    return tag("div", tag("h3", text("What was found")), *parts, cls="findings")


def _group(answer: Answer, sentence: Sentence, views: Views) -> str:
    by_number = {citation.n: citation.source for citation in answer.citations}
    view = next((views[by_number[n]] for n in sentence.citations if by_number.get(n) in views), None)
    return group_of(view.source) if view else "Other sources"


def _sentence(answer: Answer, sentence: Sentence, views: Views) -> Html:
    marks = [mark(answer, number, views) for number in sentence.citations]
    note = SUPPORT.get(sentence.support) if sentence.citations else None
    said = tag("span", text(note), cls=f"support {sentence.support}") if note else NOTHING
    return joined([text(sentence.text), tag("span", *marks, cls="marks"), said], " ")


def _keep_in_mind(answer: Answer, sentence: Sentence) -> Html:
    kinds = [k for k in _kinds(answer, set(sentence.citations)) if k not in SAID_ONCE]
    if not kinds:
        return NOTHING
    words = capital(" · ".join(CAVEATS[kind] for kind in kinds))
    return tag("span", unseen("Keep in mind: "), text(words), cls="keep-in-mind")


def _kinds(answer: Answer, numbers: set[int]) -> list[CaveatKind]:
    kinds = [caveat.kind for caveat in answer.caveats if numbers & set(caveat.citations)]
    kinds += [kind for citation in answer.citations if citation.n in numbers for kind in citation.caveats]
    return list(dict.fromkeys(kinds))


def _how_sure(answer: Answer) -> Html:
    sign, stance = STANCES.get(answer.stance, ("", ""))
    says = tag("span", tag("span", text(sign), aria_hidden="true"), text(f" {capital(stance)}"), cls="stance")
    level = CERTAINTY_STEPS.get(answer.certainty)
    parts = [says if stance else NOTHING, _certainty(answer, level) if level else NOTHING]
    return tag("div", *parts, cls="how-sure") if stance or level else NOTHING


def _certainty(answer: Answer, level: int) -> Html:
    steps = [tag("span", cls="step on" if step <= level else "step") for step in range(1, 5)]
    meter = tag("span", *steps, cls="meter", aria_hidden="true")
    words = joined([text("How sure: "), tag("strong", text(answer.certainty))])
    if not answer.certainty_reasons:
        return tag("span", meter, words, cls="certainty")
    reasons = [tag("li", text(capital(reason))) for reason in answer.certainty_reasons]
    head = tag("summary", meter, words, tag("span", text("why?"), cls="why"))
    return tag("details", head, tag("ul", *reasons), cls="certainty")


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
