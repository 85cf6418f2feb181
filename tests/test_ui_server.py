"""The JSON API and the server's manners, over a real server on loopback."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest

from sources.errors import AssistantError
from tests.ui_stand_in import make_answer, make_views
from ui.guard import HEADERS
from ui.question import LONGEST
from ui.server import LARGEST_BODY, listen, page_address

pytest_plugins = ("tests.ui_serving",)


def call(address: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], Any]:
    """One request; the body is sent as JSON, or as it is when it is bytes."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    connection.request(method, path, sent, {"content-type": "application/json", **headers})
    reply = connection.getresponse()
    raw = reply.read()
    connection.close()
    kind = reply.headers.get("content-type", "")
    return (
        reply.status,
        {k.lower(): v for k, v in reply.headers.items()},
        json.loads(raw) if "json" in kind else raw.decode(),
    )


def ask(address: str, question: Any, **more: Any) -> tuple[int, Any]:
    status, _, reply = call(address, "POST", "/api/ask", {"question": question, **more})
    return status, reply


def test_health(address: str) -> None:
    status, _, reply = call(address, "GET", "/api/health")
    assert (status, reply) == (200, {"status": "ok", "index_version": "test-1", "sources": 4, "notices": []})


def test_an_answer_is_the_answer_with_nothing_left_out(address: str) -> None:
    status, reply = ask(address, " Does it help with anxiety? ")
    assert status == 200
    assert reply == json.loads(json.dumps(make_answer(make_views()).to_json()))


def test_a_follow_up_is_asked_with_the_turns_before_it(address: str) -> None:
    _, first = ask(address, "Does it help?")
    status, second = ask(address, "And in people?", history=[{"question": "Does it help?", "answer": first}])
    assert status == 200
    assert second["standalone"] == "And in people? (in people, for anxiety)"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "question: Field required"),
        ({"question": 3}, "question: Input should be a valid string"),
        ({"question": "x", "more": 1}, "more: Extra inputs are not permitted"),
        ({"question": "x", "history": [{"question": "y"}]}, "history.0.answer: Field required"),
        ({"question": "   "}, "Type a question first."),
        ({"question": "x" * (LONGEST + 1)}, "2,001 characters long; 2,000 is the most"),
        ({"question": "\x00"}, "not text"),
        ({"question": "control"}, "control characters"),
        ([], "valid dictionary"),
        (b"{", "JSON decode error"),
        (b"\xff\xfe", ""),
    ],
)
def test_a_wrong_question_gets_one_clear_line(address: str, body: Any, said: str) -> None:
    status, _, reply = call(address, "POST", "/api/ask", body)
    assert 400 <= status < 500
    assert said in reply["error"]
    assert len(reply["error"]) < 300


def test_half_a_character_is_no_crash(address: str) -> None:
    status, _, reply = call(address, "POST", "/api/ask", b'{"question": "why \\ud800?"}')
    assert (status, reply["question"]) == (200, "why ??")


def test_a_failure_is_one_line_without_its_inside(address: str) -> None:
    assert ask(address, "break") == (503, {"error": "The index is damaged; run `assistant index`."})
    status, reply = ask(address, "bug")
    assert status == 500
    assert "secret" not in json.dumps(reply)


def test_sources(address: str) -> None:
    status, _, all_sources = call(address, "GET", "/api/sources")
    assert (status, len(all_sources)) == (200, 4)
    status, _, one = call(address, "GET", "/api/sources/szigeti-2021-elife")
    assert status == 200
    assert one["source"]["provenance"]["sources"] == {"s1": "https://elifesciences.org/articles/62878"}
    assert one in all_sources
    assert call(address, "GET", "/api/sources/none")[0] == 404
    assert call(address, "GET", "/api/sources/..%2f..%2fetc%2fpasswd")[0] == 404


def test_a_body_over_the_cap_is_refused_whether_declared_or_not(address: str) -> None:
    large = b'{"question": "' + b"x" * LARGEST_BODY + b'"}'
    for path in ("/api/ask", "/gradio_api/queue/join"):
        status, _, reply = call(address, "POST", path, large)
        assert (status, "Too Large" in str(reply)) == (413, True)
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    chunks = (large[i : i + 65536] for i in range(0, len(large), 65536))
    connection.request("POST", "/api/ask", chunks, {"content-type": "application/json"}, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/api/health", 200),
        ("GET", "/api/nothing", 404),
        ("GET", "/nothing", 404),
        ("POST", "/gradio_api/upload", 404),
        ("GET", "/monitoring", 404),
        ("GET", "/docs", 404),
    ],
)
def test_every_reply_carries_the_security_headers(address: str, method: str, path: str, status: int) -> None:
    got, headers, _ = call(address, method, path)
    assert got == status
    for name, value in HEADERS:
        assert headers[name.decode()] == value.decode()


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/file=/etc/passwd", "/gradio_api/file=pyproject.toml", "/gradio_api/proxy=https://evil.example/"],
)
def test_gradio_hands_out_no_file(address: str, path: str) -> None:
    status, _, reply = call(address, "GET", path)
    assert status in (403, 404)
    assert "root:" not in str(reply)


def test_the_page_names_no_other_host_that_it_would_load(address: str) -> None:
    _, _, page = call(address, "GET", "/")
    config = json.loads(page.split("window.gradio_config = ")[1].split(";</script>")[0])
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert not any("http" in sheet for sheet in config["stylesheets"])
    assert all(event["api_visibility"] == "private" for event in config["dependencies"])


def test_a_busy_port_is_one_line_that_says_what_to_do() -> None:
    with (
        listen("127.0.0.1", 0) as first,
        pytest.raises(AssistantError, match=r"Port \d+ is in use; choose another with --port"),
    ):
        listen("127.0.0.1", first.getsockname()[1])


def test_a_wrong_host_is_one_line() -> None:
    with pytest.raises(AssistantError, match="--host"):
        listen("no such host.invalid", 0)
    with pytest.raises(AssistantError, match="Cannot listen"):
        listen("192.0.2.1", 0)


def test_addresses_to_open() -> None:
    assert page_address("127.0.0.1", 80) == "http://127.0.0.1:80"
    assert page_address("0.0.0.0", 80) == "http://127.0.0.1:80"  # noqa: S104
    assert page_address("::1", 80) == "http://[::1]:80"


def test_the_command_refuses_a_busy_port_before_it_opens_the_index() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code = "from ui.command import main; main()"
        done = subprocess.run([sys.executable, "-c", code, "serve", "--port", port], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.strip() == f"Port {port} is in use; choose another with --port."


def test_serve_is_among_the_commands() -> None:
    from ui.command import command_line

    command_line()
    names = [command.name or command.callback.__name__ for command in command_line().registered_commands]  # type: ignore[union-attr]
    assert names.count("serve") == 1
