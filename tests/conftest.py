"""What every test shares: seeded properties, and an empty place for an archive and its index."""

from pathlib import Path

import pytest
from hypothesis import settings

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
