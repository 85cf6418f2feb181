"""The fixed replies and the help lines, as data: `replies.toml` and `helplines.toml`."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.validate import build

OLD = datetime.timedelta(days=180)
"""A help line that nobody has looked at for longer than this is called old."""


@dataclass(frozen=True, slots=True)
class Replies:
    """Sentences, word for word; `{emergency}` and `{lines}` stand for what a country's help lines say."""

    crisis: tuple[str, ...]
    acute: tuple[str, ...]
    medical_advice: tuple[str, ...]
    sourcing: tuple[str, ...]
    support: str
    greeting: tuple[str, ...]
    thanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Helpline:
    """Somebody to talk to, the page that says so, and when that page was last looked at."""

    name: str
    contact: str
    hours: str
    url: str
    last_checked: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its two letters (or "unknown"), its emergency number and its help lines."""

    code: str
    emergency: str
    lines: tuple[Helpline, ...] = ()


@dataclass(frozen=True)
class Helplines:
    """Help lines by country."""

    country: tuple[Country, ...]

    def of(self, code: str | None) -> Country:
        """The country's entry; the one for "unknown" where there is none."""
        named = {country.code.casefold(): country for country in self.country}
        return named.get((code or "unknown").casefold(), named["unknown"])

    def doubtful(self, today: datetime.date) -> tuple[str, ...]:
        """The lines that nobody has checked, or not for a long time, each with why."""
        return tuple(
            f"{line.name} ({country.code}): {'never checked' if line.last_checked is None else f'checked {line.last_checked}'}"
            for country in self.country
            for line in country.lines
            if line.last_checked is None or today - line.last_checked > OLD
        )


def load_replies(path: Path) -> Replies:
    """Read and validate `replies.toml`. Raises SourceError naming the file and the key."""
    replies = build(Replies, _table(path), path)
    for key in ("crisis", "acute", "medical_advice", "sourcing", "greeting", "thanks"):
        if not getattr(replies, key):
            raise SourceError(path, key, "empty; write at least one sentence")
    return replies


def load_helplines(path: Path) -> Helplines:
    """Read and validate `helplines.toml`. Raises SourceError naming the file and the key."""
    lines = build(Helplines, _table(path), path)
    if all(country.code != "unknown" for country in lines.country):
        raise SourceError(path, "country", 'none with code = "unknown"; it is what everybody else is shown')
    return lines


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
