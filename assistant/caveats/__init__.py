"""What a source cannot show: one small rule a caveat kind, over its facts."""

from __future__ import annotations

from assistant.caveats.context import RuleContext, SourceCaveat, context_of
from assistant.caveats.rules import RULES, caveats_of
from assistant.caveats.standing import caveat_of_claim

__all__ = ["RULES", "RuleContext", "SourceCaveat", "caveat_of_claim", "caveats_of", "context_of"]
