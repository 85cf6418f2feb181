"""How well follow-ups are made whole, on conversations that are not ours and on ours.

    python -m benchmarks.rewriting [DATA] [--gold FILE] [--misses]

DATA, or the environment variable EVAL_DATA, is a folder with conv_rewrite/dev/rewrites.jsonl.gz. conversations.jsonl
is looked for in DATA, DATA/gold and DATA/../gold. What is missing is said and left out.

Part one needs no vocabulary (TREC CAsT, TREC iKAT and CANARD speak of anything): BM25 over every reply, where
the right one is the reply that was given to the turn. A rewriting is scored by Recall@10, by the mean reciprocal rank
(MRR) and by the share of the words of the human rewriting that it has (ROUGE-1, on stems). Part two asks whether a turn
of ours that leans on history is taken to be about the right studies, and whether a whole one is left alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer import Turn
from assistant.conversation.followup import FollowUps
from assistant.conversation.scripted import scripted_turn
from assistant.understanding.naming import build_names
from benchmarks.rewriting_items import Exchange, Item, pool_of, read_items
from benchmarks.rewriting_own import marking_of
from index.lexical import LexicalIndex, tokens
from sources.bundled import bundled_library
from sources.loader import load_library
from sources.vocabulary import EMPTY_VOCABULARY

REWRITES = Path("conv_rewrite/dev/rewrites.jsonl.gz")
GOLD = Path("conversations.jsonl")
_DEPTH = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default=os.environ.get("EVAL_DATA"), help="folder with the evaluation data")
    parser.add_argument("--gold", help="conversations.jsonl, where it lies elsewhere")
    parser.add_argument("--misses", action="store_true", help="show the turns of ours that were taken wrongly")
    args = parser.parse_args()
    if not args.data:
        print("No evaluation data: give the folder, or set EVAL_DATA.")
        return 2
    root = Path(args.data)
    places = [Path(args.gold)] if args.gold else [root / GOLD, root / "gold" / GOLD, root.parent / "gold" / GOLD]
    measured = [measure_public(root / REWRITES), measure_own(places, args.misses)]
    return 0 if any(measured) else 1


def measure_public(path: Path) -> bool:
    """Part one. False where the set is missing."""
    if not path.exists():
        print(f"{path}: missing, so the public conversations are not measured.")
        return False
    items = read_items(path)
    index, place = LexicalIndex(pool_of(items)), {text: n for n, text in enumerate(pool_of(items))}
    wholes, seconds = _made_whole(items)
    forms = {
        "as said": {item.name: item.said for item in items},
        "last question, as said": {i.name: f"{i.before[-1][0] if i.before else ''} {i.said}" for i in items},
        "made whole": wholes,
        "by a person": {item.name: item.human for item in items},
    }
    ranks = {form: _ranks(items, texts, index, place) for form, texts in forms.items()}
    print(f"conv_rewrite: {len(items)} turns, {len(place)} replies to find, {1000 * seconds:.2f} ms a turn")
    print(f"{'set':8}{'form':24}{'turns':>6}{'Recall@10':>11}{'MRR@10':>8}{'turns':>7}{'ROUGE-1 recall':>16}{'F1':>7}")
    for family in (*sorted({item.family for item in items}), ""):
        for form, texts in forms.items():
            print(_row(family, form, [item for item in items if item.family.startswith(family)], texts, ranks[form]))
    ours, said = ranks["made whole"], ranks["as said"]
    won = sum(ours[name] <= _DEPTH < said[name] for name in ours)
    lost = sum(said[name] <= _DEPTH < ours[name] for name in ours)
    print(f"made whole against as said, in the top {_DEPTH}: {won} won, {lost} lost\n")
    return True


def _ranks(
    items: Sequence[Item], texts: Mapping[str, str], index: LexicalIndex, place: Mapping[str, int]
) -> dict[str, int]:
    """The rank of the right reply by turn; what scores the same counts as before it."""
    found = {}
    for item in items:
        if item.reply:
            scores = index.scores(texts[item.name])
            found[item.name] = int((scores >= scores[place[item.reply]]).sum())
    return found


def _row(family: str, form: str, items: Sequence[Item], texts: Mapping[str, str], ranks: Mapping[str, int]) -> str:
    asked = [ranks[item.name] for item in items if item.name in ranks]
    hits = [1 / rank for rank in asked if rank <= _DEPTH]
    pairs = [overlap(texts[item.name], item.human) for item in items]
    recall, f1 = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
    found = f"{len(hits) / len(asked):11.3f}{sum(hits) / len(asked):8.3f}" if asked else f"{'-':>11}{'-':>8}"
    return f"{family or 'all':8}{form:24}{len(asked):6}{found}{len(items):7}{recall:16.3f}{f1:7.3f}"


def overlap(text: str, reference: str) -> tuple[float, float]:
    """ROUGE-1 recall and F1, on stems."""
    have, want = Counter(tokens(text)), Counter(tokens(reference))
    shared = sum((have & want).values())
    if not shared:
        return (1.0, 1.0) if not want else (0.0, 0.0)
    recall, precision = shared / sum(want.values()), shared / sum(have.values())
    return recall, 2 * recall * precision / (recall + precision)


def _made_whole(items: Sequence[Item]) -> tuple[dict[str, str], float]:
    """Every turn made whole, each upon what was made of the turns before it; and the seconds a turn takes."""
    follow_ups = FollowUps(EMPTY_VOCABULARY, build_names((), None), {})
    made: dict[tuple[str, tuple[Exchange, ...], str], str] = {}
    spent: list[float] = []

    def whole(topic: str, before: tuple[Exchange, ...], said: str) -> str:
        key = (topic, before, said)
        if key not in made:
            history = [_turn(q, reply, whole(topic, before[:n], q)) for n, (q, reply) in enumerate(before)]
            begun = time.perf_counter()
            made[key] = follow_ups.understand(said, history).standalone
            spent.append(time.perf_counter() - begun)
        return made[key]

    return {item.name: whole(item.topic, item.before, item.said) for item in items}, sum(spent) / max(1, len(spent))


def _turn(question: str, reply: str, standalone: str) -> Turn:
    turn = scripted_turn(question, reply, (), {})
    return Turn(question, replace(turn.answer, standalone=standalone))


def measure_own(places: Sequence[Path], misses: bool) -> bool:
    """Part two. False where the conversations are missing."""
    path = next((place for place in places if place.exists()), None)
    if path is None:
        print(f"{places[0]}: missing, so our own conversations are not measured.")
        return False
    lines = path.read_text(encoding="utf-8").splitlines()
    marking = marking_of(load_library(bundled_library()))
    tally: dict[str, list[bool]] = defaultdict(list)
    slowest = 0.0
    for conversation in (json.loads(line) for line in lines if line.strip()):
        for turn, found, seconds in marking.played(conversation["turns"]):
            slowest = max(slowest, seconds)
            marks = dict(marking.marks(turn, found))
            for name, right in marks.items():
                tally[name].append(right)
            if misses and not all(right for name, right in marks.items() if "BM25 top" not in name or "whole" in name):
                print(f"  {turn['id']} {turn['question']!r} -> {found.kind} {found.standalone!r} {found.within}")
    print(f"our own conversations: slowest turn {1000 * slowest:.1f} ms")
    for name, results in sorted(tally.items()):
        print(f"  {name:72}{sum(results):4} of {len(results)}")
    return True


if __name__ == "__main__":
    sys.exit(main())
