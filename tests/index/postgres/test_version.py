"""What is promised of an open generation: it is there, and stays while it is open."""

from pathlib import Path

import pytest

import index.postgres.home as module
from index.home import home_of
from index.postgres.address import Address
from index.postgres.server import ServerFailed, connect
from index.postgres.version import PostgresVersion
from tests.tiny import build_tiny, open_tiny, write_files


@pytest.fixture
def built(archive: Path, database: str) -> Address:
    """An index of one article."""
    address = Address.read(database)
    build_tiny(write_files(archive, {"a.txt": "Words."}), index=address)
    return address


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE", 0)


def test_what_is_swept_while_it_is_opened_is_opened_anew(
    archive: Path, built: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_kept = PostgresVersion.is_kept

    def swept_first(version: PostgresVersion) -> bool:
        if version.name.startswith("000001"):
            build_tiny(write_files(archive, {"b.txt": "More."}), index=built, keep=1)
            connect_and_drop(built)
        return is_kept(version)

    monkeypatch.setattr(PostgresVersion, "is_kept", swept_first)
    with open_tiny(built) as reader:
        assert reader.name.startswith("000002")
        assert reader.database.counts() == (2, 0, 2)


def test_what_never_stays_is_told(built: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostgresVersion, "is_kept", lambda _: False)
    with pytest.raises(ServerFailed, match="no version that stays") as caught:
        home_of(built).open()
    assert "replica" in caught.value.hint


def test_a_failure_while_it_is_opened_lets_go_of_it(
    built: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    close = PostgresVersion.close

    def fail(_: PostgresVersion) -> bool:
        raise KeyboardInterrupt

    def noted(version: PostgresVersion) -> None:
        closed.append(version.name)
        close(version)

    monkeypatch.setattr(PostgresVersion, "is_kept", fail)
    monkeypatch.setattr(PostgresVersion, "close", noted)
    with pytest.raises(KeyboardInterrupt):
        home_of(built).open()
    assert len(closed) == 1


def connect_and_drop(address: Address) -> None:
    """Sweep the first generation, as if nobody held it."""
    with connect(address) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {address.schema}_v1 CASCADE".encode())
        connection.execute("DELETE FROM generations WHERE number = 1")
