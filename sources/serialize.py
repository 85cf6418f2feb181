"""Sources and articles to JSON and back, exactly, and the hash by which a change is noticed."""

from __future__ import annotations

import hashlib

from sources.model import Article, Source
from sources.validate import adapter


def source_to_json(source: Source) -> str:
    """A source as one line of JSON that holds every field."""
    return adapter(Source).dump_json(source).decode()


def source_from_json(text: str) -> Source:
    """The source that `source_to_json` wrote. Raises ValueError (pydantic's ValidationError) for anything else."""
    return adapter(Source).validate_json(text, strict=True)


def article_to_json(article: Article) -> str:
    """An article as one line of JSON that holds every field."""
    return adapter(Article).dump_json(article).decode()


def article_from_json(text: str) -> Article:
    """The article that `article_to_json` wrote. Raises ValueError (pydantic's ValidationError) for anything else."""
    return adapter(Article).validate_json(text, strict=True)


def document_hash(document: Source | Article) -> str:
    """sha256 (64 hex digits) of a document's canonical JSON: facts and text, not the layout of its front matter."""
    text = source_to_json(document) if isinstance(document, Source) else article_to_json(document)
    return hashlib.sha256(text.encode()).hexdigest()
