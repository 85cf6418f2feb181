"""A file of claims that a person picked: what goes into the box and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.claims.table import entries, pasteable
from sources.errors import AssistantError
from ui.browser import LARGEST_FILE
from ui.question import without_lone_surrogates
from ui.render.words import counted

_FILE_PROBLEMS = {
    "size": f"The file is larger than {LARGEST_FILE // 1000} kB; check it with `assistant check --csv FILE`.",
    "encoding": "The file is not UTF-8 text. Save it as “CSV UTF-8” and choose it again.",
}


def picked_file(sent: Mapping[str, object]) -> tuple[str, str]:
    """The claims of a picked file as they go into the box, and what is said about it. The browser may send anything."""
    problem = str(sent.get("problem") or "")
    if problem:
        return "", _FILE_PROBLEMS.get(problem, "The file could not be read.")
    try:
        text = without_lone_surrogates(str(sent.get("text", ""))).removeprefix("\ufeff")
        found = entries(text)
    except AssistantError as error:
        return "", str(error)
    wrong = [entry.problem for entry in found if entry.problem]
    read = f"{counted(len(found) - len(wrong), 'claim')} read from the file."
    if wrong:
        what = "cannot be checked" if found[0].beside else "was left out" if len(wrong) == 1 else "were left out"
        read += f" {counted(len(wrong), 'row', 'rows')} {what}: {wrong[0]}"
    if found[0].beside:
        read += " Its other columns come back in the saved table."
    return pasteable(text, found), read
