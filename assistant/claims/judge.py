"""An optional second opinion: an inference cross-encoder by name or path. Off unless it is asked for, and never the last word.

It is named by the option `--judge` or the environment variable ASSISTANT_JUDGE. It can raise a doubt about what the rules
and records say, or fill what they left undecided; `with_judge` is the only place where it is listened to, and cannot turn
a verdict over. A small model of this kind was measured here and was not good enough to decide anything: it took "not" for
a refutation and a caveat for support.

Nothing is downloaded: the model must be a folder, or already be in the Hugging Face cache.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Literal, Protocol

from sources.errors import AssistantError, UsageError

Verdict = Literal["supports", "refutes", "undecided"]

JUDGE_VARIABLE = "ASSISTANT_JUDGE"
SURE = 0.9
"""From which share on the judge is listened to. Not measured here: no published model can be had without a download."""
_BATCH = 16
_LONGEST = 512
_Label = Literal["supports", "refutes", "neutral"]
_SPELLINGS: dict[str, _Label] = {
    "entailment": "supports", "entail": "supports", "entails": "supports", "entailed": "supports",
    "support": "supports", "supports": "supports", "supported": "supports",
    "contradiction": "refutes", "contradict": "refutes", "contradicts": "refutes", "contradictory": "refutes",
    "refute": "refutes", "refutes": "refutes", "refuted": "refutes",
    "neutral": "neutral", "nei": "neutral", "notenoughinfo": "neutral", "notenoughinformation": "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """How the judge shares out its belief over one pair: three shares that add up to 1."""

    supports: float
    refutes: float
    neutral: float


class Judge(Protocol):
    """A second opinion on pairs of texts."""

    @property
    def name(self) -> str:
        """What it is called where its opinion is shown."""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> tuple[Scores, ...]:
        """For each pair (evidence, claim) one opinion, in order. Raises AssistantError, one line, where it cannot work."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict after the judge was heard.

    `by` says whose it is. `doubt` is one sentence where the judge is sure of the opposite, else empty. `place` is the
    pair that the doubt or the filled verdict rests on.
    """

    verdict: Verdict
    by: Literal["rules", "judge", "nobody"]
    doubt: str = ""
    place: int | None = None


def with_judge(verdict: Verdict, scores: Sequence[Scores], sure: float = SURE) -> Judged:
    """A verdict of rules or records with the judge's opinions on its pairs beside it.

    A verdict that was reached stays as it is: the most that the judge can do is to raise a doubt. An undecided one is
    filled only where the judge is sure on one side and nowhere sure of the other.
    """
    supports = _surest([item.supports for item in scores], sure)
    refutes = _surest([item.refutes for item in scores], sure)
    if verdict == "undecided":
        if (supports is None) == (refutes is None):
            return Judged("undecided", "nobody")
        return Judged("supports", "judge", "", supports) if refutes is None else Judged("refutes", "judge", "", refutes)
    against = refutes if verdict == "supports" else supports
    if against is None:
        return Judged(verdict, "rules")
    said = "contradicts" if verdict == "supports" else "bears out"
    return Judged(verdict, "rules", f"The optional judge thinks that a passage {said} the claim; read it.", against)


def _surest(shares: Sequence[float], sure: float) -> int | None:
    """The place of the largest share, if it is sure enough."""
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= sure else None


def open_judge(named: str | None = None, environment: Mapping[str, str] | None = None) -> CrossEncoderJudge | None:
    """The judge named by the option, else by ASSISTANT_JUDGE; None where neither names one. Loads nothing."""
    variable = (os.environ if environment is None else environment).get(JUDGE_VARIABLE, "")
    name = (named if named is not None else variable).strip()
    return CrossEncoderJudge(name) if name else None


def labels_of(id2label: Mapping[Any, str], name: str) -> tuple[_Label, ...]:
    """What each output of a model stands for, in order. Raises UsageError where that cannot be told from its labels."""
    try:
        found = tuple(
            _SPELLINGS[_folded(label)] for _, label in sorted(id2label.items(), key=lambda item: int(item[0]))
        )
    except KeyError:
        found = ()
    if sorted(found) != ["neutral", "refutes", "supports"]:
        told = ", ".join(str(label) for label in id2label.values())
        raise UsageError(
            f"{name} cannot be the judge: its labels are {told}; it needs entailment, neutral and contradiction."
        )
    return found


def _folded(label: str) -> str:
    return "".join(char for char in label.casefold() if char.isalpha())


class CrossEncoderJudge:
    """A judge on sentence-transformers' CrossEncoder, loaded when it is first asked. Safe to ask from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()

    @property
    def name(self) -> str:
        """See Judge."""
        return self._name

    def scores(self, pairs: Sequence[tuple[str, str]]) -> tuple[Scores, ...]:
        """See Judge. The first call loads the model."""
        if not pairs:
            return ()
        with self._lock:
            labels, model = self._loaded
            found = model.predict(
                [list(pair) for pair in pairs], batch_size=_BATCH, show_progress_bar=False, apply_softmax=True
            )
        return tuple(Scores(**dict(zip(labels, (float(share) for share in row), strict=True))) for row in found)

    @cached_property
    def _loaded(self) -> tuple[tuple[_Label, ...], Any]:
        """The labels are read before the weights, so that a model of another kind is refused at once."""
        from transformers import AutoConfig

        try:
            config = AutoConfig.from_pretrained(self._name, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise AssistantError(_cannot(self._name)) from error
        return labels_of(config.id2label, self._name), _model(self._name)


def _model(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(name, device="cpu", local_files_only=True, max_length=_LONGEST)
    except Exception as error:  # the libraries below raise many kinds for a damaged folder
        raise AssistantError(_cannot(name)) from error


def _cannot(name: str) -> str:
    return (
        f"the judge {name} cannot be loaded: it must be the folder of a model, or one that is already in the "
        f"Hugging Face cache (nothing is downloaded); leave out --judge and {JUDGE_VARIABLE} to go without."
    )
