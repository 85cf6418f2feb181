"""A part of a claim beside one sentence of a note: how much the two share, which way each points, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.claims.check import OverclaimKind
from assistant.claims.finding import Nearness
from assistant.claims.library import Library, Stated
from assistant.claims.numbers import Quantity, agree, is_dose
from assistant.claims.polarity import denies
from assistant.claims.reading import ClaimReading
from assistant.claims.results import marked
from assistant.claims.ways import Way
from assistant.claims.words import Words, covered, words_of
from index.passages import Passage
from assistant.weighing.tally import CLASS
from sources.vocabulary import Better, Found

Stand = Literal["for", "against", "mixed", "unread"]

_LIST = 2
_NUMBER_WORTH, _READ_WORTH, _DIFFERENCE_COST = 0.2, 0.15, 0.12
_TOLD_APART = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{two})\b", re.I))
    for one, two in (
        ("left", "right"), ("males?", "females?"), ("men", "women"), ("before", "after"), ("first", "last|final"),
        ("morning", "evening|night"), ("short-term", "long-term"), ("acute", "chronic"), ("young(?:er)?", "old(?:er)?"),
        ("lowest|weakest|smallest|littlest", "highest|strongest|largest|biggest|top"), ("start|baseline", "end"),
    )
)  # fmt: skip
_PLAINLY = 0.6
"""Share of the words that a sentence must have where no topic ties it to the part."""
_ANYBODY = frozenset({"patients", "adults", "volunteers", "microdosers", "non-microdosers", "healthy people"})
_AS_MUCH_AS = re.compile(r"\b(?:as \w+ as|similar to|comparable to|much like|the same as|on par with)\b([^,;.]*)", re.I)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possib\w+|in theory|theoretical\w*|unknown|unclear|not known|isn['’]t known|ruled? out|excluded?"
    r"|perhaps|likely)\b",
    re.I,
)
_RELATED = re.compile(
    r"\b(?:went|goes|go|come|came) (?:along |hand in hand )?with\b|\bcorrelat\w+|\bpredict\w*|\bthe (?:more|less|greater|larger|bigger"
    r"|stronger)\b[^.;]*\bthe (?:more|less|greater|larger|better|worse|fewer|lower|higher)\b"
    r"|\bwhose\b[^.;]*\b(?:most|more|less|least)\b[^.;]*\balso\b|\b(?:people|those|patients) with (?:more|higher|greater|stronger)\b"
    r"|\bpeople who felt\b[^.;]*\bmore (?:strongly|of)\b",
    re.I,
)
"""Two things that move together, which is no effect of what was taken."""
LINKED = re.compile(r"\b(?:because|due to|thanks to|owing to|br(?:ings?|ought) (?:on|about)|drives?|drove|sets? off|sparks?)\b", re.I)
_UNSETTLED = re.compile(
    r"\b(?:premature|too (?:early|soon)|unclear|unsettled|open question|not (?:yet )?(?:known|clear|settled|established|shown)|unknown"
    r"|can(?:no|['’])?t (?:yet )?(?:say|tell|be ruled)|nobody (?:can say|knows)|no (?:firm )?conclusions?|inconclusive|jury)\b",
    re.I,
)
"""Words by which a text says that something is not settled."""
_BECAUSE = re.compile(r"\b(?:because|due to|owing to)\b", re.I)
"""Words that make a cause of what goes together."""
_OF_DOSE = re.compile(r"(?:\s+[\w-]+){0,2}\s+doses?\b", re.I)
_ALL = re.compile(r"\b(?:all|everyone|everybody|always|every|each)\b", re.I)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|alone)\b", re.I)
_NONE = re.compile(r"\b(?:nobody|no one|none|never)\b", re.I)
_BUT_NOT = re.compile(r"(?:\bbut not|\band not|, not|\brather than|\binstead of|\bunlike)\b([^,;.]*)", re.I)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the claim has and the sentence has otherwise. `kind` None: a plain word, which is no overclaim."""

    kind: OverclaimKind | Literal["comparator"] | None
    words: str
    source_words: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A part beside a sentence. `own` and `whole`: share of the part's words that the sentence has, and its whole note."""

    passage: Passage
    cosine: float
    own: float
    whole: float
    stand: Stand
    met: int
    differences: tuple[Difference, ...]

    @property
    def alike(self) -> float:
        """How much the two speak of the same thing, whatever they say of it."""
        return self.cosine + 0.5 * self.own + 0.25 * self.whole + _NUMBER_WORTH * min(2, self.met)

    @property
    def order(self) -> float:
        """By what the sentence is chosen: alike, able to decide, and without a difference where there is a choice."""
        read = _READ_WORTH * (self.stand != "unread")
        return self.alike + read - _DIFFERENCE_COST * len(self.differences)


def pair(part: ClaimReading, wanted: Words, passage: Passage, near: Nearness, library: Library) -> Pairing:
    """The part, of which `wanted` are the content words, beside one sentence."""
    numbers = library.numbers_of(passage)
    met = sum(any(agree(q, held) for held in numbers) for q in part.quantities)
    return Pairing(
        passage,
        near.cos(passage),
        covered(wanted, library.units_of(passage)),
        covered(wanted, library.units_of_source(passage.source_id)),
        stand_of(part, passage, library),
        met,
        tuple(_differences(part, passage, library)),
    )


