"""The optional judge, heard after the rules: it may fill a part that no rule decided, and otherwise only raise a doubt."""

from __future__ import annotations

from dataclasses import replace

from assistant.claims.check import Judgement
from assistant.claims.judge import Judge, Judged, with_judge
from assistant.claims.judge import Verdict as Opinion
from assistant.claims.reading.claim import ClaimReading

_OPINIONS: dict[str, Opinion] = {"supported": "supports", "contradicted": "refutes"}


def second_opinion(part: ClaimReading, judged: Judgement, judge: Judge | None) -> tuple[Judgement, str]:
    """The judgement, filled where it was undecided and the judge is sure, and the judge's doubt, else an empty string.

    A divided verdict, and one that rests on knowing that nobody tested a thing, are not the judge's to weigh.
    """
    asked = judged.verdict in _OPINIONS or judged.rule == "undecided"
    if judge is None or not asked or not judged.passages:
        return judged, ""
    scores = judge.scores([(passage.text, part.text) for passage in judged.passages])
    heard = with_judge(_OPINIONS.get(judged.verdict, "undecided"), scores)
    return (_filled(judged, heard, judge.name), "") if heard.by == "judge" else (judged, heard.doubt)


def _filled(judged: Judgement, heard: Judged, name: str) -> Judgement:
    passages = judged.passages[heard.place or 0 : (heard.place or 0) + 1]
    reason = f"No rule decided this; the optional judge ({name}) thinks that the passage"
    if heard.verdict == "supports":
        told = f"{reason} bears it out. Read it before you rely on it."
        return replace(judged, verdict="supported", rule="judge", reason=told, supports=passages, near=())
    told = f"{reason} says otherwise. Read it before you rely on it."
    return replace(judged, verdict="contradicted", rule="judge", reason=told, against=passages, near=())
