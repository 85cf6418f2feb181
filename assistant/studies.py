"""The studies of a library as a conversation speaks of them: a short name for each, and which one a description fits."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.cues import STUDIES, STUDY, beyond_detail, content
from assistant.naming import Named, NameIndex
from assistant.reading import Reading
from index.lexical import tokens
from sources.model import Design, Source
from sources.vocabulary import Vocabulary

_ROLE = re.compile(r"\s*\([^)]*\)")
_NOT = re.compile(r"\b(?:no|not|without|un|non)[ -]+(?:an? |the |any )?(\w+)", re.I)
_MOST = re.compile(
    r"\b(?:(?P<big>bigg(?:er|est)|larg(?:er|est)|most people)|(?P<small>small(?:er|est))|(?P<new>new(?:er|est)|latest|later|(?:more|most) recent)"
    r"|(?P<old>old(?:er|est)|earl(?:ier|iest)))\b",
    re.I,
)
_PLACEBO: frozenset[Design] = frozenset(("rct-double-blind", "placebo-controlled-crossover", "self-blinded-citizen-science"))
_ANYBODY = ("adults", "volunteers", "women", "men", "healthy volunteers")
_NOUN = re.compile(rf"\b(?:{STUDY}|{STUDIES}|ones?)\b", re.I)
_NOTHING = ("none", "own", "not ", "unknown")
_TITLE_LENGTH = 70
_LABEL_MOST = 4


@dataclass(frozen=True)
class Studies:
    """Names and facts of every source, the article apart."""

    vocabulary: Vocabulary
    names: NameIndex
    sources: Mapping[str, Source]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """"Marschall 2022" where that names one source, with the journal where it names two, else the title."""
        return {i: self._label(source) for i, source in self.sources.items()}

    @cached_property
    def _facts(self) -> Mapping[str, frozenset[str]]:
        return {i: frozenset(self._units(_facts(source))) - _lacks(source) for i, source in self.sources.items()}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts = Counter(unit for units in self._facts.values() for unit in units)
        return {unit: math.log(1 + len(self._facts) / count) for unit, count in counts.items()}

    @property
    def has_article(self) -> bool:
        """Whether the library has an article, so that "the article" means something."""
        return bool(self.names.citations)

    def named_in(self, reading: Reading) -> tuple[str, ...]:
        """The studies a question names, by author, by a printed citation, or by the whole of its short name here."""
        text = reading.standalone
        ours = sorted((place, i) for i, label in self.labels.items() if (place := text.find(label)) >= 0)
        if len(ours) > 1:
            return tuple(i for _, i in ours)
        printed = (i for citation in reading.named.citations for i in citation.record_ids if i in self.sources)
        named = tuple(i for i in reading.named.sources if i in self.sources)
        found = named if len(named) == 1 else tuple(dict.fromkeys(printed)) or named
        return found or tuple(i for _, i in ours)

    def which(self, ids: Sequence[str]) -> str:
        """A short question back, with what tells the studies apart."""
        choices = [f"{self.labels[i]} ({_short(self.sources[i].population)})" for i in ids[:_LABEL_MOST]]
        more = " or another one" if len(ids) > _LABEL_MOST else ""
        return f"Which one do you mean: {', '.join(choices[:-1])} or {choices[-1]}{more}?"

    def fitting(self, description: str, among: Sequence[str]) -> tuple[str, ...]:
        """Those of `among` whose facts fit a description best; empty where it tells none apart."""
        extreme = self._extreme(description, among)
        if extreme:
            return extreme
        denied = {token for word in _NOT.findall(description) for token in tokens(word)}
        wanted = self._units(" ".join(content(_NOT.sub(" ", description)))) | self._groups(_NOT.sub(" ", description))
        scores = {i: sum(self._weight(u, among) for u in wanted if u in self._facts[i]) for i in among}
        for i in among:
            scores[i] += sum(self._weight(u, among) for u in denied if u not in self._facts[i])
        best = max(scores.values(), default=0.0)
        return tuple(i for i in among if scores[i] == best) if best > 0 else ()

    def fits(self, description: str, source_id: str) -> bool:
        """Whether a study has every word of a description, or what it stands for."""
        have, text = self._facts[source_id], _NOUN.sub(" ", description)
        for term in reversed(self.vocabulary.expand(text)):
            if f"={term.name}" in have:
                text = f"{text[: term.start]} {text[term.end :]}"
        return all(set(tokens(word)) & have for word in beyond_detail(text))

    def successor(self, source_id: str) -> str | None:
        """The later study of the same line of work: same drug, dose level and people, and an author in common."""
        old = self.sources[source_id]
        units, writers = self._facts[source_id], _writers(old)
        people = {unit for unit in self._groups(_short(old.population)) if unit[1:] not in _ANYBODY}
        later = [
            i
            for i, source in self.sources.items()
            if (source.year or 0) > (old.year or 0) and source.dose_level == old.dose_level
            if writers & _writers(source) and people <= self._facts[i] and units & self._facts[i] & self._groups(" ".join(old.substance))
        ]
        shared = {i: sum(self._rarity[unit] for unit in self._facts[i] & units) for i in later}
        return max(later, key=lambda i: (shared[i], i), default=None)

    def speaks_of(self, source_id: str, name: str) -> bool:
        """Whether a source's note uses any word for a topic, a substance or a group of people."""
        text = self.sources[source_id].text.casefold()
        return any(form.casefold() in text for form in self.vocabulary.forms_of(name))

    def subject(self, source_id: str) -> tuple[str, ...]:
        """What a study is about, in the words of its record: what was taken, and the first thing measured."""
        source = self.sources[source_id]
        level = ("microdose",) if source.dose_level == "microdose" else ()
        topic = source.outcomes[0].topics[:1] if source.outcomes else ()
        return tuple(dict.fromkeys((*source.substance[:1], *level, *(self._say(name) for name in topic))))

    def span(self, text: str, named: Named) -> tuple[int, int] | None:
        """Where a text names studies, the whole of "the Holze 2023 study"."""
        for label in (self.labels[i] for i in named.sources if i in self.labels):
            if (place := text.casefold().find(label.casefold())) >= 0:
                return place, place + len(label)
        for name in named.surnames:
            pattern = (
                rf"\b(?:the |that |this )?(?:real |actual )?(?:(?:van |de |von )+)?{re.escape(name)}(?:'?s)?\b(?: et al\.?)?(?: and colleagues)?"
                rf"(?:,? ?\(?(?:19|20)\d\d\)?)?(?:,? (?:in )?{_venues(self.sources, named.sources)})?(?: (?:one\b|{STUDY}|{STUDIES})\b)?"
            )
            if match := re.search(pattern, text, re.I):
                return match.span()
        for journal in (c.printed.partition("),")[2].strip(" .\"'") for c in named.citations):
            if journal and (match := re.search(rf"(?:the )?{re.escape(journal)}(?: (?:one\b|{STUDY}))?", text, re.I)):
                return match.span()
        return None

    def _say(self, name: str) -> str:
        return next(iter(self.vocabulary.forms_of(name)), name)

    def _label(self, source: Source) -> str:
        who = _display(source.authors[0]) if source.authors else ""
        short = f"{who} {source.year}"
        for label in (short, f"{short} in {source.venue}"):
            if who and self.names.find(label).sources == (source.id,):
                return label
        title = source.title.split(": ")[0]
        return title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0]

    def _units(self, text: str) -> set[str]:
        return {*tokens(text), *self._groups(text)}

    def _groups(self, text: str) -> set[str]:
        return {f"={term.name}" for term in self.vocabulary.expand(text)}

    def _weight(self, unit: str, among: Sequence[str]) -> float:
        """What all of them or none of them have tells nothing."""
        have = sum(unit in self._facts[i] for i in among)
        return self._rarity[unit] if 0 < have < len(among) else 0.0

    def _extreme(self, description: str, among: Sequence[str]) -> tuple[str, ...]:
        match = _MOST.search(description)
        if not match or not match.lastgroup:
            return ()
        by_size = match.lastgroup in ("big", "small")
        known = {i: value for i in among if (value := self.sources[i].n if by_size else self.sources[i].year) is not None}
        pick = max if match.lastgroup in ("big", "new") else min
        return tuple(i for i in known if known[i] == pick(known.values()))


