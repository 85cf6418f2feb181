"""From plain values to the frozen shapes of `sources.model`, strictly: nothing is converted, dropped or filled in.

Values pass through JSON because pydantic's strict JSON mode is the rule wanted here: a list is a tuple, an ISO string
is a date, and nothing else is coerced, so a number where a title should be is an error.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from sources.errors import SourceError

T = TypeVar("T")


def adapter(shape: type[T]) -> TypeAdapter[T]:
    """The validator of a shape, built once: building one takes longer than validating every record."""
    key: Any = shape  # mypy does not take a type variable for hashable
    validator: TypeAdapter[T] = _adapter(key)
    return validator


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def build(shape: type[T], facts: dict[str, Any], path: Path) -> T:
    """`facts` as a `shape`. Raises SourceError naming the file and the first wrong field."""
    unknown = _unknown(shape, facts, "")
    if unknown:
        raise SourceError(path, unknown, "unknown field; remove it or correct its name")
    try:
        return adapter(shape).validate_json(json.dumps(facts, default=str), strict=True)
    except ValidationError as error:
        first, more = error.errors()[0], error.error_count() - 1
        problem = _problem(first["msg"], first["input"]) if first["type"] != "missing" else "missing"
        raise SourceError(path, _place(first["loc"]), problem + (f" (and {more} more)" if more else "")) from error


def _problem(message: str, value: object) -> str:
    return f"{message[0].lower()}{message[1:]}, not {str(value)[:60]!r}"


def _place(location: tuple[int | str, ...]) -> str:
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}"
    return name.lstrip(".") or "front matter"


@cache
def _nested(shape: Any) -> dict[str, type[Any] | None]:
    """Each field of a shape, with the shape of what it holds where that is one of ours."""
    return {name: _inner(hint) for name, hint in get_type_hints(shape).items()}


def _inner(hint: Any) -> type[Any] | None:
    if is_dataclass(hint) and isinstance(hint, type):
        return hint
    if get_origin(hint) in (tuple, UnionType):
        return next((found for arg in get_args(hint) if (found := _inner(arg))), None)
    return None


def _unknown(shape: Any, value: object, place: str) -> str | None:
    """Where the first field stands that the shape does not have; pydantic would pass over it."""
    if isinstance(value, list):
        found = (_unknown(shape, item, f"{place}[{i}]") for i, item in enumerate(value))
        return next((where for where in found if where), None)
    if not isinstance(value, dict):
        return None
    for key, item in value.items():
        name = f"{place}.{key}".lstrip(".")
        inner = _nested(shape).get(str(key))
        if str(key) not in _nested(shape):
            return name
        if inner and (where := _unknown(inner, item, name)):
            return where
    return None
