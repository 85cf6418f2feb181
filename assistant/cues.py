"""Signs in the wording of a question that it leans on what was said before.

English and the vocabulary of studies only; what a library is about comes from its `vocabulary.toml`.
"""

from __future__ import annotations

import re

from sources.words import keys

STUDY = (
    r"(?:study|trial|paper|survey|experiment|review|meta[- ]?analysis|analysis|investigation|publication|project|cohort"
    r"|research|preprint|commentary|report)"
)
STUDIES = r"(?:studies|trials|papers|surveys|experiments|reviews|meta[- ]?analyses|publications|projects|cohorts|ones|reports)"

FUNCTION_WORDS = frozenset(
    keys(
        """a about above actually after again against ago all already also although always am an and another any anybody anyone
    anything anyway are arent around as ask at away be because been before being below between both but by came can cannot
    cant come could couldnt did didnt do does doesnt doing done dont down during each either else enough etc even ever every
    everybody everyone everything exactly few find first for found from further get give go going gone got had has hasnt have
    having he her here hers herself him himself his how however i id if ill im in instead into is isnt it itself ive just
    kind know known last least less let like look lot made make many may maybe me mean might mine more most much must my
    myself near need neither never next no nobody none nor not nothing now of off often oh ok okay on once one only onto or
    other others our out over own part per perhaps please point put quite rather re really said same say saying second see
    seem she should show since so some somebody someone something sort still such sure take tell than thanks that the their
    theirs them themselves then there these they thing think third this those though through thus to together told too
    toward try two type u under until up upon ur us use used very via want was wasnt way we well went were werent what
    whatever when where whether which while who whole whom whose why will with within without wont would wouldnt ya yes yet
    you your yours youre does this his as has was ours hers"""
    )
)
_BARE_EXTRA = frozenset(
    keys(
        """come explain detail elaborate simple simply simpler plain english short shorter summary summarise summarize clarify
    repeat sure serious seriously evidence proof prove source reference link example reason difference word sentence nutshell
    tldr eli confident certain certainty reliable trust believe bad good normal right true real correct information info"""
    )
)
_DETAIL = re.compile(
    r"\b(?:how (?:many|much|long|big|old|large|often|soon|quick\w*|fast|good|bad|strong|reliable|solid|well)|dos(?:e|es|age|ed)"
    r"|placebos?|dummy|controls?|controlled|compar(?:e|ed|ison|ator)|blind\w*|mask\w*|random\w*|open[- ]label|fund\w*|paid|pays"
    r"|sponsor\w*|money|bias\w*|conflicts?|publish\w*|peer[- ]review\w*|journal|pre-?registered|preprint|authors?|wrote|written|ran"
    r"|researchers?|scientists?|country|countries|where|when|year|people|folks?|participants?|patients?|volunteers?|subjects?|sex(?:es)?|genders?|respon(?:d|ds|ded|se)"
    r"|sample|healthy|recruit\w*|wom[ae]n|m[ae]n|males?|females?|age|aged|sessions?|weeks?|months?|days?|hours?|minutes?|arms?|groups?"
    r"|follow\w*|drop\w* ?out|dropouts?|quit|complet\w*|conclu\w*|measur\w*|tests?|tested|look\w* at|find|finds|found|findings?"
    r"|results?|outcomes?|effects?|numbers?|figures?|scores?|limit\w*|flaws?|weak\w*|strengths?|caveats?|problems?|design\w*"
    r"|scan\w*|questionnaires?|scale|instruments?|methods?|stud(?:y|ies)|trials?|papers?|surveys?|significan\w*|size|small|big|drug"
    r"|substances?|animals?|humans?|mice|rats?|guess\w*|agree\w*|replicat\w*|differ\w*|better|worse|last(?:ed|ing)?|rigorous|properly)\b",
    re.I,
)
_LEAD = re.compile(
    r"(?:(?:ok(?:ay)?|well|right|so|hm+)[, ]+)?"
    r"(?:and|or|but|also|plus|then|what about|how about|what of|as for|what if|(?:the )?same (?:question |thing |again )?(?:for|with|but))\b"
    r"[\s,]*(?:also |what about |how about |then |the same (?:for|with) )?",
    re.I,
)
_TAIL = re.compile(r"\b(?:instead|too|as well|either|neither|then|though|by comparison|in comparison)\W*$", re.I)
_ELSE = re.compile(r"\b(?:else|the others?|other than (?:that|those|this)|the same|likewise|similarly)\b", re.I)
_PRONOUN = re.compile(r"\b(?P<one>it|its|itself|he|his|him|she|hers?)\b|\b(?P<many>they|theirs?|them|these|those)\b", re.I)
_DEMONSTRATIVE = re.compile(
    r"(?:^|\b(?:is|was|were|are|did|does|do|has|had|have|can|could|would|will|in|of|on|at|about|from|for|with|than|like|after|before"
    r"|by|to|why|how|when|where|what|who|and|but|so|or|if|because|which)\s)(?P<it>that|this)\b"
    r"(?!\s+(?:article|page|app|chat|tool|site|library|(?:you|we|they|i|people|microdosing)\b))",
    re.I,
)
_THERE = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!out )\bthere\W*$", re.I)
_THE_PEOPLE = re.compile(
    r"\bthe (?:\w+ )?(?:rats?|mice|animals|patients|participants|volunteers|subjects|people|men|women|users|groups?|arms?|authors"
    r"|researchers|scientists|team)\b(?! (?:who|with|in|on|that|taking|of|from))",
    re.I,
)
_CITED = re.compile(r"\b(?:citations?|cites?|cited|quot\w+|mention\w*|credit\w*|represent\w*)\b", re.I)
_EXPLETIVE = re.compile(
    r"\b(?:(?:is|was|would|isn'?t|be) it|it(?:'?s| is| was| would be))(?: \w+){0,3}? (?:that|to|if|whether|when)\b"
    r"|\bdoes it (?:matter|help|hurt|make sense) (?:if|whether|to|that|when)\b|\bdoes it (?:take|mean)\b|\bit takes?\b"
    r"|\bit (?:seems|appears|turns out)\b|\bwhat (?:time|day|date|year) is it\b|\b(?:those|these|they) (?:who|whom|that|with|without|on|taking|using|having)\b"
    rf"|\b(?:that|this|those)(?: (?!{STUDY}\b)[\w-]+){{1,4}}? {STUDY}\b|\b(?:its|it's) (?:sources?|source list|references?|reference list|citations?)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:people|folks?|users?|patients|participants|volunteers|subjects|researchers|scientists|authors|men|women|doctors|adults"
    r"|someone|somebody|anyone|anybody|everyone|who|studies|trials|surveys|papers)\b",
    re.I,
)
_PERSONS = ("he", "his", "him", "she", "her", "hers")
_BARE_MOST = 5
_OBJECTS = ("them", "their", "theirs")
_PLURAL = re.compile(r"\b(?!does\b|this\b|was\b|has\b|its\b|always\b)[a-z]{3,}[^s\W]s\b", re.I)
_THE_DRUG = re.compile(r"\b(?:these|those|this|that|the) (?:drugs?|substances?|compounds?|medicines?|stuff|pills?)\b|\b(?:do|doing|take|taking|use|using|try|trying) (?:it|them)\b", re.I)
_A_STUDY = re.compile(rf"\b(?:the|that|this|an?) ((?:[\w'-]+ ){{1,5}}?){STUDY}\b", re.I)
_SOME_STUDIES = re.compile(rf"\b{STUDIES} (?:in|on|with|of|about|that|which|from|using) (?!it\b|that\b|this\b|them\b|those\b)\w", re.I)
_PRESENT = re.compile(r"\b(?:does|is|can|will|could|would|should|might) it\b|\bit (?:really |actually |ever )?[a-z]+s\b", re.I)
_ONE_THING = re.compile(rf"\b{STUDY}\b", re.I)
_GENERAL = re.compile(
    rf"\b(?<!did )(?<!were )(?:anybody|anyone|somebody|someone|nobody)\b(?! (?:drop|quit|leave|get|feel|report))|\banything\b|\bin general\b"
    rf"|\b(?:generally|overall|elsewhere|else)\b|\b(?:any|other|another|more|newer|later|better|bigger|smaller|further|similar) (?:\w+ )?"
    rf"(?:{STUDY}|{STUDIES}|evidence|people|researchers|groups|teams|labs)\b|\b(?:what|which) (?:do |does )?other\b",
    re.I,
)
_BESIDES = re.compile(
    rf"\b(?:else|another|besides|apart from|other than|except|since|instead of|(?:other|newer|later|more|further|similar|better|bigger"
    rf"|smaller) (?:\w+ )?(?:{STUDY}|{STUDIES}|evidence|researchers|groups|teams|labs)|anything (?:\w+er|more \w+|other|since))\b",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:difference|differ|differs|disagree\w*|contradict\w*|conflict\w*|compare[sd]?|comparison|versus|vs|which (?:one )?(?:is|was|were)"
    r" (?:better|bigger|stronger|more|larger|newer)|the two|at odds|clash\w*)\b",
    re.I,
)
_NEXT = re.compile(
    rf"\bthe (?:next|later|subsequent|second|follow-?up|following|newer|bigger|larger) (?:\w+ )?(?:{STUDY})\b|\bthe follow-?up\b(?! (?:was|period|time))",
    re.I,
)
_OTHER_PEOPLE = re.compile(
    r"^(?:(?:and|but|so|or)\s+)?(?:what about|how about|and|what of)?\s*(?:in |for |with |among )?"
    r"(?:people|those|folks?|others|users|patients|anyone|someone)\s+(?:who|that|with|without|just|on|in|taking|trying|using|\w+ing)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn'?t|aren'?t|wasn'?t"
    r"|weren'?t|don'?t|doesn'?t|didn'?t|hasn'?t|haven'?t|what'?s|who'?s|how'?s|tell|show|give|explain|list|name|compare|describe"
    r"|summari[sz]e|write|sing|play|translate|calculate|draw|compose|work|works|worked|help|helps|helped|say|says|said|\w{3,}ed)\b",
    re.I,
)
_ASKS = re.compile(
    r"(?:and |but |so )?(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will|would|should|tell"
    r"|show|list|give|explain)\b",
    re.I,
)
_COMPARATIVE = re.compile(r"\b(?:another|others?|better|more|different|alternatives?|similar|next|same|rest)\b", re.I)
_PROPER = re.compile(r"(?<=\w )(?!I\b)[A-Z][\w-]+")
_DEFINES = re.compile(
    r"^(?:so |and |but )?(?:what(?:'?s| is| are| does)|define|explain|meaning of) (?:an? |the )?(?!it\b|that\b|this\b|they\b)"
    r"[\w -]{3,40}(?: mean| stand for)?\W*$",
    re.I,
)