def _facts(source: Source) -> str:
    outcomes = " ".join(topic for outcome in source.outcomes for topic in outcome.topics)
    level = "" if source.dose_level in ("none", "unknown") else f"{source.dose_level} dose"
    placebo = "placebo" if _PLACEBO & set(source.design) else ""
    return " . ".join(
        (placebo, source.title, source.population, " ".join(source.design), " ".join(source.substance), level, source.dose, source.comparator,
         source.blinding, source.setting, source.venue, source.kind, source.species, str(source.year), str(source.n), outcomes)
    )  # fmt: skip


def _lacks(source: Source) -> frozenset[str]:
    """What a record denies with the very word: a comparator "none (no placebo)", a blinding "none (open-label)"."""
    compared = not source.comparator.startswith(_NOTHING)
    blinded = not source.blinding.startswith((*_NOTHING, "open"))
    return frozenset((*(() if compared else ("placebo", "control", "=placebo")), *(() if blinded else ("blind", "doubleblind"))))


def _writers(source: Source) -> frozenset[str]:
    return frozenset(_display(author).casefold().split(" and ")[0] for author in source.authors)


def _display(author: str) -> str:
    """"de Wit" of "de Wit H": initials and roles are dropped."""
    parts = _ROLE.sub("", author).split(" and ")[0].split()
    while len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= _LABEL_MOST:
        parts.pop()
    return " ".join(parts)


def _short(text: str) -> str:
    return re.split(r"[,;(]", text)[0].strip()


def _venues(sources: Mapping[str, Source], ids: Sequence[str]) -> str:
    venues = sorted({sources[i].venue for i in ids if i in sources}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, venues))})" if venues else "(?!)"
