"""Links that open a question, a claim or a source: what they ask for, and how they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.formats import FORMATS
from tests.test_export import read_bibtex, read_csv, read_ris
from tests.test_ui_server import call
from tests.ui_hostile import PAYLOADS
from tests.ui_stand_in import make_answer, make_refusal, make_views
from ui.links import Opening, claim_address, export_address, opened_by, question_address, source_address
from ui.render.safe import HREF
from ui.render.sharing import claim_to_share, question_to_share, source_to_share

pytest_plugins = ("tests.ui_serving",)


@given(st.text())
def test_a_link_gives_back_the_words_it_was_made_of(words: str) -> None:
    said = words.encode("utf-8", "replace").decode().strip()
    for address, opening in (
        (question_address(words), Opening("ask", question=said)),
        (claim_address(words), Opening("check", claim=said)),
    ):
        assert HREF.match(address)
        assert opened_by(address[1:]) == (opening if said else Opening())
    assert HREF.match(source_address(words))
    assert unquote(source_address(words).removeprefix("/source/")) in (words.encode("utf-8", "replace").decode(), "-")


@pytest.mark.parametrize(
    ("search", "opening"),
    [
        ("", Opening()),
        ("?", Opening()),
        ("?q=", Opening()),
        ("?q=%20%20", Opening()),
        ("?q=Does+it+help%3F", Opening("ask", question="Does it help?")),
        ("?q=one&q=two", Opening("ask", question="one")),
        ("?claim=x&source=y", Opening("check", claim="x")),
        ("?q=a&claim=x", Opening("ask", question="a")),
        ("?source=szigeti-2021-elife", Opening("library", source="szigeti-2021-elife")),
        ("?view=api&__theme=dark", Opening()),
        ("?q=%ff%fe", Opening("ask", question="\ufffd\ufffd")),
        ("?q=\ud800", Opening("ask", question="?")),
    ],
)
def test_what_a_link_asks_for(search: str, opening: Opening) -> None:
    assert opened_by(search) == opening


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_a_link_is_only_text(payload: str) -> None:
    assert opened_by(question_address(payload)[1:]).question == payload.strip()
    markup = claim_to_share(payload)
    assert markup.count("<") == 4
    assert "evil.example/" not in markup


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\\evil.example",
        "/source/../../evil",
        "/source//evil.example",
        "/?q=a&next=//evil.example",
        "/api/export?format=csv&ids=a#x",
        "/gradio_api/file=/etc/passwd",
        "/",
        "javascript:alert(1)",
    ],
)
def test_no_other_address_may_stand_in_a_link(address: str) -> None:
    assert not HREF.match(address)


def test_a_follow_up_is_shared_as_it_was_understood_and_a_cry_for_help_never() -> None:
    answer = make_answer(make_views(), "And in people?")
    assert "/?q=And%20in%20people%3F" in question_to_share(answer)
    assert "/?q=In%20people" in question_to_share(replace(answer, standalone="In people"))
    assert question_to_share(make_refusal(make_views(), "I want to die")) == ""
    assert re.search(r'href="/source/a-b"[^>]*>Copy link', source_to_share("a-b"))


def test_the_address_of_a_source_leads_to_the_page_that_opens_it(address: str) -> None:
    status, headers, _ = call(address, "GET", "/source/szigeti-2021-elife")
    assert (status, headers["location"]) == (307, "/?source=szigeti-2021-elife")
    status, headers, _ = call(address, "GET", "/source/%2F%2Fevil.example%3Fq%3D1%0d%0aX-Bad%3A1")
    assert status in (307, 404)
    assert "x-bad" not in headers
    assert urlsplit(headers.get("location", "/")).netloc == ""
    assert call(address, "GET", "/source/a/b")[0] == 404


@pytest.mark.parametrize("name", list(FORMATS))
def test_sources_are_downloaded_in_each_format(address: str, name: str) -> None:
    read = {"bibtex": read_bibtex, "ris": read_ris, "csv": read_csv}.get(name, lambda value: value)
    status, headers, body = call(address, "GET", export_address(name))
    assert status == 200
    assert headers["content-type"].split(";")[0] == FORMATS[name].media_type  # type: ignore[index]
    assert headers["content-disposition"] == f'attachment; filename="sources.{FORMATS[name].suffix}"'  # type: ignore[index]
    assert len(read(body)) == 4
    ids = ("kaertner-2021-scirep", "szigeti-2021-elife")
    _, _, body = call(address, "GET", export_address(name, ids))
    assert len(read(body)) == 2
    status, headers, _ = call(address, "GET", export_address(name, ids[:1]))
    assert f'filename="kaertner-2021-scirep.{FORMATS[name].suffix}"' in headers["content-disposition"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Choose a format: bibtex, ris, csl-json, csv."),
        ("?format=pdf", "Choose a format"),
        ("?format=ris&ids=nobody", "No source 'nobody'"),
        ("?format=ris&ids=" + "x" * 300, "not the id"),
        ("?format=ris&ids=szigeti-2021-elife&ids=%00", "No source"),
    ],
)
def test_a_wrong_download_is_one_line(address: str, query: str, said: str) -> None:
    status, _, reply = call(address, "GET", f"/api/export{query}")
    assert status == 422
    assert said in reply["error"]
    assert len(reply["error"]) < 300