def stand_of(part: ClaimReading, passage: Passage, library: Library) -> Stand:
    """Whether a sentence points the way the part says: by the record's outcome where it states one, else by its words."""
    if passage.part == "cannot_show":
        return "unread"  # what a study cannot show tells nothing on which way its results went
    if _ONLY.search(part.text) and not _ONLY.search(passage.text):
        return "unread"
    if lacking(part, passage, library):
        return "unread"
    if _UNSETTLED.search(part.text):
        return "for" if _UNSETTLED.search(passage.text) else "unread"
    here, there = bool(_RELATED.search(part.text)), bool(_RELATED.search(passage.text))
    if there:
        return "for" if here or LINKED.search(part.text) else "unread"
    if here or (_BECAUSE.search(part.text) and not LINKED.search(passage.text)):
        return "unread"
    stated = [i for i in library.outcomes_of(passage.source_id) if i.passage == passage]
    if part.way == "none":
        turned = denies(part.text) != denies(passage.text)
        directed = bool(stated) or library.way_of(passage) != "none"
        return "unread" if turned or directed else "for"
    if stated:
        return _by_outcomes(part, stated, library)
    way = library.way_of(passage)
    return "unread" if way == "none" else _compared(part.way, way, _better(part, library))


def lacking(part: ClaimReading, passage: Passage, library: Library) -> str:
    """A drug, a diagnosis or a dose level of the part that the whole note has nothing of, or a yardstick not in the sentence."""
    if passage.part == "cannot_show":
        return ""
    whole, source = library.units_of_findings(passage.source_id), library.index.sources[passage.source_id]
    for name in (*part.substances, *part.conditions):
        if f"={name}" not in whole:
            return name
    if part.dose_level == "microdose" and "=microdose" not in whole and source.dose_level not in ("microdose", "low", "mixed"):
        return "microdose"
    beside = _AS_MUCH_AS.search(part.text) if part.way == "same" else None
    told = [t.name for t in library.vocabulary.expand(beside[1])] if beside else []
    return told[0] if told and not any(f"={name}" in library.units_of(passage) for name in told) else ""


def hedged_alike(part: ClaimReading, passage: Passage) -> bool:
    """Whether both say no more than that something may be."""
    return bool(_HEDGED.search(part.text) and _HEDGED.search(passage.text))


def _by_outcomes(part: ClaimReading, stated: list[Stated], library: Library) -> Stand:
    own = [i for i in stated if set(part.topics) & i.topics]
    if not part.topics:
        passage = stated[0].passage
        tied = covered(words_of(part, library), library.units_of(passage)) >= _PLAINLY
        return _compared(part.way, library.way_of(passage), "either") if tied else "unread"
    compared = [i for i in own if part.against in ("none", i.outcome.versus) or i.outcome.versus == "none"]
    marks = {marked(i.outcome, part, library) for i in compared}
    if not marks:
        return "unread"
    return marks.pop() if len(marks) == 1 else "mixed"


def _better(part: ClaimReading, library: Library) -> Better:
    told = {library.better(topic) for topic in part.topics}
    return told.pop() if len(told) == 1 else "either"


def _compared(claim: Way, source: Way, better: Better) -> Stand:
    if source == "none":
        return "unread"
    if claim == source:
        return "for"
    if "same" in (claim, source):
        return "against"
    turned: dict[Way, Way] = (
        {"lower": "better", "higher": "worse"} if better == "lower" else {"higher": "better", "lower": "worse"}
    )
    if better == "either" and {claim, source} not in ({"lower", "higher"}, {"better", "worse"}):
        return "unread"
    one, other = turned.get(claim, claim), turned.get(source, source)
    return "for" if one == other else "against"


def _differences(part: ClaimReading, passage: Passage, library: Library) -> Iterator[Difference]:
    yield from _numbers(part, library.numbers_of(passage))
    yield from _other_of_list(part, passage, library)
    yield from _named(part, passage, library)
    yield from _words(part.text, passage.text)
    yield from _compared_with(part.text, passage.text, library)


def _numbers(part: ClaimReading, held: tuple[Quantity, ...]) -> Iterator[Difference]:
    for unit in dict.fromkeys(q.unit for q in part.quantities if q.unit):
        claimed = [q for q in part.quantities if q.unit == unit]
        there = [q for q in held if q.unit == unit]
        missed = [q for q in claimed if not any(agree(q, h) for h in there)]
        if there and missed:
            yield Difference("dose" if is_dose(missed[0]) else "number", missed[0].words.strip(), there[0].words.strip())


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
        others = [t for t in terms if section in (t.section, t.kind) and f"={t.name}" not in refused and t.name != CLASS]
        others = [t for t in others if t.name not in _ANYBODY]
        if any(f"={name}" in units for name in names):
            continue
        for name in names:
            if name in _ANYBODY:
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
            if (here[0].start() < here[1].start()) != (there[0].start() < there[1].start()):
                yield Difference(None, f"{here[0].group()}, {here[1].group()}", f"{there[1].group()}, {there[0].group()}")
    told = (_ALL, _ONLY, _NONE)
    for said in told:
        for held in told:
            if said is not held and (x := said.search(claim)) and not said.search(source) and (y := held.search(source)):
                if {said, held} != {_ALL, _NONE} and said is not _ONLY and held is not _ONLY:
                    continue
                yield Difference(None, x.group(), y.group())


_THAN = re.compile(r"\b(?:than|compared with|compared to|versus|vs|set against|pitted against|outdid|beat)\b([^,;.]*)", re.I)
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
    told = [{p for p in _YARDSTICKS if p.search(text[1])} for text in (one, other)]
    if told[0] and told[1] and not told[0] & told[1]:
        yield Difference("comparator", one[1].strip(), other[1].strip())
