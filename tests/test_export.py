"""The library as files: what is written is read back by the formats' own libraries and compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, NameParts, SeparateCoAuthors, SplitNameParts
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from assistant.exporting.formats import FORMATS, FormatName, format_named
from assistant.exporting.names import Name, name_of
from assistant.exporting.place import Place, place_of
from assistant.exporting.reference import plain_line, reference_of
from assistant.exporting.table import COLUMNS
from assistant.views import SourceView
from index.home import Home
from sources.bundled import bundled_library
from sources.errors import UsageError
from sources.loader import load_library
from sources.model import Source
from tests import makers
from tests.ui_hostile import PAYLOADS, poisoned
from tests.ui_stand_in import make_views
from ui.command import command_line

FOREIGN = ("Müller-Lüdenscheidt ÅB", "de la Peña Ñ", "Łukasiewicz JŻ", "Đặng", "Institut für Übungen & Co.")
CSL_FIELDS = frozenset({"id", "type", "title", "author", "issued", "container-title", "volume", "issue", "page"}) | {
    *("DOI", "PMID", "PMCID", "URL", "keyword", "note")
}
"""Those of the CSL 1.0.2 schema (csl-data.json) that are used here; it allows no others than its own."""
CSL_TYPES = frozenset({"article-journal", "webpage", "article-newspaper"})


@pytest.fixture
def at_home(library_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The shared data folder with the real library, named by the environment."""
    monkeypatch.setenv("ASSISTANT_HOME", str(library_home.root))
    monkeypatch.delenv("ASSISTANT_LIBRARY", raising=False)
    return library_home


def run(*words: str) -> Result:
    return CliRunner().invoke(command_line(), list(words))


def view(source: Source) -> SourceView:
    return SourceView(source, (), ())


def written(name: FormatName, *sources: Source) -> str:
    return FORMATS[name].write([view(source) for source in sources])


def read_bibtex(text: str) -> list[dict[str, Any]]:
    steps = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    # The last of these passes over lists of names, so they are read once more one by one.
    library = bibtexparser.parse_string(text, append_middleware=steps)
    assert library.failed_blocks == []
    entries = [{"ID": e.key, "TYPE": e.entry_type, **{f.key: f.value for f in e.fields}} for e in library.entries]
    return [{key: [*map(inverted, v)] if key == "author" else v for key, v in entry.items()} for entry in entries]


def inverted(name: NameParts) -> str:
    (entry,) = bibtexparser.parse_string(
        f"@misc{{x, n = {{{name.merge_last_name_first}}}}}", append_middleware=[LatexDecodingMiddleware()]
    ).entries
    return str(entry["n"])