def content(text: str) -> tuple[str, ...]:
    """The words of a text that carry a subject, compared forms, in order."""
    return tuple(word for word in keys(text) if word not in FUNCTION_WORDS and (len(word) > 1 or word.isdigit()))


def is_bare(text: str) -> bool:
    """Whether nothing is asked but "why?", "how so?", "are you sure?": the question before is meant."""
    few = len(text.split()) <= _BARE_MOST or is_request(text) or bool(re.match(r"(?:can you |please )*(?:explain|sum)", text, re.I))
    return few and not [word for word in content(text) if word not in _BARE_EXTRA] and not _DETAIL.search(text)


def asks_detail(text: str) -> bool:
    """Whether a detail of a study is asked: how many, what dose, who paid."""
    return bool(_DETAIL.search(text))


def beyond_detail(text: str) -> tuple[str, ...]:
    """The content words that do not belong to asking for a detail."""
    return content(_DETAIL.sub(" ", text))


def lead(text: str) -> str:
    """The "and", "what about" at the front, empty where there is none."""
    match = _LEAD.match(text)
    return match.group() if match else ""


def has_tail(text: str) -> bool:
    """Whether it closes or turns on a word that compares with what was said: instead, too, the other."""
    return bool(_TAIL.search(text) or _ELSE.search(text))


