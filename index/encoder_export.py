"""From the published weights to an ONNX file: run as a process of its own by index.encoder_files.

`python -m index.encoder_export WEIGHTS MODELS NAME` writes MODELS/NAME whole, or nothing and one line on stderr.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder_files import (
    FINGERPRINT,
    LONGEST_TOKENS,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    replace_export,
)
from index.files import sha256_of_file

_LEAST_COSINE = 0.9999
# Short, long, cut off at 256 tokens, with numbers, with no Latin letter, and empty.
_TRIALS = (
    "placebo",
    "Does taking a tenth of a dose help with worry?",
    "In 34 people, 0.5 g against placebo changed the score by -0.9 (95% CI -2.1 to 0.3); 5-HT2A occupancy was 20%.",
    "The trial found no difference. " * 12,
    "Every word counts until the model stops reading. " * 60,
    "Существует ли различие? 差はありますか。",
    "",
)


def main(arguments: list[str]) -> int:
    """Export, compare with the model it came from, publish. The exit code is 0 or 1."""
    weights, models, name = Path(arguments[0]), Path(arguments[1]), arguments[2]
    aside = models / f".export-{os.getpid()}"
    try:
        aside.mkdir(mode=0o700)
        _make(weights, aside)
        replace_export(aside, models / name)
    except Exception as error:  # whatever torch, onnx or the disk raise, the parent shows one line
        print(f"{type(error).__name__}: {error}".replace("\n", " ")[:300], file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return 0


def _make(weights: Path, aside: Path) -> None:
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(
        str(weights),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"attn_implementation": "eager", "use_safetensors": True},
    )
    original.max_seq_length = LONGEST_TOKENS
    _export(original[0].auto_model, aside / MODEL_FILE)
    shutil.copyfile(weights / TOKENIZER_FILE, aside / TOKENIZER_FILE)
    _compare(original, aside)
    manifest = {
        "fingerprint": FINGERPRINT,
        "sha256": {name: sha256_of_file(aside / name) for name in (MODEL_FILE, TOKENIZER_FILE)},
    }
    (aside / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _export(transformer: Any, path: Path) -> None:
    """Pooling and normalising go into the graph, so that what is run is what was compared."""
    import torch

    class Sentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            found = self.transformer(input_ids=ids, attention_mask=mask, token_type_ids=torch.zeros_like(ids))
            weight = mask.unsqueeze(-1).to(found.last_hidden_state.dtype)
            mean = (found.last_hidden_state * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    ids, mask = torch.ones((2, 7), dtype=torch.long), torch.ones((2, 7), dtype=torch.long)
    torch.onnx.export(
        Sentence().eval(),
        (ids, mask),
        str(path),
        input_names=["ids", "mask"],
        output_names=["vector"],
        dynamic_axes={"ids": {0: "texts", 1: "tokens"}, "mask": {0: "texts", 1: "tokens"}, "vector": {0: "texts"}},
        opset_version=17,
        dynamo=False,  # the newer exporter needs one more package and gives the same file
    )


def _compare(original: Any, aside: Path) -> None:
    from index.encoder import OnnxEncoder

    wanted = np.asarray(original.encode(list(_TRIALS), normalize_embeddings=True, show_progress_bar=False))
    cosines = (OnnxEncoder(aside).encode(_TRIALS) * wanted).sum(axis=1)
    if not float(cosines.min()) >= _LEAST_COSINE:
        raise ValueError(f"the export differs from the model (cosine {cosines.min():.5f})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