def read_ris(text: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = rispy.loads(text)
    return entries


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def library() -> Sequence[Source]:
    return load_library(bundled_library()).sources


def test_every_source_comes_back_from_bibtex_with_its_own_words(library: Sequence[Source]) -> None:
    entries = read_bibtex(written("bibtex", *library))
    assert [entry["ID"] for entry in entries] == [source.id for source in library]
    for source, entry in zip(library, entries, strict=True):
        reference = reference_of(view(source))
        assert entry["title"] == source.title
        assert entry.get("doi") == source.doi
        assert entry.get("year") == (None if source.year is None else str(source.year))
        names = [name.inverted for name in reference.authors] + ["others"] * reference.more_authors
        assert entry["author"] == names
        assert entry["journal" if entry["TYPE"] == "article" else "howpublished"] == source.venue
        assert entry.get("note", "") == reference.note


def test_every_source_comes_back_from_ris_with_its_own_words(library: Sequence[Source]) -> None:
    entries = read_ris(written("ris", *library))
    for source, entry in zip(library, entries, strict=True):
        assert (entry["id"], entry["title"], entry["secondary_title"]) == (source.id, source.title, source.venue)
        assert entry.get("doi") == source.doi
        assert entry.get("year") == (None if source.year is None else str(source.year))
        assert entry["authors"] == [name.inverted for name in reference_of(view(source)).authors]
        assert entry.get("urls", []) == ([source.url] if source.url != "unknown" else [])


def test_every_source_comes_back_from_csl_json_with_the_fields_of_its_schema(library: Sequence[Source]) -> None:
    items = json.loads(written("csl-json", *library))
    for source, item in zip(library, items, strict=True):
        assert set(item) <= CSL_FIELDS
        assert item["type"] in CSL_TYPES
        assert (item["id"], item["title"], item.get("DOI")) == (source.id, source.title, source.doi)
        assert item.get("issued") == (None if source.year is None else {"date-parts": [[source.year]]})
        assert all(set(name) in ({"family", "given"}, {"literal"}) for name in item["author"])


def test_every_source_comes_back_from_csv_with_every_fact(library: Sequence[Source]) -> None:
    rows = read_csv(written("csv", *library))
    assert tuple(rows[0]) == COLUMNS
    for source, row in zip(library, rows, strict=True):
        assert row["authors"].split("; ") == list(source.authors)
        assert row["doi"] == (source.doi or "")
        assert row["n"] == ("not stated" if source.n is None else str(source.n))
        assert row["comparator"] == ("not stated" if source.comparator == "unknown" else plain_line(source.comparator))


def test_what_a_record_does_not_say_stays_missing_in_every_format() -> None:
    bare = makers.source(doi=None, year=None, url="unknown", authors=(), venue="unknown", outcomes=(), n=None)
    (entry,) = read_bibtex(written("bibtex", bare))
    assert set(entry) == {"ID", "TYPE", "title"}
    (reference,) = read_ris(written("ris", bare))
    assert set(reference) == {"type_of_reference", "id", "title"}
    (item,) = json.loads(written("csl-json", bare))
    assert set(item) == {"id", "type", "title"}
    (row,) = read_csv(written("csv", bare))
    assert [row[name] for name in ("doi", "year", "url", "authors", "venue", "topics")] == [""] * 6
    assert row["n"] == row["funding"] == "not stated"


def test_letters_of_any_language_come_back() -> None:
    source = makers.source(authors=FOREIGN, title="Überraschung: 50 % of {LSD} & “Ψ” – naïve_α #1 $2 ~ \\ 中文")
    (entry,) = read_bibtex(written("bibtex", source))
    assert entry["title"] == source.title
    assert entry["author"][:2] == ["Müller-Lüdenscheidt, Å. B.", "de la Peña, Ñ."]
    assert entry["author"][3:] == ["Đặng", "Institut für Übungen & Co."]
    (reference,) = read_ris(written("ris", source))
    assert reference["authors"][0] == "Müller-Lüdenscheidt, Å. B."
    assert reference["title"] == source.title
    (item,) = json.loads(written("csl-json", source))
    assert item["author"][2] == {"family": "Łukasiewicz", "given": "J. Ż."}
    assert item["author"][4] == {"literal": "Institut für Übungen & Co."}
    assert read_csv(written("csv", source))[0]["title"] == source.title


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Szigeti B", Name("Szigeti", "B.")),
        ("Carhart-Harris RL", Name("Carhart-Harris", "R. L.")),
        ("de la Fuente LA", Name("de la Fuente", "L. A.")),
        ("Sartre J-P", Name("Sartre", "J. P.")),
        ("World Health Organization", Name("World Health Organization")),
        ("Soares CN (principal investigator)", Name("Soares CN (principal investigator)")),
        ("Plato", Name("Plato")),
        ("", Name("")),
    ],
)
def test_a_name_is_taken_apart_only_where_it_ends_in_initials(author: str, name: Name) -> None:
    assert name_of(author) == name


