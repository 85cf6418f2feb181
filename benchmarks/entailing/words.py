"""Words of plain English by which a sentence says which way, how surely, or that not: lists, and nothing of any subject.

Compared as whole words in lower case. The lists were written by hand and tuned on the training halves of HealthVer and
SciFact only (benchmarks/verdicts.py).
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["topic", "sign", "link", "deny", "hedge", "whole", "number", "versus", "empty"]


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written with blanks between."""
    return frozenset(text.split())


UP = words_in(
    "increase increases increased increasing raise raises raised raising elevate elevates elevated elevating elevation "
    "enhance enhances enhanced enhancing enhancement promote promotes promoted promoting stimulate stimulates "
    "stimulated stimulating augment augments augmented upregulate upregulates upregulated upregulation upregulating "
    "boost boosts boosted boosting higher highest high greater more rise rises rose risen rising grow grows grew grown "
    "heighten heightens heightened accelerate accelerates accelerated strengthen strengthens strengthened exacerbate "
    "exacerbates exacerbated larger stronger amplify amplifies amplified induce induces induced inducing activate "
    "activates activated activating heavier faster triggers triggered overexpress overexpressed overexpressing "
    "overexpression elicit elicits elicited hyperactive older"
)
DOWN = words_in(
    "decrease decreases decreased decreasing reduce reduces reduced reducing reduction reductions lower lowers lowered "
    "lowering lowest low lessen lessens lessened diminish diminishes diminished suppress suppresses suppressed "
    "suppressing suppression inhibit inhibits inhibited inhibiting inhibition attenuate attenuates attenuated "
    "attenuating attenuation downregulate downregulates downregulated downregulation downregulating impair impairs "
    "impaired impairing fall falls fell fallen falling decline declines declined declining drop drops dropped less "
    "fewer weaken weakens weakened weaker block blocks blocked blocking prevent prevents prevented preventing "
    "prevention alleviate alleviates alleviated alleviation relieve relieves relieved ameliorate ameliorates "
    "ameliorated smaller smallest abolish abolishes abolished abrogate abrogates abrogated slow slows slowed slower "
    "dampen dampens dampened deactivate deactivates deactivated inactivate inactivates inactivated minimise minimize "
    "minimises minimizes curb curbs curbed delay delays delayed younger"
)
LEVEL_UP = words_in("high highest more greater larger stronger heavier older elevated")
LEVEL_DOWN = words_in("low lowest less fewer smaller smallest weaker younger")
"""Those of the above that tell a level: a "low level" is no reduction by something."""
ACT = words_in(
    "promote promotes promoted promoting stimulate stimulates stimulated stimulating induce induces induced inducing "
    "activate activates activated activating triggers triggered elicit elicits elicited suppress suppresses suppressed "
    "suppressing suppression inhibit inhibits inhibited inhibiting inhibition block blocks blocked blocking prevent "
    "prevents prevented preventing prevention abolish abolishes abolished abrogate abrogates abrogated deactivate "
    "deactivates deactivated inactivate inactivates inactivated"
)
"""Those that tell what one thing does to another."""
MISSING = words_in(
    "deficiency deficient deficiencies lack-of knockout knockdown null depletion depleted deletion deleted mutant mutation "
    "mutations overexpression overexpressing excess inhibitor inhibitors antagonist antagonists blockade withdrawal "
    "insufficiency loss lacking absence cessation abstinence"
)
"""What is done to a thing, or missing: "vitamin D deficiency" is not "vitamin D". They must stand on both sides."""
SPAN = words_in("time times duration latency")
"""A shorter time to recovery is a faster recovery: these, too, must stand on both sides."""
BETTER = words_in(
    "better improve improves improved improving improvement improvements benefit benefits beneficial good positive "
    "positively favorable favourable superior best safe safely success successful successfully"
)
WORSE = words_in(
    "worse worsen worsens worsened worsening poor poorer poorest deteriorate deteriorates deteriorated deterioration "
    "harmful bad negative negatively unfavorable unfavourable inferior worst adverse unsafe dangerous unsuccessful"
)
PAIRS = (
    ("sensitive sensitivity", "resistant resistance"),
    ("inside", "outside"),
    ("common frequent", "rare rarely uncommon infrequent"),
    ("easy easily", "difficult hard"),
    ("same similar comparable", "different differs differ"),
    ("hyperthyroidism", "hypothyroidism"),
    ("hypertension", "hypotension"),
    ("susceptible susceptibility vulnerable vulnerability", "immune protected"),
    ("include includes included", "exclude excludes excluded"),
    ("accept accepts accepted", "reject rejects rejected"),
    ("alive survival survive survives survived", "dead die dies died"),
)
UNDONE = {
    "ineffective": "effective", "inefficacious": "efficacious", "inaccurate": "accurate", "unrelated": "related",
    "unaffected": "affected", "unchanged": "changed", "unable": "able", "inability": "ability",
    "independent": "dependent", "independently": "dependently", "insensitive": "sensitive",
    "insignificant": "significant", "unnecessary": "necessary", "incapable": "capable", "unlikely": "likely",
    "inactive": "active", "noninferior": "inferior", "unassociated": "associated", "uncorrelated": "correlated",
    "dispensable": "required", "useless": "useful", "unhelpful": "helpful", "implausible": "plausible",
}  # fmt: skip
"""A word that denies another: read as a denial and the other."""
LINK = words_in(
    "affect affects affected affecting influence influences influenced influencing alter alters altered effect effects "
    "impact impacts difference differences differ change changes changed association associations associated associate "
    "associates correlate correlates correlated correlation correlations link links linked related relate relates "
    "relation relationship modify modifies modulate modulates modulated regulate regulates regulated cause causes "
    "caused causing lead leads led leading result results resulted resulting role roles contribute contributes "
    "contributed tied"
)
CAUSE = words_in("cause causes caused causing lead leads led leading cure cures cured")
DENY = words_in(
    "not no never neither nor cannot fail fails failed lack lacks lacked none hardly nobody "
    "nothing unable without nowhere isn't aren't wasn't weren't don't doesn't didn't can't couldn't "
    "won't wouldn't hasn't haven't hadn't shouldn't isnt arent wasnt werent dont doesnt didnt cant wont hasnt havent"
)
LOCAL = words_in("without neither nor")
"""Denials that reach no further than the noun they stand before."""
HEDGE = words_in(
    "may might could possibly possible perhaps potential potentially likely probably appear appears appeared seem seems "
    "seemed maybe presumably plausible putative apparently should would"
)
WHOLE = words_in("all every only always exclusively solely entirely completely everyone everybody each both most")
"""Words that claim the whole: they must stand on both sides."""
VERSUS = words_in("than versus vs")
EMPTY = words_in(
    "with people person persons individual individuals study studies show shows shown showed found find finds finding "
    "findings significant significantly use used uses using also very well there thus therefore here however recent "
    "recently report reports reported data research researchers evidence scientists experts suggest suggests suggested "
    "suggesting demonstrate demonstrates demonstrated indicate indicates indicated indicating conclude conclusion "
    "conclusions observed observe including include includes included during between among within through via both "
    "because since while when who which other others some many much about per any over under do does did being "
    "available currently present known one patient patients really actually true that's it's its get gets getting make "
    "makes made having become becomes up down out off then so yes such against upon onto into toward towards"
)
"""Beside the empty words of index.lexical: they may be missing from the evidence."""
NAMES_BEFORE = words_in("type phase stage grade figure table group class covid day week april march may june january")
SAME = (
    words_in("death deaths mortality die dies died dying fatality fatalities dead fatal"),
    words_in("disease illness disorder"),
    words_in("drug drugs medication medications medicine medicines"),
    words_in("child children pediatric paediatric kids"),
    words_in("effective efficacy effectiveness efficacious effectively"),
    words_in("tumor tumour cancer tumors tumours cancers carcinoma"),
    words_in("elderly older aged"),
    words_in("treat treats treated treating treatment treatments therapy therapies therapeutic"),
    words_in("transmission transmit transmitted transmits spread spreads spreading transmissible"),
    words_in("infection infections infected infect infects"),
    words_in("necessary required requires require essential needed needs indispensable"),
    words_in("cause causes caused causing lead leads led leading result results resulted trigger triggers"),
    words_in("coronavirus sarscov2 covid19 covid 2019ncov ncov"),
    words_in("prevalent common commonest frequent"),
    words_in("quick rapid fast quickly rapidly"),
    words_in("mouse mice murine"),
    words_in("human humans"),
    words_in("smoker smokers smoking tobacco"),
    words_in("organization organisation"),
    words_in("randomized randomised"),
    words_in("ischemic ischaemic"),
)
SPECIES = (
    words_in("human humans people patients volunteers participants men women adults children infants"),
    words_in("mouse mice murine"),
    words_in("rat rats"),
    words_in("monkey monkeys macaque macaques primate primates"),
    words_in("zebrafish"),
    words_in("dog dogs canine"),
    words_in("cat cats feline"),
    words_in("pig pigs porcine"),
    words_in("drosophila flies"),
    words_in("yeast"),
)
