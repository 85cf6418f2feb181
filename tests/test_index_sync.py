"""An update writes and encodes what changed and nothing else, goes on where it was stopped, and switches at once."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from index import generations, sync
from index.home import Home
from index.open import Index, open_index
from index.sync import Means, SyncReport
from index.vectors import Floats
from sources.errors import AssistantError, IndexUnavailable, UsageError
from sources.loader import Library
from tests.index_makers import Notes, WordEncoder, WordFactory, article, library, numbered, source

Update = Callable[..., SyncReport]
pytestmark = pytest.mark.usefixtures("quick_probe")


@pytest.fixture
def factory() -> WordFactory:
    return WordFactory()


@pytest.fixture
def update(home: Home, factory: WordFactory) -> Update:
    """Bring `home` up to date with notes or a library."""

    def run(notes: Notes | Library, **means: Any) -> SyncReport:
        wanted = notes if isinstance(notes, Library) else library(notes)
        return sync.sync(wanted, home, Means(**{"encoder": factory, "thorough": False, **means}))

    return run


def opened(home: Home) -> Index:
    return open_index(home, search="exact", encoder=WordFactory())


def sentences(home: Home) -> dict[str, list[str]]:
    index = opened(home)
    return {name: [passage.text for passage in index.passages_of(name)] for name in index.sources}


def test_only_what_changed_is_written_and_only_new_sentences_are_encoded(
    home: Home, update: Update, factory: WordFactory
) -> None:
    notes = numbered(4)
    first = update(notes)
    assert (first.added, first.encoded, first.unchanged) == (("s000", "s001", "s002", "s003"), 12, 0)
    assert factory.encoder.asked == [text for name in notes for text in notes[name]]

    factory.encoder.asked.clear()
    loads = factory.loads
    again = update(notes)
    assert (again.added, again.changed, again.removed, again.unchanged, again.encoded) == ((), (), (), 4, 0)
    assert (again.version, again.generation) == (first.version, first.generation)
    assert factory.loads == loads

    notes["s001"].insert(1, "A new sentence.")
    del notes["s003"]
    notes["s004"] = ["A fifth study was found."]
    third = update(notes)
    assert (third.added, third.changed, third.removed, third.unchanged) == (("s004",), ("s001",), ("s003",), 2)
    assert factory.encoder.asked == ["A new sentence.", "A fifth study was found."]
    assert sentences(home) == notes
    assert third.version != first.version


def test_a_change_of_facts_alone_encodes_nothing_and_builds_no_store(
    home: Home, update: Update, factory: WordFactory
) -> None:
    first = update(numbered(2))
    factory.encoder.asked.clear()
    facts = library(numbered(2))
    changed = dataclasses.replace(facts, sources=(dataclasses.replace(facts.sources[0], n=7), facts.sources[1]))
    second = update(changed)
    assert (second.changed, second.encoded, factory.encoder.asked) == (("s000",), 0, [])
    assert second.generation == first.generation
    assert second.version != first.version
    assert opened(home).sources["s000"].n == 7


def test_the_article_is_kept_with_its_claims(home: Home, update: Update) -> None:
    about = article(["The article claims much."])
    update(library(numbered(1), about))
    index = opened(home)
    assert index.article == about
    assert index.sources["article"] == about.source
    assert [p.text for p in index.passages_of("article")] == ["The article claims much."]
    update(library(numbered(1)))
    assert opened(home).article is None


def test_an_earlier_generation_is_taken_up_again(home: Home, update: Update) -> None:
    first = update(numbered(2))
    second = update(numbered(3))
    assert update(numbered(2)).generation == first.generation
    assert generations.names(home) == [first.generation, second.generation]


def test_the_generation_before_is_kept_and_older_ones_are_removed(home: Home, update: Update) -> None:
    built = [update(numbered(count)).generation for count in (1, 2, 3)]
    assert generations.names(home) == built[1:]
    assert not list(home.generations.glob(".*"))


def test_a_job_that_fails_goes_on_where_it_was(home: Home, update: Update, factory: WordFactory) -> None:
    notes = numbered(100, 3)
    update({"old": ["What was there before."]})
    factory.encoder = Failing(after=1)
    with pytest.raises(AssistantError, match="no more"):
        update(notes)
    assert sentences(home) == {"old": ["What was there before."]}
    done = len(factory.encoder.asked)
    assert 0 < done < 300
    factory.encoder = WordEncoder()
    report = update(notes)
    assert len(factory.encoder.asked) == report.encoded == 300 - done
    assert sentences(home) == notes


class Failing(WordEncoder):
    """Stops in the middle of a job."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def encode(self, texts: Sequence[str]) -> Floats:
        if not self._left:
            raise AssistantError("no more")
        self._left -= 1
        return super().encode(texts)


