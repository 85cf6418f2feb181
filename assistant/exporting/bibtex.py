"""BibTeX, written by bibtexparser. Text is spelled in LaTeX, so that an old BibTeX reads it as well as a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from assistant.exporting.names import Name
from assistant.exporting.reference import Form, Reference

TYPES: Mapping[Form, str] = {"paper": "article", "page": "misc", "news": "misc", "registration": "misc"}


def bibtex(references: Sequence[Reference]) -> str:
    """One entry a reference; its key is the source's id."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field
    from bibtexparser.writer import BibtexFormat

    keys: set[str] = set()
    entries: list[Block] = []
    for reference in references:
        fields = [Field(name, value) for name, value in _fields(reference) if value]
        entries.append(Entry(TYPES[reference.form], _key(reference.id, keys), fields))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent, form.block_separator, form.trailing_comma = "  ", "\n", True
    return write_string(Library(entries), bibtex_format=form)


def _key(source_id: str, taken: set[str]) -> str:
    """A key that BibTeX can read and that no other entry has."""
    plain = re.sub(r"[^A-Za-z0-9:_.-]+", "-", source_id) or "source"
    key, number = plain, 2
    while key.casefold() in taken:
        key, number = f"{plain}-{number}", number + 1
    taken.add(key.casefold())
    return key


def _fields(reference: Reference) -> list[tuple[str, str]]:
    place = reference.place
    pages = [place.first_page, place.last_page]
    journal = "journal" if reference.form == "paper" else "howpublished"
    return [
        # A second pair of braces keeps a style from writing LSD as lsd.
        ("title", f"{{{_latex(reference.title)}}}" if reference.title else ""),
        ("author", _authors(reference)),
        ("year", "" if reference.year is None else str(reference.year)),
        (journal, _latex(reference.venue)),
        ("volume", _latex(place.volume)),
        ("number", _latex(place.issue)),
        ("pages", "--".join(_latex(page) for page in pages if page)),
        ("doi", _address(reference.doi)),
        ("url", _address(reference.url)),
        ("pmid", _latex(reference.pmid)),
        ("pmcid", _latex(reference.pmcid)),
        ("keywords", _latex(", ".join(reference.topics))),
        ("note", _latex(reference.note)),
    ]


def _authors(reference: Reference) -> str:
    others = ["others"] if reference.more_authors else []
    return " and ".join([*map(_author, reference.authors), *others])


def _author(name: Name) -> str:
    # A body's name in braces, or BibTeX would take its last word for a family name.
    return _latex(name.inverted) if name.initials else f"{{{_latex(name.family)}}}"


def _address(value: str) -> str:
    # Read as it stands, without LaTeX; what would end the field is written as in an address.
    return quote(value, safe="/:.;()<>_-~!$&'*+,=?#@[]%")


def _latex(value: str) -> str:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    # A letter that LaTeX has no name for stays as it is: the file is UTF-8.
    encoder = UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all", unknown_char_policy="keep", unknown_char_warning=False
    )
    spelled: str = encoder.unicode_to_latex(value)
    return spelled
