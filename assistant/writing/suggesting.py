"""What to ask next: questions that the sources at hand can answer, made from their names and topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.understanding.naming import surname
from sources.model import Source
from sources.vocabulary import Better, Vocabulary

MOST = 3


def suggestions(
    asked: str, sources: Iterable[Source], topics: Iterable[str], vocabulary: Vocabulary, ways: Mapping[str, Better]
) -> tuple[str, ...]:
    """Up to three questions, none of which is the one that was asked. `topics` are those already spoken of."""
    held = [source for source in sources if source.kind != "article" and source.authors and source.year]
    spoken = set(topics)
    found = [f"What did {_name(source)} find?" for source in held[:1]]
    for source in held:
        for outcome in source.outcomes:
            for topic in outcome.topics:
                if topic not in spoken and ways.get(topic, "uncounted") != "uncounted":
                    spoken.add(topic)
                    found.append(f"Does {vocabulary.subject.name} change {_say(topic, vocabulary)}?")
    found.extend(f"What can {_name(source)} not show?" for source in held[:1])
    low = asked.casefold().strip(" ?")
    return tuple(question for question in dict.fromkeys(found) if question.casefold().strip(" ?") != low)[:MOST]


def _name(source: Source) -> str:
    """ "Szigeti 2021", as a reader would name the study."""
    last = surname(source.authors[0])
    named = next((word for word in source.authors[0].split() if word.casefold() == last), source.authors[0].split()[0])
    return f"{named} {source.year}"


def _say(topic: str, vocabulary: Vocabulary) -> str:
    return next((group.say for group in vocabulary.topics if group.name == topic), topic)
