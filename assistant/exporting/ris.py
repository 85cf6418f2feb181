"""RIS, written by rispy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.exporting.reference import Form, Reference

TYPES: Mapping[Form, str] = {"paper": "JOUR", "page": "ELEC", "news": "NEWS", "registration": "ELEC"}


def ris(references: Sequence[Reference]) -> str:
    """One entry a reference."""
    import rispy

    class Plain(rispy.RisWriter):  # type: ignore[misc]
        """rispy writes a number above each entry, which the format does not know."""

        def set_header(self, count: int) -> str:
            del count
            return ""

    written: str = rispy.dumps([_entry(reference) for reference in references], implementation=Plain)
    return written


def _entry(reference: Reference) -> dict[str, str | list[str]]:
    place = reference.place
    # The format has no tag for these two; other programs write them so.
    numbers = [f"{name}: {value}" for name, value in (("PMID", reference.pmid), ("PMCID", reference.pmcid)) if value]
    fields: dict[str, str | list[str]] = {
        "id": reference.id,
        "title": reference.title,
        "authors": [name.inverted for name in reference.authors],
        "year": "" if reference.year is None else str(reference.year),
        "secondary_title": reference.venue,
        "volume": place.volume,
        "number": place.issue,
        "start_page": place.first_page,
        "end_page": place.last_page,
        "doi": reference.doi,
        "urls": [reference.url] if reference.url else [],
        "keywords": list(reference.topics),
        "notes": [*numbers, *([reference.note] if reference.note else [])],
    }
    return {"type_of_reference": TYPES[reference.form], **{name: value for name, value in fields.items() if value}}
