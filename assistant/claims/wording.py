"""The words of a check: one sentence that the sources do bear out, and a reply that can be pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Caveat, Citation
from assistant.claims.check import Judgement, Overclaim, Verdict
from assistant.weighing.strength import rank
from sources.model import Source

_OPENINGS: Mapping[Verdict, str] = {
    "supported": "The sources in this library bear this out.",
    "contradicted": "The sources in this library say otherwise.",
    "mixed": "The sources in this library bear this out only in part.",
    "not-in-sources": "The sources in this library do not speak of this, so they neither bear it out nor contradict it.",
}
_CALLED: Mapping[str, str] = {
    "causal": "a cause where only a link or a change was seen",
    "population": "other people than were studied",
    "dose": "another dose than was tested",
    "magnitude": "more than was found",
    "species": "another species than was studied",
    "number": "another number than the source gives",
    "certainty": "more certainty than there is",
}
_TELLING = (
    "no-placebo",
    "animal-only",
    "full-dose-not-microdose",
    "no-direct-evidence",
    "conflicting-evidence",
    "small-sample",
)
_AUTHORS = 1


@dataclass(frozen=True, slots=True)
class Reply:
    """The same reply as plain text and as Markdown."""

    text: str
    markdown: str


def fair_wording(judged: Sequence[Judgement], sources: Mapping[str, Source]) -> str:
    """One sentence that the sources bear out: a counted line, or a sentence word for word; empty where nothing is near.

    Where a claim is wrong in one part, the sentence that puts that part right; else the one from the strongest design.
    """
    wrong = [j for j in judged if j.verdict in ("contradicted", "mixed")]
    for judgement in (*wrong, *judged):
        if judgement.fair and (
            judgement.rule != "article" or judgement.verdict == "supported" or not judgement.passages
        ):
            return judgement.fair
        own = judgement.against or judgement.supports or judgement.near
        if own:
            return min(own, key=lambda p: (sources[p.source_id].kind == "article", rank(sources[p.source_id]))).text
    return ""


def reply_of(
    verdict: Verdict,
    fair: str,
    overclaims: Sequence[Overclaim],
    caveats: Sequence[Caveat],
    citations: Sequence[Citation],
    sources: Mapping[str, Source],
) -> Reply:
    """Two to four plain sentences with their references."""
    sentences = [_OPENINGS[verdict]]
    used = _numbers_for(fair, citations)
    if fair:
        sentences.append(f"{_full_stop(fair)}{_marks(used)}")
    if overclaims and verdict != "supported":
        over = overclaims[0]
        sentences.append(f"The claim's “{over.words}” says {_CALLED[over.kind]}{_marks(over.citations)}.")
        used = tuple(dict.fromkeys((*used, *over.citations)))
    limit = next((caveat for caveat in caveats if caveat.kind in _TELLING), None)
    if limit is not None and verdict != "not-in-sources":
        sentences.append(_full_stop(limit.text))
    elif not fair:
        sentences.append("A claim that is not in the sources should not be repeated as if it were.")
    text = " ".join(sentences)
    listed = [citation for citation in citations if citation.n in used]
    plain = "\n".join(f"[{c.n}] {reference(sources[c.source])}" for c in listed)
    marked = "\n".join(f"- [{c.n}] {_linked(sources[c.source])}" for c in listed)
    return Reply(f"{text}\n\n{plain}".strip(), f"{_escaped(text)}\n\n{marked}".strip())


def reference(source: Source) -> str:
    """Author, year, title, journal and DOI of a source in one line."""
    names = ", ".join(source.authors[:_AUTHORS]) + (" et al." if len(source.authors) > _AUTHORS else "")
    where = (
        f" https://doi.org/{source.doi}" if source.doi else f" {source.url}" if source.url.startswith("http") else ""
    )
    return f"{names or source.venue} ({source.year or 'undated'}). {source.title}. {source.venue}.{where}"


def _linked(source: Source) -> str:
    """The reference in Markdown, the title as the link."""
    names = ", ".join(source.authors[:_AUTHORS]) + (" et al." if len(source.authors) > _AUTHORS else "")
    link = f"https://doi.org/{source.doi}" if source.doi else source.url
    title = f"[{_escaped(source.title)}](<{link}>)" if link.startswith("http") else _escaped(source.title)
    return f"{_escaped(names or source.venue)} ({source.year or 'undated'}). {title}. {_escaped(source.venue)}."


def _escaped(text: str) -> str:
    """Text whose brackets, stars and the like mean nothing to Markdown; citation marks stay as they are."""
    return "".join(f"\\{char}" if char in "*_`<>#|\\" else char for char in text)


def _numbers_for(fair: str, citations: Sequence[Citation]) -> tuple[int, ...]:
    exact = tuple(c.n for c in citations if c.quote == fair)
    sided = tuple(c.n for c in citations if c.stance != "neutral")
    return exact or sided or tuple(c.n for c in citations[:1])


def _marks(numbers: Sequence[int]) -> str:
    return f" {''.join(f'[{n}]' for n in numbers)}" if numbers else ""


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
