"""What the Ask tab decides, without a browser: steps, stopping, the buttons, and conversations that come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from assistant.copying import as_markdown, markdown_text, with_references
from assistant.timing import Timed, Watch, step, unwatched
from index.ledger_feedback import Thumb
from sources.errors import AssistantError, UsageError
from tests.ui_hostile import PAYLOADS, poisoned
from tests.ui_stand_in import StandIn, make_abstention, make_answer, make_refusal, make_source, make_views
from ui.acts import THANKS, act
from ui.conversation import MOST_TURNS, Talk
from ui.history import CHANGED, UNREADABLE, memo, note_on, restored, saved_from
from ui.render.note import WHOLE, whole_note
from ui.render.steps import STEPS, steps_taken, working
from ui.talk import STOPPED, Shown, ask, start, stopped
from ui.working import Begun, Done, GivenUp, told

QUESTION = "Does it help with anxiety?"
VIEWS = make_views()
ANSWER = make_answer(VIEWS)


@dataclass(frozen=True)
class Keeper(StandIn):
    """A stand-in that remembers what it was asked and what was sent about it, in a file beside the test."""

    folder: Path = Path()

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        self._note(f"ask {question} after {len(history)}")
        return StandIn.ask(self, question, history, watch)

    def keep_feedback(self, answer: Answer, thumb: Thumb, reason: str = "") -> None:
        self._note(f"{thumb} {answer.question} because {reason}")

    def _note(self, line: str) -> None:
        with (self.folder / "notes").open("a", encoding="utf-8") as notes:
            notes.write(line + "\n")

    def notes(self) -> list[str]:
        path = self.folder / "notes"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(folder=tmp_path)


def last(assistant: StandIn, typed: str, talk: Talk | None = None, *, alone: bool = False) -> Shown:
    return list(ask(assistant, typed, talk or Talk(), alone=alone))[-1]


def pressed(assistant: StandIn, talk: Talk, **data: Any) -> Shown:
    return list(act(assistant, data, talk))[-1]


def two_turns(assistant: StandIn) -> Talk:
    return last(assistant, "And in mice?", last(assistant, QUESTION).talk).talk


# Steps


def test_a_step_is_told_as_it_begins_and_timed_when_it_ends() -> None:
    heard: list[str] = []
    done = (step("one", lambda n: n + 1) | step("two", lambda n: n * 2)).invoke(Timed(1, watch=heard.append))
    assert (done.value, heard, [name for name, _ in done.spent]) == (4, ["one", "two"], ["one", "two"])


def slow(watch: Watch) -> str:
    for name in ("read", "retrieve"):
        watch(name)
        time.sleep(0.12)
    return "done"


def test_steps_that_last_are_told_while_they_last() -> None:
    news = list(told(slow, pause=0.05))
    assert news == [Begun(("read",)), Begun(("read", "retrieve")), Done("done")]


def test_quick_work_tells_no_steps() -> None:
    def quick(watch: Watch) -> str:
        for name in STEPS:
            watch(name)
        return "done"

    assert list(told(quick)) == [Done("done")]


def test_what_the_work_raises_is_raised_to_who_waits() -> None:
    def broken(_watch: Watch) -> str:
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        list(told(broken))


def test_work_that_nobody_waits_for_ends_at_its_next_step() -> None:
    ended: list[BaseException] = []
    over = threading.Event()

    def endless(watch: Watch) -> str:
        try:
            while True:
                watch("read")
                time.sleep(0.01)
        except GivenUp as error:
            ended.append(error)
            raise
        finally:
            over.set()

    waiting = told(endless, pause=0.01)
    next(waiting)
    waiting.close()  # type: ignore[attr-defined]
    assert over.wait(5)
    assert ended


def test_steps_are_said_in_words_and_their_times_kept() -> None:
    assert "Searching the sources" in working(("read", "retrieve"))
    assert working(("a new step",)).count("a new step") == 1
    timed = replace(ANSWER, timings_ms={"read": 0.4, "retrieve": 12.0, "total": 1500.0})
    assert "What was done, in 1.5 s" in steps_taken(timed)
    assert "0.4 ms" in steps_taken(timed)
    assert steps_taken(ANSWER) == ""


# The buttons


def test_a_question_given_up_is_back_in_the_box() -> None:
    first = next(ask(StandIn(), QUESTION, Talk()))
    assert first.busy
    shown = stopped(StandIn(), first.talk)
    assert (shown.box, shown.note, shown.talk.turns, shown.messages) == (QUESTION, STOPPED, (), ())


def test_edit_puts_the_last_question_back_and_takes_its_turn_away(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    shown = pressed(keeper, talk, act="edit")
    assert shown.box == "And in mice?"
    assert [turn.question for turn in shown.talk.turns] == [QUESTION]
    assert len(shown.messages) == 2


def test_again_asks_the_last_question_with_the_same_turns_before_it(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    shown = pressed(keeper, talk, act="again")
    assert shown.talk.turns == talk.turns
    assert keeper.notes()[-1] == "ask And in mice? after 1"


def test_again_after_a_failure_asks_what_failed() -> None:
    failed = last(StandIn(), "break it")
    assert "Try again" in failed.messages[-1].content
    assert pressed(StandIn(), failed.talk, act="again").talk.asked == "break it"
    assert [turn.question for turn in last(StandIn(), QUESTION, failed.talk).talk.turns] == [QUESTION]


def test_change_asks_the_readers_words_as_they_stand(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    shown = pressed(keeper, talk, act="change", text="What was found in mice?")
    assert keeper.notes()[-1] == "ask What was found in mice? after 0"
    assert [turn.question for turn in shown.talk.turns] == [QUESTION, "What was found in mice?"]
    assert shown.talk.alone == {1}
    again = pressed(keeper, shown.talk, act="again")
    assert keeper.notes()[-1] == "ask What was found in mice? after 0"
    assert again.talk.alone == {1}


def test_a_change_that_is_no_question_leaves_everything(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    shown = pressed(keeper, talk, act="change", text="   ")
    assert (shown.hint, shown.panel, shown.talk) == ("Type a question first.", None, talk)
    refused = pressed(keeper, talk, act="change", text="control")
    assert ("control characters" in refused.hint, refused.talk, refused.box) == (True, talk, "control")


def test_feedback_is_kept_once_sent_and_said_to_be(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    assert not any("because" in line for line in keeper.notes())
    shown = pressed(keeper, talk, act="feedback", turn=0, thumb="down", text="Too long")
    assert keeper.notes()[-1] == f"down {QUESTION} because Too long"
    assert shown.note == THANKS
    assert "You found this not helpful" in shown.messages[1].content
    assert "act-up" not in shown.messages[1].content
    assert "act-up" in shown.messages[3].content


def test_feedback_that_could_not_be_kept_says_so() -> None:
    shown = pressed(StandIn(), two_turns(StandIn()), act="feedback", turn=0, thumb="up", text="")
    assert shown.hint.startswith("This stand-in keeps nothing: up, no reason")
    assert shown.talk.thumbs == ()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "edit",
        {},
        {"act": "drop tables"},
        {"act": ["edit"]},
        {"act": "feedback"},
        {"act": "feedback", "turn": 99, "thumb": "up"},
        {"act": "feedback", "turn": -1, "thumb": "up"},
        {"act": "feedback", "turn": "0", "thumb": "up"},
        {"act": "feedback", "turn": 0, "thumb": "sideways"},
        {"act": "change", "text": {"a": 1}},
        {"act": "open"},
        {"act": "export", "saved": "x"},
    ],
)
def test_whatever_a_browser_sends_changes_nothing(keeper: Keeper, data: object) -> None:
    talk = two_turns(keeper)
    for shown in act(keeper, data, talk):
        assert shown.hint
        assert shown.talk.turns == talk.turns
    assert not any("because" in line for line in keeper.notes())


class Blunt(StandIn):
    """Says no, and has no questions to offer of its own."""

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        del history, watch
        return replace(make_abstention(self.views, question), suggestions=())


def test_a_no_brings_two_questions_to_ask_instead() -> None:
    assistant = Blunt(examples=("One?", "Two?", "Three?"))
    assert last(assistant, "Do cats purr?").suggestions == ("One?", "Two?")
    assert start(assistant).suggestions == ("One?", "Two?", "Three?")


def test_a_cry_for_help_gets_no_rating_and_leaves_no_trace() -> None:
    shown = last(StandIn(), "I want to die", last(StandIn(), QUESTION).talk)
    said = shown.messages[-1].content
    assert "act-up" not in said
    assert "act-copy" not in said
    kept = memo(shown.talk, "v1")
    assert kept is not None
    assert [turn["q"] for turn in kept["turns"]] == [QUESTION]
    assert memo(last(StandIn(), "I want to die").talk, "v1") is None


# Conversations that come back


def saved(**changes: Any) -> dict[str, Any]:
    return {"id": "abc", "index": "test-1", "turns": [{"q": QUESTION, "alone": False}], **changes}


def test_a_conversation_comes_back_as_it_was(keeper: Keeper) -> None:
    talk = pressed(keeper, two_turns(keeper), act="change", text="What was found in mice?").talk
    shown = pressed(keeper, Talk(), act="open", saved=memo(talk, "test-1"))
    assert shown.talk == talk
    assert shown.note == ""
    assert shown.panel is not None


def test_a_changed_library_is_said(keeper: Keeper) -> None:
    assert note_on(keeper, saved_from(saved(index="older"))) == CHANGED
    assert pressed(keeper, Talk(), act="open", saved=saved(index="older")).note == CHANGED


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        [],
        {},
        saved(id=""),
        saved(id="x" * 33),
        saved(id="../../x"),
        saved(id=7),
        saved(index="<b>"),
        saved(index=None),
        saved(turns=[]),
        saved(turns="abc"),
        saved(turns=None),
        saved(turns=[{"q": QUESTION}] * (MOST_TURNS + 1)),
        saved(turns=["x"]),
        saved(turns=[{"q": ""}]),
        saved(turns=[{"q": 3}]),
        saved(turns=[{"q": "x" * 2001}]),
        saved(turns=[{"q": "a\x00b"}]),
    ],
)
def test_what_is_no_conversation_is_refused(data: object) -> None:
    with pytest.raises(UsageError, match=UNREADABLE):
        saved_from(data)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "index", "turns", "q"]), inner),
    max_leaves=8,
)


@given(json_like)
def test_anything_at_all_is_a_conversation_or_refused(data: Any) -> None:
    try:
        found = saved_from(data)
    except UsageError:
        return
    assert found.asked


def test_more_than_was_asked_for_is_not_believed() -> None:
    found = saved_from(saved(answers=["Yes, it cures."], turns=[{"q": " \ud800 ", "alone": "yes", "answer": "x"}]))
    assert [(asked.question, asked.alone) for asked in found.asked] == [("?", False)]


def test_a_question_that_fails_opens_nothing(keeper: Keeper) -> None:
    talk = two_turns(keeper)
    shown = pressed(keeper, talk, act="open", saved=saved(turns=[{"q": "break it"}]))
    assert "The index is damaged" in shown.hint
    assert shown.talk == talk
    with pytest.raises(AssistantError):
        restored(keeper, saved_from(saved(turns=[{"q": "break it"}])))


def test_export_gives_a_file_and_leaves_the_page(keeper: Keeper) -> None:
    talk = last(keeper, "What was found in mice?").talk
    shown = pressed(keeper, talk, act="export", saved=saved())
    assert shown.talk == talk
    assert shown.file.startswith(f"# {QUESTION}\n\n## {QUESTION}\n")


# Text to take along


def test_a_copied_answer_has_its_marks_and_a_reference_for_each() -> None:
    lines = with_references(ANSWER, VIEWS).split("\n")
    assert lines[0] == QUESTION
    assert "State anxiety was lower after four weeks than at the start in the Kaertner study (2021). [2]" in lines
    assert any(line.startswith("[1][4] Szigeti B.") and "https://doi.org/10.7554/eLife.62878" in line for line in lines)
    for citation in ANSWER.citations:
        assert sum(f"[{citation.n}]" in line for line in lines[lines.index("References") :]) == 1


def test_a_copied_answer_without_its_records_keeps_their_titles() -> None:
    words = with_references(ANSWER, {})
    assert "[1][4] Self-blinding citizen science to explore psychedelic microdosing." in words


def test_markdown_shows_hostile_text_and_loads_none_of_it() -> None:
    from markdown_it import MarkdownIt

    text = "\n\n".join(PAYLOADS)
    bad = poisoned(ANSWER, text)
    views = {key: poisoned(view, text) for key, view in VIEWS.items()}
    written = as_markdown(text, [Turn(text, bad), Turn(QUESTION, ANSWER)], {**views, **VIEWS})
    tokens = MarkdownIt("commonmark", {"html": True}).parse(written)
    kinds = {child.type for token in tokens for child in [token, *(token.children or [])]}
    assert kinds.isdisjoint({"html_block", "html_inline", "image", "link_open", "fence", "code_block", "code_inline"})


@given(st.text())
def test_markdown_text_reads_as_it_was(words: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(markdown_text(words))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


# The note


def test_the_quote_stands_marked_among_its_neighbours() -> None:
    source = VIEWS["szigeti-2021-elife"].source
    quoted = [c for c in ANSWER.citations if c.source == source.id]
    markup = whole_note(source, quoted)
    for citation in quoted:
        assert f"<mark>{citation.quote}</mark>" in markup
    assert "could not check which drug" in markup
    assert "The text goes on" not in markup


def test_of_a_long_text_only_what_is_near_is_shown() -> None:
    source = make_source()
    before = "## Long\n\n" + "\n".join(f"- Line {n} of many." for n in range(WHOLE // 10)) + "\n\n"
    long = replace(source, text=before + source.text)
    moved = [replace(c, start=c.start + len(before), end=c.end + len(before)) for c in ANSWER.citations[:1]]
    markup = whole_note(long, moved)
    assert f"<mark>{moved[0].quote}</mark>" in markup
    assert "Line 3 of many" not in markup
    assert "Something is left out here" in markup


def test_a_quote_that_is_not_where_it_says_is_not_marked() -> None:
    source = VIEWS["szigeti-2021-elife"].source
    assert "<mark>" not in whole_note(source, [replace(ANSWER.citations[0], start=0, end=10)])


def test_the_fixed_reply_copies_as_text() -> None:
    assert "local emergency number" in with_references(make_refusal(VIEWS, "I want to die"), VIEWS)
