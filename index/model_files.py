"""The name of a model in; its folder, the digest of its weights, and the model whole, out.

Only safetensors are read: other formats can run code when they are opened.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from index.errors import EmbedderError

_UNREAD = ["*.bin", "*.pt", "*.onnx", "*.h5", "*.msgpack", "*.pkl", "openvino/*"]
_BLOCK = 1024 * 1024


class HasWeights(Protocol):
    """A model of torch."""

    def state_dict(self) -> Mapping[str, Any]:
        """Return its weights by name."""


Model = TypeVar("Model", bound=HasWeights)


def model_folder(name: str, say: Callable[[str], None], *, hint: str) -> Path:
    """Return the folder of this name, or where the hub's model of this name is on this machine.

    It is downloaded if it must be, which `say` is told first; never where HF_HUB_OFFLINE is set.
    """
    folder = Path(name)
    return folder if folder.is_dir() else _hub_folder(name, say, hint)


def weights_digest(folder: Path) -> str:
    """Return SHA-256 of the weights; raises EmbedderError where there are none to be read."""
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


def load_whole(
    name: str, folder: Path, make: Callable[[str], Model], *, hint: str, unused: str = ""
) -> Model:
    """Return what `make` makes of the folder, offline; raises EmbedderError unless it is whole.

    Weights that no file has would be random numbers; those with `unused` in their name may be.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # a folder is complete: nothing to look up
    from safetensors import SafetensorError
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for chatty in ("transformers", "sentence_transformers"):  # what matters is raised here
        logging.getLogger(chatty).setLevel(logging.ERROR)
    try:
        model = make(str(folder))
        absent = [
            one for one in _absent(model.state_dict(), folder) if not unused or unused not in one
        ]
    except (OSError, ValueError, SafetensorError) as error:
        raise EmbedderError(
            f"{name} cannot be loaded: {(str(error) or repr(error)).splitlines()[0]}", hint=hint
        ) from error
    if absent:
        raise EmbedderError(
            f"{name} lacks {len(absent)} of its weights, {absent[0]} among them", hint=hint
        )
    return model


def _absent(wanted: Iterable[str], folder: Path) -> list[str]:
    """Return the weights the model wants and no file has."""
    from safetensors import safe_open

    stored: set[str] = set()
    for path in folder.rglob("*.safetensors"):
        with safe_open(path, framework="numpy") as weights:
            stored.update(key.split(".", 1)[-1] for key in weights.keys())  # noqa: SIM118
            stored.update(weights.keys())
    plain = [key.removeprefix("0.") for key in wanted]
    plain = [key.removeprefix("auto_model.").removeprefix("model.") for key in plain]
    return [key for key in plain if not {key, _within(key)} & stored]


def _within(key: str) -> str:
    """Return the name of a weight of a whole network without that network's own name."""
    inner = key.partition(".")[2]
    return inner if "." in inner else key


def _hub_folder(name: str, say: Callable[[str], None], hint: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True, ignore_patterns=_UNREAD))
    except HFValidationError as error:
        raise EmbedderError(f"no folder and no hub name: {name}", hint=hint) from error
    except LocalEntryNotFoundError:
        if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
            raise EmbedderError(
                f"{name} is not on this machine, and HF_HUB_OFFLINE forbids fetching it", hint=hint
            ) from None
    say(f"downloading {name} from the Hugging Face hub")
    try:
        return Path(snapshot_download(name, ignore_patterns=_UNREAD))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise EmbedderError(
            f"{name} cannot be downloaded: {str(error).splitlines()[0]}", hint=hint
        ) from error
