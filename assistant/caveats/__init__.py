"""What a source cannot show: one small rule a caveat kind, over its facts."""

from __future__ import annotations

from assistant.caveats.context import RuleContext, SourceCaveat, context_of
from assistant.caveats.rules import RULES, caveats_of

__all__ = ["RULES", "RuleContext", "SourceCaveat", "caveats_of", "context_of"]
