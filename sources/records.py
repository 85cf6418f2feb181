"""From `records/<id>.md` to a `Source`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from sources.body import record_parts
from sources.errors import SourceError
from sources.frontmatter import read_document
from sources.model import Source
from sources.validate import build


def load_record(path: Path) -> Source:
    """Read and validate one record. Raises SourceError naming the file and the field."""
    document = read_document(path)
    facts = dict(document.facts)
    for taken in ("text", "parts", "reader_caveats"):
        if taken in facts:
            raise SourceError(path, taken, "unknown field; it is made from the body or from `caveats`")
    if "caveats" not in facts:
        raise SourceError(path, "caveats", "missing; write caveats: [] where no reader gave one")
    facts["reader_caveats"] = facts.pop("caveats")
    parts = record_parts(document.body, path)
    source = build(Source, {**facts, "text": document.body, "parts": [asdict(part) for part in parts]}, path)
    _check(source, path)
    return source


def _check(source: Source, path: Path) -> None:
    """What types cannot say: the id is the file's name, and a fact that was seen says on which page."""
    if source.id != path.stem:
        raise SourceError(path, "id", f"is {source.id!r}, but the file is named {path.stem!r}")
    if not source.title.strip():
        raise SourceError(path, "title", "empty")
    if not source.design and source.kind in ("study", "review"):
        raise SourceError(path, "design", "empty; name at least one design")
    for number, outcome in enumerate(source.outcomes):
        if outcome.source is not None and outcome.source not in source.provenance.sources:
            raise SourceError(path, f"outcomes[{number}].source", f"{outcome.source!r} is not in provenance.sources")
        if outcome.stated and f"- {outcome.stated}\n" not in f"{source.text}\n":
            raise SourceError(path, f"outcomes[{number}].stated", "is no sentence of the note; copy one word for word")
