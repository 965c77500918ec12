"""The two homes of talks: what is promised of talks is asked of both."""

from pathlib import Path

import pytest

from index.postgres.address import Address
from index.postgres.schema import migrate
from index.postgres.server import connect
from tests.postgres import Server

Place = Path | Address


@pytest.fixture(scope="session")
def tables(postgres: Server) -> Address:
    """A database with the tables of an index."""
    address = Address.read(postgres.new_database())
    migrate(address)
    return address


@pytest.fixture
def at_database(tables: Address) -> Address:
    """A database in which nothing was said yet."""
    with connect(tables) as connection:
        connection.execute("TRUNCATE talks, turns")
    return tables


@pytest.fixture
def at_file(tmp_path: Path) -> Path:
    """A file of talks that is not there yet."""
    return tmp_path / "talks.sqlite"


@pytest.fixture(params=["at_file", "at_database"])
def place(request: pytest.FixtureRequest) -> Place:
    """Where talks may be kept; nothing is kept there yet."""
    found: Place = request.getfixturevalue(request.param)
    return found