@pytest.mark.parametrize(
    ("recorded", "place"),
    [
        ("86(10):792-800", Place("86", "10", "792", "800")),
        ("109(16):2535-2544.e4", Place("109", "16", "2535", "2544.e4")),
        ("10:e62878 (2 March 2021)", Place("10", "", "e62878", "", "10:e62878 (2 March 2021)")),
        ("36(1):85-96; online 2020", Place("36", "1", "85", "96", "36(1):85-96; online 2020")),
        ("86(10):792 onwards", Place(remark="86(10):792 onwards")),
        ("registered 8 May 2025", Place(remark="registered 8 May 2025")),
        ("unknown", Place()),
    ],
)
def test_a_place_in_a_journal_is_taken_apart_only_in_its_usual_form(recorded: str, place: Place) -> None:
    assert place_of(recorded) == place


def test_what_was_recalled_says_so_in_the_note() -> None:
    source = makers.source(volume_pages="12:3-4 (pages guessed)", authors=("Smith A", "and others"))
    source = replace(source, provenance=replace(source.provenance, recalled=("volume_pages", "dose")))
    note = reference_of(view(source)).note
    assert note == (
        "Place as recorded: 12:3-4 (pages guessed). The list of authors is not complete. "
        "Recalled, not seen: volume and pages."
    )
    assert read_bibtex(written("bibtex", source))[0]["author"] == ["Smith, A.", "others"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "＝1", "\u202e=1"])
def test_no_cell_of_a_table_is_a_formula(start: str) -> None:
    (row,) = read_csv(written("csv", makers.source(title=start, authors=(start, "Smith A"))))
    assert row["title"].startswith("'")
    assert row["authors"].startswith("'")


@pytest.mark.parametrize("payload", [*PAYLOADS, "x\nER  - \nTY  - JOUR", "x},\n}\n@article{y,", "}}", '"', "\ud800"])
def test_hostile_text_makes_no_entry_and_no_field_of_its_own(payload: str) -> None:
    views = [poisoned(one, payload) for one in make_views().values()]
    views = [replace(one, source=replace(one.source, id=f"s{n}")) for n, one in enumerate(views)]
    for name, form in FORMATS.items():
        text = form.write(views)
        text.encode(form.encoding)
        read: Any = {"bibtex": read_bibtex, "ris": read_ris, "csl-json": json.loads, "csv": read_csv}[name](text)
        assert len(read) == len(views)
        fields = {key for entry in read for key in entry}
        assert "evil" not in "".join(fields)
        assert len({str(entry.get("title")) for entry in read}) == 1


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x24F), min_size=1))
def test_any_title_in_latin_letters_comes_back(title: str) -> None:
    line = plain_line(title)
    source = makers.source(title=title)
    assert read_ris(written("ris", source))[0].get("title", "") == line
    assert json.loads(written("csl-json", source))[0].get("title", "") == line
    assert len(read_bibtex(written("bibtex", source))) == 1


def test_two_ids_that_make_the_same_key_stay_two_entries() -> None:
    entries = read_bibtex(written("bibtex", makers.source("a b"), makers.source("a,b"), makers.source("A-b")))
    assert len({entry["ID"].casefold() for entry in entries}) == 3


def test_a_format_that_there_is_not_is_one_line_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="Choose a format: bibtex, ris, csl-json, csv"):
        format_named("pdf")
    assert set(FORMATS) == set(get_args(FormatName))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("name", get_args(FormatName))
def test_the_command_prints_the_library_or_one_source(name: FormatName) -> None:
    every = run("sources", "--export", name)
    one = run("sources", "szigeti-2021-elife", "--export", name)
    assert (every.exit_code, one.exit_code) == (0, 0)
    read: Any = {"bibtex": read_bibtex, "ris": read_ris, "csl-json": json.loads, "csv": read_csv}[name]
    assert (len(read(every.stdout)), len(read(one.stdout))) == (88, 1)
    assert "Self-blinding citizen science" in one.stdout


@pytest.mark.usefixtures("at_home")
def test_the_command_refuses_what_it_cannot_export() -> None:
    for words in (("--export", "pdf"), ("--export", "ris", "--json"), ("nobody-2020-x", "--export", "ris")):
        done = run("sources", *words)
        assert (done.exit_code, done.stdout) == (2, "")
