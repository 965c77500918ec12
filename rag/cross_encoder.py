"""A folder in, the CrossEncoder in it out: a model that reads two texts beside each other."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.model_files import load_whole, weights_digest

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


def load_cross_encoder(name: str, folder: Path, *, hint: str) -> "CrossEncoder":
    """Return the model; raises EmbedderError, with this hint, where it is not whole."""
    weights_digest(folder)  # there are weights to load
    return load_whole(name, folder, _made, hint=hint)


def _made(folder: str) -> "CrossEncoder":
    from sentence_transformers import CrossEncoder

    made: CrossEncoder = CrossEncoder(
        folder,
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    )
    return made
