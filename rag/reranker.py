"""A question and the paragraphs found for it in, how well a second model says each answers it, out.

Off unless a model is named: any sentence-transformers CrossEncoder with safetensors weights that
gives one score a pair (Nogueira and Cho, "Passage Re-ranking with BERT", 2019).
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from index.errors import EmbedderError
from index.model_files import model_folder
from index.settings import Settings
from rag.cross_encoder import load_cross_encoder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 50  # paragraphs at most
SECONDS = 5.0  # for all of them
_BATCH = 8  # pairs between two looks at the clock
_NAME_A_MODEL = "name the folder or hub name of a CrossEncoder that was trained to rank passages"


class Reranker(Protocol):
    """What reads a paragraph beside the question."""

    @property
    def name(self) -> str:
        """The name it was asked for by."""

    def scores(self, question: str, paragraphs: Sequence[str]) -> list[float]:
        """Return the scores of the first of them, of as many as there was time for."""


class CrossEncoderReranker:
    """A CrossEncoder, loaded when first used; EmbedderError where it cannot be.

    `seconds` are for one question. Loading is not counted, and the first batch is always read.
    """

    def __init__(
        self,
        name: str,
        *,
        seconds: float = SECONDS,
        say: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self.seconds = seconds
        self._say = say or logging.getLogger("pressmark").warning
        self._clock = clock
        self._reading = threading.Lock()  # its tokenizer serves one at a time

    def scores(self, question: str, paragraphs: Sequence[str]) -> list[float]:
        """Return the scores of the first of them, of as many as there is time for."""
        with self._reading:
            return self._scores(question, paragraphs)

    def _scores(self, question: str, paragraphs: Sequence[str]) -> list[float]:
        model, scores = self._model, list[float]()
        began = self._clock()
        for start in range(0, len(paragraphs), _BATCH):
            taken = self._clock() - began
            if scores and taken * (1 + _BATCH / len(scores)) > self.seconds:
                break
            pairs = [(question, words) for words in paragraphs[start : start + _BATCH]]
            found = model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
            scores += [float(score) for score in found]
        if not all(map(math.isfinite, scores)):
            raise EmbedderError(f"{self.name} gives scores that are no numbers", hint=_NAME_A_MODEL)
        return scores

    @cached_property
    def _model(self) -> "CrossEncoder":
        folder = model_folder(self.name, self._say, hint=_NAME_A_MODEL)
        model = load_cross_encoder(self.name, folder, hint=_NAME_A_MODEL)
        if model.num_labels != 1:
            raise EmbedderError(
                f"{self.name} gives {model.num_labels} scores a pair, a reranker gives one",
                hint=_NAME_A_MODEL,
            )
        return model


def reranker_of(settings: Settings, given: str = "") -> CrossEncoderReranker | None:
    """Return the reranker that is given, else the one that the settings name, else None."""
    name = given or settings.reranker
    return CrossEncoderReranker(name, seconds=settings.reranker_seconds) if name else None
