"""Running a module of this package in a process of its own, where a crash costs nothing but the answer."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OFFLINE = {
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_OFFLINE": "1",
}


@dataclass(frozen=True, slots=True)
class Finished:
    """How it ended: its output, and None or one line of what went wrong."""

    output: str
    failure: str | None


def run_module(module: str, *arguments: str, given: bytes = b"", seconds: float) -> Finished:
    """Run `python -m module` with `given` as its input. Never raises for what the process does, a crash included."""
    here = str(Path(__file__).resolve().parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, **OFFLINE, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"}
    # -P: a folder named "index" in the working directory must not be taken for ours.
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, env=environment, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Finished("", f"did not finish within {seconds:.0f} s")
    except OSError as error:
        return Finished("", f"could not be started ({error})")
    output = done.stdout.decode(errors="replace").strip()
    if done.returncode < 0:
        return Finished(output, f"was ended by signal {-done.returncode}")
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return Finished(output, lines[-1] if lines else f"ended with code {done.returncode}")
    return Finished(output, None)
