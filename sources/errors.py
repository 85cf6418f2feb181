"""Errors that a person can act on.

An `AssistantError` is one line that says what happened and what to do; the command line prints it and exits with
`exit_code`. Anything else that is raised is a bug and may be loud.

AssistantError            exit code 1: the request was fine, something here was not
├── SourceError           a file of the library is wrong (names file and field)
├── IndexUnavailable      there is no usable index, and what to run
├── LibraryBusy           another process is writing
├── EncoderError          the encoder is missing or is not the one we know
└── UsageError            exit code 2: the request itself is wrong
"""

from __future__ import annotations

from pathlib import Path


class AssistantError(Exception):
    """One line for the person at the keyboard: what happened and what to do."""

    exit_code = 1


class SourceError(AssistantError):
    """A file of the library does not have the agreed form."""

    def __init__(self, path: Path, field: str, problem: str) -> None:
        super().__init__(f"{path}: {field}: {problem}")
        self.path = path
        self.field = field
        self.problem = problem


class IndexUnavailable(AssistantError):  # noqa: N818 (the name says what is so)
    """There is no index to answer from."""


class LibraryBusy(AssistantError):  # noqa: N818 (the name says what is so)
    """Another process holds the writer lock."""


class EncoderError(AssistantError):
    """The encoder's files are missing, damaged or not the known ones."""


class UsageError(AssistantError):
    """The request is not one that can be carried out."""

    exit_code = 2
