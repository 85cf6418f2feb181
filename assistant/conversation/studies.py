"""The studies of a library as a conversation speaks of them: a short name for each, and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.conversation.cues import STUDIES, STUDY
from assistant.conversation.matching import Facts, display, first_clause
from assistant.understanding.naming import Named, NameIndex
from assistant.understanding.reading import Reading
from sources.model import Source
from sources.vocabulary import Vocabulary

_TITLE_LENGTH = 70
_CHOICES = 4


@dataclass(frozen=True)
class Studies:
    """The short names of every source, the article apart."""

    vocabulary: Vocabulary
    names: NameIndex
    sources: Mapping[str, Source]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """ "Marschall 2022" where that names one source, with the journal where it names two, else the title."""
        return {i: self._label(source) for i, source in self.sources.items()}

    @cached_property
    def facts(self) -> Facts:
        """What tells the studies apart."""
        return Facts(self.vocabulary, self.sources)

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
        choices = [f"{self.labels[i]} ({first_clause(self.sources[i].population)})" for i in ids[:_CHOICES]]
        more = ", or another one" if len(ids) > _CHOICES else ""
        return f"Which one do you mean: {', '.join(choices[:-1])} or {choices[-1]}{more}?"

    def speaks_of(self, source_id: str, name: str) -> bool:
        """Whether a source's note uses any word for a topic, a substance or a group of people."""
        forms = "|".join(map(re.escape, self.vocabulary.forms_of(name)))
        return bool(re.search(rf"\b(?:{forms})s?\b", self.sources[source_id].text, re.I))

    def subject(self, source_id: str) -> tuple[str, ...]:
        """What a study is about, in the words of its record: what was taken, and the first thing measured."""
        source = self.sources[source_id]
        level = ("microdose",) if source.dose_level == "microdose" else ()
        topic = source.outcomes[0].topics[:1] if source.outcomes else ()
        return tuple(dict.fromkeys((*source.substance[:1], *level, *(self._say(name) for name in topic))))

    def span(self, text: str, named: Named) -> tuple[int, int] | None:
        """Where a text names studies, the whole of "the Holze 2023 study"."""
        low = text.casefold()
        for label in (self.labels[i].casefold() for i in named.sources if i in self.labels):
            if (place := low.find(label)) >= 0:
                return place, place + len(label)
        journals = (citation.printed.partition("),")[2].strip(" .\"'") for citation in named.citations)
        patterns = [
            *(self._by_author(name, named.sources) for name in named.surnames),
            *(rf"(?:the )?{re.escape(journal)}(?: (?:one\b|{STUDY}))?" for journal in journals if journal),
        ]
        return next((match.span() for pattern in patterns if (match := re.search(pattern, text, re.I))), None)

    def _by_author(self, name: str, ids: Sequence[str]) -> str:
        """ "The real Anderson et al. (2019), Psychopharmacology, one"."""
        venues = sorted({self.sources[i].venue for i in ids if i in self.sources}, key=len, reverse=True)
        venue = rf"(?:,? (?:in )?(?:{'|'.join(map(re.escape, venues))}))?" if venues else ""
        return (
            rf"\b(?:the |that |this )?(?:real |actual )?(?:(?:van |de |von )+)?{re.escape(name)}(?:'?s)?\b"
            rf"(?: et al\.?| and colleagues)?(?:,? ?\(?(?:19|20)\d\d\)?)?{venue}(?: (?:one\b|{STUDY}|{STUDIES})\b)?"
        )

    def _say(self, name: str) -> str:
        return next(iter(self.vocabulary.forms_of(name)), name)

    def _label(self, source: Source) -> str:
        who = display(source.authors[0]) if source.authors else ""
        short = f"{who} {source.year}"
        for label in (short, f"{short} in {source.venue}"):
            if who and self.names.find(label).sources == (source.id,):
                return label
        title = source.title.split(": ")[0]
        return title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0]
