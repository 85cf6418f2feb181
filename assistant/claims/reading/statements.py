"""What kind of statement a text makes, by its words: what was asked, what is unsettled, what moves together, which stands out."""

from __future__ import annotations

import re

from assistant.claims.reading.whom import AGAINST

AS_MUCH_AS = re.compile(r"\b(?:as \w+ as|similar to|comparable to|much like|the same as|on par with)\b([^,;.]*)", re.I)


HEDGED = re.compile(
    r"\b(?:may|might|could|possib\w+|in theory|theoretical\w*|unknown|unclear|not known|isn['’]t known"
    r"|ruled? out|excluded?"
    r"|perhaps|likely)\b",
    re.I,
)


POSSIBLE = re.compile(r"\b(?:may|might|could|possib\w+|potential\w*|promis\w+|in theory|perhaps)\b", re.I)
"""Words by which a text says no more than that something may be."""
RELATED = re.compile(
    r"\b(?:went|goes|go|come|came) (?:along |hand in hand )?with\b|\bcorrelat\w+|\bpredict\w*"
    r"|\bthe (?:more|less|greater|larger|bigger"
    r"|stronger)\b[^.;]*\bthe (?:more|less|greater|larger|better|worse|fewer|lower|higher)\b"
    r"|\bthe \w+er\b[^.;]*,\s*the \w+er\b"
    r"|\bwho\b[^.;]*\b(?:more|most|less|least)\b[^.;]*\balso\b"
    r"|\bwhose\b[^.;]*\b(?:most|more|less|least)\b[^.;]*\balso\b|\b(?:people|those|patients) with (?:more"
    r"|higher|greater|stronger)\b"
    r"|\bpeople who felt\b[^.;]*\bmore (?:strongly|of)\b",
    re.I,
)
"""Two things that move together, which is no effect of what was taken."""


LESS = re.compile(
    r"\b(?:less|fewer|lower\w*|smaller|weaker|drop\w*|fall\w*|fell|decreas\w*|reduc\w*|eas(?:es?|ed|ing)|shr[aiu]nk\w*|declin\w*"
    r"|no|not|never)\b|n[’']t\b",
    re.I,
)
"""Words that turn a relation round: "the stronger this, the less that falls"."""
LINKED = re.compile(
    r"\b(?:because|due to|thanks to|owing to|br(?:ings?|ought) (?:on|about)|drives?|drove|sets? off"
    r"|sparks?)\b",
    re.I,
)


UNSETTLED = re.compile(
    r"\b(?:premature|too (?:early|soon)|unclear|unsettled|open question|not (?:yet )?(?:known|clear"
    r"|settled|established|shown)|unknown"
    r"|can(?:no|['’])?t (?:yet )?(?:say|tell|be ruled)|nobody (?:can say|knows)|no (?:firm )?conclusions?"
    r"|inconclusive|jury|call(?:s|ed|ing)? for|look(?:s|ed|ing)? into whether|(?:more|further) (?:research"
    r"|study|work))\b",
    re.I,
)
"""Words by which a text says that something is not settled."""


PLACEBO_EFFECT = re.compile(
    r"\bplacebo (?:effects?|response)\b|\b(?:likely|probably|just|mostly|merely|down to|due to"
    r"|explained by|because of) (?:an? |the |their )?"
    r"(?:placebo|expect\w+|hope|belief)\b",
    re.I,
)
"""Words by which a text puts a result down to hope and belief."""
NOBODY_DID = re.compile(
    r"^\W*(?:nobody|no one|none|not one|no (?:people|patients|users|participants|volunteers))\b", re.I
)
DONE_NO_BETTER = re.compile(
    r"(?:\bno\b|\bnot\b|n[’']t\b|\bnever\b|\bfail\w* to)[\s\w]{0,16}?\b(?:better|beat|outd\w+"
    r"|outperform\w*|help\w*|improv\w*|eas\w+)\b",
    re.I,
)
YARDSTICKS: dict[str, re.Pattern[str]] = {
    versus: pattern for pattern, versus in AGAINST if versus in ("placebo", "non-users")
}
"""What a sentence must speak of before it says anything on a comparison with it."""
ASKS = re.compile(
    r"\bwhether\b|\b(?:aim(?:s|ed)?|in order|set out|sought|(?:was|were) (?:used|designed|done"
    r"|planned))?\s*to (?:determine|assess|examine"
    r"|investigate|evaluate|explore|find out|test|compare|study|establish|identify|learn)\b|^(?:OBJECTIVES?"
    r"|AIMS?|BACKGROUND)\b",
    re.I,
)
"""Words by which a sentence says what was asked, not what was found."""
MOST = re.compile(
    r"\b(?:most|least|best|worst|furthest|farthest|(?:high|low|strong|weak|great|large|small|big|earli|late"
    r"|fast|slow|long|short)est|peak\w*|top(?:ped|s)?)\b"
    r"(?! of\b)",
    re.I,
)
"""Words that set one apart from all others."""
BECAUSE = re.compile(r"\b(?:because|due to|owing to)\b", re.I)
"""Words that make a cause of what goes together."""
