"""A second look at what the rules let pass: how near a message is to what people in danger write.

Rules know turns of phrase; people find others. Where the sentence encoder is at hand, one weighted sum over the vector of
a message says whether it lies with the crisis messages of `tests/data/policy_dev.jsonl` or with the rest. It can only add
a crisis to what the rules found, never take one away. `python -m benchmarks.policy_near` makes the weights anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.errors import SourceError
from sources.frontmatter import read_text
from sources.validate import build

NEAR = "policy_near.toml"


@dataclass(frozen=True, slots=True)
class Near:
    """The weights, for vectors of the one encoder that `encoder` names, and the sum above which a crisis is seen."""

    encoder: str
    made_from: str
    threshold: float
    bias: float
    weights: tuple[float, ...]

    def score(self, vector: Sequence[float]) -> float:
        """How near, about -1 to 1. Raises ValueError for a vector of another length."""
        return self.bias + sum(float(a) * b for a, b in zip(vector, self.weights, strict=True))


def load_near(path: Path) -> Near:
    """Read and validate the weights. Raises SourceError naming the file and the key."""
    try:
        tables = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "toml", f"not valid TOML ({error})") from error
    near = build(Near, tables, path)
    if not near.weights:
        raise SourceError(path, "weights", "must not be empty")
    return near
