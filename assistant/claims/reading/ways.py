"""Everyday English for which way something went: words of more and less, of better and worse, and of no change.

General words only, no subject: which way is the better one for a topic comes from the library's vocabulary.
"""

from __future__ import annotations

import re
from typing import Literal

Way = Literal["better", "worse", "lower", "higher", "same", "none"]

_MORE_OF = (
    "high big large strong great heavy long fast deep thick dense tight loud steep wide full rich"
    " tall frequent tough likely common"
)
_LESS_OF = "low small weak little light short slow thin loose faint quiet soft narrow shallow mild dim rare"
_GOOD = (
    "calm happy lively bright brave bold peppy chipper sprightly sharp sunny cheery keen kind fit "
    "healthy sturdy steady clear smart clever wise "
    "quick relaxed strong-willed fresh perky cosy merry sound safe open warm smooth easy"
)
_BAD = (
    "sad jumpy edgy jittery grumpy moody gloomy tense nervous anxious dull foggy fuzzy sluggish weary tired poor sick glum "
    "unhappy angry cranky snappy fearful shaky rough bleak low-spirited lonely harsh sore cold"
)


def _comparative(adjective: str) -> str:
    if adjective.endswith("y"):
        return rf"{adjective[:-1]}ier"
    if adjective.endswith("e"):
        return rf"{adjective}r"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", adjective):
        return rf"{adjective}{adjective[-1]}er"
    return rf"{adjective}er"


def _comparatives(adjectives: str) -> str:
    words = adjectives.split()
    return "|".join((*map(_comparative, words), *(rf"more {word}(?:ly)?" for word in words)))


def _verbs(stems: str) -> str:
    """Stems of regular verbs with their endings: "tighten" also for tightens, tightened, tightening."""
    told = []
    for stem in stems.split():
        base = stem.removesuffix("e")
        told.append(
            rf"{re.escape(base)}(?:e|es|ed|ing)"
            if stem.endswith("e")
            else rf"{re.escape(stem)}(?:s|es|ed|{stem[-1]}ed|ing)?"
        )
    return "|".join(told)


