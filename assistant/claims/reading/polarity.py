"""Which way a sentence says that something went, how strongly it is worded, and whether it denies.

English only, no subject: which way is the better one for a topic comes from the vocabulary.
"""

from __future__ import annotations

import re

from assistant.claims.reading.ways import NO_BETTER, WORDS, Way
from sources.vocabulary import Vocabulary

_SAME = re.compile(
    r"\bno (?:[\w-]+ )?(?:better|worse|less|more|fewer|different|difference|differences|effects?|change|changes"
    r"|benefit|odds|impact"
    r"|lower|higher|stronger|weaker|faster|slower|worse off|gain|improvement|rise|fall|increase|decrease"
    r"|reduction|worsening|advantage|gap|edge|difference|harm|signs? of|evidence of)\b"
    r"|\b(?:similar|comparable|identical) to\b|\bmuch like\b|\bmatche[sd]\b"
    r"|\b(?:back (?:at|to) (?:the |its |their )?(?:start\w*|baseline|normal|usual|where|first)|returned to"
    r"|(?<!above )(?<!below )(?<!over )(?<!under )where (?:it|they) (?:had )?(?:began|begun|started|was"
    r"|were))\b"
    r"|\bunchanged\b|\bunaffected\b|\bthe same (?:as|on|with|after|results?)\b|\bon par\b|\bmade no odds\b"
    r"|\bnothing happened\b"
    r"|(?<!\btimes )(?<!\btwice )(?<!\bhalf )\bas (?:well|badly|much|often|good) as\b|\bequal(?:ly)?\b"
    r"|\bneither\b|\bmake(?:s)? no difference\b|\bno signs?\b"
    r"|\b(?:made|makes?|put|leaves?|left) (?:no|not a|hardly a|little|barely a) (?:dent|odds|mark|difference)\b"
    r"|\bdrew a blank\b"
    r"|\b(?:hardly|barely|scarcely) (?:\w+ )?(?:moved|changed|budged|shifted|stirred|differed|dented|touched"
    r"|a difference|any different)\b"
    r"|\b(?:stay(?:s|ed)?|remain(?:s|ed)?|h[eo]ld|held|was|were|kept|keeps?|left) (?:\w+ )?(?:put|flat|steady"
    r"|level|stable|constant"
    r"|the same|as (?:it|they) (?:was|were)|just as|untouched|intact|unaltered|unmoved|unshifted|where (?:it|they))\b"
    r"|\b(?:was|were|is|are|turned out|came out|ended|be|end up) (?:a |an |in a )?(?:wash|tie|draw|dead heat"
    r"|much of a muchness|neck and neck|level|even|square)\b"
    r"|\b(?:nothing|little|not much) (?:in it|between (?:them|the)|to (?:choose|pick|separate))"
    r"|\bindistinguishable\b|\bneck and neck\b"
    r"|\bcould(?: not|n[’']t) be told apart\b|\b(?:did|do|does) (?:nothing|zilch|little|next to nothing)\b"
    r"|\bcame (?:up empty|to nothing)\b"
    r"|\b(?:the |any |that )?(?:gap|difference|edge|lead|advantage)s? (?:\w+ )?(?:closed|vanished|disappeared"
    r"|evened out|washed out|melted away|was gone)\b"
    r"|\bno (?:\w+ )?(?:dent|shift|upper hand|further (?:ahead|forward)|discernible|detectable|measurable"
    r"|daylight|movement|joy|luck)\b"
    r"|\b(?:relief|benefits?|gains?|improvements?|effects?|lift|boost|calm)\b[^.,;]{0,40}?\b(?:(?:was|were|had|has|have|is|are)"
    r" (?:all |long )?(?:gone|vanished|disappeared|faded|worn off|melted away|evaporated)|wore off|vanished|faded|evaporated)\b"
    r"|\bevened out\b|\bjust as (?:\w+)\b|\bmuch the same\b|\bno more [^.,;]{1,40}? than\b"
    r"|\bleft [\w\s-]{1,30} (?:alone|untouched|unmoved|unchanged|cold)\b"
    r"|\bfail(?:s|ed)? to\b|\buseless\b|\bflopped\b|\bineffective\b|\bnot significant\w*"
    r"|\b(?:left|leaves|leaving|kept|keeping) [\w\s-]{1,40} (?:as|where) (?:it|they) w",
    re.IGNORECASE,
)
_DENIES = (
    r"(?:\bnot\b|\bnone\b|\bnobody\b|\bno one\b|n[’']t\b|\bnever\b|\bneither\b|\bwithout\b|\bcannot\b"
    r"|\bhardly\b|\bnor\b|\bno longer\b)"
)
_MOVES = (
    r"(?:chang|alter|affect|differ|improv|help|eas|lower|rais|reduc|increas|decreas|boost|lift|beat|outperform"
    r"|outdid|outdo|work"
    r"|lessen|better|worsen|harm|damag|hurt|suffer|cut|calm|sooth|reliev|rise|fall|drop|grow|go up|go down"
    r"|gain|benefit|treat|cur|move"
    r"|budge|shift|do any)"
)
_DENIED_MOVE = re.compile(
    rf"{_DENIES}[\s\w'’-]{{0,24}}?\b{_MOVES}\w*|\b(?:nobody|no one|none)\b[^.,;]{{0,60}}?\b(?:harm|damag"
    rf"|hurt|suffer)\w*",
    re.IGNORECASE,
)
_PARTICLE = (
    r"\b(?:push|driv|drov|sen[dt]|br(?:ing|ought)|put|crank|shoot|shot|go(?:es)?|went|gone|come|came|kept"
    r"|keep|pull|turn)\w*\b"
)
_UP = re.compile(rf"{_PARTICLE}[^.,;]{{0,60}}?\bup\b(?! with| to)", re.IGNORECASE)
_DOWN = re.compile(rf"{_PARTICLE}[^.,;]{{0,60}}?\bdown\b(?! to)", re.IGNORECASE)
_LESS_THAN = re.compile(
    r"\b(?:improv|gain|benefit|eas|help|lower|rais|reduc|increas)\w* (?:[\w-]+ ){0,5}?less (?:than|among|in|on)\b"
    r"|\b(?:did|do|does|doing|helped|worked) (?:[\w-]+ ){0,2}?less\b|\bmade (?:\w+ )?(?:anxious|nervous|tense"
    r"|jittery|sad|low)\b",
    re.IGNORECASE,
)
_NAMED_WAYS: dict[str, Way] = {
    "improved": "better",
    "worse": "worse",
    "lower": "lower",
    "higher": "higher",
    "no difference": "same",
}
_NO_WAY = frozenset(
    {"effective", "effectiveness", "efficacy", "treat", "treats", "treated", "successful", "promising", "quiet"}
)

