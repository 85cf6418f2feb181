"""CSL-JSON, the form that Zotero, Pandoc and citation processors read (csl-data.json of the CSL 1.0.2 schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.exporting.names import Name
from assistant.exporting.reference import Form, Reference

TYPES: Mapping[Form, str] = {
    "paper": "article-journal",
    "page": "webpage",
    "news": "article-newspaper",
    "registration": "webpage",
}


def csl_json(references: Sequence[Reference]) -> str:
    """A list of items."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    place = reference.place
    fields: dict[str, Any] = {
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "issued": None if reference.year is None else {"date-parts": [[reference.year]]},
        "container-title": reference.venue,
        "volume": place.volume,
        "issue": place.issue,
        "page": "-".join(page for page in (place.first_page, place.last_page) if page),
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": reference.url,
        "keyword": ", ".join(reference.topics),
        "note": reference.note,
    }
    given = {name: value for name, value in fields.items() if value}
    return {"id": reference.id, "type": TYPES[reference.form], **given}


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.initials} if name.initials else {"literal": name.family}
