"""The columns of a table of checked claims: those that came with the claims, in their order, and then ours."""

from __future__ import annotations

from collections.abc import Sequence

COLUMNS = (
    "claim",
    "verdict",
    "certainty",
    "reasons",
    "overclaims",
    "fair_wording",
    "reply",
    "sources",
    "read_as",
    "notes",
    "error",
    "index_version",
)
SUFFIX = " (yours)"
"""After the name of a column that came with the claims where it is one of ours."""
Beside = tuple[tuple[str, str], ...]
"""What stood beside a claim in its row: the name of each other column and its cell."""


def names_beside(header: Sequence[str], place: int) -> tuple[str, ...]:
    """The names of all columns but the one of the claim, none of them a name of ours."""
    return tuple(_apart(name, header) for number, name in enumerate(header) if number != place)


def numbered(width: int) -> tuple[str, ...]:
    """Names for a table that has none; its first column is the claim."""
    return tuple(f"column {number}" for number in range(1, width + 1))


def cells_beside(names: Sequence[str], row: Sequence[str], place: int) -> Beside:
    """The cells of a row under their names; those that it lacks are empty, and those beyond the header have no name."""
    others = [cell for number, cell in enumerate(row) if number != place]
    return tuple((name, others[number] if number < len(others) else "") for number, name in enumerate(names))


def _apart(name: str, header: Sequence[str]) -> str:
    if name.strip().casefold() not in COLUMNS:
        return name
    name += SUFFIX
    while name in header:
        name += SUFFIX
    return name
