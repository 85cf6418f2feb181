"""Where the library that ships with the code lies."""

from __future__ import annotations

from pathlib import Path


def bundled_library() -> Path:
    """The folder with `records/`, `article.md` and `vocabulary.toml` that is installed beside this file."""
    return Path(__file__).resolve().parent
