"""A small, whole assistant for tests of the page: hand-made sources and answers, no index and no encoder.

Ordinary implementations of the real interface: every quote is a slice of its source's text, as in the real one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Caveat, Citation, Nearest, Sentence, Turn
from assistant.claims.audit import ArticleAudit, TextAudit
from assistant.claims.check import ClaimCheck
from assistant.timing import Watch, unwatched
from assistant.views import ArticleMention, SourceCaveat, SourceView
from index.ledger_feedback import Thumb
from sources.errors import AssistantError, UsageError
from sources.model import Outcome, Part, PartName, Provenance, Source
from sources.vocabulary import Group

NOTES: Mapping[str, Mapping[PartName, Sequence[str]]] = {
    "szigeti-2021-elife": {
        "glance": ["Szigeti and colleagues (2021) followed 191 people who took microdoses or empty capsules at home."],
        "found": [
            "People on placebo in the Szigeti study (2021) improved as well, and no significant difference between "
            "microdose and placebo remained after four weeks.",
            "Szigeti and colleagues (2021) could explain small differences by people guessing which capsule it was.",
        ],
        "cannot_show": ["The Szigeti study (2021) could not check which drug or how much of it people took."],
    },
    "kaertner-2021-scirep": {
        "glance": ["Kaertner and colleagues (2021) followed 81 people who were about to start microdosing."],
        "found": ["State anxiety was lower after four weeks than at the start in the Kaertner study (2021)."],
        "cannot_show": ["The Kaertner study (2021) had no group on placebo."],
    },
    "degregorio-2022-npp": {
        "glance": ["De Gregorio and colleagues (2022) gave LSD to stressed mice."],
        "found": ["Repeated LSD made stressed mice less anxious in the De Gregorio study (2022)."],
        "cannot_show": ["A result in mice need not hold for people."],
    },
    "note-2022-memory": {
        "glance": ["A two-page note from 2022 is known only by recollection."],
        "found": ["The note says that small molecules can make brain cells grow new links."],
        "cannot_show": ["Nobody here has seen the note itself."],
    },
    "article": {"article": ["Microdosing may bring down anxiety without the effects of a full dose."]},
}


def text_of(source_id: str) -> tuple[str, tuple[Part, ...]]:
    """The note as one text, with its parts."""
    text, parts = "", []
    for name, sentences in NOTES[source_id].items():
        text += f"## {name}\n\n"
        body = "\n".join(f"- {sentence}" for sentence in sentences)
        parts.append(Part(name, len(text), len(text) + len(body)))
        text += body + "\n\n"
    return text, tuple(parts)


def make_source(source_id: str = "szigeti-2021-elife") -> Source:
    """A whole record; `dataclasses.replace` makes others of it."""
    text, parts = text_of(source_id)
    return Source(
        id=source_id,
        title="Self-blinding citizen science to explore psychedelic microdosing",
        authors=("Szigeti B", "Kartner L", "Blemings A", "Rosas F", "Feilding A"),
        year=2021,
        venue="eLife",
        volume_pages="10:e62878",
        doi="10.7554/eLife.62878",
        pmid="33648632",
        pmcid="PMC7925122",
        url="https://doi.org/10.7554/eLife.62878",
        kind="study",
        design=("self-blinded-citizen-science",),
        population="adults who planned to microdose with their own supply",
        n=191,
        n_note="191 completed",
        arms="three schedules",
        species="human",
        substance=("LSD", "psilocybin"),
        dose="about one tenth of a recreational dose",
        dose_level="microdose",
        comparator="empty capsules",
        blinding="participants blinded themselves",
        blinding_broken="yes",
        setting="at home, followed online",
        follow_up="4 weeks",
        self_report="yes",
        funding="unknown",
        conflicts="unknown",
        peer_reviewed=True,
        published_after_article=False,
        basis="abstract",
        limitations=("drug and dose not verified",),
        outcomes=(
            Outcome(
                ("wellbeing", "mood"),
                "questionnaires",
                "placebo",
                "no-difference",
                "no significant difference",
                "all participants",
                "at 4 weeks",
                "seen",
                "s1",
            ),
        ),
        article_claims=("C12",),
        reader_caveats=(),
        provenance=Provenance(
            ("title",), ("funding",), ("design",), {"s1": "https://elifesciences.org/articles/62878"}
        ),
        text=text,
        parts=parts,
    )


def make_views() -> dict[str, SourceView]:
    """Five sources that differ in what a reader must not mix up."""
    szigeti = make_source()
    kaertner = replace(
        make_source("kaertner-2021-scirep"),
        title="Positive expectations predict improved mental-health outcomes linked to psychedelic microdosing",
        authors=("Kaertner LS", "Steinborn MB"),
        venue="Scientific Reports",
        doi="10.1038/s41598-021-81446-7",
        design=("prospective-cohort",),
        n=81,
        comparator="none",
        blinding="none",
        blinding_broken="not-applicable",
        outcomes=(),
    )
    mice = replace(
        make_source("degregorio-2022-npp"),
        title="Repeated lysergic acid diethylamide reverses stress-induced anxiety-like behaviour in mice",
        authors=("De Gregorio D",),
        year=2022,
        venue="Neuropsychopharmacology",
        doi="10.1038/s41386-022-01301-9",
        design=("animal",),
        species="mouse",
        n=None,
        n_note="unknown",
        dose_level="low",
        self_report="no",
    )
    recalled = replace(
        make_source("note-2022-memory"),
        title="A note on plasticity",
        doi=None,
        url="unknown",
        basis="memory",
        kind="review",
        design=("narrative-review",),
        year=None,
        n=None,
    )
    article = replace(
        make_source("article"),
        title="Can microdosing ease anxiety?",
        kind="article",
        design=(),
        doi=None,
        url="",
        basis="own-words",
        authors=(),
        n=None,
        dose_level="none",
        venue="",
        year=2025,
        outcomes=(),
    )
    self_report = SourceCaveat("self-report", "Every result is a questionnaire that people filled in about themselves.")
    guessed = SourceCaveat("blinding-broken", "Many people could tell whether they took the drug.")
    open_trial = SourceCaveat("no-placebo", "Nobody took a placebo, so the change may come from hope or time.")
    mouse = SourceCaveat("animal-only", "The results are from mice.")
    mention = ArticleMention(
        "C12",
        "Microdosing lowers anxiety in controlled studies.",
        "contradicted",
        "Research from Imperial College London",
        "The study found no difference from placebo.",
    )
    return {
        view.source.id: view
        for view in (
            SourceView(szigeti, (self_report, guessed), (mention,)),
            SourceView(kaertner, (self_report, open_trial), ()),
            SourceView(mice, (mouse,), ()),
            SourceView(recalled, (), ()),
            SourceView(article, (), ()),
        )
    }


def cite(views: Mapping[str, SourceView], n: int, source_id: str, part: PartName, which: int = 0) -> Citation:
    """A citation whose quote is a slice of its source."""
    source = views[source_id].source
    quote = NOTES[source_id][part][which]
    start = source.text.index(quote)
    kinds = tuple(caveat.kind for caveat in views[source_id].caveats)
    return Citation(n, source_id, source.title, source.doi, quote, start, start + len(quote), None, "neutral", kinds)


def make_answer(views: Mapping[str, SourceView], question: str = "Does it help with anxiety?") -> Answer:
    """An answer with a bottom line, findings of three kinds, and what the article says."""
    citations = (
        cite(views, 1, "szigeti-2021-elife", "found"),
        cite(views, 2, "kaertner-2021-scirep", "found"),
        cite(views, 3, "degregorio-2022-npp", "found"),
        cite(views, 4, "szigeti-2021-elife", "found", 1),
        cite(views, 5, "article", "article"),
    )
    findings = [Sentence(c.quote, "finding", (c.n,), "verbatim") for c in (citations[0], *citations[3:0:-1])]
    return Answer(
        id="a1b2c3",
        question=question,
        standalone=question,
        status="answered",
        policy="none",
        stance="mixed",
        certainty="low",
        certainty_reasons=("most results are self-reported", "the two studies in people disagree"),
        sentences=(
            Sentence(
                "Of 2 studies in people, 1 compared with placebo and found no difference; 1 without placebo found "
                "improvement.",
                "bottom-line",
                (1, 2),
                "computed",
            ),
            *findings,
            Sentence(citations[4].quote, "article", (5,), "verbatim"),
        ),
        citations=citations,
        caveats=(
            Caveat("self-report", "People rated themselves in both studies.", (1, 2, 4)),
            Caveat("blinding-broken", "Many people in one study guessed what they took.", (1, 4)),
            Caveat("no-placebo", "One study had no placebo group.", (2,)),
            Caveat("animal-only", "One study was done in mice.", (3,)),
        ),
        suggestions=("Which of those had a placebo group?", "And in people with a diagnosis?"),
        nearest=None,
        index_version="test-1",
        timings_ms={"total": 1.0},
    )


def make_abstention(views: Mapping[str, SourceView], question: str) -> Answer:
    """An answer that says what the sources do not hold."""
    near = cite(views, 1, "kaertner-2021-scirep", "glance")
    why = "It is about people who microdose, and says nothing about cats."
    return replace(
        make_answer(views, question),
        id="abs1",
        status="abstained",
        stance="none",
        certainty="none",
        certainty_reasons=(),
        sentences=(),
        citations=(),
        caveats=(),
        nearest=Nearest(near.source, near.title, near.quote, near.start, near.end, why),
    )


def make_refusal(views: Mapping[str, SourceView], question: str) -> Answer:
    """The fixed reply to someone in danger."""
    said = (
        Sentence("I am sorry that it is this hard right now.", "other", (), "verbatim"),
        Sentence("Please call your local emergency number, or someone you trust, now.", "other", (), "verbatim"),
    )
    empty = make_abstention(views, question)
    return replace(empty, id="dec1", status="declined", policy="crisis", sentences=said, nearest=None, suggestions=())


@dataclass(frozen=True)
class StandIn:
    """Answers by a word of the question: cats, die, break; anything else gets the full answer."""

    views: Mapping[str, SourceView] = field(default_factory=make_views)
    index_version: str = "test-1"
    notices: tuple[str, ...] = ()
    examples: tuple[str, ...] = ("Does it help with anxiety?", "What was found in mice?")
    topics: tuple[Group, ...] = ()

    def ask(self, question: str, history: Sequence[Turn] = (), watch: Watch = unwatched) -> Answer:
        watch("read")
        if "control" in question:
            raise UsageError("The question has control characters in it; send plain text.")
        if "break" in question:
            raise AssistantError("The index is damaged; run `assistant index`.")
        if "bug" in question:
            raise RuntimeError("secret detail")
        if "cats" in question:
            return make_abstention(self.views, question)
        if "die" in question:
            return make_refusal(self.views, question)
        answer = make_answer(self.views, question)
        if history:
            return replace(answer, id=f"a1b2c3-{len(history)}", standalone=f"{question} (in people, for anxiety)")
        return answer

    def check(self, claim: str) -> ClaimCheck:
        from tests.ui_claims import make_check, make_unknown

        if not claim.strip() or "how much" in claim.casefold():
            raise UsageError("This asks rather than claims; give it as a statement.")
        if "bug" in claim:
            raise RuntimeError("secret detail")
        return make_unknown(self.views, claim) if "cats" in claim else make_check(self.views, claim)

    def audit(self) -> ArticleAudit:
        from tests.ui_claims import make_audit

        return make_audit(self.views)

    def audit_text(self, text: str) -> Iterator[TextAudit]:
        from tests.ui_claims import make_text_audit

        return make_text_audit(self.views, text)

    def keep_feedback(self, answer: Answer, thumb: Thumb, reason: str = "") -> None:
        raise AssistantError(f"This stand-in keeps nothing: {thumb}, {reason or 'no reason'}, {answer.id}.")

    def sources(self) -> Sequence[SourceView]:
        return tuple(view for view in self.views.values() if view.source.kind != "article")

    def source(self, source_id: str) -> SourceView:
        if source_id not in self.views:
            raise UsageError(f"No source {source_id!r} in the library.")
        return self.views[source_id]
