"""How strongly a text is worded: as a cause, as certain, hedged or plainly."""

from __future__ import annotations

import re
from typing import Literal

from assistant.claims.reading.ways import CAUSING

Strength = Literal["causal", "hedged", "certain", "plain"]


_CERTAIN = re.compile(
    r"\b(?:prov(?:e|es|ed|en)|proof|definite(?:ly)?|certain(?:ly)?|undoubtedly|without (?:a )?doubt|clearly"
    r"|conclusive(?:ly)?"
    r"|always|never|everyone|everybody|all (?:people|patients|users|microdosers)|guarantee\w*|established|settled"
    r"|cures?|cured"
    r"|undeniabl\w*|unquestionabl\w*|beyond doubt|for sure|confirm(?:s|ed)? (?:that|the)|no (?:risk|danger"
    r"|side effects?|harm)"
    r"|completely|entirely|perfectly|nobody|no one|permanent(?:ly)?|100 ?%)\b",
    re.IGNORECASE,
)


_HEDGED = re.compile(
    r"\b(?:may|might|could|can|seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?|possibl[ey]|perhaps|likely"
    r"|probably|tend(?:s|ed)? to"
    r"|linked|link|associat\w*|correlat\w*|tied|goes with|went with|unclear|open question|unsettled|not (?:clear"
    r"|known|certain)"
    r"|sometimes|some people|reported(?:ly)?|say|says|said|credit\w*|rated|describ\w*|believed?)\b",
    re.IGNORECASE,
)


_CAUSAL = re.compile(
    r"\b(?:caus\w*|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)|eas(?:e|es|ed|ing)|reliev(?:e|es|ed)|improv(?:e|es|ed"
    r"|ing)|boost(?:s|ed)?"
    r"|rais(?:e|es|ed)|increas(?:e|es|ed|ing)|cut(?:s|ting)?|cur(?:e|es|ed)|treat(?:s|ed)?|heal(?:s|ed)?|calm(?:s"
    r"|ed)|mak(?:e|es|ing)"
    r"|made|lead(?:s)? to|led to|trigger(?:s|ed)?|produc(?:e|es|ed)|br(?:ing|ings|ought)|push(?:es|ed)?|driv(?:e"
    r"|es|en)|leav(?:e|es)"
    r"|help(?:s|ed)?|prevent(?:s|ed)?|lift(?:s|ed)?|damp(?:s|ed|en|ens|ened)|quiet(?:en|ens|ened)?|build(?:s)?"
    r"|sharpen(?:s|ed)?"
    r"|works? (?:for|against|on)|because of|thanks to|due to|result(?:s|ed)? in|give(?:s)?|gave|enhanc\w*"
    r"|strengthen\w*|worsen\w*"
    r"|alleviat\w*|lessen(?:s|ed)?|protect(?:s|ed)?|effective|set(?:s|ting)? off|spark(?:s|ed)?|turn(?:s"
    r"|ed)? [^.;,]{0,40}? into)\b",
    re.IGNORECASE,
)


def strength_of(text: str) -> tuple[Strength, str]:
    """How strongly a text is worded, and the words that make it so. A hedge comes before a verb of cause."""
    for pattern, strength in _STRENGTHS:
        if found := pattern.search(text):
            return strength, found.group()
    return "plain", ""


_STRENGTHS: tuple[tuple[re.Pattern[str], Strength], ...] = (
    (_CERTAIN, "certain"),
    (_HEDGED, "hedged"),
    (_CAUSAL, "causal"),
)


def causal_words(text: str) -> str:
    """The words by which a text says that one thing brings another about; empty where none do."""
    told = [found for pattern in (_CAUSAL, CAUSING) if (found := pattern.search(text))]
    return min(told, key=lambda found: found.start()).group() if told else ""
