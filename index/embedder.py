"""Texts in, unit vectors out, through sentence-transformers, or without it where that is quicker.

The default model comes as a Python package, so nothing is downloaded; its weights are checked
against a pinned digest. Any other sentence-transformers folder or hub name can be named instead.
"""

import copy
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.batches import encode_batched
from index.errors import EmbedderError
from index.language import script
from index.minilm import DIMENSIONS, SHA256, MiniLM, check_files, packaged_folder
from index.precision import Precision, compare_precisions

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"
_DEFAULT_SCRIPTS = frozenset({"latin", ""})
_NAME_A_MODEL = "name a sentence-transformers folder or hub name with whole safetensors weights"
_FEW = 16  # texts that are encoded in float32 whatever many are
_BLOCK = 1024 * 1024


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

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, as rows."""

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
        return SHA256 if self._default and self.folder else _weights_digest(self.folder)

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

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text; what is over the model's length is not read.

        Give as many at once as there are: they are batched by length.
        """
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
        folder = Path(self.name)
        return folder if folder.is_dir() else _hub_folder(self.name, self._say)

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
        os.environ["HF_HUB_OFFLINE"] = "1"  # a folder is complete: nothing to look up
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(
                str(self.folder),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
            absent = _absent_weights(model, self.folder)
        except (OSError, ValueError, SafetensorError) as error:
            raise EmbedderError(
                f"{self.name} cannot be loaded: {(str(error) or repr(error)).splitlines()[0]}",
                hint=_NAME_A_MODEL,
            ) from error
        if absent:
            raise EmbedderError(
                f"{self.name} lacks {len(absent)} of its weights, {absent[0]} among them",
                hint=_NAME_A_MODEL,
            )
        return model


def _absent_weights(model: "SentenceTransformer", folder: Path) -> list[str]:
    """Return the weights the model wants and no file has: they would be random numbers.

    The pooler is never stored by models that do not use it.
    """
    from safetensors import safe_open

    stored: set[str] = set()
    for path in folder.rglob("*.safetensors"):
        with safe_open(path, framework="numpy") as weights:
            stored.update(key.split(".", 1)[-1] for key in weights.keys())  # noqa: SIM118
            stored.update(weights.keys())
    wanted = [key.removeprefix("0.") for key in model.state_dict()]
    wanted = [key.removeprefix("auto_model.").removeprefix("model.") for key in wanted]
    return [key for key in wanted if key not in stored and "pooler" not in key]


def _hub_folder(name: str, say: Callable[[str], None]) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    unread = ["*.bin", "*.pt", "*.onnx", "*.h5", "*.msgpack", "*.pkl", "openvino/*"]
    hint = "name a folder instead, or the default: " + DEFAULT_EMBEDDER
    try:
        return Path(snapshot_download(name, local_files_only=True, ignore_patterns=unread))
    except HFValidationError as error:
        raise EmbedderError(f"no folder and no hub name: {name}", hint=hint) from error
    except LocalEntryNotFoundError:
        if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
            raise EmbedderError(
                f"{name} is not on this machine, and HF_HUB_OFFLINE forbids fetching it", hint=hint
            ) from None
    say(f"downloading {name} from the Hugging Face hub")
    try:
        return Path(snapshot_download(name, ignore_patterns=unread))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise EmbedderError(
            f"{name} cannot be downloaded: {str(error).splitlines()[0]}", hint=hint
        ) from error


def _weights_digest(folder: Path) -> str:
    weights = sorted(folder.rglob("*.safetensors"))
    if not weights:
        raise EmbedderError(
            f"no safetensors weights in {folder}", hint="other formats are not loaded; convert them"
        )
    digest = hashlib.sha256()
    for path in weights:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
