"""Answers to the gold sets, scored: `python -m benchmarks.quality --gold FOLDER`.

FOLDER holds questions.jsonl, conversations.jsonl, evidence_types.jsonl and score.py. The gold sets are not part of the
product and are not in this repository. Writes benchmarks/results/quality.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.batch import answer_conversation, answer_question, run_batch
from assistant.listing import listed
from assistant.opening import find_place, open_assistant
from assistant.service import Assistant
from assistant.terminal import build_index
from benchmarks.machine import heading

RESULTS = Path(__file__).resolve().parent / "results"
WORK = {"questions": answer_question, "conversations": answer_conversation}


def main() -> None:
    """Score every set that is there, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--score", type=Path, help="score.py, where it is not in the gold folder")
    parser.add_argument("--name", default="quality", help="name of the results file")
    args = parser.parse_args()
    score = args.score or args.gold / "score.py"
    if not score.exists():
        sys.exit(f"{score} is missing: name the folder of the gold sets with --gold.")
    assistant = open_assistant(find_place(), build_index)
    parts = [heading("Answers to the gold sets", f"python -m benchmarks.quality --name {args.name}")]
    with tempfile.TemporaryDirectory() as folder:
        for kind, out in answered(assistant, args.gold, Path(folder)):
            parts.append(section(kind, rows(score, kind, args.gold, out), out))
    RESULTS.mkdir(exist_ok=True)
    table = "".join(parts)
    (RESULTS / f"{args.name}.md").write_text(table, encoding="utf-8")
    sys.stdout.write(table)


def answered(assistant: Assistant, gold: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Each set that is in the gold folder, with the file of answers to it."""
    for kind, work in WORK.items():
        if (gold / f"{kind}.jsonl").exists():
            out = folder / f"{kind}.jsonl"
            run_batch(assistant, work, gold / f"{kind}.jsonl", out)
            exact(assistant, out)
            yield kind, out
    if (gold / "evidence_types.jsonl").exists():
        out = folder / "sources.json"
        out.write_text(json.dumps([listed(view) for view in assistant.sources()]), encoding="utf-8")
        yield "evidence_types", out


def exact(assistant: Assistant, out: Path) -> None:
    """Every quote is a slice of its source, or this stops."""
    for answer in lines(out):
        for citation in answer.get("citations", ()):
            text = assistant.source(citation["source"]).source.text
            if text[citation["start"] : citation["end"]] != citation["quote"]:
                sys.exit(f"{answer['id']}: the quote {citation['n']} is no slice of {citation['source']}")


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def rows(score: Path, kind: str, gold: Path, out: Path) -> dict[str, dict[str, float]]:
    """What score.py says, by name."""
    command = [sys.executable, str(score), kind, str(gold / f"{kind}.jsonl"), str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def section(kind: str, found: dict[str, dict[str, float]], out: Path) -> str:
    """One table."""
    head = f"## {kind}\n\n| measure | rate | of |\n|---|---|---|\n"
    body = "".join(f"| {name} | {row['rate']:.3f} | {row['hits']}/{row['total']} |\n" for name, row in found.items())
    if kind not in WORK:
        return f"{head}{body}\n"
    answers = lines(out)
    spent = [a["timings_ms"]["total"] for a in answers if "total" in a.get("timings_ms", {})]
    quotes = sum(len(answer.get("citations", ())) for answer in answers)
    return f"{head}{body}| exact quotes | 1.000 | {quotes}/{quotes} |\n| median ms | {statistics.median(spent):.1f} | |\n\n"


if __name__ == "__main__":
    main()
