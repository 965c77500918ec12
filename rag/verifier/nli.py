"""A claim and its evidence in, how an inference model reads them out: entailed, contradicted.

Off unless a model's folder is named. Any sentence-transformers CrossEncoder with safetensors
weights will do whose labels say which is entailment and which contradiction.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import EmbedderError
from rag.cross_encoder import load_cross_encoder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_NAME_A_MODEL = "name the folder of an inference model, such as a CrossEncoder trained on MNLI"


@dataclass(frozen=True, slots=True)
class Inference:
    """How probable it is, 0 to 1, that the evidence entails or contradicts the claim."""

    entailed: float
    contradicted: float


class Infers(Protocol):
    """What reads a claim beside its evidence."""

    def infer(self, claim: str, evidence: str) -> Inference:
        """Return how the evidence bears on the claim."""


class InferenceModel:
    """A CrossEncoder in a folder, loaded when first used; EmbedderError where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reading = threading.Lock()  # its tokenizer serves one at a time

    def infer(self, claim: str, evidence: str) -> Inference:
        """Return how the evidence bears on the claim."""
        with self._reading:
            entailed, contradicted = self._labels
            scores = self._model.predict(
                [(evidence, claim)], apply_softmax=True, show_progress_bar=False
            )[0]
        return Inference(float(scores[entailed]), float(scores[contradicted]))

    @cached_property
    def _labels(self) -> tuple[int, int]:
        """Where the model's own settings put entailment and contradiction."""
        labels: Mapping[int, str] = getattr(self._model.config, "id2label", None) or {}
        named = {str(name).lower(): int(at) for at, name in labels.items()}
        found = [
            [at for name, at in named.items() if name.startswith(sought)]
            for sought in ("entail", "contradict")
        ]
        if any(len(places) != 1 for places in found):
            raise EmbedderError(
                f"{self.folder} does not say which label is entailment: {', '.join(named)}",
                hint=_NAME_A_MODEL,
            )
        return found[0][0], found[1][0]

    @cached_property
    def _model(self) -> "CrossEncoder":
        return load_cross_encoder(str(self.folder), self.folder, hint=_NAME_A_MODEL)
