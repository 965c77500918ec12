"""What the tests of `ui` share: the command as a function, in an empty folder, with no model."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import index.embedder
import index.reader
from index.settings import INDEX_VARIABLE
from tests.sample import HARBOUR, Sample, sample, write_articles
from tests.tiny import TinyEmbedder, build_tiny
from ui.command import run

__all__ = ["sample"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind: its exit status, stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        """The JSON on stdout."""
        read = json.loads(self.out)
        assert isinstance(read, dict)
        return read

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON on each line of stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


Press = Callable[..., Ran]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the command runs in: empty, and with no index named in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(INDEX_VARIABLE, raising=False)
    return tmp_path


@pytest.fixture
def tiny_model(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the command use a tiny embedder for any; the names it asked for come here."""
    named: list[str] = []

    def embedder(name: str, **_: object) -> TinyEmbedder:
        named.append(name)
        return TinyEmbedder(name=name)

    monkeypatch.setattr(index.embedder, "SentenceTransformerEmbedder", embedder)
    monkeypatch.setattr(index.reader, "SentenceTransformerEmbedder", embedder)
    return named


@pytest.fixture
def harbour(folder: Path, tiny_model: list[str]) -> Path:
    """An index of the harbour where the command looks for one."""
    del tiny_model
    archive = write_articles(folder / "archive", *HARBOUR)
    build_tiny(archive, index=folder / ".pressmark")
    return folder / ".pressmark"


@pytest.fixture
def sample_index(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's index where the command looks for one, its model loaded once for all tests."""
    monkeypatch.setenv(INDEX_VARIABLE, str(sample.index))
    monkeypatch.setattr(index.reader, "SentenceTransformerEmbedder", lambda _: sample.embedder)
    return sample.index


@pytest.fixture
def press(capsys: pytest.CaptureFixture[str]) -> Press:
    """Run `pressmark` with these arguments."""

    def pressed(*arguments: str) -> Ran:
        capsys.readouterr()
        status = run(arguments)
        return Ran(status, *capsys.readouterr())

    return pressed


def assert_one_line_and_a_hint(ran: Ran, *words: str) -> None:
    """The shape of every failure: nothing on stdout, a line and a hint on stderr, status 2."""
    assert ran.out == ""
    assert ran.status == 2
    error, hint = ran.err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert "unexpected" not in error
    for word in words:
        assert word in ran.err
