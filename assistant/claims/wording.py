"""The words of a check: one sentence that the sources do bear out, and a reply that can be pasted.

A reply says what it comes to and how sure that is, what the studies found, where the claim goes too far, and what limits the
evidence: two to four sentences. What was found is said in a source's own sentence or counted; nothing is made up here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Caveat, CertaintyLevel, Citation
from assistant.claims.check import Judgement, Overclaim, Verdict
from assistant.claims.references import Reply, full_stop, named, with_references
from assistant.weighing.strength import group_of, rank
from sources.model import CaveatKind, Source

Sources = Mapping[str, Source]

NOT_FOUND = (
    "We found nothing about this in the studies we have collected, so we can neither confirm it nor rule it out.",
    "Without a study behind it, it is better not to say it as a fact.",
)
_OPENINGS: Mapping[Verdict, str] = {
    "supported": "The studies we have collected support this",
    "contradicted": "The studies we have collected say otherwise",
    "mixed": "The studies we have collected support this only in part",
}
_DIVIDED = "The studies we have collected are divided on this"
_SURE: Mapping[CertaintyLevel, tuple[str, str]] = {
    "high": ("and the evidence for that is strong", "and each side has strong evidence"),
    "moderate": ("and the evidence for that is fairly good, though not settled", "and the question is not settled"),
    "low": ("though the evidence is limited", "and the evidence is limited"),
    "very low": ("though the evidence is very weak", "and the evidence is very weak"),
    "none": ("", ""),
}
"""How sure it is, beside a clear verdict and beside a mixed one."""
_LIMITS: Mapping[CaveatKind, tuple[str, str]] = {
    "no-direct-evidence": ("no study here looked at exactly this", "not every study looked at exactly this"),
    "animal-only": ("this was seen in animals, not in people", "some of this was seen in animals only"),
    "full-dose-not-microdose": ("full doses were used, not microdoses", "some of the doses were full ones"),
    "no-placebo": ("nobody was given a placebo to compare with", "not every study had a placebo to compare with"),
    "conflicting-evidence": ("the studies do not agree with each other", "the studies do not agree with each other"),
    "blinding-broken": ("many people could tell what they had been given",) * 2,
    "small-sample": ("few people took part", "some of the studies were small"),
    "self-report": ("people rated themselves", "in some studies people rated themselves"),
}
"""What limits evidence, where it holds for all that a reply cites and where for some; the gravest first."""
_SAID_BY: Mapping[str, tuple[CaveatKind, ...]] = {
    "causal": ("no-placebo",),
    "species": ("animal-only",),
    "dose": ("full-dose-not-microdose",),
}
"""Limits that an overclaim has told already."""
_MOST_LIMITS = 2
_COUNTED = {"Against placebo": True, "Without a placebo group": False}
"""How a counted line begins, and whether the studies in it had a placebo group (results.py)."""
_FEW_WORDS = 4
_LOWERED = re.compile(
    r"(?:a|all|an|both|few|in|it|its|many|most|no|nobody|none|not|of|one|only|other|people|some|that|the|their|there|these"
    r"|they|this|those|two|with|without)\b",
    re.IGNORECASE,
)


def fair_wording(judged: Sequence[Judgement], sources: Sources) -> str:
    """One sentence that the sources bear out: a counted line, or a sentence word for word; empty where nothing speaks of it.

    Where a claim is wrong in one part, the sentence that puts that part right; else the one from the strongest design.
    """
    if not any(j.verdict != "not-in-sources" or j.overreach for j in judged):
        return ""
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
    sources: Sources,
    certainty: CertaintyLevel = "none",
) -> Reply:
    """Two to four plain sentences, and a line for each study that they rest on."""
    if verdict == "not-in-sources":
        return _not_found(fair if overclaims else "", citations, sources)
    told = _findings(verdict, fair, citations, sources, most=1 if overclaims and verdict != "supported" else 2)
    used = tuple(dict.fromkeys(citation.source for _, own in told for citation in own))
    over = _overreach(overclaims[0]) if overclaims and verdict != "supported" else ""
    ruled_out = _SAID_BY.get(overclaims[0].kind, ()) if over else ()
    numbers = {citation.n for citation in citations if citation.source in used}
    sentences = [
        _opening(verdict, citations, certainty),
        *(named(text, [sources[c.source] for c in own]) for text, own in told),
        over,
        _limits([caveat for caveat in caveats if caveat.kind not in ruled_out], numbers),
    ]
    return with_references([s for s in sentences if s][:4], [sources[i] for i in used])


def _not_found(fair: str, citations: Sequence[Citation], sources: Sources) -> Reply:
    own = [c for c in citations if c.quote == fair][:1]
    if not fair or not own:
        return with_references(NOT_FOUND, ())
    near = f"The nearest thing we found is this: {fair}"
    return with_references([NOT_FOUND[0], named(near, [sources[own[0].source]])], [sources[own[0].source]])


def _opening(verdict: Verdict, citations: Sequence[Citation], certainty: CertaintyLevel) -> str:
    stances = {citation.stance for citation in citations}
    said = _DIVIDED if verdict == "mixed" and {"supports", "against"} <= stances else _OPENINGS[verdict]
    sure = _SURE[certainty][verdict == "mixed"]
    return full_stop(f"{said}, {sure}" if sure else said)


Told = list[tuple[str, tuple[Citation, ...]]]


def _findings(verdict: Verdict, fair: str, citations: Sequence[Citation], sources: Sources, most: int) -> Told:
    """What was found: the fair sentence first, then the strongest of a side that is not told yet, with their citations."""
    exact = tuple(c for c in citations if c.quote == fair)[:1]
    told: Told = [(fair, exact or _counted(fair, citations, sources))] if fair else []
    seen = {c.stance for _, own in told if exact for c in own}
    counted = {c.source for _, own in told if not exact for c in own}
    for stance in {"supported": ("supports",), "contradicted": ("against",)}.get(verdict, ("against", "supports")):
        side = [c for c in citations if c.stance == stance and stance not in seen and c.source not in counted]
        best = min(side, key=lambda c: (sources[c.source].kind == "article", rank(sources[c.source])), default=None)
        if best is not None:
            told.append((best.quote, (best,)))
    return told[:most]


def _counted(fair: str, citations: Sequence[Citation], sources: Sources) -> tuple[Citation, ...]:
    """What a counted line counts: the studies with a placebo group or those without, each once."""
    studies = [c for c in citations if sources[c.source].kind != "article"]
    for begins, wanted in _COUNTED.items():
        if fair.startswith(begins):
            studies = [c for c in studies if (group_of(sources[c.source]) == "placebo-controlled") is wanted] or studies
    return tuple({citation.source: citation for citation in studies}.values())


def _overreach(over: Overclaim) -> str:
    why = full_stop(over.why)
    lowered = f"{why[0].lower()}{why[1:]}" if _LOWERED.match(why) else why
    count = len(over.words.split())
    if count > _FEW_WORDS:
        return f"The claim is put too strongly: {lowered}"
    return f"The {'word' if count == 1 else 'words'} “{over.words}” {'goes' if count == 1 else 'go'} too far: {lowered}"


def _limits(caveats: Sequence[Caveat], used: set[int]) -> str:
    """The gravest limits of what is cited, in one sentence."""
    told = []
    for kind, (of_all, of_some) in _LIMITS.items():
        own = [caveat for caveat in caveats if caveat.kind == kind]
        numbers = {n for caveat in own for n in caveat.citations}
        if own and (not numbers or numbers & used):
            told.append(of_all if not numbers or used <= numbers else of_some)
    if not told:
        return ""
    return f"Keep in mind that {', and that '.join(told[:_MOST_LIMITS])}."
