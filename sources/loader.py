"""From a folder to a `Library`.

The folder holds `records/<id>.md` and, where there is one, `article.md` and `vocabulary.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sources.article import load_article
from sources.errors import SourceError
from sources.model import Article, Source
from sources.records import load_record
from sources.vocabulary import EMPTY_VOCABULARY, Vocabulary, load_vocabulary

RECORDS = "records"
ARTICLE = "article.md"
VOCABULARY = "vocabulary.toml"


@dataclass(frozen=True)
class Library:
    """A folder of sources, loaded and checked. `sources` are the records, sorted by id; the article is apart."""

    root: Path
    sources: tuple[Source, ...]
    article: Article | None
    vocabulary: Vocabulary

    @cached_property
    def by_id(self) -> dict[str, Source]:
        """Every source by its id, the article's text included."""
        every = (*self.sources, self.article.source) if self.article else self.sources
        return {source.id: source for source in every}


def load_library(root: Path) -> Library:
    """Load a folder. Raises SourceError, naming the file and the field, at the first thing that is not as agreed."""
    folder = root / RECORDS
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise SourceError(folder, "records", "no .md file here; a library is a folder with records/<id>.md")
    sources = tuple(sorted((load_record(path) for path in paths), key=lambda source: source.id))
    article = load_article(root / ARTICLE) if (root / ARTICLE).exists() else None
    terms = root / VOCABULARY
    vocabulary = load_vocabulary(terms) if terms.exists() else EMPTY_VOCABULARY
    _check_ids(sources, article, root)
    _check_claims(sources, article, root)
    return Library(root, sources, article, vocabulary)


def _check_ids(sources: tuple[Source, ...], article: Article | None, root: Path) -> None:
    """Ids are file names, so two records can only share one where the file system ignores case."""
    seen: set[str] = {article.source.id.casefold()} if article else set()
    for source in sources:
        if source.id.casefold() in seen:
            raise SourceError(root / RECORDS / f"{source.id}.md", "id", f"{source.id!r} is used twice")
        seen.add(source.id.casefold())


def _check_claims(sources: tuple[Source, ...], article: Article | None, root: Path) -> None:
    """Links between records and article lead somewhere, both ways."""
    claims = {claim.id for claim in article.claims} if article else set()
    for source in sources:
        path = root / RECORDS / f"{source.id}.md"
        for claim in source.article_claims:
            if claim not in claims:
                raise SourceError(path, "article_claims", f"{claim!r} is no claim of {ARTICLE}")
    if article is None:
        return
    ids = {source.id for source in sources}
    links = [(f"claims.{c.id}.record_ids", c.record_ids) for c in article.claims]
    links += [(f"citations.{c.printed}.record_ids", c.record_ids) for c in article.citations]
    for field, record_ids in links:
        for record_id in record_ids:
            if record_id not in ids:
                raise SourceError(root / ARTICLE, field, f"{record_id!r} is no record of {RECORDS}/")
