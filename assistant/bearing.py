"""The stance of an answer: which votes speak for what the question supposes, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Stance
from assistant.reading import Reading
from assistant.stance import stance_of
from assistant.tally import Tally
from sources.vocabulary import Better


def bearing(tally: Tally, reading: Reading, better: Mapping[str, Better]) -> Stance:
    """The stance on each topic asked about, put together: one for all, or mixed."""
    stances: set[Stance] = set()
    stratum = tally.lines[0].stratum if tally.lines else None
    for topic in reading.countable:
        votes = [vote for line in tally.lines if line.topic == topic and line.stratum == stratum for vote in line.votes]
        stances.add(stance_of(votes, reading.direction, better[topic] == "lower"))
    stances.discard("none")
    if not stances:
        return "none"
    return stances.pop() if len(stances) == 1 else "mixed"
