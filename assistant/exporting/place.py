"""Where in a journal a paper stands: volume, issue and pages out of the line that a record keeps them in.

Only a line of the usual form is taken apart. Any other is kept as it is, for a note, so that nothing is guessed and
nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# "86(10):792-800", "10:e62878", "109(16):2535-2544.e4", and then perhaps a remark.
_USUAL = re.compile(
    r"(?P<volume>\d+)(?:\((?P<issue>[\w -]+)\))?:(?P<first>\w+)(?:[-–](?P<last>[\w.]+))?(?P<rest>\s*[(;].*)?\Z"
)
_UNKNOWN = ("", "unknown", "not applicable")


@dataclass(frozen=True, slots=True)
class Place:
    """Empty strings are what the record does not give; `remark` is the recorded line where it says more."""

    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    remark: str = ""


def is_known(value: str) -> bool:
    """Whether a record gives a value at all."""
    return value.strip().casefold() not in _UNKNOWN


def place_of(recorded: str) -> Place:
    """The pieces of a recorded line such as `86(10):792-800`."""
    line = " ".join(recorded.split())
    if not is_known(line):
        return Place()
    usual = _USUAL.match(line)
    if usual is None:
        return Place(remark=line)
    found = {name: value or "" for name, value in usual.groupdict().items()}
    remark = line if found["rest"] else ""
    return Place(found["volume"], found["issue"], found["first"], found["last"], remark)
