"""What is said about a file that is not as agreed: one line that names the file and the field."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.bundled import bundled_library
from sources.errors import SourceError
from sources.loader import load_library
from sources.vocabulary import EMPTY_VOCABULARY

RECORD = "kaertner-2021-scirep"
OTHER = "szigeti-2021-elife"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small library with two real records, an article with one claim, and no vocabulary."""
    (tmp_path / "records").mkdir()
    for name in (RECORD, OTHER):
        text = (bundled_library() / "records" / f"{name}.md").read_text(encoding="utf-8")
        front, body = text.split("article_claims:\n", 1)
        text = f"{front}article_claims:\n  - C01\ncaveats:{body.split('caveats:', 1)[1]}"
        (tmp_path / "records" / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


ARTICLE = f"""---
id: article
title: On tea
date: 2024-05-01
claims:
  - id: C01
    section: Opening
    claim: Tea calms.
    cited_as: Leaf (2020), Journal of Tea
    verdict: contradicted
    reason: It does not.
    record_ids: [{RECORD}]
citations:
  - printed: Leaf (2020), Journal of Tea
    found: 'no'
    record_ids: [{OTHER}]
---

## Opening

### C01 Contradicted

- The article says that tea calms.

## Citations

### Leaf (2020), Journal of Tea

- The article prints a paper that could not be found.
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_library_is_sound(root: Path) -> None:
    library = load_library(root)
    assert [source.id for source in library.sources] == [RECORD, OTHER]
    assert library.vocabulary is EMPTY_VOCABULARY
    assert library.article is not None
    assert library.article.claims[0].record_ids == (RECORD,)


def test_an_article_is_optional(root: Path) -> None:
    (root / "article.md").unlink()
    for path in (root / "records").iterdir():
        change(path, "article_claims:\n  - C01\n", "article_claims: []\n")
    assert load_library(root).article is None


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(root: Path) -> None:
    before = load_library(root)
    for path in (*(root / "records").iterdir(), root / "article.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = load_library(root)
    assert after.sources == before.sources
    assert after.article == before.article


BAD_RECORDS: tuple[tuple[str, Callable[[str], str], str], ...] = (
    ("an unknown field", lambda t: t.replace("year:", "yeer: 1\nyear:"), "yeer: unknown field"),
    (
        "an unknown field of an outcome",
        lambda t: t.replace("    measure:", "    mesure: x\n    measure:", 1),
        "outcomes[0].mesure",
    ),
    ("a missing field", lambda t: t.replace("funding: unknown\n", ""), "funding: missing"),
    (
        "a missing field of a caveat",
        lambda t: t.replace("    reason: Single group, no dummy dose.\n", ""),
        "reader_caveats[0].reason: missing",
    ),
    ("a wrong design", lambda t: t.replace("prospective-cohort", "cohort"), "design[0]"),
    ("a wrong kind", lambda t: t.replace("kind: study", "kind: paper"), "kind: input should be 'article'"),
    ("a wrong direction", lambda t: t.replace("direction: improved", "direction: better", 1), "outcomes[0].direction"),
    ("a wrong caveat", lambda t: t.replace("kind: expectancy", "kind: hope"), "reader_caveats[4].kind"),
    (
        "a number for a title",
        lambda t: t.replace(t.split("title: ")[1].split("\n")[0], "1984", 1),
        "title: input should be a valid string",
    ),
    ("a word for a number", lambda t: t.replace("n: 81\n", "n: many\n"), "n: input should be a valid integer"),
    ("a number in quotes", lambda t: t.replace("n: 81\n", "n: '81'\n"), "n: input should be a valid integer"),
    ("yes for true", lambda t: t.replace("peer_reviewed: true", "peer_reviewed: 'yes'"), "peer_reviewed"),
    ("an id that is not the file's", lambda t: t.replace(f"id: {RECORD}", "id: other"), "id: is 'other'"),
    ("a claim that is not in the article", lambda t: t.replace("  - C01", "  - C77"), "article_claims: 'C77'"),
    ("an outcome seen nowhere", lambda t: t.replace("source: s1", "source: s9", 1), "outcomes[0].source: 's9'"),
    ("no title", lambda t: t.replace(t.split("title: ")[1].split("\n")[0], "' '", 1), "title: empty"),
    ("no design", lambda t: t.replace("design:\n  - prospective-cohort", "design: []"), "design: empty"),
    ("a part of the body in the front matter", lambda t: t.replace("year:", "text: x\nyear:"), "text: unknown field"),
    ("a field that stands twice", lambda t: t.replace("kind: study", "kind: study\nkind: study"), "kind stands twice"),
    ("broken YAML", lambda t: t.replace("kind: study", "kind: [study"), "not valid YAML"),
    (
        "YAML that makes an object",
        lambda t: t.replace("kind: study", "kind: !!python/name:os.system"),
        "not valid YAML",
    ),
    ("no front matter", lambda t: t.replace("---\n", "", 1), "front matter: missing"),
    ("front matter without an end", lambda t: t.replace("\n---\n", "\n", 1), "front matter: never closed"),
    ("front matter that is a list", lambda t: "---\n- x\n---\n" + t.split("\n---\n", 1)[1], "front matter: must be"),
    ("no body", lambda t: t.split("\n## ")[0], "body: the headings must be"),
    ("a heading too few", lambda t: t.replace("## What was found\n", ""), "body: the headings must be"),
    ("a heading of another name", lambda t: t.replace("## What was found", "## Results"), "found At a glance, Results"),
    (
        "text before the first heading",
        lambda t: t.replace("## At a glance", "Hello\n\n## At a glance"),
        "body: there is text",
    ),
    (
        "an empty part",
        lambda t: t.split("## How the article uses it")[0] + "## How the article uses it\n",
        "## How the article uses it: empty",
    ),
    (
        "a line that is no bullet",
        lambda t: t.replace("- Kaertner and", "Kaertner and", 1),
        "## At a glance: every line must start",
    ),
)


@pytest.mark.parametrize(
    ("change_text", "problem"), [case[1:] for case in BAD_RECORDS], ids=[case[0] for case in BAD_RECORDS]
)
def test_a_bad_record_is_named_with_its_field(root: Path, change_text: Callable[[str], str], problem: str) -> None:
    path = root / "records" / f"{RECORD}.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(change_text(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    with pytest.raises(SourceError) as caught:
        load_library(root)
    assert str(path) in str(caught.value)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8(root: Path) -> None:
    path = root / "records" / f"{RECORD}.md"
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(SourceError, match=r"encoding: not UTF-8 at byte \d+"):
        load_library(root)


def test_a_folder_where_a_file_should_be(root: Path) -> None:
    (root / "records" / "folder.md").mkdir()
    with pytest.raises(SourceError, match=r"folder\.md: file: cannot be read"):
        load_library(root)


def test_two_ids_that_differ_only_in_case(root: Path) -> None:
    shutil.copy(root / "records" / f"{RECORD}.md", root / "records" / f"{RECORD.upper()}.md")
    change(root / "records" / f"{RECORD.upper()}.md", f"id: {RECORD}", f"id: {RECORD.upper()}")
    with pytest.raises(SourceError, match=r"id: .* is used twice"):
        load_library(root)


def test_a_folder_without_records(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"records: no \.md file here"):
        load_library(tmp_path)


BAD_ARTICLES = (
    (
        "a record that is not there",
        f"record_ids: [{RECORD}]",
        "record_ids: [nobody]",
        "claims.C01.record_ids: 'nobody'",
    ),
    ("a citation to nothing", f"record_ids: [{OTHER}]", "record_ids: [nobody]", "Journal of Tea.record_ids: 'nobody'"),
    ("a wrong verdict", "verdict: contradicted", "verdict: wrong", "claims[0].verdict"),
    ("a wrong word for found", "found: 'no'", "found: maybe", "citations[0].found"),
    ("a bare no", "found: 'no'", "found: no", "citations[0].found"),
    ("a claim without its block", "### C01", "### C02", "claims.C01: no block '### C01' in the body"),
    (
        "a citation without its block",
        "### Leaf (2020)",
        "### Leaf (2021)",
        "no block '### Leaf (2020), Journal of Tea'",
    ),
    ("an empty block", "- The article says that tea calms.\n", "", "## C01 Contradicted: empty"),
    ("an unknown field", "title:", "titel: x\ntitle:", "titel: unknown field"),
    ("no date", "date: 2024-05-01\n", "", "date: missing"),
    ("a date that is none", "date: 2024-05-01", "date: May", "date: input should be a valid date"),
    ("a claim without a reason", "    reason: It does not.\n", "", "claims[0].reason: missing"),
)


@pytest.mark.parametrize(
    ("old", "new", "problem"), [case[1:] for case in BAD_ARTICLES], ids=[case[0] for case in BAD_ARTICLES]
)
def test_a_bad_article_is_named_with_its_field(root: Path, old: str, new: str, problem: str) -> None:
    change(root / "article.md", old, new)
    with pytest.raises(SourceError) as caught:
        load_library(root)
    assert str(root / "article.md") in str(caught.value)
    assert problem in str(caught.value)


def test_a_claim_that_stands_twice(root: Path) -> None:
    text = (root / "article.md").read_text(encoding="utf-8")
    claim = text.split("claims:\n")[1].split("citations:\n")[0]
    change(root / "article.md", claim, claim + claim)
    with pytest.raises(SourceError, match="claims: 'C01' stands twice"):
        load_library(root)


def test_an_article_without_a_sentence(root: Path) -> None:
    front = (root / "article.md").read_text(encoding="utf-8").split("\n---\n")[0]
    (root / "article.md").write_text(f"{front}\n---\n", encoding="utf-8")
    with pytest.raises(SourceError, match="body: no sentences"):
        load_library(root)
