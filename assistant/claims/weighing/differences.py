"""In what one thing a sentence has it otherwise than the claim: a number, a name, a plain word, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.check import OverclaimKind
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.quantity import SPANS, Quantity, agree, is_dose
from assistant.claims.weighing.difference import Difference
from assistant.claims.weighing.how_many import factor_differs, number_of_them_differs, share_differs
from assistant.claims.weighing.library import Library
from assistant.weighing.tally import CLASS
from index.passages import Passage
from sources.vocabulary import Found

_LIST = 2


_TOLD_APART = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{two})\b", re.I))
    for one, two in (
        ("left", "right"), ("males?", "females?"), ("men", "women"), ("before", "after"), ("first", "last|final"),
        ("morning", "evening|night"), ("short-term", "long-term"), ("acute", "chronic"), ("young(?:er)?", "old(?:er)?"),
        ("lowest|weakest|smallest|littlest", "highest|strongest|largest|biggest|top"), ("start|baseline", "end"),
        ("inert|sugar", "caffeine|active placebo"),
        ("(?:low|weak|small|light)(?:er)? doses?", "(?:high|strong|large|big|heavy|heavi)(?:er)? doses?|medium and high doses?"),
    )
)  # fmt: skip


_RATE = re.compile(r"\b(?:rates?|adjust\w* for age|age-(?:adjusted|standardi[sz]ed))\b", re.I)
_HEADS = re.compile(r"\b(?:numbers? of people|how many people|head ?count)\b", re.I)
"""The number of people grows with the population, the rate need not: neither bears the other out."""


ANYBODY = frozenset(
    {"patients", "adults", "volunteers", "microdosers", "non-microdosers", "healthy people", "healthy volunteers"}
)


_OF_DOSE = re.compile(r"(?:\s+[\w-]+){0,2}\s+doses?\b", re.I)


_BUT_NOT = re.compile(r"(?:\bbut not|\band not|, not|\brather than|\binstead of|\bunlike)\b([^,;.]*)", re.I)


def differences_of(part: ClaimReading, passage: Passage, library: Library) -> Iterator[Difference]:
    yield from _numbers(part, library.numbers_of(passage))
    yield from _other_of_list(part, passage, library)
    yield from _named(part, passage, library)
    yield from _words(part.text, passage.text)
    yield from share_differs(part, passage, library)
    yield from factor_differs(part.text, passage.text)
    yield from _compared_with(part.text, passage.text, library)


def _numbers(part: ClaimReading, held: tuple[Quantity, ...]) -> Iterator[Difference]:
    for unit in dict.fromkeys(q.unit for q in part.quantities if q.unit):
        claimed = [q for q in part.quantities if q.unit == unit]
        there = [q for q in held if q.unit == unit]
        if not there and unit in SPANS:
            spans = [q for q in held if q.unit in SPANS]
            there = [] if any(agree(one, q) for one in part.quantities if one.unit in SPANS for q in spans) else spans
        missed = [q for q in claimed if not any(agree(q, h) for h in there)]
        if there and missed:
            yield Difference(
                "dose" if is_dose(missed[0]) else "number", missed[0].words.strip(), there[0].words.strip()
            )


def _other_of_list(part: ClaimReading, passage: Passage, library: Library) -> Iterator[Difference]:
    """ "7% for anxiety and 21% for depression": the number of the part stands there, beside another topic of the same list."""
    for unit in dict.fromkeys(q.unit for q in part.quantities if q.unit and q.unit not in ("people", "animals")):
        claimed = [q for q in part.quantities if q.unit == unit]
        held = [q for q in library.numbers_of(passage) if q.unit == unit]
        if len(claimed) != 1 or len(held) < _LIST or is_dose(claimed[0]):
            continue
        ends = [*(q.start for q in held[1:]), len(passage.text)]
        beside = [
            {t.name for t in library.terms_of(passage) if t.kind == "topic" and q.end <= t.start < end}
            for q, end in zip(held, ends, strict=True)
        ]
        own = [topics for q, topics in zip(held, beside, strict=True) if agree(claimed[0], q)]
        others = [(q, topics) for q, topics in zip(held, beside, strict=True) if not agree(claimed[0], q)]
        wanted = set(part.topics)
        if own and not any(wanted & topics for topics in own):
            for q, topics in others:
                if wanted & topics:
                    yield Difference("number", claimed[0].words.strip(), q.words.strip())
                    return


def _named(part: ClaimReading, passage: Passage, library: Library) -> Iterator[Difference]:
    """A diagnosis, a kind of people or a drug that the sentence does not have, while it has another of the kind."""
    units = library.units_of(passage)
    refused = {f"={t.name}" for m in _BUT_NOT.finditer(passage.text) for t in library.vocabulary.expand(m[1])}
    terms = library.terms_of(passage)
    for section, kind, names in (
        ("conditions", "population", part.conditions),
        ("people", "population", part.people),
        ("substance", None, part.substances),
    ):
        others = [
            t for t in terms if section in (t.section, t.kind) and f"={t.name}" not in refused and t.name != CLASS
        ]
        others = [t for t in others if t.name not in ANYBODY]
        if any(f"={name}" in units for name in names):
            continue
        for name in names:
            if name in ANYBODY:
                continue
            if f"={name}" in refused:
                yield Difference(_kind(kind), name, passage.text)
            elif f"={name}" not in units and others and not _shares_topic(name, others, library):
                yield Difference(_kind(kind), name, others[0].words)


def _kind(name: str | None) -> OverclaimKind | None:
    return "population" if name else None


def _shares_topic(name: str, others: list[Found], library: Library) -> bool:
    own = set(library.vocabulary.topics_in(name))
    return bool(own) and any(own & set(library.vocabulary.topics_in(t.name)) for t in others)


def _words(claim: str, source: str) -> Iterator[Difference]:
    for one, two in _TOLD_APART:
        here, there = ((one.search(text), two.search(text)) for text in (claim, source))
        for place in (0, 1):
            said, other = here[place], there[1 - place]
            if said and other and not here[1 - place] and not there[place]:
                yield Difference("dose" if _OF_DOSE.match(claim[said.end() :]) else None, said.group(), other.group())
        if here[0] and here[1] and there[0] and there[1] and " than " in source:
            turned = (here[0].start() < here[1].start()) != (there[0].start() < there[1].start())
            words = f"{here[0].group()}, {here[1].group()}"
            yield from [Difference(None, words, f"{there[1].group()}, {there[0].group()}")] if turned else []
    yield from number_of_them_differs(claim, source)
    for one, two in ((_RATE, _HEADS), (_HEADS, _RATE)):
        if (said := one.search(claim)) and (other := two.search(source)) and not one.search(source):
            yield Difference("comparator", said.group(), other.group())


_THAN = re.compile(
    r"\b(?:than|compared with|compared to|versus|vs|set against|pitted against|outdid|beat)\b([^,;.]*)", re.I
)


_LEVEL = re.compile(r"\b(?:full|larger?|bigger|higher|trips?|psychedelic doses?)\b", re.I)


_USUAL = re.compile(r"\b(?:usual|ordinary|standard|normal|regular|conventional|prescribed)\b", re.I)


_INERT = re.compile(r"\b(?:placebo|dumm(?:y|ies)|sham|empty|fake|inactive|sugar)\b", re.I)


_NOBODY = re.compile(r"\b(?:non-?\w*|others?|other people|who (?:did|do) not|without)\b", re.I)


_WELL = re.compile(r"\b(?:healthy|controls?|well people)\b", re.I)


_START = re.compile(r"\b(?:before|start|started|baseline|began|begun)\b", re.I)


_YARDSTICKS = (_LEVEL, _USUAL, _INERT, _NOBODY, _WELL, _START)


def _compared_with(claim: str, source: str, library: Library) -> Iterator[Difference]:
    """Both compare with something, and with something else."""
    one, other = _THAN.search(claim), _THAN.search(source)
    if one is None or other is None:
        return
    drugs = [{t.name for t in library.vocabulary.expand(text[1]) if t.kind == "substance"} for text in (one, other)]
    if drugs[0] - drugs[1]:
        yield Difference("comparator", one[1].strip(), other[1].strip())
        return
    told = [{p for p in _YARDSTICKS if p.search(text[1])} for text in (one, other)]
    if told[0] and told[1] and not told[0] & told[1]:
        yield Difference("comparator", one[1].strip(), other[1].strip())