def refers(text: str, ones: tuple[int, ...] = (), several: tuple[int, ...] = ()) -> bool:
    """Whether a pronoun points outside the question. `ones` and `several` end the words that "it" and "they" may mean."""
    plain = _EXPLETIVE.sub(lambda match: " " * len(match.group()), text)
    for match in _PRONOUN.finditer(plain):
        before = text[: match.start()]
        meant = several if match["many"] else ones
        inside = any(end <= match.start() for end in meant) or bool(_ONE_THING.search(before))
        person = match.group().casefold() in _PERSONS and proper(before)
        if match["one"] and not inside and not person:
            return True
        spoken = _PEOPLE.search(before) or (match["many"] and match["many"].casefold() in _OBJECTS and _PLURAL.search(before))
        if match["many"] and not (inside or spoken):
            return True
    if _THERE.search(plain):
        return True
    found = _DEMONSTRATIVE.search(plain)
    return bool(found) and not any(end <= found.start("it") for end in ones if found)


def generalises(text: str) -> bool:
    """Whether it asks beyond the study in hand: anybody, other studies, in general."""
    return bool(_GENERAL.search(text) or _OTHER_PEOPLE.search(text) or re.search(r"\b(?:since|instead)\W*$", text, re.I))


def excludes(text: str) -> bool:
    """Whether what was just shown is not wanted again: another study, anything else, since."""
    return bool(_BESIDES.search(text))


