"""read_settings: the file and the environment."""

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Settings, read_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}) == Settings(index=".pressmark", embedder="")


def test_a_file_changes_the_defaults_and_its_index_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('index = "shelf"\nembedder = "my-model"\n')
    assert read_settings(tmp_path, {}) == Settings(str(tmp_path / "shelf"), "my-model")


def test_an_absolute_index_in_the_file_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('index = "/srv/shelf"\n')
    assert read_settings(tmp_path, {}).index == "/srv/shelf"


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('index = "shelf"\n')
    assert read_settings(tmp_path, {"PRESSMARK_INDEX": "/srv/shelf"}).index == "/srv/shelf"


def test_an_unknown_setting_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('indx = "shelf"\n')
    with pytest.raises(SettingsError, match="unknown setting 'indx'") as caught:
        read_settings(tmp_path, {})
    assert "index" in caught.value.hint


@pytest.mark.parametrize("value", ["3", '""', "[1]"])
def test_a_setting_that_is_no_text_is_refused_by_name(tmp_path: Path, value: str) -> None:
    (tmp_path / "pressmark.toml").write_text(f"index = {value}\n")
    with pytest.raises(SettingsError, match="index must be text"):
        read_settings(tmp_path, {})


@pytest.mark.parametrize("content", [b"index = \n", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_refused_with_its_path(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pressmark.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"pressmark\.toml cannot be read"):
        read_settings(tmp_path, {})