_UP_VERBS = (
    "raise increase elevate heighten intensify amplify boost climb soar surge swell mount spike jump leap balloon gain tighten "
    "strengthen thicken lengthen prolong extend expand double treble triple quadruple multiply widen deepen quicken magnify "
    "stimulate augment rocket"
)
_DOWN_VERBS = (
    "lower reduce decrease decline diminish lessen drop dip slip plunge tumble dwindle wane slide fade "
    "ebb taper weaken soften dampen "
    "damp mute curb trim halve shorten slow suppress slump subside quieten loosen slacken narrow dim dull blunt shrivel plummet "
    "reverse"
)
_GOOD_VERBS = (
    "improve ease calm relax soothe enhance sharpen uplift flourish recover heal mend brighten cheer benefit outperform "
    "outscore relieve alleviate comfort steady reassure thrive restore"
)
_BAD_VERBS = (
    "worsen impair damage hurt harm weaken backfire deteriorate aggravate unsettle suffer struggle sour dent hinder "
    "inflame exacerbate dull"
)
_OTHERS: dict[Way, tuple[str, ...]] = {
    "higher": (
        r"(?:times|twice) as (?:much|many|often|high|likely|big|large|strong)",
        r"rise[sn]?|rose|risen|(?:grew|grown|grows?)(?! (?:less|more|fewer|\w+er)\b)|more|greater|increased",
        r"extra|additional|above|upped|put(?:s|ting)? on (?:some |more |a )?(?:weight|pounds|kilos|significant|lot)",
        r"upticks?|upturns?|hikes?|overactive|hyperactive|overdrive",
        r"(?:crept|creep(?:s|ing)?|edg(?:e|es|ed|ing)|inch(?:es|ed|ing)?|tick(?:s|ed|ing)?|nudg(?:e|es|ed|ing)"
        r"|bump(?:s|ed|ing)?|step(?:s|ped|ping)?|ramp(?:s|ed|ing)?|pil(?:e|es|ed|ing)|rack(?:s|ed|ing)?"
        r"|chalk(?:s|ed|ing)?"
        r"|beef(?:s|ed)?|pump(?:s|ed|ing)?|fir(?:e|es|ed|ing)|stok(?:e|es|ed)|bulk(?:s|ed)?) up|on the (?:rise"
        r"|up)|took off",
        r"through the roof|sky-?high|sprout(?:s|ed|ing)?|proliferat\w+|flar(?:e|es|ed|ing)(?: up)?|up by"
        r"|overtook|outnumber(?:s|ed)?",
    ),
    "lower": (
        r"(?:t(?:ake|akes|ook|aken)|shav\w+|knock\w*|ha(?:s|d)) [^.,;]{1,40}? off|fall(?:s|en|ing)?|fell|sank"
        r"|sunk|sinks?",
        r"shr(?:ink|inks|ank|unk)|cuts?|lost|loses?|less|fewer|below|beneath|reduced|decreased|downturns?"
        r"|with(?:er|ered|ers)",
        r"vanish(?:es|ed)|disappear(?:s|ed)|(?:was|were|is|are|had|has|have) (?:all |long )?gone",
        r"underactive|sluggish|hush(?:es|ed|ing)?"
        r"|muffle[sd]?",
        r"flatter|milder|(?:harder|tougher|less likely|slower) to|slid|dwindl\w+|whittl\w+|chip(?:s|ped)? away"
        r"|thinn(?:ed|ing) out",
        r"(?:eas|tail|drop|fall|fell|wear|wore|worn|level|shav|slack)(?:e|es|ed|ing|s|ped|ping|led)? off"
        r"|petered out|died (?:down|away)"
        r"|fizzled|fad(?:e|es|ed) (?:away|out)|on the wane|down by|nosediv\w+|half (?:as|of what) (?:much|many)?"
        r"|(?:cut|cuts|scal|tone|toned|dial|dial?led|turn|turned|knock|knocked|bring|brings|brought|take|takes"
        r"|took)(?:ed|es|s)? (?:back|down)",
    ),
    "better": (
        r"better(?: than)?|improvements?|(?:shook|shak(?:e|es|ing|en)) off|got over|get(?:s|ting)? over"
        r"|bl?oom(?:s|ed)",
        r"bounc(?:e|ed|es|ing) back|perk\w* up|did well|do(?:es)? well|superior to|beats?(?! (?:yourself"
        r"|around))|beaten",
        r"outd(?:o|id|oes|one)|helps?|helped|lift(?:s|ed|ing)?",
        r"works(?! (?:on|by|through|in|at)\b)|(?:stood|stand|stands) up better|outsh(?:one|ines?)|outstrip\w*"
        r"|surpass\w*|trump(?:s|ed)",
        r"(?:came|come|comes|coming|came out|come out|pull(?:s|ed)?|edg(?:e|es|ed)|get|gets|got|nos(?:e|es|ed)"
        r"|forg(?:e|es|ed)) ahead(?! of time)",
        r"(?:came|come|comes|came out|come out) (?:out )?(?:on top|tops)|had the (?:edge|upper hand)|won out"
        r"|turned (?:a|the) corner",
        r"on the mend|(?:did|do|does|work|works|worked) (?:wonders|the trick|(?:them|people|you) good)|did good"
        r"|paid off|leg up",
        r"(?:cheer(?:s|ed)?|brighten(?:s|ed)?) up|in (?:better|good|high|great) (?:spirits|shape|form)",
        r"at ease|feel(?:s|ing)? good|felt good|relief|remission|sooth(?:ing|ed)|boon|recover(?:y|ed|s)",
    ),
    "worse": (
        r"worse(?:ning)?|did badly|inferior to|went downhill|negative(?:ly)? (?:effect|affect)\w*|poorly",
        r"(?:take|takes|took|taken) (?:a|its|their|some) (?:knock|hit|toll|beating|battering|dive|tumble"
        r"|turn for the worse)",
        r"(?:came|come|comes) off worst|on edge|went south|fell behind|lag(?:s|ged)?(?: behind)?|trail(?:s"
        r"|ed) (?:behind)?|lost out",
        r"rattle[sd]?|wound up|stir(?:s|red) up|set(?:s)? (?:\w+ )?back|tank(?:s|ed)|nosediv\w+|unnerv\w+"
        r"|spook(?:s|ed)?|upset(?:s|ting)?"
        r"|disturb(?:s|ed|ing)?|distress(?:ed|ing)?|put(?:s|ting)? (?:\w+ )?off|threw|throws|thrown",
    ),
}
_REGULAR: dict[Way, tuple[str, str]] = {
    "higher": (_MORE_OF, _UP_VERBS),
    "lower": (_LESS_OF, _DOWN_VERBS),
    "better": (_GOOD, _GOOD_VERBS),
    "worse": (_BAD, _BAD_VERBS),
}
_TABLE: tuple[tuple[Way, str], ...] = tuple(
    (way, "|".join((*_OTHERS[way], _comparatives(adjectives), _verbs(verbs))))
    for way, (adjectives, verbs) in _REGULAR.items()
)
WORDS: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for way, words in _TABLE
)
NO_BETTER = re.compile(rf"\bno (?:[\w-]+ )?(?:{'|'.join(words for _, words in _TABLE)})(?![\w-])", re.IGNORECASE)
"""“No brighter”, “no less”, “no measurable rise”: no change either way."""
CAUSING = re.compile(
    rf"(?<![\w-])(?:{_verbs(_UP_VERBS)}|{_verbs(_DOWN_VERBS)}|{_verbs(_GOOD_VERBS)}"
    rf"|{_verbs(_BAD_VERBS)})(?![\w-])",
    re.IGNORECASE,
)
"""Verbs by which one thing changes another."""
