"""Questions by the file: JSON Lines in, JSON Lines out, one answer a line with the id of its question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from assistant.answer import Turn
from assistant.conversation.scripted import scripted_turn
from assistant.service import Assistant
from sources.errors import AssistantError, UsageError

Work = Callable[[Assistant, dict[str, Any]], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How many lines were written, and how many of them hold an error instead of an answer."""

    written: int
    failed: int


def run_batch(assistant: Assistant, work: Work, source: Path, target: Path) -> BatchReport:
    """Answer every line of `source` into `target`. A line that cannot be answered becomes a line with `error`."""
    items = list(_read(source))
    written = failed = 0
    try:
        with target.open("w", encoding="utf-8") as out:
            for item in items:
                for line in work(assistant, item):
                    _write(out, line)
                    written += 1
                    failed += "error" in line
    except OSError as error:
        raise AssistantError(f"{target}: cannot be written ({error.strerror}).") from error
    return BatchReport(written, failed)


def answer_question(assistant: Assistant, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One item with `id` and `question`."""
    try:
        yield {**assistant.ask(_text(item, "question")).to_json(), "id": item["id"]}
    except UsageError as error:
        yield {"id": item["id"], "error": str(error)}


def answer_conversation(assistant: Assistant, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One item with `turns`; a line for each turn."""
    history: list[Turn] = []
    for turn in item.get("turns") or []:
        if turn.get("assistant_context"):
            history = [*history[:-1], _scripted(assistant, turn, history)]
        try:
            answer = assistant.ask(_text(turn, "question"), tuple(history))
        except UsageError as error:
            yield {"id": turn["id"], "error": str(error)}
            continue
        history.append(Turn(turn["question"], answer))
        yield {**answer.to_json(), "id": turn["id"]}


def _scripted(assistant: Assistant, turn: dict[str, Any], history: list[Turn]) -> Turn:
    """The reply that the file says was given before this turn, in the place of our own."""
    asked = history[-1].answer.standalone if history else ""
    return scripted_turn(
        asked, turn["assistant_context"], turn.get("assistant_context_keys") or (), assistant.index.sources
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str):
        raise UsageError(f"{item.get('id')}: {key!r} must be text")
    return value


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(item, dict) or "id" not in item:
            raise UsageError(f"{path}, line {number}: each line must be an object with an id.")
        yield item


def _write(out: TextIO, line: dict[str, Any]) -> None:
    out.write(json.dumps(line, ensure_ascii=False) + "\n")
    out.flush()