_NEGATION = re.compile(
    rf"{_DENIES}|\bno\b|\bnone\b|\bnobody\b|\bno one\b|\bnothing\b|\bfew\b|\blacks?\b|\black(?:ed|ing)\b"
    rf"|\brather than\b|\binstead of\b",
    re.IGNORECASE,
)


_KEPT_FROM = re.compile(
    r"\b(?:(?:kept|keeps?|stop(?:s|ped)?|spared?)\b[^.;,]{0,40}?\bfrom\b|prevent(?:s|ed|ing)?\b|ward(?:s"
    r"|ed)? off\b|block(?:s|ed)?\b)",
    re.I,
)
_TURNED: dict[Way, Way] = {
    "higher": "lower", "worse": "better", "lower": "higher", "better": "worse", "same": "none", "none": "better",
}  # fmt: skip
_OF_PEOPLE = re.compile(
    r"\b(?:people|patients|those|adults|men|women|ones|volunteers|users) (?:with|having|who had"
    r"|who have) (?:raised|elevated|high|higher|low|lower|more|less|severe|greater"
    r"|increased|reduced)\b"
    r"|\b(?:lower|higher|larger|smaller|low|high|lowest|highest)(?:[- ]\w+)? (?:dose|doses|dosing)\b",
    re.I,
)
"""What marks out people is no result: "people with raised scores"."""


_BY_COUNT = re.compile(
    r"\b(?:or|and) (?:more|less|fewer|longer|over)\b(?! \w+ than)|\bmore or less\b"
    r"|\b(?:more|less|fewer) than (?=\d|half\b|one\b|two\b|three\b|four\b|five\b|ten\b|twenty\b"
    r"|an? (?:third|quarter|fifth|tenth|dozen|hundred|thousand)\b)",
    re.I,
)
"""Words that only bound a number: "three weeks or more", "more than 300"."""


def way_of(text: str, vocabulary: Vocabulary) -> Way:
    """Which way a text says that something went; the first words that say so decide, the longer
    ones of two that begin together, and a denial comes before all."""
    text = _BY_COUNT.sub(" ", _OF_PEOPLE.sub(" ", text))
    if kept := _KEPT_FROM.search(text):
        if re.search(rf"{_DENIES}\s*$", text[: kept.start()], re.IGNORECASE):
            return "none"  # "did not stop it from calming mice": whether it did is left unsaid
        return _TURNED[way_of(text[kept.end() :], vocabulary)]
    if _SAME.search(text) or NO_BETTER.search(text) or _DENIED_MOVE.search(text):
        return "same"
    told: list[tuple[int, int, Way]] = []
    for pattern, way in _PATTERNS:
        told.extend((found.start(), -len(found.group()), way) for found in pattern.finditer(text))
    for term in vocabulary.expand(text):
        if term.section == "results" and term.name in _NAMED_WAYS and term.words.casefold() not in _NO_WAY:
            told.append((term.start, term.start - term.end, _NAMED_WAYS[term.name]))
    return min(told, default=(0, 0, "none"))[2]


_PATTERNS: tuple[tuple[re.Pattern[str], Way], ...] = (
    (_UP, "higher"),
    (_DOWN, "lower"),
    (_LESS_THAN, "worse"),
    *((pattern, way) for way, pattern in WORDS),
)


def is_way(word: str) -> bool:
    """Whether a word only says which way something went."""
    return any(pattern.fullmatch(word) for pattern, _ in _PATTERNS)


def denies(text: str) -> bool:
    """Whether a text holds an odd number of denials."""
    return len(_NEGATION.findall(text)) % 2 == 1


_AMOUNT = re.compile(r"\b(?:more|less|greater|fewer|extra|additional|most|least)\b", re.IGNORECASE)
"""Words that as often say by how much as which way."""


def ways_in(text: str) -> frozenset[Way]:
    """Every way that a text speaks of; words of amount left out, and those that stand within a denial told as no change."""
    found: set[Way] = set()
    rest = _OF_PEOPLE.sub(" ", text)
    for pattern in (NO_BETTER, _SAME, _DENIED_MOVE):
        if pattern.search(rest):
            found.add("same")
            rest = pattern.sub(" ", rest)
    rest = _AMOUNT.sub(" ", rest)
    found.update(way for pattern, way in _PATTERNS if pattern.search(rest))
    return frozenset(found)
