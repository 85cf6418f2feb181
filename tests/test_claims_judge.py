"""The optional judge: real tiny models, their labels in any order, and a verdict that it can never turn over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.claims.check import Verdict
from assistant.claims.judge import JUDGE_VARIABLE, CrossEncoderJudge, Scores, labels_of, open_judge, with_judge
from sources.errors import AssistantError, UsageError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "microdosing", "lowers", "raises", "anxiety", "not", "does"]
BIAS = {"entailment": 4.0, "contradiction": 1.0, "neutral": 0.0}
ORDERS = (
    ("contradiction", "entailment", "neutral"),
    ("ENTAILMENT", "NEUTRAL", "CONTRADICTION"),
)


def tiny(folder: Path, labels: tuple[str, ...]) -> Path:
    """A BERT of a few numbers, saved with its tokenizer, that leans to the outputs of BIAS whatever it reads."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab={word: place for place, word in enumerate(WORDS)}).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
        max_position_embeddings=64, num_labels=len(labels), id2label=dict(enumerate(labels)),
        label2id={label: place for place, label in enumerate(labels)},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([BIAS.get(label.lower(), 0.0) for label in labels]))
    model.save_pretrained(folder)
    return folder


@pytest.mark.parametrize("labels", ORDERS)
def test_labels_are_read_from_the_model(tmp_path: Path, labels: tuple[str, ...]) -> None:
    judge = CrossEncoderJudge(str(tiny(tmp_path, labels)))
    found = judge.scores([("microdosing lowers anxiety", "microdosing raises anxiety"), ("a", "b")])
    assert len(found) == 2
    for scores in found:
        assert scores.supports > scores.refutes > scores.neutral
        assert scores.supports + scores.refutes + scores.neutral == pytest.approx(1)
        assert scores.supports == pytest.approx(0.936, abs=0.001)


def test_a_model_without_these_labels_is_one_line(tmp_path: Path) -> None:
    judge = CrossEncoderJudge(str(tiny(tmp_path, ("LABEL_0", "LABEL_1", "LABEL_2"))))
    with pytest.raises(UsageError, match=r"its labels are LABEL_0, LABEL_1, LABEL_2") as raised:
        judge.scores([("a", "b")])
    assert "\n" not in str(raised.value)


def test_what_is_not_there_is_one_line_and_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    for name in ("nobody/no-such-model", str(tmp_path), str(tmp_path / "missing")):
        with pytest.raises(AssistantError, match="nothing is downloaded") as raised:
            CrossEncoderJudge(name).scores([("a", "b")])
        assert "\n" not in str(raised.value)


def test_a_folder_without_weights_is_one_line(tmp_path: Path) -> None:
    tiny(tmp_path, ORDERS[0])
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(AssistantError, match="cannot be loaded"):
        CrossEncoderJudge(str(tmp_path)).scores([("a", "b")])


@pytest.mark.parametrize(
    "labels",
    [
        {0: "entailment", 1: "not_entailment"},
        {0: "entailment", 1: "neutral"},
        {0: "entailment", 1: "entails", 2: "neutral"},
        {0: "LABEL_0"},
        {},
    ],
)
def test_labels_that_do_not_tell_are_refused(labels: dict[int, str]) -> None:
    with pytest.raises(UsageError, match="cannot be the judge"):
        labels_of(labels, "a model")


def test_spellings() -> None:
    assert labels_of({2: "NOT ENOUGH INFO", 0: "SUPPORTS", 1: "REFUTES"}, "m") == ("supports", "refutes", "neutral")
    assert labels_of({"0": "Contradiction", "1": "Neutral", "2": "Entailment"}, "m") == (
        "refutes",
        "neutral",
        "supports",
    )


def test_off_by_default() -> None:
    assert open_judge(environment={}) is None
    assert open_judge("", {JUDGE_VARIABLE: "a"}) is None
    named = open_judge(None, {JUDGE_VARIABLE: " a/model "})
    assert named is not None
    assert named.name == "a/model"
    chosen = open_judge("b/model", {JUDGE_VARIABLE: "a/model"})
    assert chosen is not None
    assert chosen.name == "b/model"


def test_no_pairs_load_nothing() -> None:
    assert CrossEncoderJudge("nobody/no-such-model").scores([]) == ()


FOR, AGAINST, NEITHER = Scores(0.95, 0.03, 0.02), Scores(0.03, 0.95, 0.02), Scores(0.3, 0.3, 0.4)


def test_it_fills_what_is_undecided_and_only_then() -> None:
    assert with_judge("undecided", [NEITHER, FOR]).verdict == "supports"
    assert with_judge("undecided", [NEITHER, FOR]).by == "judge"
    assert with_judge("undecided", [NEITHER, FOR]).place == 1
    assert with_judge("undecided", [AGAINST]).verdict == "refutes"
    assert with_judge("undecided", [AGAINST, FOR]).verdict == "undecided"
    assert with_judge("undecided", [NEITHER]).by == "nobody"
    assert with_judge("undecided", []).verdict == "undecided"


def test_it_doubts_but_does_not_overturn() -> None:
    doubted = with_judge("supports", [NEITHER, AGAINST])
    assert (doubted.verdict, doubted.by, doubted.place) == ("supports", "rules", 1)
    assert "contradicts" in doubted.doubt
    assert "bears out" in with_judge("refutes", [FOR]).doubt
    assert with_judge("supports", [FOR]).doubt == ""
    assert with_judge("refutes", [AGAINST, NEITHER]).doubt == ""


@settings(deadline=None)
@given(
    st.sampled_from(["supports", "refutes"]),
    st.lists(st.builds(Scores, *[st.floats(0, 1)] * 3), max_size=5),
)
def test_no_score_turns_a_verdict_over(verdict: Verdict, scores: list[Scores]) -> None:
    assert with_judge(verdict, scores).verdict == verdict
