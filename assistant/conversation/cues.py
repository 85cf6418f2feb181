"""Words and signs in the wording of a question: what it says itself, and what shows that it is not whole.

English and the vocabulary of studies only; what a library is about comes from its `vocabulary.toml`.
"""

from __future__ import annotations

import re

from sources.words import keys

STUDY = (
    r"(?:study|trial|paper|survey|experiment|review|meta[- ]?analysis|analysis|investigation|publication|project"
    r"|cohort|research|preprint|commentary|report)"
)
STUDIES = (
    r"(?:studies|trials|papers|surveys|experiments|reviews|meta[- ]?analyses|publications|projects|cohorts|ones"
    r"|reports)"
)
FUNCTION_WORDS = frozenset(
    keys(
        """a about above actually after again against ago all already also although always am an and another any
        anybody anyone anything anyway are arent around as ask at away be because been before being below between both
        but by came can cannot cant come could couldnt did didnt do does doesnt doing done dont down during each either
        else enough etc even ever every everybody everyone everything exactly few find first for found from further get
        give go going gone got had has hasnt have having he her here hers herself him himself his how however i id if
        ill im in instead into is isnt it itself ive just kind know known last least less let like look lot made make
        many may maybe me mean might mine more most much must my myself near need neither never next no nobody none nor
        not nothing now of off often oh ok okay on once one only onto or other others our ours out over own part per
        perhaps please point put quite rather re really said same say saying second see seem she should show since so
        some somebody someone something sort still such sure take tell than thanks that the their theirs them
        themselves then there these they thing think third this those though through thus to together told too toward
        try two type u under until up upon ur us use used very via want was wasnt way we well went were werent what
        whatever when where whether which while who whole whom whose why will with within without wont would wouldnt ya
        yes yet you your yours youre"""
    )
)
_BARE_WORDS = frozenset(
    keys(
        """bad believe certain certainty clarify come confident correct detail difference elaborate eli english
        evidence example explain good info information link normal nutshell plain proof prove real reason reference
        reliable repeat right sentence serious seriously short shorter simple simpler simply source summarise summarize
        summary sure tldr true trust word"""
    )
)
_BARE_MOST = 5
_FRAGMENT_MOST = 6
_DETAIL = re.compile(
    r"\b(?:how (?:many|much|long|big|old|large|often|soon|quick\w*|fast|good|bad|strong|reliable|solid|well)"
    r"|dos(?:e|es|age|ed)|placebos?|dummy|controls?|controlled|compar(?:e|ed|ison|ator)|blind\w*|mask\w*|random\w*"
    r"|open[- ]label|fund\w*|paid|pays|sponsor\w*|money|bias\w*|conflicts?|publish\w*|peer[- ]review\w*|journal"
    r"|pre-?registered|preprint|authors?|wrote|written|ran|researchers?|scientists?|country|countries|where|when|year"
    r"|people|folks?|participants?|patients?|volunteers?|subjects?|sex(?:es)?|genders?|respon(?:d|ds|ded|se)|sample"
    r"|healthy|recruit\w*|wom[ae]n|m[ae]n|males?|females?|age|aged|sessions?|weeks?|months?|days?|hours?|minutes?"
    r"|arms?|groups?|follow\w*|drop\w* ?out|dropouts?|quit|complet\w*|conclu\w*|measur\w*|tests?|tested|look\w* at"
    r"|find|finds|found|findings?|results?|outcomes?|effects?|numbers?|figures?|scores?|limit\w*|flaws?|weak\w*"
    r"|strengths?|caveats?|problems?|design\w*|scan\w*|questionnaires?|scale|instruments?|methods?|stud(?:y|ies)"
    r"|trials?|papers?|surveys?|significan\w*|size|small|big|drug|substances?|animals?|humans?|mice|rats?|guess\w*"
    r"|agree\w*|replicat\w*|differ\w*|better|worse|last(?:ed|ing)?|rigorous|properly)\b",
    re.I,
)
_LEAD = re.compile(
    r"(?:(?:ok(?:ay)?|well|right|so|hm+)[, ]+)?"
    r"(?:and|or|but|also|plus|then|what about|how about|what of|as for|what if"
    r"|(?:the )?same (?:question |thing |again )?(?:for|with|but))\b"
    r"[\s,]*(?:also |what about |how about |then |the same (?:for|with) )?",
    re.I,
)
_TAIL = re.compile(r"\b(?:instead|too|as well|either|neither|then|though|by comparison|in comparison)\W*$", re.I)
_ELSE = re.compile(r"\b(?:else|the others?|other than (?:that|those|this)|the same|likewise|similarly)\b", re.I)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn'?t"
    r"|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|hasn'?t|haven'?t|what'?s|who'?s|how'?s|tell|show|give|explain"
    r"|list|name|compare|describe|summari[sz]e|write|sing|play|translate|calculate|draw|compose|work|works|worked"
    r"|help|helps|helped|say|says|said|\w{3,}ed)\b",
    re.I,
)
_DEFINES = re.compile(
    r"^(?:so |and |but )?(?:what(?:'?s| is| are| does)|define|explain|meaning of) (?:an? |the )?"
    r"(?!it\b|that\b|this\b|they\b)[\w -]{3,40}(?: mean| stand for)?\W*$",
    re.I,
)
_COMPARATIVE = re.compile(r"\b(?:another|others?|better|more|different|alternatives?|similar|next|same|rest)\b", re.I)
_ASKS = re.compile(
    r"(?:and |but |so )?(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|has|have|will"
    r"|would|should|tell|show|list|give|explain)\b",
    re.I,
)
_BIDS = re.compile(r"(?:please )?(?:tell|write|sing|give|make|show|play|draw|say|translate)\b", re.I)
_EXPLAINS = re.compile(r"(?:can you |could you |please )*(?:explain|sum)", re.I)
_PROPER = re.compile(r"(?<=\w )(?!I\b)[A-Z][\w-]+")


def content(text: str) -> tuple[str, ...]:
    """The words of a text that carry a subject, compared forms, in order."""
    return tuple(word for word in keys(text) if word not in FUNCTION_WORDS and (len(word) > 1 or word.isdigit()))


def proper(text: str) -> list[str]:
    """The words inside a text that are written with a capital."""
    return _PROPER.findall(text)


def is_bare(text: str) -> bool:
    """Whether nothing is asked but "why?", "how so?", "are you sure?": the question before is meant."""
    short = len(text.split()) <= _BARE_MOST or is_request(text) or bool(_EXPLAINS.match(text))
    return short and not set(content(text)) - _BARE_WORDS and not _DETAIL.search(text)


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


def is_fragment(text: str) -> bool:
    """Whether it is too short to stand alone and has no verb: "bad reactions?", "any control group"."""
    return len(text.split()) <= _FRAGMENT_MOST and not _VERB.search(text)


def defines(text: str) -> bool:
    """Whether it asks what something is, which needs nothing from before."""
    return bool(_DEFINES.match(text)) and not _COMPARATIVE.search(text)


def leads_question(text: str) -> bool:
    """Whether it opens as a question or a request, rather than as a few words put right."""
    return bool(_ASKS.match(text))


def is_request(text: str) -> bool:
    """Whether it bids rather than asks: "tell me a joke"."""
    return bool(_BIDS.match(text))
