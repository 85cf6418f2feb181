"""Small real objects for tests: a source with a two-part note, and the passages and evidence cut from it."""

from __future__ import annotations

from typing import Any

from assistant.finding.evidence import Evidence, Found
from assistant.understanding.naming import Named
from assistant.understanding.reading import Reading
from index.passages import Passage, split
from sources.model import Outcome, Part, Provenance, Source

TEXT = (
    "## At a glance\n\n- Smith and colleagues (2020) gave 30 people placebo or drug.\n\n"
    "## What was found\n\n- Anxiety was lower in the Smith trial (2020).\n- Sleep did not change in the Smith trial (2020).\n"
)


def outcome(**changes: Any) -> Outcome:
    base: dict[str, Any] = {
        "topics": ("anxiety",),
        "measure": "anxiety score",
        "versus": "placebo",
        "direction": "improved",
        "effect": "unknown",
        "group": "all",
        "timing": "unknown",
        "verified": "seen",
        "source": None,
    }
    return Outcome(**{**base, **changes})


def source(id: str = "smith-2020-x", text: str = TEXT, **changes: Any) -> Source:
    """A placebo-controlled study of microdoses; `changes` replace its facts."""
    glance, found = text.index("## At"), text.index("## What")
    base: dict[str, Any] = {
        "id": id,
        "title": f"Title of {id}",
        "authors": ("Smith A", "Jones BC"),
        "year": 2020,
        "venue": "Journal of Tests",
        "volume_pages": "unknown",
        "doi": "10.1000/1",
        "pmid": None,
        "pmcid": None,
        "url": "https://doi.org/10.1000/1",
        "kind": "study",
        "design": ("rct-double-blind",),
        "population": "adults",
        "n": 30,
        "n_note": "",
        "arms": "unknown",
        "species": "human",
        "substance": ("LSD",),
        "dose": "unknown",
        "dose_level": "microdose",
        "comparator": "placebo",
        "blinding": "double-blind",
        "blinding_broken": "unknown",
        "setting": "laboratory",
        "follow_up": "unknown",
        "self_report": "no",
        "funding": "unknown",
        "conflicts": "unknown",
        "peer_reviewed": True,
        "published_after_article": False,
        "basis": "abstract",
        "limitations": (),
        "outcomes": (outcome(),),
        "article_claims": (),
        "reader_caveats": (),
        "provenance": Provenance((), (), (), {}),
        "text": text,
        "parts": (Part("glance", glance, found), Part("found", found, len(text))),
    }
    return Source(**{**base, **changes})


def passages(*sources: Source) -> tuple[Passage, ...]:
    return tuple(passage for item in sources for passage in split(item))


def reading(question: str = "does it help?", **changes: Any) -> Reading:
    base: dict[str, Any] = {
        "question": question,
        "standalone": question,
        "terms": (),
        "named": Named(),
        "one_study": False,
        "about_article": False,
    }
    return Reading(**{**base, **changes})


def found(*sources: Source, scores: tuple[float, ...] = (), **changes: Any) -> Found:
    """Every passage of the sources as evidence; the first passage scores best."""
    levels = scores or tuple(1.0 - 0.1 * place for place in range(len(sources)))
    evidence = tuple(
        Evidence(passage, item, 1.0 - 0.01 * place, level, 0.5)
        for item, level in zip(sources, levels, strict=True)
        for place, passage in enumerate(split(item))
    )
    return Found(reading(**changes), evidence)
