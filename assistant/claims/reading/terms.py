"""Names of the known words of a text."""

from __future__ import annotations

from collections.abc import Iterable

from sources.vocabulary import Found as Term


def names_of(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms))


def section_names(terms: tuple[Term, ...], section: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.name for term in terms if term.section == section))
