"""Texts in, batches of texts alike in length out, and the vectors of a model that reads those."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_TOKENS = 2048  # of a batch: what is in work then stays near the processor
_TOKENS_ON_A_CARD = 65_536  # not measured


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield the places of the texts, longest first, so many that padded they fill the budget.

    Budget and lengths are in the same unit, such as tokens; a text over the budget stands alone.
    The first batches take the most memory, so a machine that has too little fails at once.
    """
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    start = 0
    while start < len(order):
        many = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + many]
        start += many


def encode_batched(model: "SentenceTransformer", texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the vectors, in float32 whatever the model computes in."""
    vectors = np.empty((len(texts), model.get_embedding_dimension() or 0), dtype=np.float32)
    budget = _TOKENS if model.device.type == "cpu" else _TOKENS_ON_A_CARD
    for batch in batches(_lengths(model, texts), budget):
        some = model.encode(
            [texts[at] for at in batch],
            batch_size=len(batch),
            convert_to_tensor=True,
            show_progress_bar=False,
        )
        vectors[batch] = some.float().cpu().numpy()
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def _lengths(model: "SentenceTransformer", texts: Sequence[str]) -> list[int]:
    """Return how many tokens of each text are read; characters, of a model without attention."""
    if not callable(model.tokenizer):
        return [len(text) for text in texts]
    read = model.tokenizer(list(texts), truncation=True, max_length=model.max_seq_length)
    return [len(tokens) for tokens in read["input_ids"]]
