"""How well follow-ups are made whole, on conversations that are not ours and on ours.

    python -m benchmarks.rewriting [DATA]          DATA or the environment variable EVAL_DATA: a folder that holds
                                                   conv_rewrite/dev/rewrites.jsonl.gz and gold/conversations.jsonl

Part one needs no vocabulary (TREC CAsT, TREC iKAT and CANARD speak of anything): BM25 over every reply of the set; right
is the reply that was given to the turn. A rewriting is scored by Recall@10 and by the share of the words of the human
rewriting that it has (ROUGE-1). Part two asks whether a turn that leans on history is taken to be about the right studies.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answer import Turn
from assistant.followup import FollowUps
from assistant.naming import build_names
from assistant.scripted import scripted_turn
from index.lexical import LexicalIndex, tokens
from sources.bundled import bundled_library
from sources.loader import Library, load_library
from sources.vocabulary import EMPTY_VOCABULARY

REWRITES = Path("conv_rewrite/dev/rewrites.jsonl.gz")
GOLD = Path("conversations.jsonl")
_DEPTH = 10
_SHORTEST_REPLY = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A turn of somebody else's conversation, the turns before it, and the reply it was given, where there is one."""

    name: str
    topic: str
    before: tuple[tuple[str, str], ...]
    said: str
    human: str
    reply: str | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default=os.environ.get("EVAL_DATA"), help="folder with the evaluation data")
    parser.add_argument("--gold", help="conversations.jsonl; looked for in DATA, DATA/gold and DATA/../gold")
    parser.add_argument("--misses", action="store_true", help="show the gold turns that were taken wrongly")
    args = parser.parse_args()
    if not args.data:
        print("No evaluation data: give the folder, or set EVAL_DATA.")
        return 2
    root = Path(args.data)
    found = [_public(root / REWRITES), _own(_gold_file(root, args.gold), args.misses)]
    return 0 if any(found) else 1


def _gold_file(root: Path, given: str | None) -> Path:
    places = [Path(given)] if given else [root / GOLD, root / "gold" / GOLD, root.parent / "gold" / GOLD]
    return next((place for place in places if place.exists()), places[0])


def _public(path: Path) -> bool:
    if not path.exists():
        print(f"{path}: missing, so the public conversations are not measured.")
        return False
    items = read_items(path)
    pool = sorted({reply for item in items for reply in [*(r for _, r in item.before), item.reply or ""] if _is_passage(reply)})
    index = LexicalIndex(pool)
    place = {text: n for n, text in enumerate(pool)}
    wholes, seconds = _ours(items)
    forms: dict[str, Callable[[Item], str]] = {
        "as said": lambda item: item.said,
        "last question + as said": lambda item: f"{item.before[-1][0] if item.before else ''} {item.said}",
        "made whole": lambda item: wholes[item.name],
        "by a person": lambda item: item.human,
    }
    print(f"conv_rewrite: {len(items)} turns, {len(pool)} replies as the pool")
    print(f"{'set':12}{'form':26}{'turns':>6}{'Recall@10':>11}{'MRR@10':>8}{'turns':>7}{'ROUGE-1 recall':>16}{'F1':>7}")
    for name in (*sorted({item.name.split("-")[0].rstrip("0123456789") for item in items}), "all"):
        chosen = [item for item in items if name == "all" or item.name.startswith(name)]
        for form, text in forms.items():
            _row(name, form, chosen, text, index, place)
    print(f"{1000 * seconds:.2f} ms a turn\n")
    return True


def _row(name: str, form: str, items: Sequence[Item], text: Callable[[Item], str], index: LexicalIndex, place: dict[str, int]) -> None:
    asked = [item for item in items if item.reply in place]
    ranks = [_rank(index.scores(text(item)), place[item.reply or ""]) for item in asked]
    hits = [1 / rank for rank in ranks if rank <= _DEPTH]
    pairs = [overlap(text(item), item.human) for item in items]
    recall, f1 = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
    found = f"{len(hits) / len(asked):11.3f}{sum(hits) / len(asked):8.3f}" if asked else f"{'-':>11}{'-':>8}"
    print(f"{name:12}{form:26}{len(asked):6}{found}{len(items):7}{recall:16.3f}{f1:7.3f}")


def _rank(scores: Any, place: int) -> int:
    """1 for the best; those that score the same count as before it, so that a query without a hit finds nothing."""
    return int((scores >= scores[place]).sum())


def overlap(text: str, reference: str) -> tuple[float, float]:
    """ROUGE-1 recall and F1, on stems."""
    have, want = Counter(tokens(text)), Counter(tokens(reference))
    shared = sum((have & want).values())
    if not shared:
        return (1.0, 1.0) if not want else (0.0, 0.0)
    recall, precision = shared / sum(want.values()), shared / sum(have.values())
    return recall, 2 * recall * precision / (recall + precision)


def _is_passage(reply: str) -> bool:
    return len(reply.split()) >= _SHORTEST_REPLY