def test_what_a_stopped_job_staged_is_not_published_by_another(
    home: Home, update: Update, factory: WordFactory
) -> None:
    update({"old": ["What was there before."]})
    factory.encoder = Failing(after=1)
    with pytest.raises(AssistantError):
        update(numbered(100))
    factory.encoder = WordEncoder()
    sync.add([source("mine", ["My own finding."])], home, Means(encoder=factory))
    assert sentences(home) == {"mine": ["My own finding."], "old": ["What was there before."]}


def test_added_sources_stay_until_they_are_removed(home: Home, update: Update, factory: WordFactory) -> None:
    means = Means(encoder=factory, thorough=False)
    update(numbered(1))
    assert sync.add([source("mine", ["My own finding."])], home, means).added == ("mine",)
    assert sync.add([source("mine", ["My corrected finding."])], home, means).changed == ("mine",)
    assert update(numbered(2)).removed == ()
    assert sentences(home)["mine"] == ["My corrected finding."]
    with pytest.raises(UsageError, match="'s000' was not added"):
        sync.remove(["s000"], home, means)
    with pytest.raises(UsageError, match="'s000' is in the library"):
        sync.add([source("s000", ["Mine."])], home, means)
    with pytest.raises(UsageError, match="run: assistant remove mine"):
        update({"mine": ["Theirs."]})
    assert sync.remove(["mine"], home, means).removed == ("mine",)
    assert sentences(home) == numbered(2)


def test_another_encoder_encodes_everything_anew(home: Home, update: Update) -> None:
    update(numbered(2))
    other = WordFactory("other-64")
    assert update(numbered(2), encoder=other).encoded == 6
    with pytest.raises(IndexUnavailable, match="another encoder"):
        opened(home)


def test_progress_counts_up_and_names_the_phase(update: Update) -> None:
    heard: list[tuple[str, int, int]] = []
    update(numbered(60, 4), progress=lambda phase, done, total: heard.append((phase, done, total)))
    assert [done for phase, done, _ in heard if phase == "documents"] == list(range(1, 61))
    assert ("sentences", 240, 240) in heard
    assert heard[-1] == ("store", 1, 1)


def test_a_store_that_cannot_be_built_costs_no_answer(
    home: Home, update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(generations, "seal", full)
        report = update(numbered(2))
    assert report.generation is None
    assert "exact scan" in report.notices[0]
    assert sentences(home) == numbered(2)
    assert update(numbered(2)).generation


def test_an_empty_library_is_an_empty_index(home: Home, update: Update) -> None:
    report = update({})
    assert (report.passages, report.generation, report.notices) == (0, None, ())
    index = open_index(home, encoder=WordFactory())
    assert index.dense_search("anything", 3) == []
    assert index.dense_scores("anything").shape == (0,)
    assert index.lexical_scores("anything").shape == (0,)


@pytest.mark.parametrize("gone", [True, False])
def test_a_ledger_that_vanished_is_not_taken_for_a_new_one(gone: bool, home: Home, update: Update) -> None:
    update(numbered(1))
    home.ledger.unlink()
    if not gone:
        home.ledger.touch()
    with pytest.raises(IndexUnavailable, match="run: assistant index --rebuild"):
        update(numbered(1))


def test_rebuilding_keeps_the_damaged_file_and_what_was_added(home: Home, update: Update, factory: WordFactory) -> None:
    update(numbered(2))
    sync.add([source("mine", ["My own finding."])], home, Means(encoder=factory))
    content = home.ledger.read_bytes()
    at = content.index(b"Finding 1 of study 1")
    home.ledger.write_bytes(content[:at] + b"Wrongly" + content[at + 7 :])
    with pytest.raises(IndexUnavailable, match="run: assistant index --rebuild"):
        update(numbered(2))
    with pytest.raises(IndexUnavailable, match="run: assistant index --rebuild"):
        opened(home)
    report = sync.rebuild_index(library(numbered(2)), home, Means(encoder=factory))
    assert report.notices == ()
    assert sentences(home) == {**numbered(2), "mine": ["My own finding."]}
    assert len(list(home.root.glob("ledger.damaged-*.db"))) == 1
    assert update(numbered(2)).encoded == 0


def test_rebuilding_works_from_nothing(home: Home, factory: WordFactory) -> None:
    shutil.rmtree(home.root)
    sync.rebuild_index(library(numbered(1)), home, Means(encoder=factory))
    assert sentences(home) == numbered(1)
