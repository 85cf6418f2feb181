"""Where the wording goes beyond the evidence although its core is true: cause, size, certainty, species."""

from __future__ import annotations

import re

from assistant.claims.check import Overreach
from assistant.claims.reading.claim import ClaimReading
from assistant.claims.reading.statements import LINKED
from assistant.claims.reading.strength import causal_words
from assistant.claims.weighing.library import Library, Stated
from assistant.weighing.strength import group_of
from index.passages import Passage
from sources.model import Source

_SAID_BY_PEOPLE = re.compile(
    r"\b(?:report|said|say|credit|rate[ds]?\b|describ|believ|felt|feel(?!ing)|told|claim|self-rated|link|associat|tied"
    r"|went with|goes with"
    r"|may|might|could|suggest|seem|appear)\w*",
    re.I,
)
_NO_OBJECT = re.compile(
    r"(?:while|in|on|at|by|after|during|for|with|over|from|since|than|more|less|and|when|compared|as|within"
    r"|among|to)\b|\W",
    re.I,
)
"""What stands after a verb that has no object: nothing is said to be changed by anything."""
_ALWAYS_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|because of|thanks to|due to|led to|leads to|makes|made people|(?:br(?:ing"
    r"|ings|ought)) (?:on|about)"
    r"|turn(?:s|ed) [^.;,]{0,40}? into|(?:was|were|is|are|been) made [^.;,]{0,40}? by|down to)\b",
    re.I,
)
_LARGE = re.compile(
    r"\b(?:huge(?:ly)?|dramatic(?:ally)?|massive(?:ly)?|marked(?:ly)?|strong(?:ly)?|great(?:ly)?|far (?:better"
    r"|more|less)|clear(?:ly)?"
    r"|substantial(?:ly)?|enormous(?:ly)?|sharp(?:ly)?|much (?:better|more|less|lower|higher)|big(?:ger)? (?:gain"
    r"|drop|rise|effect)\w*"
    r"|halv(?:e|es|ed)|doubl(?:e|es|ed)|wip(?:e|es|ed) out|eliminat\w*|erase[sd]?|transform\w*|vastly"
    r"|considerabl[ey]|soar(?:s|ed)?)\b",
    re.I,
)
_SMALL = re.compile(
    r"\b(?:slight(?:ly)?|small(?! dos)|modest|mild(?:ly)?|borderline|subtle|minimal(?:ly)?|a few|no significant"
    r"|no difference|minor|trend|weak(?:ly)?"
    r"|only at|only in|some)\b",
    re.I,
)
_SURE = re.compile(
    r"\b(?:prov(?:e|es|ed|en)|proof|firmly|definite(?:ly)?|certain(?:ly)?|undoubtedly|conclusive(?:ly)?|always"
    r"|guarantee\w*"
    r"|cures?|cured|establish(?:es|ed)|settles?|beyond (?:doubt|question|dispute)|for sure|confirms?|demonstrates?"
    r"|nail(?:s|ed) (?:it|this|that)|the jury(?: is|['’]s) in|no (?:longer any|more|room for) doubt"
    r"|without (?:exception|question)"
    r"|case closed|end of (?:story|debate)|hands down|once and for all|no two ways about it|whatever the dose"
    r"|every (?:single )?time"
    r"|can bank on|(?:is|was|it['’]s) (?:a )?(?:fact|settled|official)|put(?:s|ting)? (?:it )?to bed)\b",
    re.I,
)


def on_support(
    part: ClaimReading, source: Source, passages: tuple[Passage, ...], library: Library
) -> tuple[Overreach, ...]:
    """The overreach of a part that a study otherwise bears out."""
    held = [item for item in library.outcomes_of(source.id) if item.passage in passages]
    if (linked := LINKED.search(part.text)) and passages and not LINKED.search(passages[0].text):
        why = "The source shows that the two go together, not that one causes the other."
        return (Overreach("causal", linked.group(), passages[0].text, why, passages[0]),)
    found = [causal(part, source, held, passages, library), large(part, held, passages), sure(part, source, passages)]
    return tuple(item for item in found if item is not None)


def causal(
    part: ClaimReading, source: Source, held: list[Stated], passages: tuple[Passage, ...], library: Library
) -> Overreach | None:
    """A verb of cause with the drug as its doer, on a study that compared nobody with a placebo."""
    if group_of(source) in ("placebo-controlled", "animal or laboratory") and not _uncompared(source, held):
        return None
    words = doing(part, library)
    if not words or not passages or _says_cause(passages, words):
        return None
    why = "Without a placebo group a change or a link is all that can be shown, not its cause."
    return Overreach("causal", words, passages[0].text, why, passages[0])


def _says_cause(passages: tuple[Passage, ...], words: str) -> bool:
    """Whether the source says "because of" itself, as what people gave as their reason, and the claim says no more."""
    return any(_ALWAYS_CAUSE.search(p.text) and _SAID_BY_PEOPLE.search(p.text) is None for p in passages) and bool(
        words
    )


def _uncompared(source: Source, held: list[Stated]) -> bool:
    """In a trial with a placebo group, a change since the start alone does not show a cause either."""
    return group_of(source) == "placebo-controlled" and bool(held) and all(i.outcome.versus == "baseline" for i in held)


def doing(part: ClaimReading, library: Library) -> str:
    """The words by which a drug is said to bring something about; empty where people only had or reported it."""
    if always := _ALWAYS_CAUSE.search(part.text):
        return always.group()
    if _SAID_BY_PEOPLE.search(part.text):
        return ""
    words = causal_words(re.sub(r"\b[\w-]+-to-treat\b|\btreatments?\b|\btreatment-\w+", " ", part.text))
    place = part.text.find(words) if words else -1
    if place < 0:
        return ""
    before = library.vocabulary.expand(part.text[:place])
    after = part.text[place + len(words) :].split()
    doer = bool(before) and (before[-1].kind == "substance" or before[-1].section == "doses")
    if after and _NO_OBJECT.match(after[0]):
        return ""
    subject = part.text[:place].split()[-4:]
    people = re.search(
        r"\b(?:people|those|ones|users|microdosers|respondents|who|they|scores?|among|in|after|on)\b",
        " ".join(subject),
        re.I,
    )
    return words if doer and after and not people else ""


def large(part: ClaimReading, held: list[Stated], passages: tuple[Passage, ...]) -> Overreach | None:
    """A word for a great effect, where the source has a word for a small one."""
    words = _LARGE.search(part.text)
    if not words:
        return None
    for text, passage in [
        *((f"{i.outcome.effect} {i.passage.text}", i.passage) for i in held),
        *((p.text, p) for p in passages),
    ]:
        if small := _SMALL.search(text):
            return Overreach(
                "magnitude", words.group(), small.group(), "The source has a small effect or none.", passage
            )
    return None


def sure(part: ClaimReading, source: Source, passages: tuple[Passage, ...]) -> Overreach | None:
    """A word for proof, where one study stands behind it."""
    words = _SURE.search(part.text)
    if not words or not passages:
        return None
    why = (
        "One study does not settle this."
        if group_of(source) != "review"
        else "A review of few studies does not settle this."
    )
    return Overreach("certainty", words.group(), passages[0].text, why, passages[0])


def sure_words(text: str) -> str:
    """The words by which a text claims proof; empty where it claims none."""
    found = _SURE.search(text)
    return found.group() if found else ""


def large_words(text: str) -> str:
    """The words by which a text claims a great effect."""
    found = _LARGE.search(text)
    return found.group() if found else ""
