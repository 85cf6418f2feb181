"""Which cues, put together, make a message one that gets a fixed reply instead of an answer.

A rule holds where all its `when` cues stand close together, none of its `unless` cues stands in a sentence with them, or,
in spite of that, one of its `despite` cues stands in the message. The first rule that holds decides, so danger comes
first. What belongs under each kind of reply follows INTENDED_USE.md: no word to one person about what to take or stop.
Emergencies under way come with the signs named by first-aid teaching (breathing, chest, waking, fits) and by poison help
lines (how much, what, how long ago).
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Policy


@dataclass(frozen=True, slots=True)
class Rule:
    """What a message is taken for when its cues are there. Cues are the names under `[cues]` in `policy.toml`."""

    name: str
    policy: Policy
    when: tuple[str, ...]
    unless: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    clear_of: tuple[str, ...] = ()
    acute: bool = False


_NOT_NOW = ("long ago", "now and then", "study", "in general")
_RESEARCH = ("study", "in general")
_PAGE = ("study", "page talk", "in general")
_CLAIM = ("study", "page talk", "reports a claim")
_NOT_MINE = ("study", "legal question", "others get it")

RULES: tuple[Rule, ...] = (
    Rule("an overdose", "crisis", ("overdose",), _NOT_NOW, ("now",), acute=True),
    Rule("too much taken", "crisis", ("took too much",), _NOT_NOW, ("now",), acute=True),
    Rule("a sign of danger", "crisis", ("danger sign",), _NOT_NOW, ("now",), acute=True),
    Rule(
        "a sign of danger after a drug", "crisis", ("drug on board", "danger in words"), _NOT_NOW, ("now",), acute=True
    ),
    Rule("a bad sign on a drug", "crisis", ("on a drug", "bad sign"), _NOT_NOW, ("now",), acute=True),
    Rule(
        "two signs after a drug", "crisis", ("drug on board", "weak sign", "weak sign"), _NOT_NOW, ("now",), acute=True
    ),
    Rule("a sign soon after a drug", "crisis", ("drug on board", "weak sign", "now"), _NOT_NOW, acute=True),
    Rule("a trip going wrong", "crisis", ("trip going wrong", "frightened"), _RESEARCH, ("now",), acute=True),
    Rule("frightened by what one sees", "crisis", ("sees things", "frightened"), _RESEARCH, ("now",), acute=True),
    Rule("frightened after a drug", "crisis", ("drug on board", "frightened"), _NOT_NOW, ("now",), acute=True),
    Rule("out of touch with what is real", "crisis", ("out of touch",), ("long ago", *_RESEARCH), ("now",), acute=True),
    Rule("a wish to die", "crisis", ("wish to die",)),
    Rule("killing oneself", "crisis", ("kill myself",)),
    Rule("hurting oneself", "crisis", ("hurt myself",)),
    Rule("no wish to live", "crisis", ("no wish to live",)),
    Rule("a farewell or a plan", "crisis", ("farewell",)),
    Rule("asking for a way to die", "crisis", ("way to die",)),
    Rule("somebody else in danger", "crisis", ("other wants death",), _RESEARCH, ("now",)),
    Rule("thoughts of death", "crisis", ("mine", "thoughts of death"), clear_of=(*_PAGE, "bereaved")),
    Rule("despair", "crisis", ("self", "dark thing", "distress"), clear_of=(*_PAGE, "bereaved")),
    Rule("two dark things", "crisis", ("self", "dark thing", "dark thing"), clear_of=(*_PAGE, "bereaved")),
    Rule("dark words of one's own", "crisis", ("mine", "dark word"), clear_of=(*_PAGE, "bereaved")),
    Rule("pregnancy or breastfeeding", "medical-advice", ("pregnant",), ("study",)),
    Rule("stopping a medicine", "medical-advice", ("stopping a medicine",)),
    Rule("mixing with a medicine", "medical-advice", ("mixing medicines",)),
    Rule("whether mixing is safe", "medical-advice", ("safe to mix",), ("study",)),
    Rule(
        "a medicine and a drug together", "medical-advice", ("a medicine by name", "may it be added"), clear_of=_CLAIM
    ),
    Rule("on a medicine", "medical-advice", ("on a medicine", "asks leave"), ("study",)),
    Rule("a dose for one person", "medical-advice", ("dose for me", "health matter"), ("study",)),
    Rule("an amount for one person", "medical-advice", ("amount in short",), ("study",)),
    Rule("a dose to take", "medical-advice", ("dose for anyone", "health matter"), ("study",)),
    Rule("where to get a drug", "sourcing", ("where to get", "a drug"), _NOT_MINE),
    Rule("growing", "sourcing", ("growing",), _NOT_MINE),
    Rule("gathering", "sourcing", ("gathering",), ("study",)),
    Rule("making or extracting", "sourcing", ("making",), ("study",)),
    Rule("carrying across a border", "sourcing", ("smuggling",), ("study",)),
    Rule("passing a drug test", "sourcing", ("drug test",), ("study",)),
    Rule("a child", "medical-advice", ("my child", "for my child", "health matter"), ("study",)),
    Rule("a relative", "medical-advice", ("a relative", "for a relative", "health matter"), ("study",)),
    Rule("a grave condition", "medical-advice", ("has a condition", "for me"), ("study",)),
    Rule("leave to take something", "medical-advice", ("leave for me", "health matter")),
    Rule("leave to take it", "medical-advice", ("leave in short",)),
    Rule("a diagnosis", "medical-advice", ("diagnosis",)),
    Rule("a symptom", "medical-advice", ("my symptom", "asks about it"), ("study",)),
    Rule("advice in Spanish, German or French", "medical-advice", ("advice in es de fr",), ("study",)),
    Rule("trade in a drug", "sourcing", ("a drug", "trade"), (*_NOT_MINE, "definition")),
    Rule("asking for a drug", "sourcing", ("a drug", "weak trade", "asking to get"), (*_NOT_MINE, "definition")),
    Rule("a drug at a border", "sourcing", ("a drug", "border"), (*_NOT_MINE, "definition")),
    Rule("mushrooms in the wild", "sourcing", ("a plant", "wild place"), (*_NOT_MINE, "definition")),
    Rule("growing a drug", "sourcing", ("a plant", "grow word"), (*_NOT_MINE, "brain growth", "definition")),
    Rule("making a drug", "sourcing", ("a drug", "make word"), (*_NOT_MINE, "definition")),
    Rule("one person's case", "medical-advice", ("one person", "matter of substance"), clear_of=_CLAIM),
    Rule("a relative's case", "medical-advice", ("a relative", "health matter"), clear_of=_CLAIM),
    Rule("mentioned", "none", ("a grave matter",)),
)


def cues_used() -> frozenset[str]:
    """Every cue that a rule asks for; `policy.toml` must hold each."""
    return frozenset(cue for rule in RULES for cue in (*rule.when, *rule.unless, *rule.despite, *rule.clear_of))
