"""The inference model: asked where nothing is plainly wrong, off by default."""

from pathlib import Path

import pytest

from index.errors import EmbedderError
from rag.verifier.judge import judge
from rag.verifier.nli import Inference, InferenceModel

SAID = "The council of Saltrey approved the harbour plan."
REWORDED = "Saltrey's council gave the harbour scheme its blessing."


class Scripted:
    """A model that always says the same, and remembers what it was asked."""

    def __init__(self, entailed: float, contradicted: float) -> None:
        self.said = Inference(entailed, contradicted)
        self.asked: list[str] = []

    def infer(self, claim: str, evidence: str) -> Inference:
        assert evidence == SAID
        self.asked.append(claim)
        return self.said


def test_a_model_raises_what_words_alone_cannot_see() -> None:
    alone = judge(REWORDED, [SAID])
    helped = judge(REWORDED, [SAID], model=Scripted(0.99, 0.0))
    assert alone.score is not None
    assert helped.score is not None
    assert helped.score > alone.score


def test_a_contradiction_that_the_model_reads_is_not_supported() -> None:
    verdict = judge(REWORDED, [SAID], model=Scripted(0.1, 0.8))
    assert (verdict.support, verdict.contradicted) == ("unsupported", REWORDED)


@pytest.mark.parametrize("claim", [SAID, "The council of Norrey approved the harbour plan."])
def test_exact_words_and_plain_faults_are_not_for_the_model_to_decide(claim: str) -> None:
    model = Scripted(0.99, 0.0)
    assert judge(claim, [SAID], model=model) == judge(claim, [SAID])
    assert model.asked == []


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="no safetensors"):
        InferenceModel(tmp_path).infer("a", "b")


def tiny_model(folder: Path, labels: dict[int, str]) -> None:
    """Write a made BERT of a few thousand weights that tells three labels apart at random."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    torch.manual_seed(7)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "council", "harbour"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=8, id2label=labels, label2id={name: at for at, name in labels.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)


@pytest.mark.e2e
def test_the_order_of_labels_is_the_models_own(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, labels in (
        (first, {0: "contradiction", 1: "entailment", 2: "neutral"}),
        (second, {0: "ENTAILMENT", 1: "CONTRADICTION", 2: "NEUTRAL"}),
    ):
        folder.mkdir()
        tiny_model(folder, labels)
    one = InferenceModel(first).infer("the harbour", "the council")
    other = InferenceModel(second).infer("the harbour", "the council")
    assert one.entailed == pytest.approx(other.contradicted)
    assert one.contradicted == pytest.approx(other.entailed)


@pytest.mark.e2e
def test_labels_that_say_nothing_are_refused(tmp_path: Path) -> None:
    tiny_model(tmp_path, {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"})
    with pytest.raises(EmbedderError, match="which label is entailment"):
        InferenceModel(tmp_path).infer("the harbour", "the council")
