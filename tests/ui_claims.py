"""Checks and audits for tests of the page, made by hand as `ui_stand_in` makes answers: every quote is a slice of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.answer import Caveat, Nearest
from assistant.claims.audit import ArticleAudit, ArticleRow, Quote, TextAudit, TextRow
from assistant.claims.check import ClaimCheck, Overclaim, PartCheck
from assistant.claims.reading.claim import ClaimReader, ClaimReading
from assistant.understanding.naming import build_names
from assistant.understanding.reader import Reader
from assistant.views import SourceView
from sources.errors import UsageError
from sources.vocabulary import EMPTY_VOCABULARY
from tests.ui_stand_in import cite

CLAIM = "Microdosing reduces anxiety and had no effect in mice."


def reading(words: str) -> ClaimReading:
    """The true reader's reading, in a library that knows no words."""
    return ClaimReader(Reader(EMPTY_VOCABULARY, build_names((), None))).read(words)


def make_check(views: Mapping[str, SourceView], claim: str = CLAIM) -> ClaimCheck:
    """A claim in two parts, half right, with an overclaim and evidence on both sides."""
    cited = (
        replace(cite(views, 1, "kaertner-2021-scirep", "found"), stance="supports"),
        replace(cite(views, 2, "szigeti-2021-elife", "found"), stance="against"),
        replace(cite(views, 3, "degregorio-2022-npp", "found"), stance="against"),
        cite(views, 4, "note-2022-memory", "found"),
    )
    first, second = "Microdosing reduces anxiety", "had no effect in mice"
    over = Overclaim(
        "causal", "reduces", cited[0].quote, "Without a placebo group a change need not be an effect.", (1,)
    )
    return ClaimCheck(
        id="c1d2e3",
        claim=claim,
        checked_as=claim,
        verdict="mixed",
        reasons=("One study found this, another did not.", "The mice were calmer."),
        parts=(
            PartCheck(first, reading(first), "mixed", "count", "One study found this, another did not.", (1,), (2,)),
            PartCheck(second, reading(second), "contradicted", "result", "The mice were calmer.", (), (3,)),
        ),
        overclaims=(over,),
        citations=cited,
        caveats=(Caveat("no-placebo", "One study had no placebo group.", (1,)),),
        certainty="low",
        certainty_reasons=("the two studies in people disagree",),
        fair_wording=cited[1].quote,
        reply=f"The studies are divided.\n\nSzigeti B et al. (2021). {claim}",
        reply_markdown="The studies are *divided*.\n\n- Szigeti B et al. (2021).",
        nearest=None,
        notes=("This was put as a question.",) if claim.endswith("?") else (),
        index_version="test-1",
        timings_ms={"total": 1.0},
    )


def make_unknown(views: Mapping[str, SourceView], claim: str) -> ClaimCheck:
    """A claim that the sources do not speak of."""
    near = cite(views, 1, "kaertner-2021-scirep", "glance")
    part = PartCheck(claim, reading(claim), "not-in-sources", "not found", "No source speaks of this.")
    return replace(
        make_check(views, claim),
        id="n1",
        verdict="not-in-sources",
        reasons=(part.reason,),
        parts=(part,),
        overclaims=(),
        citations=(),
        caveats=(),
        certainty="none",
        certainty_reasons=(),
        fair_wording="",
        nearest=Nearest(near.source, near.title, near.quote, near.start, near.end, "It is about people."),
    )


def make_audit(views: Mapping[str, SourceView]) -> ArticleAudit:
    """An article of three claims that differ in verdict and in the state of their citation."""
    found = cite(views, 1, "szigeti-2021-elife", "found")
    quote = Quote(found.source, found.title, found.doi, found.quote, found.start, found.end)
    first = ArticleRow(
        "C01",
        "Opening",
        "Anxiety is common.",
        "none given",
        "none given",
        "supported",
        "It is.",
        quote,
        (found.source,),
    )
    return ArticleAudit(
        "Can microdosing ease anxiety?",
        (
            first,
            replace(
                first,
                id="C02",
                claim="A study proves it.",
                cited_as="Nobody (2020)",
                citation_found="no",
                verdict="contradicted",
            ),
            replace(
                first,
                id="C12",
                claim="Another has seen it.",
                citation_found="yes",
                verdict="contradicted",
                sentence=None,
            ),
        ),
        "test-1",
    )


def make_text_audit(views: Mapping[str, SourceView], text: str) -> Iterator[TextAudit]:
    """Every line of a text as a sentence; one with "cats" is left out."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise UsageError("The text is empty; paste some sentences.")
    check, first = make_check(views), make_audit(views).rows[0].sentence
    done = TextAudit("Pasted text", (), len(lines), "test-1")
    yield done
    for line in lines:
        row = TextRow(line, 0, len(line), False, "does not speak of anything in this library")
        if "cats" not in line:
            told = ("causal: reduces",)
            row = TextRow(
                line, 0, len(line), True, "states something", "mixed", "low", check.reasons, told, "Fair.", first
            )
        done = replace(done, rows=(*done.rows, row))
        yield done
