"""The formats that sources can be exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.exporting.bibtex import bibtex
from assistant.exporting.csl import csl_json
from assistant.exporting.reference import Reference, reference_of
from assistant.exporting.ris import ris
from assistant.exporting.table import csv_table
from assistant.views import SourceView
from sources.errors import UsageError

FormatName = Literal["bibtex", "ris", "csl-json", "csv"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write sources: what people call it, what a browser and a file system do, and the writer."""

    title: str
    media_type: str
    suffix: str
    write: Callable[[Sequence[SourceView]], str]
    encoding: str = "utf-8"


def _of_references(write: Callable[[Sequence[Reference]], str]) -> Callable[[Sequence[SourceView]], str]:
    return lambda views: write([reference_of(view) for view in views])


FORMATS: Mapping[FormatName, Format] = {
    "bibtex": Format("BibTeX", "application/x-bibtex", "bib", _of_references(bibtex)),
    "ris": Format("RIS", "application/x-research-info-systems", "ris", _of_references(ris)),
    "csl-json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", _of_references(csl_json)),
    # Excel takes a CSV without a byte order mark for the machine's old code page.
    "csv": Format("CSV", "text/csv", "csv", csv_table, "utf-8-sig"),
}


def format_named(name: str) -> Format:
    """A format. Raises UsageError that lists the names there are."""
    for known in get_args(FormatName):
        if known == name:
            return FORMATS[known]
    raise UsageError(f"Choose a format: {', '.join(get_args(FormatName))}.")
