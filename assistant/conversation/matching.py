"""Which of several studies a description fits, by the facts of their records: people, drug, design, year, size."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.conversation.cues import STUDIES, STUDY, beyond_detail, content
from index.lexical import tokens
from sources.model import Design, Source
from sources.vocabulary import Vocabulary

_NOT = re.compile(r"\b(?:no|not|without|un|non)[ -]+(?:an? |the |any )?(\w+)", re.I)
_MOST = re.compile(
    r"\b(?:(?P<big>bigg(?:er|est)|larg(?:er|est))|(?P<small>small(?:er|est))"
    r"|(?P<new>new(?:er|est)|latest|later|(?:more|most) recent)|(?P<old>old(?:er|est)|earl(?:ier|iest)))\b"
    r"(?! (?:people|adults|volunteers|men|women|participants|patients))",
    re.I,
)
_NOUN = re.compile(rf"\b(?:{STUDY}|{STUDIES}|ones?)\b", re.I)
_PLACEBO: frozenset[Design] = frozenset(
    ("rct-double-blind", "placebo-controlled-crossover", "self-blinded-citizen-science")
)
_NOTHING = ("none", "own", "not ", "unknown")
_ANYBODY = frozenset(("=adults", "=volunteers", "=women", "=men", "=healthy volunteers"))


@dataclass(frozen=True)
class Facts:
    """What the records say, as units: stems of words, and "=name" for every known word."""

    vocabulary: Vocabulary
    sources: Mapping[str, Source]

    def fitting(self, description: str, among: Sequence[str]) -> tuple[str, ...]:
        """Those of `among` that fit a description best; empty where it tells none apart."""
        if extreme := self._extreme(description, among):
            return extreme
        denied = {token for word in _NOT.findall(description) for token in tokens(word)}
        said = _NOT.sub(" ", description)
        wanted = {*tokens(" ".join(content(said))), *self._groups(said)}
        scores = {
            i: sum(self._weight(unit, among) for unit in wanted & self._units[i])
            + sum(self._weight(unit, among) for unit in denied - self._units[i])
            for i in among
        }
        best = max(scores.values(), default=0.0)
        return tuple(i for i in among if scores[i] == best) if best > 0 else ()

    def fits(self, description: str, source_id: str) -> bool:
        """Whether a study has every word of a description, or what it stands for."""
        have, text = self._units[source_id], _NOUN.sub(" ", description)
        for term in reversed(self.vocabulary.expand(text)):
            if f"={term.name}" in have:
                text = f"{text[: term.start]} {text[term.end :]}"
        return all(set(tokens(word)) & have for word in beyond_detail(text))

    def successor(self, source_id: str) -> str | None:
        """The later study of the same line of work: same drug, dose level and people, and an author in common."""
        units = self._units[source_id]
        later = [i for i in self.sources if self._follows(i, source_id)]
        shared = {i: sum(self._rarity[unit] for unit in self._units[i] & units) for i in later}
        return max(later, key=lambda i: (shared[i], i), default=None)

    def _follows(self, later: str, earlier: str) -> bool:
        new, old, units = self.sources[later], self.sources[earlier], self._units[later]
        people = self._groups(first_clause(old.population)) - _ANYBODY
        return (
            (new.year or 0) > (old.year or 0)
            and new.dose_level == old.dose_level
            and bool(_writers(new) & _writers(old))
            and people <= units
            and bool(units & self._groups(" ".join(old.substance)))
        )

    @cached_property
    def _units(self) -> Mapping[str, frozenset[str]]:
        told = {i: _told(source) for i, source in self.sources.items()}
        return {
            i: frozenset((*tokens(text), *self._groups(text))) - _lacks(self.sources[i]) for i, text in told.items()
        }

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts = Counter(unit for units in self._units.values() for unit in units)
        return {unit: math.log(1 + len(self._units) / count) for unit, count in counts.items()}

    def _groups(self, text: str) -> set[str]:
        return {f"={term.name}" for term in self.vocabulary.expand(text)}

    def _weight(self, unit: str, among: Sequence[str]) -> float:
        """What all of them or none of them have tells nothing."""
        have = sum(unit in self._units[i] for i in among)
        return self._rarity[unit] if 0 < have < len(among) else 0.0

    def _extreme(self, description: str, among: Sequence[str]) -> tuple[str, ...]:
        match = _MOST.search(description)
        if not match or not match.lastgroup:
            return ()
        by_size = match.lastgroup in ("big", "small")
        values = {i: self.sources[i].n if by_size else self.sources[i].year for i in among}
        known = {i: value for i, value in values.items() if value is not None}
        if not known:
            return ()
        wanted = (max if match.lastgroup in ("big", "new") else min)(known.values())
        return tuple(i for i in known if known[i] == wanted)


def display(author: str) -> str:
    """ "de Wit" of "de Wit H": initials and roles are dropped."""
    parts = re.sub(r"\s*\([^)]*\)", "", author).split(" and ")[0].split()
    while len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= len("RHWM"):
        parts.pop()
    return " ".join(parts)


def first_clause(text: str) -> str:
    """A text up to its first comma, semicolon or bracket."""
    return re.split(r"[,;(]", text)[0].strip()


def _told(source: Source) -> str:
    fields = (
        "placebo" if _PLACEBO & set(source.design) else "",
        "" if source.dose_level in ("none", "unknown") else f"{source.dose_level} dose",
        *(
            source.title,
            source.population,
            source.dose,
            source.comparator,
            source.blinding,
            source.setting,
            source.venue,
        ),
        *(source.kind, source.species, str(source.year), str(source.n), *source.design, *source.substance),
        *(topic for outcome in source.outcomes for topic in outcome.topics),
    )
    return " . ".join(fields)


def _lacks(source: Source) -> frozenset[str]:
    """What a record denies with the very word: a comparator "none (no placebo)", a blinding "none (open-label)"."""
    uncontrolled = ("placebo", "control", "=placebo") if source.comparator.startswith(_NOTHING) else ()
    unblinded = ("blind", "doubleblind") if source.blinding.startswith((*_NOTHING, "open")) else ()
    return frozenset((*uncontrolled, *unblinded))


def _writers(source: Source) -> frozenset[str]:
    return frozenset(display(author).casefold() for author in source.authors)
