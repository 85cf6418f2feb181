"""What a claim says was compared and of whom, against the record: the people, the comparison, the journal."""

from __future__ import annotations

import re

from assistant.claims.reading.claim import ClaimReading
from assistant.claims.weighing.controls import controlled
from assistant.claims.weighing.fact import Fact
from assistant.claims.weighing.library import Library
from assistant.weighing.strength import group_of
from sources.model import Source

_ONLY = re.compile(r"\b(?:only|all|exclusively|solely)\b", re.I)


_MENTIONS = {"women": re.compile(r"\b(?:women|female)\b"), "men": re.compile(r"\b(?:men|male)\b")}


def population_of(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """A diagnosis that the study's people had or had not; nothing where the note says neither."""
    found: list[Fact] = []
    for condition in part.conditions:
        forms = library.vocabulary.forms_of(condition)
        glance = " ".join(source.text[p.start : p.end] for p in source.parts if p.name in ("glance", "found"))
        told = f"{source.population} {source.title} {glance}".casefold()
        held = any(form.casefold() in told for form in forms)
        own = {t.name for t in library.vocabulary.expand(source.population) if t.section == "conditions"}
        shared = bool(
            set(library.vocabulary.topics_in(condition)) & set(library.vocabulary.topics_in(source.population))
        )
        found.append(Fact("population", held or (shared and not own - {condition}), condition, source.population))
    found += ill_of(part, source, library)
    if (
        re.search(r"\bpatients\b", part.text, re.I)
        and "healthy" in source.population
        and "patient" not in source.population
    ):
        found.append(Fact("population", "patient" in source.text.casefold(), "patients", source.population))
    for people, others in (("women", "men"), ("men", "women")):
        told = source.population.casefold()
        if people not in part.people or others in part.people or not _MENTIONS[others].search(told):
            continue
        if not _MENTIONS[people].search(told) or _ONLY.search(part.text):
            found.append(Fact("population", False, people, source.population))
    return found


_SET_AGAINST = re.compile(
    r"\b(?:pitted|set|tested|tried|compared|weighed)\b[^.;,]{0,60}?\b(?:against|with|to|beside)\b([^.;,]*)", re.I
)


def comparator(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """ "Set against caffeine": what the study is said to have compared with, if its record names one."""
    if (
        part.against == "placebo"
        and part.way != "none"
        and not controlled(source)
        and group_of(source) == "uncontrolled"
    ):
        return [Fact("comparator", False, "placebo", source.comparator)]
    match = _SET_AGAINST.search(part.text)
    if match is None or source.comparator in ("unknown", "none", "not applicable", ""):
        return []
    said = [t for t in library.vocabulary.expand(match[1]) if t.kind == "substance" or t.name == "placebo"]
    held = {t.name for t in library.vocabulary.expand(source.comparator)}
    return [Fact("comparator", t.name in held, t.words, source.comparator) for t in said[:1]]


_PEOPLE = r"(?:people|patients|adults|men|women|folk|persons|individuals|grown-ups)"


_HAVING = r"\s+(?:with|suffering from|diagnosed with|who (?:have|had|suffer(?:ed)? from|live with))"


def ill_of(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    """ "Depressed people", where the people of the study were healthy."""
    if "healthy" not in source.population or part.conditions:
        return []
    glance, told = (
        " ".join(source.text[p.start : p.end] for p in source.parts if p.name in names).casefold()
        for names in (("glance",), ("glance", "found"))
    )
    for term in library.vocabulary.expand(part.text):
        after = part.text[term.end :]
        forms = "|".join(re.escape(f) for f in (term.words, *library.vocabulary.forms_of(term.name)))
        first = re.match(rf"\s+{_PEOPLE}\b", after, re.I)
        last = re.search(rf"\b{_PEOPLE}{_HAVING}\s+$", part.text[: term.start], re.I)
        if term.kind == "topic" and (first or last):
            people, having = rf"\b(?:{forms})\s+{_PEOPLE}\b", rf"\b{_PEOPLE}{_HAVING}\s+(?:{forms})\b"
            # What a study found may be thought of use to "people with depression" who did not take part in it.
            if not re.search(people, told, re.I) and not re.search(having, glance, re.I):
                told_as = f"{term.words} people" if first else f"people with {term.words}"
                return [Fact("population", False, told_as, source.population)]
    return []


_OTHER_JOURNAL = re.compile(
    r"(?:[Cc]ame out|[Aa]ppear(?:ed|s|ing)|[Pp]ublished|[Pp]rinted|[Rr]an|[Oo]ut) in (?:the journal )?"
    r"(?P<name>(?:The |the )?(?:Lancet|New England Journal of Medicine|NEJM|BMJ|British Medical Journal|JAMA|PNAS|Nature|Science"
    r"|Cell|P[Ll][Oo]S \w+|(?:[A-Z]\w+ (?:of |and |in )?)*(?:Journal|Annals|Archives|Proceedings|Reports|Psychiatry"
    r"|Medicine|Psychology|Neuroscience|Pharmacology|Letters)(?: of(?: the)?(?: [A-Z]\w+)+)?)\b)"
)
"""A journal that none of the library's studies came out in."""


def journal(part: ClaimReading, source: Source, library: Library) -> list[Fact]:
    venues = {s.venue for s in library.index.sources.values() if s.venue not in ("", "unknown") and len(s.venue) > 3}
    there = [venue for venue in venues if re.search(rf"\bin (?:the )?{re.escape(venue)}\b(?! study)", part.text)]
    if not there:
        other = _OTHER_JOURNAL.search(part.text)
        known = source.venue not in ("", "unknown")
        return [Fact("journal", False, other["name"], source.venue)] if other and known else []
    longest = max(there, key=len)
    return [Fact("journal", longest == source.venue, longest, source.venue)]