def read_items(path: Path) -> list[Item]:
    """The turns; the reply to one is read off the history of the next."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    before = {record["id"]: tuple(_turns(record["history"])) for record in records}
    replies: dict[tuple[str, int, str], str] = {}
    for record in records:
        for n, (said, reply) in enumerate(before[record["id"]]):
            if _is_passage(reply):
                replies[(record["topic"], n, said)] = reply
    return [
        Item(r["id"], r["topic"], before[r["id"]], r["utterance"], r["rewrite"], replies.get((r["topic"], len(before[r["id"]]), r["utterance"])))
        for r in records
    ]  # fmt: skip


def _turns(history: list[Any]) -> Iterator[tuple[str, str]]:
    """CANARD has a title and a section heading, then questions and answers by turns; the others have both in one."""
    if history and isinstance(history[0], str):
        yield ", ".join(history[:2]), ""
        for n in range(2, len(history), 2):
            yield history[n], history[n + 1] if n + 1 < len(history) else ""
    else:
        yield from ((turn["user"], turn["system"] or "") for turn in history)


def _ours(items: Sequence[Item]) -> tuple[dict[str, str], float]:
    """Every turn made whole, each upon what was made of the turns before it; and the seconds a turn takes."""
    follow_ups = FollowUps(EMPTY_VOCABULARY, build_names((), None), {})
    made: dict[tuple[str, tuple[tuple[str, str], ...], str], str] = {}
    spent = 0.0

    def whole(topic: str, before: tuple[tuple[str, str], ...], said: str) -> str:
        nonlocal spent
        key = (topic, before, said)
        if key not in made:
            history = [_turn(q, a, whole(topic, before[:n], q)) for n, (q, a) in enumerate(before)]
            start = time.perf_counter()
            made[key] = follow_ups.understand(said, history).standalone
            spent += time.perf_counter() - start
        return made[key]

    wholes = {item.name: whole(item.topic, item.before, item.said) for item in items}
    return wholes, spent / max(1, len(made))


def _turn(question: str, reply: str, standalone: str) -> Turn:
    turn = scripted_turn(question, reply, (), {})
    return Turn(question, replace(turn.answer, standalone=standalone))


def _own(path: Path, misses: bool) -> bool:
    if not path.exists():
        print(f"{path}: missing, so our own conversations are not measured.")
        return False
    conversations = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    library = load_library(bundled_library())
    tally: dict[str, list[bool]] = defaultdict(list)
    slowest = _measure(conversations, library, tally, misses)
    print(f"own conversations: {len(conversations)}, slowest turn {1000 * slowest:.1f} ms (the first builds its tables)")
    for name, results in tally.items():
        print(f"  {name:60}{sum(results):4} of {len(results)}")
    return True


def _measure(conversations: Sequence[dict[str, Any]], library: Library, tally: dict[str, list[bool]], misses: bool) -> float:
    names = build_names(library.sources, library.article)
    follow_ups = FollowUps(library.vocabulary, names, library.by_id)
    follow_ups.understand("and the first?", [scripted_turn("which studies?", "", (), library.by_id)])
    index = LexicalIndex([source.text for source in library.sources])
    order = [source.id for source in library.sources]
    slowest = 0.0
    for conversation in conversations:
        history: list[Turn] = []
        for turn in conversation["turns"]:
            history = _scripted(turn, history, library)
            start = time.perf_counter()
            found = follow_ups.understand(turn["question"], history)
            slowest = max(slowest, time.perf_counter() - start)
            groups = [set(group) for group in turn["must_cite_any"]]
            kind_right = _kind_is_right(turn, found.kind)
            tally[f"kind is right ({turn['needs']})"].append(kind_right)
            if turn["needs"] == "history" and groups:
                leant = {*found.within, *names.find(found.standalone).sources}
                right = all(leant & group for group in groups) and not leant & set(turn["must_not_cite"])
                tally["leans on history: right studies named or in `within`"].append(right)
                for form, text in (("as said", turn["question"]), ("made whole", found.standalone), ("by a person", turn["standalone"])):
                    best = {order[n] for n in (-index.scores(text)).argsort(kind="stable")[:5]}
                    held = found.within and form == "made whole"
                    hit = all(group & (set(found.within) if held else best) for group in groups)
                    tally[f"leans on history: BM25 top 5 covers the required, {form}"].append(hit)
                if misses and not (right and kind_right):
                    print(f"  {turn['id']} {turn['question']!r} -> {found.kind} {found.standalone!r} {found.within}")
            elif turn["needs"] in ("none", "topic-switch") and turn["turn"] > 1 and turn["kind"] != "chitchat":
                tally["whole in itself: nothing is carried over"].append(not found.within and found.standalone in turn["question"])
            cited = [source for group in turn["must_cite_any"] for source in group[:1]]
            reply = scripted_turn(turn["question"], "", dict.fromkeys(cited), library.by_id)  # type: ignore[arg-type]
            history.append(Turn(turn["question"], replace(reply.answer, standalone=found.standalone)))
    return slowest


def _scripted(turn: dict[str, Any], history: list[Turn], library: Library) -> list[Turn]:
    """The reply before a turn is the one that the gold item gives, where it gives one."""
    if not turn["assistant_context"] or not history:
        return history
    last = history[-1]
    reply = scripted_turn(last.question, turn["assistant_context"], turn["assistant_context_keys"], library.by_id)
    return [*history[:-1], Turn(last.question, replace(reply.answer, standalone=last.answer.standalone))]


def _kind_is_right(turn: dict[str, Any], kind: str) -> bool:
    if turn["kind"] == "chitchat":
        return kind == "chitchat"
    return kind in {
        "none": ("new", "topic-switch"),
        "history": ("follow-up", "correction", "clarify"),
        "topic-switch": ("topic-switch", "new"),
        "clarify": ("clarify", "new"),
    }[turn["needs"]]


if __name__ == "__main__":
    sys.exit(main())
