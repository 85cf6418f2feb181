"""Which studies a question names: by author, by author and year, by journal, or as the article prints them.

A surname that also stands in lower case somewhere in the library's own texts is an everyday word (May, Day, Young) and
counts only when the question writes it with a capital. A surname may be misspelt by a letter or so if it is long enough
and the misspelling is no word of the library (difflib's ratio, Ratcliff and Obershelp 1988).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sources.model import Article, PrintedCitation, Source

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABOUT_CITING = re.compile(
    r"\b(?:real|exists?|a thing|genuine|fake|cannot find|can'?t find|find it|cit(?:e|es|ed|ing|ation|ations)|article|piece"
    r"|printed|correct|wrong)\b",
    re.IGNORECASE,
)
_FUZZY_LENGTH = 6
_FUZZY_RATIO = 0.85


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names. `sources` are ids, best first; `citations` are the article's own printed ones."""

    sources: tuple[str, ...] = ()
    citations: tuple[PrintedCitation, ...] = ()
    surnames: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unmatched_year: bool = False
    """A surname is known here, but no study by that name has the year that was asked for."""


@dataclass(frozen=True)
class NameIndex:
    """Surnames and years of every source, ready to be looked up."""

    first_authors: Mapping[str, tuple[str, ...]]
    co_authors: Mapping[str, tuple[str, ...]]
    years: Mapping[str, int | None]
    venues: Mapping[str, str]
    everyday: frozenset[str]
    citations: tuple[PrintedCitation, ...]

    def find(self, question: str) -> Named:
        """What `question` names. Deterministic; an empty `Named` where it names nothing."""
        words = [match.group() for match in _WORD.finditer(question)]
        years = tuple(int(year) for year in _YEAR.findall(question))
        surnames = tuple(dict.fromkeys(name for word in words if (name := self._surname(word))))
        ids = list(dict.fromkeys(i for name in surnames for i in self.first_authors.get(name, ())))
        if years:
            co = [i for name in surnames for i in self.co_authors.get(name, ()) if self.years[i] in years]
            dated = [i for i in ids if self.years[i] in years] or co
        else:
            dated = ids or [i for name in surnames for i in self.co_authors.get(name, ())]
        return Named(
            sources=self._in_venue(question, tuple(dict.fromkeys(dated or ids))),
            citations=self._printed(question, surnames, years, dated if years else ()),
            surnames=surnames,
            years=years,
            unmatched_year=bool(years and ids and not dated),
        )

    def _in_venue(self, question: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `ids` whose journal the question gives; all of them where it gives none of theirs."""
        low = question.casefold()
        for citation in self.citations:
            journal = _journal(citation.printed)
            if journal not in self.venues.values():
                low = low.replace(journal, " ") if journal else low
        given = {i: len(self.venues[i]) for i in ids if re.search(rf"\b{re.escape(self.venues[i])}\b", low)}
        longest = max(given.values(), default=0)
        return tuple(i for i in ids if given.get(i) == longest) if given else ids

    def _surname(self, word: str) -> str | None:
        lower = _plain(word)
        for form in (lower, lower.removesuffix("s")):
            if word[0].isupper() and form in self.co_authors:
                return form
            if form in self.first_authors:
                return form if word[0].isupper() or form not in self.everyday else None
        if len(lower) < _FUZZY_LENGTH or lower in self.everyday:
            return None
        near = [
            (SequenceMatcher(None, lower, name).ratio(), name) for name in self.first_authors if name[0] == lower[0]
        ]
        ratio, best = max(near, default=(0.0, ""))
        return best if ratio >= _FUZZY_RATIO and len(best) >= _FUZZY_LENGTH else None

    def _printed(
        self, question: str, surnames: tuple[str, ...], years: tuple[int, ...], dated: Sequence[str]
    ) -> tuple[PrintedCitation, ...]:
        """Printed citations that are meant: given whole, by a journal that no named study has, or by a name and year that
        no study here has; by name and year alone only where the question is about citations."""
        low = question.casefold()
        venues = {self.venues[source_id] for source_id in dated}
        found = []
        for citation in self.citations:
            printed, journal = _plain(citation.printed), _journal(citation.printed)
            named = any(re.search(rf"\b{re.escape(name)}\b", printed) for name in surnames)
            fits = not years or any(str(year) in printed for year in years)
            titled = bool(journal) and bool(re.search(rf"\b{re.escape(journal)}\b", low)) and journal not in venues
            whole = citation.printed.casefold().removeprefix("research from ") in low
            known = bool(dated) and not _ABOUT_CITING.search(question)
            if (
                whole
                or (fits and titled and (named or len(journal.split()) > 1))
                or (named and fits and years and not known)
            ):
                found.append(citation)
        return tuple(found)


def build_names(sources: Iterable[Source], article: Article | None) -> NameIndex:
    """The name index of a library."""
    first: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    years: dict[str, int | None] = {}
    venues: dict[str, str] = {}
    everyday: set[str] = set()
    for source in sources:
        years[source.id] = source.year
        venues[source.id] = source.venue.casefold()
        surnames = [surname(author) for author in source.authors]
        for position, name in enumerate(surnames):
            if name:
                (first if position == 0 else others).setdefault(name, []).append(source.id)
        everyday.update(word for word in _WORD.findall(source.text) if word.islower())
    return NameIndex(
        first_authors={name: tuple(ids) for name, ids in first.items()},
        co_authors={name: tuple(ids) for name, ids in others.items()},
        years=years,
        venues=venues,
        everyday=frozenset(everyday),
        citations=article.citations if article else (),
    )


def surname(author: str) -> str:
    """The surname in "de Wit H" or "Carhart-Harris RL", in lower case; trailing initials are dropped."""
    parts = author.split()
    while len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= 4:
        parts.pop()
    return _plain(parts[-1]) if parts else ""


def _plain(text: str) -> str:
    """Without case, accents and a possessive 's."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return bare.replace("’", "'").removesuffix("'s")


def _journal(printed: str) -> str:
    """The journal in 'Cameron et al. (2021), Nature Medicine', in lower case; empty where none is printed."""
    _, comma, rest = printed.partition("),")
    return rest.strip(" .\"'").casefold() if comma else ""
