"""Emergency numbers and help lines by country, and which of them somebody should check.

A wrong number harms, so each line carries the day on which a person last compared it with its page. The limit of 180
days is the house rule for contacts that people in danger are given.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.validate import build

HELPLINES = "helplines.toml"
DAYS_GOOD = 180
About = Literal["crisis", "poison"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to call, text or open. `last_checked` is the day it was compared with its page; None is never."""

    name: str
    about: About
    contact: str
    hours: str
    url: str
    last_checked: date | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country's emergency number and its lines; `also` are other codes that mean it or that it serves."""

    code: str
    emergency: str
    also: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Helplines:
    """Every country, and the line that serves people anywhere."""

    countries: tuple[Country, ...]
    anywhere: Line

    def country(self, code: str | None) -> Country | None:
        """The country of an ISO code in any case, or None where it is unknown or not listed."""
        wanted = (code or "").strip().upper()
        return next((each for each in self.countries if wanted in (each.code, *each.also)), None)

    def lines(self, code: str | None, about: tuple[About, ...]) -> tuple[Line, ...]:
        """The lines for a need, in the order of `about`; the one for people anywhere where there are none."""
        country = self.country(code)
        found = tuple(line for kind in about for line in (country.lines if country else ()) if line.about == kind)
        return found if any(line.about == "crisis" for line in found) else (*found, self.anywhere)

    def due(self, today: date) -> tuple[str, ...]:
        """One sentence for each line that was never checked, or not within 180 days."""
        every = [(each.code, line) for each in self.countries for line in each.lines] + [("anywhere", self.anywhere)]
        return tuple(
            f"{code}, {line.name}: {age}; compare it with {line.url}"
            for code, line in every
            if (age := _age(line, today))
        )


def _age(line: Line, today: date) -> str | None:
    if line.last_checked is None:
        return "never checked"
    days = (today - line.last_checked).days
    if days < 0:
        return f"checked on {line.last_checked}, which is in the future"
    return f"last checked {days} days ago" if days > DAYS_GOOD else None


def load_helplines(path: Path) -> Helplines:
    """Read and validate `helplines.toml`. Raises SourceError naming the file and the key."""
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    helplines = build(Helplines, tables, path)
    _check(helplines, path)
    return helplines


def _check(helplines: Helplines, path: Path) -> None:
    """Every code leads to one country, every field says something, and every page is a secure address."""
    seen: set[str] = set()
    for place, country in enumerate(helplines.countries):
        key = f"countries[{place}]"
        for code in (country.code, *country.also):
            if code != code.strip().upper() or not code:
                raise SourceError(path, key, f"{code!r} must be a country code in capitals")
            if code in seen:
                raise SourceError(path, key, f"{code!r} stands twice")
            seen.add(code)
        if not country.emergency.strip():
            raise SourceError(path, f"{key}.emergency", "must not be empty")
        for number, line in enumerate(country.lines):
            _check_line(line, path, f"{key}.lines[{number}]")
    _check_line(helplines.anywhere, path, "anywhere")


def _check_line(line: Line, path: Path, key: str) -> None:
    for field in ("name", "contact", "hours"):
        if not getattr(line, field).strip():
            raise SourceError(path, f"{key}.{field}", "must not be empty")
    if not line.url.startswith("https://"):
        raise SourceError(path, f"{key}.url", f"{line.url!r} must begin with https://")
