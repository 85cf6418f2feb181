"""Sentences that bear nothing out: those that ask, plan, doubt, tell what others believe, or speak of a part of a whole."""

from __future__ import annotations

import re

_SEARCH = (
    r"test|tested|examin\w*|investigat\w*|evaluat\w*|assess\w*|review|reviewed|compared?|explored?|determined?"
    r"|discuss\w*|identify"
)
_ASKS = (
    r"\?",
    r"\bif\b|\bwhether\b|\bhypothes[ei]",
    r"\b(?:aim|aims|aimed|objective|objectives|purpose|goal)\b",
    r"^\W*(?:to|methods?)\b",
    rf"\bto (?:\w+ly )?(?:{_SEARCH})\b",
    rf"\b(?:we|was|were|been|is|are) (?:\w+ly )?(?:{_SEARCH}|sought|proposed?|believed|thought|speculat\w+)\b",
    r"\bwe (?:searched|hope|recommend|plan|collected|recruited|included)\b|\brecommend",
    r"\b(?:review|paper|study|article|studies|work)\b (?:\w+ )?"
    r"(?:discuss|summar|describ|explor|investigat|examin|evaluat|review|focus)",
)
_DOUBTS = (
    r"\b(?:unclear|unknown|uncertain|controversial|debated?|debatable|inconclusive|conflicting|elusive)\b",
    r"\b(?:hoax\w*|myths?|misinformation|conspirac\w+|rumou?rs?|beliefs?|believes?|claimed|promoted for)\b",
    r"\b(?:not enough|insufficient|limited|little|scarce|lack of|weak|low.quality) (?:\w+ )?"
    r"(?:evidence|data|known|information|proof|consensus)\b",
    r"\b(?:evidence|data|information) (?:\w+ ){0,25}?(?:is|are|was|were) (?:\w+ )?(?:limited|lacking|scarce|weak|insufficient)\b",
    r"\b(?:warrant|warranted|needed|remains? to be|(?:future|further) (?:studies|research|work))\b",
)
_PARTS = (
    r"\b(?:that|which|who|when) (?:\w+ ){0,2}(?:not|never|n't)\b",
    r"\bnot (?:\w+ )?(?:all|every)\b|\bwhile (?:some |other)|\bimpact on all",
)
_NO_FINDING = re.compile("|".join((*_ASKS, *_DOUBTS, *_PARTS)), re.IGNORECASE)


def is_no_finding(text: str) -> bool:
    """Whether a sentence of evidence states nothing that a claim could be held against."""
    return bool(_NO_FINDING.search(text))
