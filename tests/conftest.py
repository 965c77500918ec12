"""What every test shares: seeded properties, empty places for an archive and its index."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import Server

settings.register_profile("pressmark", deadline=None, derandomize=True, database=None)
settings.load_profile("pressmark")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An empty folder for files to index."""
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where an index may be built; nothing is there yet."""
    return tmp_path / "index"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started for the first test that asks for it."""
    server = Server()
    yield server
    server.end()


@pytest.fixture
def database(postgres: Server) -> str:
    """The address of an empty database."""
    return postgres.new_database()
