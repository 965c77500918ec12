"""What tests of both homes of an index share: a place in each."""

from pathlib import Path

import pytest

from index.home import Location
from index.postgres.address import Address


@pytest.fixture(params=["folder", "database"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Where an index may be built, in each of its homes; nothing is there yet."""
    if request.param == "folder":
        return tmp_path / "index"
    return Address.read(request.getfixturevalue("database"))
