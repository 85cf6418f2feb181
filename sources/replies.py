"""The fixed replies, as data: what is said instead of an answer, sentence by sentence, in each language there is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.validate import build

REPLIES = "replies.toml"
_BLANK = re.compile(r"\{([^{}]*)\}")
_BLANKS = {"crisis": {"emergency", "lines"}, "acute": {"emergency", "lines"}, "support": {"lines"}}
_PHRASES = ("language", "local_emergency", "any_hour")


@dataclass(frozen=True, slots=True)
class ReplySet:
    """The replies in one language. `{emergency}` and `{lines}` are filled in for the reader's country."""

    language: str
    local_emergency: str
    any_hour: str
    crisis: tuple[str, ...]
    acute: tuple[str, ...]
    medical_advice: tuple[str, ...]
    sourcing: tuple[str, ...]
    greeting: tuple[str, ...]
    thanks: tuple[str, ...]
    off_topic: tuple[str, ...]
    support: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replies:
    """Every language; the first serves a reader whose language is not among them."""

    replies: tuple[ReplySet, ...]

    def in_language(self, language: str) -> ReplySet:
        """The replies in a language, or in the first."""
        return next((each for each in self.replies if each.language == language), self.replies[0])


def load_replies(path: Path) -> Replies:
    """Read and validate `replies.toml`. Raises SourceError naming the file and the key."""
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    replies = build(Replies, tables, path)
    if not replies.replies:
        raise SourceError(path, "replies", "must hold at least one language")
    for place, each in enumerate(replies.replies):
        _check(each, path, f"replies[{place}]")
    languages = [each.language for each in replies.replies]
    if len(set(languages)) < len(languages):
        raise SourceError(path, "replies", "a language stands twice")
    return replies


def _check(replies: ReplySet, path: Path, key: str) -> None:
    """Nothing is empty, and exactly the blanks that will be filled are there."""
    for field in fields(replies):
        said = getattr(replies, field.name)
        for sentence in (said,) if field.name in _PHRASES else said or ("",):
            if not sentence.strip():
                raise SourceError(path, f"{key}.{field.name}", "must say something")
        blanks = {name for sentence in said for name in _BLANK.findall(sentence)}
        if blanks != _BLANKS.get(field.name, set()):
            wanted = " and ".join(f"{{{name}}}" for name in sorted(_BLANKS.get(field.name, set()))) or "none"
            raise SourceError(path, f"{key}.{field.name}", f"must hold the blanks: {wanted}")
