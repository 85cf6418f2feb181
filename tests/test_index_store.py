"""A damaged or misused vector store is noticed, kills no process, and costs no answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import doctor, generations
from index.home import Home
from index.ledger import Ledger
from index.open import open_index
from index.probe import probe
from index.sync import Means, sync
from tests.index_makers import WordFactory, copy_of, library, numbered

NOTES = numbered(40, 5)
FILES = (
    "chroma.sqlite3",
    "data_level0.bin",
    "header.bin",
    "index_metadata.pickle",
    "length.bin",
    "link_lists.bin",
    "manifest.json",
)
DAMAGES = ("half", "empty", "zero", "gone", "flip", "flip-start", "flip-end")
# Opens each copy and asks it; a crash of Chroma ends the process before the last line.
ASK = """
import json, sys
from pathlib import Path
from index.home import Home
from index.open import open_index
from tests.index_makers import WordFactory
for root in sys.argv[1:]:
    index = open_index(Home(Path(root)), encoder=WordFactory())
    hits = index.dense_search("Finding 3 of study 7 is number", 5)
    print(json.dumps([[index.passages[i].id for i, _ in hits], [c for _, c in hits], index.notices]), flush=True)
    index.close()
print("end")
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with a proved store of 200 passages. Only copied from."""
    home = Home(tmp_path_factory.mktemp("whole"))
    assert sync(library(NOTES), home, Means(encoder=WordFactory())).notices == ()
    return home


def store_files(home: Home) -> list[Path]:
    """The files of the one generation, the manifest among them."""
    (name,) = generations.names(home)
    return sorted(path for path in (home.generations / name).rglob("*") if path.is_file())


def damage(path: Path, how: str) -> None:
    """Spoil a file in one of seven ways."""
    content = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
        return
    if how == "half":
        content = content[: len(content) // 2]
    elif how == "empty":
        content = bytearray()
    elif how == "zero":
        content = bytearray(len(content))
    else:
        start = {"flip": len(content) // 2, "flip-start": 0, "flip-end": max(0, len(content) - 64)}[how]
        for at in range(start, min(start + 64, len(content))):
            content[at] ^= 0xFF
    path.write_bytes(content)


@pytest.fixture(scope="module")
def answers(
    whole: Home, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[list[str], list[float], list[str]]]:
    """What one process is told by a sound folder and by one for each damage of each file. Fails if the process dies."""
    root = tmp_path_factory.mktemp("damaged")
    copy_of(whole, root / "sound")
    for path in store_files(whole):
        for how in DAMAGES:
            name = path.relative_to(whole.generations)
            damage(copy_of(whole, root / f"{how} {path.name}").generations / name, how)
    homes = sorted(map(str, root.iterdir()))
    command = [sys.executable, "-c", ASK, *homes]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"ended with {done.returncode} after {lines[-1:]}: {done.stderr[-500:]}"
    assert lines.pop() == "end"
    return {Path(home).name: tuple(json.loads(line)) for home, line in zip(homes, lines, strict=True)}


def test_a_sound_store_is_used(answers: dict[str, tuple[list[str], list[float], list[str]]]) -> None:
    assert answers["sound"][2] == []
    assert len(answers) == 1 + len(FILES) * len(DAMAGES)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", DAMAGES)
def test_every_damaged_file_is_noticed_and_answers_stay_the_same(
    how: str, name: str, answers: dict[str, tuple[list[str], list[float], list[str]]]
) -> None:
    ids, cosines, notices = answers[f"{how} {name}"]
    assert ids[0] == answers["sound"][0][0]
    assert np.allclose(cosines, answers["sound"][1], atol=1e-5)
    # A few bytes of a database may be in no row or in none that is read; every other damage must be told.
    harmless = name == "chroma.sqlite3" and how.startswith("flip")
    assert len(notices) == 1 or (harmless and not notices)


@pytest.mark.usefixtures("quick_probe")
@pytest.mark.parametrize("name", ["data_level0.bin", "chroma.sqlite3", "manifest.json", "header.bin"])
def test_an_update_puts_a_new_store_in_the_place_of_a_damaged_one(name: str, whole: Home, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path / "copy")
    (path,) = [path for path in store_files(home) if path.name == name]
    damage(path, "half")
    factory = WordFactory()
    report = sync(library(NOTES), home, Means(encoder=factory))
    assert (report.encoded, report.notices, factory.loads) == (0, (), 0)
    assert report.generation == generations.names(home)[-1] != path.parts[len(home.generations.parts)]
    index = open_index(home, encoder=factory)
    assert index.notices == ()
    index.close()


def test_every_passage_is_found_by_its_own_vector(whole: Home, tmp_path: Path) -> None:
    index = open_index(copy_of(whole, tmp_path / "copy"), encoder=WordFactory())
    assert index.notices == ()
    assert index.vectors is not None
    for passage in index.passages:
        vector = index.encode(passage.text)
        found = index.dense_search(vector, 5)
        assert found[0][1] == pytest.approx(1, abs=1e-5)
        assert np.allclose([c for _, c in found], np.sort(index.dense_scores(vector))[::-1][:5], atol=1e-5)
    index.close()


def test_the_probe_survives_what_it_opens(whole: Home, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path / "copy")
    (name,) = generations.names(home)
    chroma = home.generations / name / generations.CHROMA_FOLDER
    index = open_index(home, search="exact", encoder=WordFactory())
    ids = [passage.id for passage in index.passages]
    vectors = index.encode("x")[None, :].repeat(len(ids), axis=0)
    assert probe(chroma, ids[:-1], vectors) == "it holds 200 passages and not 199"
    for path in chroma.rglob("header.bin"):
        damage(path, "flip-start")
    assert probe(chroma, ids, vectors)


def test_the_doctor_names_what_is_wrong(whole: Home, encoder_home: Home, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path / "copy")
    home.models.rmdir()
    home.models.symlink_to(encoder_home.models)
    assert [check.name for check in doctor.checks(home) if not check.ok] == []
    (path,) = [path for path in store_files(home) if path.name == "length.bin"]
    damage(path, "zero")
    failed = {check.name: check.message for check in doctor.checks(home) if not check.ok}
    assert list(failed) == ["vector store files", "vector search"]
    assert failed["vector store files"].endswith("length.bin is damaged; run: assistant index")
    home.ledger.write_bytes(b"")
    assert "ledger" in [check.name for check in doctor.checks(home) if not check.ok]


def test_a_folder_no_ledger_knows_is_not_served(whole: Home, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path / "copy")
    with Ledger.reader(home.ledger) as ledger:
        published = ledger.published()
    assert published is not None
    assert published.store is not None
    assert generations.problem(home, published.store, "0" * 64) == "it holds other vectors"
    assert generations.whole(home, "0" * 64) is None
