"""How often the policy catches what it should, and how often it fires when it should not. No model, no index.

    python -m benchmarks.policy                      the labelled messages in tests/data, which the rules were built on
    python -m benchmarks.policy --heldout            the messages in benchmarks/heldout, which they were not
    EVAL_DATA=folder python -m benchmarks.policy     also over-refusal on xstest and injection, where the folder has them

Every miss and every false alarm is listed, because a person should read them. The labelled messages are our own, written
in rounds, each before the rules had seen it; round 9 is off-topic. None is from a real person.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.policy import PolicyDecision, PolicyRouter, open_policy
from sources.bundled import bundled_library

ROOT = Path(__file__).resolve().parent.parent
BUILT_ON = ROOT / "tests" / "data" / "policy_dev.jsonl"
HELD_OUT = ROOT / "benchmarks" / "heldout" / "policy.jsonl"
OVER_REFUSAL = {
    "xstest": ("dev/prompts.jsonl", "prompt", "safe"),
    "injection": ("dev/prompts.jsonl.gz", "text", "benign"),
}
CRISIS = ("crisis", "acute")


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled message, what was decided, and how long that took."""

    text: str
    label: str
    hard: bool
    decision: PolicyDecision
    ms: float

    @property
    def right(self) -> bool:
        """Whether the reply is the one the label asks for; crisis and acute lead to one kind of reply."""
        return self.decision.policy == ("crisis" if self.label in CRISIS else self.label)


def judge(router: PolicyRouter, items: Sequence[dict[str, Any]]) -> list[Judged]:
    """Every item of a labelled file, decided."""
    found = []
    for item in items:
        start = time.perf_counter()
        decision = router.decide(item["text"])
        spent = 1000 * (time.perf_counter() - start)
        found.append(Judged(item["text"], item["label"], bool(item.get("hard_negative")), decision, spent))
    return found


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures, then every miss and every false alarm."""
    for name, labels in (
        ("crisis + acute", CRISIS),
        ("medical-advice", ("medical-advice",)),
        ("sourcing", ("sourcing",)),
    ):
        yield share(f"recall {name}", [each.right for each in judged if each.label in labels])
    none = [each for each in judged if each.label == "none"]
    yield share("false alarms, hard negatives", [not each.right for each in none if each.hard])
    yield share("false alarms, all of none", [not each.right for each in none])
    spent = sorted(each.ms for each in judged)
    yield f"{'time of decide':32} median {statistics.median(spent):.2f} ms, slowest {spent[-1]:.2f} ms"
    for each in judged:
        if not each.right:
            yield f"  {each.label} -> {each.decision.policy}: {each.text!r} ({each.decision.reason})"


def share(name: str, hits: Sequence[bool]) -> str:
    """A line with a share and the counts it comes from."""
    return f"{name:32} {sum(hits) / len(hits):.3f} ({sum(hits)} of {len(hits)})" if hits else f"{name:32} no items"


def over_refusal(router: PolicyRouter, folder: Path, name: str) -> Iterator[str]:
    """The share of harmless messages of a public set that are met with a policy."""
    file, key, harmless = OVER_REFUSAL[name]
    path = folder / name / file
    if not path.exists():
        yield f"{name}: not measured, {path} is missing"
        return
    texts = [item[key] for item in read(path) if item["label"] == harmless]
    wrong = [text for text in texts if router.decide(text).policy != "none"]
    yield share(f"{name}, harmless met with policy", [text in wrong for text in texts])
    for text in wrong:
        yield f"  {text[:200]!r} ({router.decide(text).reason})"


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file, packed or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Recall and false alarms of the policy.")
    parser.add_argument("--heldout", action="store_true", help="score the held-out messages instead")
    parser.add_argument(
        "--eval", type=Path, default=os.environ.get("EVAL_DATA"), help="folder with xstest/ and injection/"
    )
    chosen = parser.parse_args()
    router = open_policy(bundled_library())
    path = HELD_OUT if chosen.heldout else BUILT_ON
    print(f"{path.relative_to(ROOT)}")
    print("\n".join(report(judge(router, read(path)))))
    for name in OVER_REFUSAL:
        if chosen.eval is None:
            print(f"{name}: not measured; name the folder with --eval or EVAL_DATA")
        else:
            print("\n".join(over_refusal(router, Path(chosen.eval), name)))


if __name__ == "__main__":
    main()
