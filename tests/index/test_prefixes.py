"""prefixes_of: what a model wants written before a question and before a passage."""

import json
from pathlib import Path

import pytest

from index.errors import EmbedderError
from index.minilm import packaged_folder
from index.prefixes import FILE, Prefixes, prefixes_of


def saying(folder: Path, **prompts: str | None) -> Path:
    (folder / FILE).write_text(json.dumps({"prompts": prompts}))
    return folder


def test_the_model_says_them_in_its_folder(tmp_path: Path) -> None:
    folder = saying(tmp_path, query="Find: ", document="Text: ")
    assert prefixes_of("any", folder) == Prefixes("Find: ", "Text: ")
    assert prefixes_of("intfloat/e5-small", folder) == Prefixes("Find: ", "Text: ")
    assert prefixes_of("any", saying(tmp_path, query="Find: ")) == Prefixes("Find: ", "")


@pytest.mark.parametrize(
    "name",
    ["intfloat/multilingual-e5-small", "models/e5-base-v2", "e5-large/", "intfloat/e5-small-v2"],
)
def test_e5_is_known_by_its_name(name: str, tmp_path: Path) -> None:
    assert prefixes_of(name, tmp_path) == Prefixes("query: ", "passage: ")
    assert prefixes_of(name, saying(tmp_path, query="", document="")).question == "query: "


@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "we5-small", "e5-small-finetuned", ""])
def test_others_have_none(name: str, tmp_path: Path) -> None:
    assert prefixes_of(name, tmp_path) == Prefixes()


def test_the_default_model_has_none() -> None:
    assert prefixes_of("all-MiniLM-L6-v2", packaged_folder()) == Prefixes()


@pytest.mark.parametrize("written", ["{", "[]", '{"prompts": 3}'])
def test_a_file_that_cannot_be_read_is_an_expected_failure(written: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(written)
    with pytest.raises(EmbedderError, match="cannot be read"):
        prefixes_of("any", tmp_path)