def compares(text: str) -> bool:
    """Whether two things that were spoken of are set against each other."""
    return bool(_COMPARES.search(text))


def asks_next(text: str) -> tuple[int, int] | None:
    """Where "the next trial", "the follow-up study" stands."""
    match = _NEXT.search(text)
    return match.span() if match else None


def is_fragment(text: str) -> bool:
    """Whether it is too short to stand alone and has no verb: "bad reactions?", "any control group"."""
    return len(text.split()) <= 6 and not _VERB.search(text)


def defines(text: str) -> bool:
    """Whether it asks what something is, which needs nothing from before."""
    return bool(_DEFINES.match(text)) and not _COMPARATIVE.search(text)


def leads_question(text: str) -> bool:
    """Whether it opens as a question or a request, rather than as a few words put right."""
    return bool(_ASKS.match(text))


def broadens(text: str) -> bool:
    """Whether it asks for anything there is on what it names: "ayahuasca at all?"."""
    return bool(re.search(r"\b(?:at all|whatsoever|in any form|of any kind|full stop)\b", text, re.I))


def is_personal(text: str) -> bool:
    """Whether the asker speaks of themselves: such a question is not about the people of a study."""
    return bool(re.search(r"\b(?:am i|(?:can|could|should|would|will|must|may|do) i|for me|my|help me)\b(?! (?:see|know|understand|ask))", text, re.I))


def proper(text: str) -> list[str]:
    """The words inside a text that are written with a capital."""
    return _PROPER.findall(text)


def speaks_of_drug(text: str, of_effect: bool) -> bool:
    """Whether "it" is the drug: "does it help" is said of a drug, "did it find" of a study."""
    return bool(_THE_DRUG.search(text) or (of_effect and _PRESENT.search(text)))


def describes_a_study(text: str) -> bool:
    """Whether studies are told by more than their design: "the truffle event study", "studies in rats"."""
    return bool(_SOME_STUDIES.search(text)) or any(beyond_detail(match[1]) for match in _A_STUDY.finditer(text))


def speaks_to_you(text: str) -> bool:
    """Whether it is about the asker or the answerer, "tell me" apart."""
    return bool(re.search(r"(?<!tell )(?<!show )(?<!give )\b(?:i|me|my|we|our|you|your)\b", text, re.I))


def is_request(text: str) -> bool:
    """Whether it bids rather than asks: "tell me a joke"."""
    return bool(re.match(r"(?:please )?(?:tell|write|sing|give|make|show|play|draw|say|translate)\b", text, re.I))


def speaks_of_the_people(text: str) -> bool:
    """Whether it says "the patients", "the placebo group": those of a study that was spoken of."""
    return bool(_THE_PEOPLE.search(text))


def asks_of_citing(text: str) -> bool:
    """Whether it asks how the article cites what was spoken of."""
    return bool(_CITED.search(text))


def says_people(text: str) -> bool:
    """Whether it says itself in whom."""
    return bool(re.search(r"\b(?:humans?|people|persons?)\b", text, re.I))
