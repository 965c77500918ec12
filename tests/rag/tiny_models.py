"""Models of a few thousand numbers, made by chance, for tests of what loads and runs them."""

from pathlib import Path

WORDS = ("the", "ferry", "bridge", "opened", "sank", "who", "herring")


def write_tokenizer(folder: Path) -> int:
    """Write a tokenizer of these few words; return how many there are with BERT's own."""
    from transformers import BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    BertTokenizer(vocab={word: at for at, word in enumerate(words)}).save_pretrained(folder)
    return len(words)


def write_cross_encoder(folder: Path, *, scores: int = 1) -> Path:
    """Write a CrossEncoder that gives so many scores a pair."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=write_tokenizer(folder), hidden_size=8, num_hidden_layers=1,
        num_attention_heads=1, intermediate_size=8, id2label={at: str(at) for at in range(scores)},
        initializer_range=2.0,  # scores that differ
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
