"""Follow-ups against the bundled library: what a message is taken to mean, and what it leans on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from assistant.answer import Turn
from assistant.conversation.followup import FollowUps, Understood
from assistant.conversation.scripted import scripted_turn
from assistant.understanding.naming import build_names
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import Library, load_library
from sources.vocabulary import EMPTY_VOCABULARY

ALLEN, FAMILY, ELK = "allen-2024-tp", "family-2020-psychopharm", "vanelk-2022-psychopharm"
ROOTMAN_1, ROOTMAN_2 = "rootman-2021-scirep", "rootman-2022-scirep"
HOLZE_1, HOLZE_2 = "holze-2021-npp", "holze-2023-biolpsych"
LEA_POLICY, LEA_PSYCHOPHARM = "lea-2020-ijdp", "lea-2020-psychopharm"
NATURE, ELIFE = "cameron-2021-nature", "cameron-2021-elife"
OPEN_TRIAL, NEXT_TRIAL = "lsddep1-2025-openlabel", "lsddep2-2026-topline"
GALVAO, POLITO = "galvao-2018-frontpsych", "polito-stevenson-2019-plosone"

LISTED = "There are three. 1. Allen 2024, LSD in men. 2. Family 2020, LSD in older people. 3. van Elk 2022, truffles."


@cache
def library() -> Library:
    return load_library(bundled_library())


@cache
def follow_ups() -> FollowUps:
    loaded = library()
    return FollowUps(loaded.vocabulary, build_names(loaded.sources, loaded.article), loaded.by_id)


def turn(question: str, *ids: str, reply: str = "Something was found.", suggests: Sequence[str] = ()) -> Turn:
    made = scripted_turn(question, reply, ids, library().by_id)
    return Turn(question, replace(made.answer, suggestions=tuple(suggests)))


def ask(question: str, *history: Turn) -> Understood:
    return follow_ups().understand(question, history)


def talk(first: Turn, *questions: str) -> Understood:
    """A conversation in which every reply cites what the question was taken to be about."""
    history, found = [first], ask("hello")
    for question in questions:
        found = follow_ups().understand(question, history)
        made = scripted_turn(question, "A reply.", found.within, library().by_id)
        history.append(Turn(question, replace(made.answer, standalone=found.standalone)))
    return found


LIST = turn("which blinded trials tested tiny doses?", ALLEN, FAMILY, ELK, reply=LISTED)
UNNUMBERED = turn("which blinded trials tested tiny doses?", ALLEN, FAMILY, ELK)
ABOUT_FAMILY = turn("what did Family 2020 find?", FAMILY)
EFFECT = turn("does psilocybin help with anxiety?", ELK, ROOTMAN_2, "kaertner-2021-scirep")


@pytest.mark.parametrize(
    "message",
    [
        "thanks a million",
        "cheers mate",
        "good evening!",
        "hiya",
        "ok bye",
        "lovely, thank you so much!",
        "got it",
        "no thanks",
        "that's really helpful",
        "ok",
        "great, that's all for now",
    ],
)
def test_pleasantries_lean_on_nothing(message: str) -> None:
    found = ask(message, ABOUT_FAMILY)
    assert (found.kind, found.within, found.standalone) == ("chitchat", (), message)


@pytest.mark.parametrize(
    ("message", "standalone"),
    [
        ("Hello! Does psilocybin change sleep?", "Does psilocybin change sleep?"),
        ("thanks. what is BDNF?", "what is BDNF?"),
        ("great apes on LSD, any studies?", "great apes on LSD, any studies?"),
        ("no one measured cortisol with LSD?", "no one measured cortisol with LSD?"),
    ],
)
def test_a_pleasantry_is_told_from_a_question(message: str, standalone: str) -> None:
    found = ask(message)
    assert (found.kind, found.standalone) == ("new", standalone)


@pytest.mark.parametrize("first", [LIST, UNNUMBERED], ids=["numbered", "by citation"])
@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("what did the third one measure?", (ELK,)),
        ("who funded number 2?", (FAMILY,)),
        ("say more about the last", (ELK,)),
        ("2nd one please", (FAMILY,)),
        ("compare the first and the last one", (ALLEN, ELK)),
        ("were the first two in older people?", (ALLEN, FAMILY)),
        ("how many of those used LSD?", (ALLEN, FAMILY, ELK)),
        ("did any of these studies look at sleep?", (ALLEN, FAMILY, ELK)),
        ("which of the three was the longest?", (ALLEN, FAMILY, ELK)),
    ],
)
def test_ordinals_and_sets(first: Turn, message: str, ids: tuple[str, ...]) -> None:
    found = ask(message, first)
    assert (found.kind, found.within) == ("follow-up", ids)
    assert all(label in found.standalone for label in (follow_ups().label(i) for i in ids))


def test_an_ordinal_counts_in_the_last_list_not_in_the_last_reply() -> None:
    assert talk(LIST, "tell me about the second", "and the third?").within == (ELK,)


def test_the_other_one_is_the_one_not_spoken_of() -> None:
    pair = turn("which studies gave people truffles?", ELK, "marschall-2022-jop")
    found = talk(pair, "how many people took part in the first one?", "and the other one?")
    assert found.within == ("marschall-2022-jop",)


def test_both_of_a_pair() -> None:
    pair = turn("which studies gave people truffles?", ELK, "marschall-2022-jop")
    assert ask("were both blinded?", pair).within == (ELK, "marschall-2022-jop")


@pytest.mark.parametrize("message", ["tell me about the seventh one", "what about #9?"])
def test_a_place_the_list_does_not_have_is_asked_about(message: str) -> None:
    found = ask(message, LIST)
    assert found.kind == "clarify"
    assert found.clarify


@pytest.mark.parametrize(
    "message", ["what happened in the second week?", "did both sexes respond?", "who got the last dose?"]
)
def test_not_every_number_is_a_study(message: str) -> None:
    assert ask(message, ABOUT_FAMILY).within == (FAMILY,)


@pytest.mark.parametrize(
    "message",
    [
        "how old were they?",
        "was it blinded?",
        "who paid for that study?",
        "what about its side effects?",
        "and cortisol?",
        "how long did the trial last?",
        "any dropouts?",
        "why?",
        "how sure are you?",
        "so did they feel better",
        "what was the dose",
        "weaknesses of that one?",
        "did anyone drop out?",
    ],
)
def test_what_leans_on_the_study_in_hand(message: str) -> None:
    found = ask(message, ABOUT_FAMILY)
    assert (found.kind, found.within) == ("follow-up", (FAMILY,))
    assert "Family 2020" in found.standalone
    assert "Family 2020" in found.why


def test_the_study_stays_in_hand_over_several_turns() -> None:
    found = talk(ABOUT_FAMILY, "how many people?", "and the dose?", "thanks", "was it safe for them?")
    assert found.within == (FAMILY,)


@pytest.mark.parametrize("message", ["how many people was that?", "were they blinded?", "what doses did they use?"])
def test_a_detail_after_a_topic_is_asked_of_what_was_cited(message: str) -> None:
    assert ask(message, EFFECT).within == (ELK, ROOTMAN_2, "kaertner-2021-scirep")


@pytest.mark.parametrize(
    ("message", "standalone"),
    [
        ("what about sleep?", "does psilocybin help with sleep?"),
        ("and LSD?", "does LSD help with anxiety?"),
        ("how about ayahuasca instead?", "does ayahuasca help with anxiety?"),
        ("and in veterans?", "does psilocybin help with anxiety, in veterans?"),
        ("is it legal?", "is it legal? (about psilocybin)"),
        ("does it raise blood pressure?", "does it raise blood pressure? (about psilocybin)"),
        ("has anyone replicated that?", "has anyone replicated that? (about psilocybin and anxiety)"),
        ("how come?", "how come? (does psilocybin help with anxiety)"),
    ],
)
def test_what_leans_on_the_subject_only(message: str, standalone: str) -> None:
    found = ask(message, EFFECT)
    assert (found.kind, found.standalone, found.within) == ("follow-up", standalone, ())


def test_a_question_beyond_the_study_leaves_it() -> None:
    found = ask("any other studies that found this?", ABOUT_FAMILY)
    assert found.within == ()
    assert found.exclude == (FAMILY,)
    assert "LSD" in found.standalone


def test_other_people_are_not_sought_in_the_study_in_hand() -> None:
    found = ask("and pregnant women?", ABOUT_FAMILY)
    assert found.within == ()


@pytest.mark.parametrize(
    "message",
    [
        "Does LSD lower cortisol?",
        "what is neuroplasticity?",
        "how common are anxiety disorders in the world?",
        "who won the football world cup",
        "tell me a joke",
        "what does Galvao 2018 say about cortisol?",
        "is there an LSD trial in adults with ADHD?",
        "what does the article say about creativity?",
        "does ketamine cure depression",
        "write me a poem about cats",
        "in the ayahuasca depression trial, what happened to cortisol?",
    ],
)
@pytest.mark.parametrize("first", [ABOUT_FAMILY, EFFECT], ids=["after a study", "after a topic"])
def test_a_question_complete_in_itself_inherits_nothing(message: str, first: Turn) -> None:
    found = ask(message, first)
    assert found.kind in ("new", "topic-switch")
    assert (found.standalone, found.within, found.exclude) == (message, (), ())


@pytest.mark.parametrize(
    ("message", "standalone"),
    [
        ("new topic: what do people take it for?", "what do people take it for?"),
        ("Different question. how common is panic disorder", "how common is panic disorder"),
        ("forget that, do truffles make people creative?", "do truffles make people creative?"),
        ("changing the subject, is ketamine in here?", "is ketamine in here?"),
        ("ok next question: who funds this?", "who funds this?"),
    ],
)
def test_a_change_of_subject_inherits_nothing(message: str, standalone: str) -> None:
    found = ask(message, ABOUT_FAMILY)
    assert (found.kind, found.standalone, found.within) == ("topic-switch", standalone, ())


def test_a_change_of_subject_may_still_point_at_a_study() -> None:
    assert ask("another question: was that study blinded?", ABOUT_FAMILY).within == (FAMILY,)


@pytest.mark.parametrize(
    ("first", "message", "standalone"),
    [
        (EFFECT, "sorry, I meant LSD", "does LSD help with anxiety?"),
        (EFFECT, "not anxiety, depression", "does psilocybin help with depression?"),
        (EFFECT, "oops, sleep", "does psilocybin help with sleep?"),
        (EFFECT, "no, i mean in older people", "does psilocybin help with anxiety, in older people?"),
        (turn("did Polito find it in 89 people?", POLITO), "typo, 98", "did Polito find it in 98 people?"),
    ],
)
def test_a_correction_mends_the_last_question(first: Turn, message: str, standalone: str) -> None:
    found = ask(message, first)
    assert (found.kind, found.standalone) == ("correction", standalone)


def test_a_correction_may_name_another_study() -> None:
    first = turn("how many people were in Rootman 2021?", ROOTMAN_1)
    found = ask("no sorry, I meant the van Elk one", first)
    assert (found.kind, found.within, found.exclude) == ("correction", (ELK,), (ROOTMAN_1,))
    assert found.standalone == "how many people were in van Elk 2022?"


def test_what_follows_a_correction_is_read_in_its_light() -> None:
    first = turn("how many people were in Rootman 2021?", ROOTMAN_1)
    found = ask("wait, i meant van Elk. was it blinded?", first)
    assert (found.kind, found.within) == ("correction", (ELK,))
    assert found.standalone.startswith("was it blinded")


@pytest.mark.parametrize("message", ["yes", "yes please", "sure, go on", "ok", "yeah do that"])
def test_a_yes_takes_up_the_offer(message: str) -> None:
    first = turn("what did Family 2020 find?", FAMILY, reply="No clear effect. Shall I list the studies in rats?")
    found = ask(message, first)
    assert (found.kind, found.standalone) == ("follow-up", "list the studies in rats")


@pytest.mark.parametrize(
    ("offer", "standalone"),
    [
        ("Would you like to know who paid for it?", "who paid for Family 2020"),
        ("Do you want the doses?", "the doses, in Family 2020"),
        ("I can also tell you about side effects.", "tell me about side effects, in Family 2020"),
    ],
)
def test_an_offer_leans_on_the_reply_it_was_made_in(offer: str, standalone: str) -> None:
    found = ask("yes", turn("what did Family 2020 find?", FAMILY, reply=f"Little. {offer}"))
    assert (found.standalone, found.within) == (standalone, (FAMILY,))


def test_a_yes_takes_up_the_first_suggestion_where_nothing_else_was_offered() -> None:
    first = turn("is it legal?", suggests=("Does LSD raise blood pressure?", "Who are microdosers?"))
    assert ask("sure", first).standalone == "Does LSD raise blood pressure?"


def test_more_without_an_offer_asks_again_for_more() -> None:
    found = ask("go on", ABOUT_FAMILY)
    assert (found.standalone, found.within) == ("tell me more: what did Family 2020 find?", (FAMILY,))


def test_a_yes_to_nothing_is_asked_about() -> None:
    assert ask("yes", ABOUT_FAMILY).kind == "clarify"


@pytest.mark.parametrize("message", ["how many people were in it?", "the second one", "why?", "was it?"])
def test_a_first_question_that_hangs_in_the_air_is_asked_about(message: str) -> None:
    assert ask(message).kind == "clarify"


@pytest.mark.parametrize(
    "message", ["is it good for anxiety?", "does it really work for depression", "what doses do people take?"]
)
def test_a_first_question_with_a_subject_is_not(message: str) -> None:
    assert ask(message).kind == "new"


def test_a_name_that_two_studies_have_is_answered_for_both_and_asked_about() -> None:
    found = ask("what did the Rootman study find?")
    assert (found.kind, set(found.within)) == ("new", {ROOTMAN_1, ROOTMAN_2})
    assert found.clarify
    assert "Rootman 2021" in found.clarify


@pytest.mark.parametrize(
    ("first", "message", "source"),
    [
        (turn("tell me about the Holze study", HOLZE_1, HOLZE_2), "the healthy volunteers one", HOLZE_1),
        (turn("tell me about the Holze study", HOLZE_1, HOLZE_2), "the later one", HOLZE_2),
        (turn("what did Rootman find?"), "the one from 2022", ROOTMAN_2),
        (turn("what did Rootman find?"), "the bigger one", ROOTMAN_1),
        (turn("the Cameron 2021 paper?", NATURE, ELIFE), "the one in mice and rats", NATURE),
        (turn("what did Lea 2020 report?", LEA_POLICY, LEA_PSYCHOPHARM), "the drug policy one", LEA_POLICY),
        (LIST, "how long did the one with truffles last?", ELK),
        (LIST, "the older people study", FAMILY),
    ],
)
def test_a_description_picks_among_what_was_shown(first: Turn, message: str, source: str) -> None:
    found = ask(message, first)
    assert found.within == (source,)
    assert follow_ups().label(source) in found.standalone


def test_a_description_that_fits_several_is_asked_about() -> None:
    found = ask("the LSD one", LIST)
    assert (found.kind, found.within) == ("clarify", (ALLEN, FAMILY))


def test_that_study_after_several_is_asked_about() -> None:
    found = ask("how big was that study?", EFFECT)
    assert found.kind == "clarify"
    assert found.clarify
    assert "van Elk 2022" in found.clarify


def test_a_name_is_narrowed_by_what_was_spoken_of() -> None:
    found = ask("what dose did Rootman use?", turn("who used an app with psilocybin users?", ROOTMAN_2))
    assert found.within == (ROOTMAN_2,)


def test_a_name_takes_the_place_of_the_one_before() -> None:
    found = ask("and van Elk?", turn("how many people were in Family 2020?", FAMILY))
    assert (found.standalone, found.within) == ("how many people were in van Elk 2022?", (ELK,))


@pytest.mark.parametrize(("first", "later"), [(OPEN_TRIAL, NEXT_TRIAL), (ROOTMAN_1, ROOTMAN_2)])
def test_the_next_study_is_the_one_that_followed_it_up(first: str, later: str) -> None:
    found = ask("did the next study find the same?", turn(f"what did {follow_ups().label(first)} find?", first))
    assert found.within == (later,)


def test_a_difference_is_between_the_last_two_studies() -> None:
    found = ask("why do they disagree?", ABOUT_FAMILY, turn("what did van Elk 2022 find?", ELK))
    assert found.within == (FAMILY, ELK)


def test_a_question_on_the_article_stays_on_it() -> None:
    found = ask("which parts are wrong?", turn("what is the article about?"))
    assert (found.kind, found.within) == ("follow-up", ())
    assert "article" in found.standalone


def test_only_the_last_six_turns_count() -> None:
    old = [LIST, *(turn(f"does LSD change sleep, take {n}?") for n in range(6))]
    assert ask("the second one", *old).kind == "clarify"


FULL_DOSE = turn(
    "is there any trial of full doses for anxiety?",
    *("gasser-2014-jnmd", HOLZE_2, "robison-2025-jama"),
    reply="Three trials did: Gasser 2014, Holze 2023 and Robison 2025.",
)


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("which one is the biggest?", ("gasser-2014-jnmd", HOLZE_2, "robison-2025-jama")),
        ("were any of them placebo controlled", ("gasser-2014-jnmd", HOLZE_2, "robison-2025-jama")),
        ("the largest one - what dose?", ("robison-2025-jama",)),
        ("the 2014 one", ("gasser-2014-jnmd",)),
        ("did the second and third agree?", (HOLZE_2, "robison-2025-jama")),
        ("and with a microdose?", ()),
        ("lsd or shrooms, which one lowers anxiety more", ()),
    ],
)
def test_what_was_listed_and_what_was_not(message: str, ids: tuple[str, ...]) -> None:
    assert ask(message, FULL_DOSE).within == ids


@pytest.mark.parametrize(
    ("questions", "standalone"),
    [
        (("and LSD?", "and MDMA?"), "does MDMA help with anxiety?"),
        (("and LSD?", "says who"), "says who (does LSD help with anxiety)"),
        (("what about sleep?", "in rats?", "and in mice?"), "does psilocybin help with sleep, in mice?"),
    ],
)
def test_a_subject_is_carried_from_turn_to_turn(questions: tuple[str, ...], standalone: str) -> None:
    assert talk(EFFECT, *questions).standalone == standalone


@pytest.mark.parametrize(
    ("message", "standalone"),
    [
        ("did the article mention it", "did the article mention Family 2020"),
        ("is the citation right", "is the citation right, in Family 2020"),
        ("one more thing, how did they recruit", "how did they recruit, in Family 2020"),
        ("what did people say about mood there", "what did people say about mood there, in Family 2020"),
        ("compare with van Elk", "compare with van Elk (about Family 2020)"),
        ("forget ageing. what is the global burden of anxiety", "what is the global burden of anxiety"),
    ],
)
def test_wording_after_one_study(message: str, standalone: str) -> None:
    assert ask(message, ABOUT_FAMILY).standalone == standalone


def test_the_same_history_gives_the_same_reading() -> None:
    assert {ask("and the dose?", LIST, ABOUT_FAMILY) for _ in range(3)} == {ask("and the dose?", LIST, ABOUT_FAMILY)}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Who invented it?", ("glass", "history")),
        ("and in Venice?", ("glass",)),
        ("How was it made there?", ("glass",)),
        ("What about lenses?", ("glass",)),
        ("Why?", ("glass",)),
    ],
)
def test_without_a_vocabulary_the_words_of_the_subject_are_carried(message: str, words: tuple[str, ...]) -> None:
    bare = FollowUps(EMPTY_VOCABULARY, build_names((), None), {})
    found = bare.understand(message, [scripted_turn("Tell me about the history of glass", "It is old.", (), {})])
    assert all(word in found.standalone for word in words)


def test_without_a_vocabulary_a_whole_question_still_stands_alone() -> None:
    bare = FollowUps(EMPTY_VOCABULARY, build_names((), None), {})
    history = [scripted_turn("Tell me about the history of glass", "It is old.", (), {})]
    question = "In which year did Marie Curie win her second Nobel Prize for chemistry?"
    assert bare.understand(question, history).kind in ("new", "topic-switch")


def test_a_scripted_turn_quotes_its_sources() -> None:
    made = scripted_turn("q", "One and two.", (ALLEN, FAMILY), library().by_id)
    for citation in made.answer.citations:
        assert citation.quote
        assert citation.quote == library().by_id[citation.source].text[citation.start : citation.end]


def test_a_scripted_turn_refuses_a_source_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="nobody-1999"):
        scripted_turn("q", "text", ("nobody-1999",), library().by_id)
