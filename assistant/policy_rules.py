"""Which cues, put together, make a message one that gets a fixed reply instead of an answer.

The first rule that holds decides, so an emergency comes before a wish to die, and both before everything else. What
belongs under each reply follows INTENDED_USE.md: no word to one person about what to take or stop, no help with getting
drugs. The signs of an emergency are those that first-aid teaching names (breathing, chest, waking, fits, heat) and that
poison lines ask about (what, how much, how long ago). Where a rule could take a research question for a personal one, the
words of studies stand among its exceptions; the rules on a wish to die have none, because missing one is worse.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Policy


@dataclass(frozen=True, slots=True)
class Rule:
    """What a message is taken for when its cues are there; cues are named as in the policy files.

    All of `when` stand close together; one that is named twice is there twice. None of `unless` stands in a sentence with
    them, or one of `despite` stands somewhere. None of `clear_of` stands anywhere.
    """

    name: str
    policy: Policy
    when: tuple[str, ...]
    unless: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    clear_of: tuple[str, ...] = ()
    acute: bool = False


_RESEARCH = ("study", "in general")
_NOT_NOW = ("long ago", "now and then", *_RESEARCH)
ABOUT_STUDIES = (*_RESEARCH, "page talk", "bereaved")
_CLAIM = ("study", "page talk", "reports a claim")
_NOT_MINE = ("study", "legal question", "others get it", "definition")


def _acute(name: str, *when: str, unless: tuple[str, ...] = _NOT_NOW) -> Rule:
    return Rule(name, "crisis", when, unless, despite=("now",), acute=True)


def _crisis(name: str, *when: str, clear_of: tuple[str, ...] = ()) -> Rule:
    return Rule(name, "crisis", when, clear_of=clear_of)


def _advice(name: str, *when: str, unless: tuple[str, ...] = (), clear_of: tuple[str, ...] = ()) -> Rule:
    return Rule(name, "medical-advice", when, unless, clear_of=clear_of)


def _sourcing(name: str, *when: str, unless: tuple[str, ...] = ("study",)) -> Rule:
    return Rule(name, "sourcing", when, unless)


RULES: tuple[Rule, ...] = (
    _acute("an overdose", "overdose"),
    _acute("too much taken", "took too much"),
    _acute("a sign of danger", "danger sign"),
    _acute("a bad sign after a drug", "after a drug", "bad sign"),
    _acute("two signs after a drug", "after a drug", "weak sign", "weak sign"),
    _acute("a trip going wrong", "trip going wrong", "frightened", unless=_RESEARCH),
    _acute("frightened by what one sees", "sees things", "frightened", unless=_RESEARCH),
    _acute("frightened after a drug", "after a drug", "frightened"),
    _acute("out of touch with what is real", "out of touch", unless=("long ago", *_RESEARCH)),
    # Somebody may want to die, or hurt themselves. First by what is said outright, then by dark words taken together.
    _crisis("a wish to die", "wish to die"),
    _crisis("killing oneself", "kill myself"),
    _crisis("hurting oneself", "hurt myself"),
    _crisis("no wish to live", "no wish to live"),
    _crisis("a farewell or a plan", "farewell"),
    _crisis("asking for a way to die", "way to die"),
    Rule("somebody else in danger", "crisis", ("other wants death",), _RESEARCH, despite=("now",)),
    _crisis("thoughts of death", "mine", "thoughts of death", clear_of=ABOUT_STUDIES),
    _crisis("asking how one dies", "method of death", "ease of death", clear_of=("study", "page talk", "bereaved")),
    _crisis("despair", "mine", "dark thing", "distress", clear_of=ABOUT_STUDIES),
    _crisis("dark words of one's own", "mine", "dark word", clear_of=ABOUT_STUDIES),
    # What one person should take or stop, said outright.
    _advice("pregnancy or breastfeeding", "pregnant", unless=("study",)),
    _advice("stopping a medicine", "stopping a medicine"),
    _advice("mixing with a medicine", "mixing medicines"),
    _advice("whether mixing is safe", "safe to mix", unless=("study",)),
    _advice("a medicine and a drug together", "a medicine by name", "may it be added", clear_of=_CLAIM),
    _advice("on a medicine", "on a medicine", "asks leave", unless=("study",)),
    _advice("a dose for one person", "dose for me", "health matter", unless=("study",)),
    _advice("an amount for one person", "amount in short", unless=("study",)),
    # Getting drugs, said outright.
    _sourcing("where to get a drug", "where to get", "a drug", unless=_NOT_MINE),
    _sourcing("growing", "growing", unless=_NOT_MINE),
    _sourcing("gathering", "gathering"),
    _sourcing("making or extracting", "making"),
    _sourcing("carrying across a border", "smuggling"),
    _sourcing("passing a drug test", "drug test"),
    _advice("a relative", "a relative", "for a relative", "health matter", unless=("study",)),
    _advice("a grave condition", "has a condition", "for me", unless=("study",)),
    _advice("leave to take something", "leave for me", "health matter"),
    _advice("leave to take it", "leave in short"),
    _advice("a diagnosis", "diagnosis"),
    _advice("a symptom", "my symptom", "asks about it", unless=("study",)),
    _advice("advice in Spanish, German or French", "advice in es de fr", unless=("study",)),
    # The same by single words taken together, which needs more exceptions.
    _sourcing("trade in a drug", "a drug", "trade", unless=_NOT_MINE),
    _sourcing("asking for a drug", "a drug", "weak trade", "asking to get", unless=_NOT_MINE),
    _sourcing("a drug at a border", "a drug", "border", unless=_NOT_MINE),
    _sourcing("mushrooms in the wild", "a plant", "wild place", unless=_NOT_MINE),
    _sourcing("growing a drug", "a plant", "grow word", unless=(*_NOT_MINE, "brain growth")),
    _sourcing("making a drug", "a drug", "make word", unless=_NOT_MINE),
    _advice("one person's case", "one person", "matter of substance", clear_of=_CLAIM),
    _advice("a relative's case", "a relative", "health matter", clear_of=_CLAIM),
    Rule("mentioned", "none", ("a grave matter",)),
)


def cues_used() -> frozenset[str]:
    """Every cue that a rule asks for; the policy files must hold each."""
    return frozenset(cue for rule in RULES for cue in (*rule.when, *rule.unless, *rule.despite, *rule.clear_of))
