"""How people put the article's claims: other words for each, by which a pasted sentence is known for one of them.

They are for finding only: nothing is ever quoted from them, and what is said of a claim is said of the article's own words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

from sources.errors import SourceError
from sources.frontmatter import read_text

WORDINGS = "article_wordings.toml"


def load_wordings(path: Path, claims: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The wordings of each claim by its id; empty without the file. Raises SourceError naming the file and the claim."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    seen: set[str] = set()
    for claim, wordings in table.items():
        if claim not in claims:
            raise SourceError(path, claim, "no claim of the article has this id")
        if not isinstance(wordings, list) or not all(isinstance(w, str) and w.strip() for w in wordings):
            raise SourceError(path, claim, "must be a list of sentences")
        for wording in wordings:
            if wording.casefold() in seen:
                raise SourceError(path, claim, f"{wording[:60]!r} stands twice")
            seen.add(wording.casefold())
    return {claim: tuple(wordings) for claim, wordings in table.items()}
