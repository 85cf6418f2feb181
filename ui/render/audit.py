"""The article audited: its claims in their order, with the citation as printed, the verdict and the sentence behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.audit import ArticleAudit, ArticleRow, Quote
from sources.model import ClaimVerdict
from ui.links import source_address
from ui.render.check_words import FOUND, FOUND_STATES, signed
from ui.render.links import source_link
from ui.render.safe import NOTHING, Html, joined, slug, tag, text, unseen
from ui.render.sharing import copy_link
from ui.render.words import VERDICTS, capital, counted

ANY = "any"
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a reader wants to see."""

    verdict: str = ANY
    found: str = ANY


def fitting(rows: Iterable[ArticleRow], wanted: Wanted) -> tuple[ArticleRow, ...]:
    """The claims of a verdict and a state of their citation."""
    return tuple(r for r in rows if wanted.verdict in (ANY, r.verdict) and wanted.found in (ANY, r.citation_found))


def choices(audit: ArticleAudit) -> dict[str, Choices]:
    """For each filter, what there is to choose: words with their count, and the value behind them."""
    verdicts = Counter(row.verdict for row in audit.rows)
    found = Counter(row.citation_found for row in audit.rows)
    return {
        "verdict": [
            ("Any verdict", ANY),
            *((f"{capital(v)} ({verdicts[v]})", str(v)) for v in VERDICTS if verdicts[v]),
        ],
        "found": [("Any citation", ANY), *((f"{FOUND[s][2]} ({found[s]})", str(s)) for s in FOUND_STATES if found[s])],
    }


def claim_anchor(claim_id: str) -> str:
    """The id of a claim on the page."""
    return f"claim-{slug(claim_id)}"


def audit_head(audit: ArticleAudit) -> Html:
    """What was audited and what it came to, in numbers."""
    verdicts = Counter(row.verdict for row in audit.rows)
    printed = [row for row in audit.rows if row.citation_found in ("yes", "no")]
    missing = sum(row.citation_found == "no" for row in printed)
    parts = [tag("li", _pick(v, n)) for v in VERDICTS if (n := verdicts[v])]
    lead = (
        f"Each of the {counted(len(audit.rows), 'claim')} of “{audit.title}” was read against its sources, "
        "one by one. The claims stand here in this library's own words."
    )
    cites = f"{counted(len(printed), 'claim')} print a citation; for {missing} of them no such paper could be found."
    return tag(
        "div",
        tag("p", text(lead)),
        tag("ul", *parts, cls="tally"),
        tag("p", text(cites), cls="small") if printed else NOTHING,
        cls="audit-head",
    )


def _pick(verdict: ClaimVerdict, number: int) -> Html:
    """How many claims have a verdict, to press: only they are shown then, or all again."""
    words = signed(*VERDICTS[verdict], f"{number} {verdict}")
    return tag("button", words, unseen(", show only these or all again"), type="button", data_source=verdict)


def audit_list(rows: Sequence[ArticleRow], total: int, names: Mapping[str, str]) -> Html:
    """The claims, with how many of how many are shown; `names` is what each source is called."""
    count = counted(total, "claim") if len(rows) == total else f"{len(rows)} of {counted(total, 'claim')}"
    body = tag("ol", *[tag("li", _claim(row, names)) for row in rows], cls="claims") if rows else NOTHING
    none = NOTHING if rows else tag("p", text("No claim fits. Choose another filter."), cls="quiet")
    return tag("div", tag("p", text(count), cls="count", role="status"), body, none, cls="audit-list")


def _claim(row: ArticleRow, names: Mapping[str, str]) -> Html:
    head = tag(
        "summary",
        tag("span", text(row.id), cls="claim-id"),
        tag("span", text(row.claim), _printed(row), cls="claim-text"),
        tag("span", verdict_of(row), signed(*FOUND[row.citation_found]), cls="states"),
    )
    facts = [("Section", row.section), ("Cited as", row.cited_as), ("Why this verdict", row.reason)]
    body = [tag("div", tag("dt", text(name)), tag("dd", text(said))) for name, said in facts if said]
    return tag(
        "details",
        head,
        tag("dl", *body, cls="facts"),
        quoted(row.sentence, "The sentence in its sources that comes nearest"),
        _read_for(row, names),
        tag("p", copy_link(f"/#{claim_anchor(row.id)}", "this claim")),
        cls="claim-row",
        id=claim_anchor(row.id),
    )


def _printed(row: ArticleRow) -> Html:
    """The citation as the article prints it, where it prints one."""
    if row.citation_found not in ("yes", "no"):
        return NOTHING
    return tag("span", text(f"Cited as {row.cited_as}"), cls="printed")


def _read_for(row: ArticleRow, names: Mapping[str, str]) -> Html:
    """The sources that the claim was read against, each leading to its page."""
    links = [tag("a", text(names[i]), href=source_address(i)) if i in names else text(i) for i in row.sources]
    return tag(
        "p", text("Sources read for it: "), joined(links, "; ") if links else text("none"), text("."), cls="small"
    )


def verdict_of(row: ArticleRow) -> Html:
    """The verdict on a claim of the article, as a sign and its words."""
    return signed(*VERDICTS[row.verdict], capital(row.verdict))


def quoted(quote: Quote | None, heading: str) -> Html:
    """A sentence of a source with where it stands, or that there is none."""
    if quote is None:
        return tag("p", text("No source was found to hold it against."), cls="quiet")
    link = source_link(quote.doi)
    return tag(
        "figure",
        unseen(f"{heading}: "),
        tag("blockquote", tag("p", tag("mark", text(quote.text)))),
        tag("figcaption", joined([text(f"{heading}: “{quote.title}”."), link], " ")),
        cls="quote",
    )


def exports() -> Html:
    """Where the audit can be had as a file."""
    links = [
        tag("a", text("Markdown"), href="/api/audit.md", cls="export"),
        tag("a", text("CSV"), href="/api/audit.csv", cls="export"),
    ]
    return tag("p", text("Take it with you: "), joined(links, " "), cls="exports")
