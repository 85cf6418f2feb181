"""From a file of the library to its front matter and its body.

A file is UTF-8 text: a line `---`, YAML, a line `---`, then the body. Line ends are read as `\\n` whatever the file
uses and a byte order mark is dropped; nothing else is touched, so offsets into the body are the same on every system.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sources.errors import SourceError

_FENCE = "---"
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file split in two: the front matter as plain values, and the body after the line that closes it."""

    path: Path
    facts: dict[str, Any]
    body: str


class _StrictLoader(_BASE):  # type: ignore[misc]
    """YAML in which a key may stand only once: of two, PyYAML would silently keep the second."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
        seen.add(key.value)
    pairs: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return pairs


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_text(path: Path) -> str:
    """The file as text with `\\n` line ends. Raises SourceError where it cannot be read or is not UTF-8."""
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path, "encoding", f"not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except OSError as error:
        raise SourceError(path, "file", f"cannot be read ({error.strerror})") from error
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def read_document(path: Path) -> Document:
    """Read and split one file. Raises SourceError for a missing fence, broken YAML or a key that stands twice."""
    text = read_text(path)
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise SourceError(path, "front matter", "missing; the file must begin with a line ---")
    close = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if close is None:
        raise SourceError(path, "front matter", "never closed; put a line --- after it")
    return Document(path, _parse(path, "\n".join(lines[1:close])), "\n".join(lines[close + 1 :]))


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        facts = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a safe loader, made stricter)
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 2}" if error.problem_mark else "front matter"
        raise SourceError(path, where, f"not valid YAML ({error.problem})") from error
    except (yaml.YAMLError, ValueError) as error:
        raise SourceError(path, "front matter", f"not valid YAML ({error})") from error
    if not isinstance(facts, dict):
        raise SourceError(path, "front matter", "must be a list of `field: value` lines")
    return facts
