"""A pasted text audited: every sentence in its place, those that are claims with their verdict, the others with the reason."""

from __future__ import annotations

from collections import Counter

from assistant.claims.audit import TextAudit, TextRow
from ui.render.audit import quoted
from ui.render.check_words import VERDICTS, verdict_sign
from ui.render.safe import NOTHING, Html, tag, text
from ui.render.words import counted


def text_audit(audit: TextAudit) -> Html:
    """The sentences so far, under what they come to."""
    if not audit.rows:
        return NOTHING
    return tag(
        "div", _tally(audit), tag("ol", *[_sentence(row) for row in audit.rows], cls="sentences"), cls="text-audit"
    )


def _tally(audit: TextAudit) -> Html:
    claims = [row for row in audit.rows if row.is_claim]
    verdicts = Counter(row.verdict for row in claims if row.verdict)
    parts = [tag("li", verdict_sign(v, f"{n} {VERDICTS[v][2].lower()}")) for v in VERDICTS if (n := verdicts[v])]
    left = len(audit.rows) - len(claims)
    taken = "a claim" if len(claims) == 1 else "claims"
    said = f"{counted(len(claims), 'sentence')} taken as {taken} and checked, {left} left out, each with its reason."
    return tag("div", tag("p", text(said)), tag("ul", *parts, cls="tally") if parts else NOTHING, cls="audit-head")


def _sentence(row: TextRow) -> Html:
    if not row.is_claim:
        return tag(
            "li", tag("p", text(row.sentence)), tag("p", text(f"Not checked: {row.why}."), cls="small"), cls="left-out"
        )
    if row.verdict is None:
        return tag(
            "li", tag("p", text(row.sentence)), tag("p", text(f"Not checked: {row.error}"), cls="small"), cls="left-out"
        )
    head = tag(
        "summary",
        tag("span", text(row.sentence), cls="claim-text"),
        tag("span", verdict_sign(row.verdict), cls="states"),
    )
    facts = [
        ("Why", " ".join(row.reasons)),
        ("Goes too far", "; ".join(row.overclaims)),
        ("A fair way to say it", row.fair_wording),
        ("Taken as a claim", f"It {row.why}."),
    ]
    body = [tag("div", tag("dt", text(name)), tag("dd", text(said))) for name, said in facts if said]
    quote = quoted(row.quote, "From the sources") if row.quote else NOTHING
    return tag("li", tag("details", head, tag("dl", *body, cls="facts"), quote, cls="claim-row"))
