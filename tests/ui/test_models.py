"""The models that settings name: made once for all who ask, and told of when they are."""

import pytest

from index.errors import SettingsError
from index.settings import Settings
from rag.answering import ALONE
from ui.models import Models


def test_models_are_made_once_and_it_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    models = Models(Settings(model="a/writer", api_base="http://x.example/v1"))

    assert models.answering() is models.answering()
    assert models.answering().model is not None
    assert capsys.readouterr().err == (
        "question and paragraphs go to a/writer at http://x.example/v1\n"
    )


def test_without_names_the_archive_is_quoted() -> None:
    models = Models(Settings())

    assert models.answering() == ALONE
    assert models.reranker is None


def test_settings_that_contradict_each_other_are_refused_each_time() -> None:
    models = Models(Settings(model="a/writer", second_opinion="b/writer", reranker="some/ranker"))

    assert models.reranker
    for _ in range(2):
        with pytest.raises(SettingsError, match="second opinion"):
            models.answering()
