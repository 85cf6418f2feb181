"""Whatever text a field holds, the page gets only listed elements, attributes and addresses."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from assistant.views import SourceView
from tests.ui_hostile import PAYLOADS, poisoned
from tests.ui_stand_in import make_abstention, make_answer, make_refusal, make_views
from ui.render.about import about_page, masthead, notices_bar
from ui.render.allowed import allow_listed, markdown
from ui.render.answer import answer_text
from ui.render.chat import hint, problem_bubble, question_bubble
from ui.render.library import source_list
from ui.render.panel import panel
from ui.render.safe import ATTRIBUTES, TAGS, VALUES, Html, tag, text
from ui.render.source_page import source_page

ANY_TEXT = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(max_size=60),
    st.text(alphabet="<>\"'&=/ \n\r\u2028\x00\ud800()[]!`$#:;ax\u202e", max_size=40),
)
# The parser reads the names of attributes in small letters.
LISTED = frozenset(name.lower() for name in ATTRIBUTES)
SHAPED = {name.lower(): pattern for name, pattern in VALUES.items()}
SOME = settings(max_examples=60, deadline=None)


class Checker(HTMLParser):
    """Reads HTML the way a browser would split it, and holds each piece against the lists."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in LISTED
            assert name not in SHAPED or SHAPED[name].match(value or "")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def check(markup: Html) -> Checker:
    """Holds both before and after the allow-list, and stays on one line for Markdown's sake."""
    for shown in (markup, allow_listed(markup)):
        assert len(shown.splitlines()) <= 1
        shown.encode("utf-8")
        Checker(shown)
    return Checker(markup)


def poisoned_views(hostile: str) -> dict[str, SourceView]:
    return {key: poisoned(view, hostile) for key, view in make_views().items()}


def poisoned_answer(answer: Answer, hostile: str) -> Answer:
    """Text in every field; the citations keep their sources, so that their cards are drawn in full."""
    bad: Answer = poisoned(answer, hostile)
    kept = tuple(replace(b, source=a.source) for a, b in zip(answer.citations, bad.citations, strict=True))
    return replace(bad, citations=kept)


@SOME
@given(ANY_TEXT)
def test_answers_and_cards(hostile: str) -> None:
    views = poisoned_views(hostile)
    clean = make_views()
    for make in (make_answer, make_abstention, make_refusal):
        turn = Turn(hostile, poisoned_answer(make(clean, "q"), hostile))
        check(answer_text(turn, views, 3))
        check(panel([turn, replace(turn, answer=replace(turn.answer, id="2"))], views))
        check(panel([turn], {}))


@SOME
@given(ANY_TEXT)
def test_library_and_frame(hostile: str) -> None:
    views = tuple(poisoned_views(hostile).values())
    check(source_list(views, 9, hostile))
    for view in views:
        check(source_page(view))
    check(about_page(views, hostile, (hostile,)))
    check(masthead(hostile, 3))
    check(notices_bar((hostile, hostile)))


@SOME
@given(ANY_TEXT)
def test_bubbles(hostile: str) -> None:
    for markup in (question_bubble(hostile), problem_bubble(hostile), hint(hostile)):
        check(markup)


@SOME
@given(st.text(max_size=80))
def test_markdown_of_a_note_loads_and_links_nothing(note: str) -> None:
    for source in (note, *PAYLOADS):
        markup = markdown(source)
        Checker(markup)
        assert "<a" not in markup


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_ordinary_text_is_shown_as_it_is(said: str) -> None:
    assert "".join(Checker(text(said)).words) == said


def test_hidden_characters_are_made_visible() -> None:
    assert text("a\u202eb\U000e0041c\ud800d\x00") == "a\ufffdb\ufffdc\ufffdd\ufffd"


def test_the_builder_refuses_what_is_not_listed() -> None:
    with pytest.raises(ValueError, match="script"):
        tag("script")
    with pytest.raises(ValueError, match="onclick"):
        tag("p", onclick="x")
    with pytest.raises(ValueError, match="javascript"):
        tag("a", href="javascript:alert(1)")
    with pytest.raises(ValueError, match="http://"):
        tag("a", href="http://a.example/")
    with pytest.raises(ValueError, match="url"):
        tag("path", d="url(https://a.example/)")
    for name in ("use", "image", "foreignObject", "style", "animate"):
        with pytest.raises(ValueError, match=name):
            tag(name)


def test_the_allow_list_holds_alone() -> None:
    for payload in PAYLOADS:
        Checker(allow_listed(Html(payload.replace("\n", " "))))
