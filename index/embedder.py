"""Texts in, unit vectors out, through sentence-transformers, or without it where that is quicker.

The default model comes as a Python package, so nothing is downloaded; its weights are checked
against a pinned digest. Any other sentence-transformers folder or hub name can be named instead.
"""

import copy
import logging
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.batches import encode_batched
from index.language import script
from index.minilm import DIMENSIONS, SHA256, MiniLM, check_files, packaged_folder
from index.model_files import load_whole, model_folder, weights_digest
from index.precision import Precision, compare_precisions
from index.prefixes import Prefixes, prefixes_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"
_DEFAULT_SCRIPTS = frozenset({"latin", ""})
_NAME_A_MODEL = "name a sentence-transformers folder or hub name with whole safetensors weights"
_NAME_A_FOLDER = "name a folder instead, or the default: " + DEFAULT_EMBEDDER
_FEW = 16  # texts that are encoded in float32 whatever many are
_POOLER = "pooler"  # is never stored by models that do not use it


class Embedder(Protocol):
    """What turns texts into vectors; `name` and `digest` say which vectors may be compared."""

    @property
    def name(self) -> str:
        """The name it was asked for by."""

    @property
    def digest(self) -> str:
        """The digest of its weights."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    @property
    def prefixes(self) -> Prefixes:
        """What it writes before each text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a passage, as rows."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a question, as rows."""

    def prepare(self, sample: Sequence[str]) -> Precision:
        """Choose what many texts like these are encoded in; called before there are thousands."""

    def reads(self, text: str) -> bool:
        """Whether the text is in a script the model was trained on."""

    @property
    def precision(self) -> Precision:
        """What many texts are encoded in."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model, loaded when first used."""

    def __init__(
        self, name: str = DEFAULT_EMBEDDER, *, say: Callable[[str], None] | None = None
    ) -> None:
        self.name = name
        self._loading = threading.Lock()
        self._light: MiniLM | None = None
        self._loaded: SentenceTransformer | None = None
        self._rounded: SentenceTransformer | None = None
        self._precision = Precision()
        self._say = say or logging.getLogger("pressmark").warning
        self._default = name in (DEFAULT_EMBEDDER, f"sentence-transformers/{DEFAULT_EMBEDDER}")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights; the default's known one, for no others of it are ever loaded."""
        return SHA256 if self._default and self.folder else weights_digest(self.folder)

    @property
    def dimensions(self) -> int:
        """The length of a vector; the default's is known without loading it."""
        if self._default:
            return DIMENSIONS
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def precision(self) -> Precision:
        """What many texts are encoded in; a few are always in float32."""
        return self._precision

    @cached_property
    def prefixes(self) -> Prefixes:
        """What the model wants before each text."""
        return Prefixes() if self._default else prefixes_of(self.name, self.folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a passage; what is over the model's length is not read.

        Give as many at once as there are: they are batched by length.
        """
        return self._encode([self.prefixes.passage + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a question."""
        return self._encode([self.prefixes.question + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        if self._default and (self._loaded is None or len(texts) <= _FEW):
            return self._minilm.encode(texts)
        if self._rounded is not None and len(texts) > _FEW:
            return encode_batched(self._rounded, texts)
        return encode_batched(self._model, texts)

    def prepare(self, sample: Sequence[str]) -> Precision:
        """Measure whether bfloat16 may encode many texts like these, and keep to the outcome.

        Loads sentence-transformers, then takes seconds: for thousands of texts, not for some.
        """
        exact = self._model
        rounded = copy.deepcopy(exact).bfloat16()
        try:
            self._precision = compare_precisions(
                sample,
                exact=partial(encode_batched, exact),
                rounded=partial(encode_batched, rounded),
            )
        except RuntimeError:  # torch knows no bfloat16 for some step of this model, or this machine
            self._precision = Precision()
        self._rounded = rounded if self._precision.name == "bfloat16" else None
        return self._precision

    def reads(self, text: str) -> bool:
        """Whether the text is in a script the model reads; any, for a model not shipped here."""
        return not self._default or script(text) in _DEFAULT_SCRIPTS

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are; a hub name is downloaded if it must be."""
        if self._default:
            return packaged_folder()
        return model_folder(self.name, self._say, hint=_NAME_A_FOLDER)

    @property
    def _minilm(self) -> MiniLM:
        with self._loading:
            self._light = self._light or MiniLM(self.folder)
            return self._light

    @property
    def _model(self) -> "SentenceTransformer":
        with self._loading:  # two readers of one page must not load it twice
            self._loaded = self._loaded or self._load()
            return self._loaded

    def _load(self) -> "SentenceTransformer":
        _ = self.digest  # there are weights to load
        if self._default:
            check_files(self.folder)

        def make(folder: str) -> "SentenceTransformer":
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(
                folder,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )

        return load_whole(self.name, self.folder, make, hint=_NAME_A_MODEL, unused=_POOLER)
