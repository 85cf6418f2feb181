"""Where each limit is said: under the sentence it limits, or once above several that all have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Sentence
from sources.model import CaveatKind
from ui.render.safe import NOTHING, Html, tag, text, unseen
from ui.render.words import CAVEATS, capital

# True of nearly every source here, or of the answer as a whole: said once below it, not under each sentence.
SAID_ONCE: frozenset[CaveatKind] = frozenset({"summary-not-full-text", "conflicting-evidence"})
FEWEST_TO_SHARE = 2


def kinds_of(answer: Answer, sentence: Sentence) -> tuple[CaveatKind, ...]:
    """What limits a sentence, but for what is said once below the answer."""
    numbers = set(sentence.citations)
    kinds = [caveat.kind for caveat in answer.caveats if numbers & set(caveat.citations)]
    kinds += [kind for citation in answer.citations if citation.n in numbers for kind in citation.caveats]
    return tuple(kind for kind in dict.fromkeys(kinds) if kind not in SAID_ONCE)


def shared(answer: Answer, said: Sequence[Sentence]) -> tuple[CaveatKind, ...]:
    """What limits every one of some sentences; nothing where there is only one."""
    if len(said) < FEWEST_TO_SHARE:
        return ()
    first, *others = [kinds_of(answer, sentence) for sentence in said]
    return tuple(kind for kind in first if all(kind in kinds for kinds in others))


def every_study(answer: Answer, sentence: Sentence) -> Html:
    """What limits every source that a count rests on: more would say of all what is true of some."""
    cited = [set(citation.caveats) for citation in answer.citations if citation.n in sentence.citations]
    common = set.intersection(*cited) if cited else set()
    return line([kind for kind in kinds_of(answer, sentence) if kind in common])


def keep_in_mind(answer: Answer, sentence: Sentence, said: Iterable[CaveatKind] = ()) -> Html:
    """The limits of a sentence that were not `said` above it already."""
    above = frozenset(said)
    return line([kind for kind in kinds_of(answer, sentence) if kind not in above])


def line(kinds: Sequence[CaveatKind], lead: str = "") -> Html:
    """Limits on one line; `lead` says what they limit where that is not the sentence above."""
    if not kinds:
        return NOTHING
    words = capital(" · ".join(CAVEATS[kind] for kind in kinds))
    before = tag("strong", text(f"{lead} ")) if lead else unseen("Keep in mind: ")
    return tag("span", before, text(words[:1].lower() + words[1:] if lead else words), cls="keep-in-mind")
