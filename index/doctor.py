"""Checks of a data folder, each on its own, for `assistant doctor`. None of them changes or mends anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index import contents, generations
from index.contents import Stored
from index.encoder_files import check_weights, export_folder, export_problem, weights_folder
from index.home import Home
from index.ledger import Ledger, Published
from index.ledger_file import RUN_INDEX
from index.probe import probe
from sources.errors import AssistantError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is as it should be, and a line that says so or says what to do."""

    name: str
    ok: bool
    message: str


def checks(home: Home) -> Iterator[Check]:
    """Every check in turn, as it is done."""
    yield from (_guarded(name, check, home) for name, check in _CHECKS)


def check_folder(home: Home) -> str:
    """The data folder can be written."""
    home.create()
    return f"{home.root} can be written"


def check_ledger(home: Home) -> str:
    """SQLite finds nothing wrong, and every document, passage and vector is what was published."""
    with Ledger.reader(home.ledger) as ledger:
        problems = ledger.problems()
        if problems:
            raise contents.damaged(problems[0])
        stored, published = contents.read_published(ledger)
    return f"{len(stored.documents)} documents, {len(stored.vectors)} passages, version {published.version[:12]}"


def check_store(home: Home) -> str:
    """The Chroma folder's files have the hashes they were built with."""
    _, _, name = _current(home)
    return f"{name} is whole"


def check_search(home: Home) -> str:
    """Chroma, opened in a process of its own, counts right, and 200 vectors find themselves."""
    stored, _, name = _current(home)
    claim = generations.claim(home, name)
    if claim is None:
        return f"{name} is open in another process, which tested it when it opened it"
    try:
        ids = [row[0] for rows in stored.passages for row in rows]
        failure = probe(home.generations / name / generations.CHROMA_FOLDER, ids, stored.vectors)
    finally:
        claim.release()
    if failure:
        raise AssistantError(f"{name} does not pass its test ({failure}); {RUN_INDEX}")
    return f"{name} holds {len(ids)} vectors and finds them"


def check_encoder(home: Home) -> str:
    """The installed weights are the known ones, and the export made of them is whole."""
    check_weights(weights_folder())
    problem = export_problem(export_folder(home))
    if problem:
        raise AssistantError(f"the weights are good, their export is not ({problem}); the next question makes it anew")
    return "weights and export have the known hashes"


_CHECKS: tuple[tuple[str, Callable[[Home], str]], ...] = (
    ("data folder", check_folder),
    ("ledger", check_ledger),
    ("vector store files", check_store),
    ("vector search", check_search),
    ("encoder", check_encoder),
)


def _current(home: Home) -> tuple[Stored, Published, str]:
    with Ledger.reader(home.ledger) as ledger:
        stored, published = contents.read_published(ledger)
    if published.store is None:
        raise AssistantError(f"no vector store was built, searching scans every vector; {RUN_INDEX}")
    problem = generations.problem(home, published.store, published.vectors)
    if problem:
        raise AssistantError(f"{published.store}: {problem}; {RUN_INDEX}")
    return stored, published, published.store


def _guarded(name: str, check: Callable[[Home], str], home: Home) -> Check:
    try:
        return Check(name, True, check(home))
    except AssistantError as error:
        return Check(name, False, str(error))
