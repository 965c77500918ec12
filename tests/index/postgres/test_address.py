"""What is promised of an address: what is ours is read, the rest reaches libpq, no secret shows."""

import pytest
from psycopg.conninfo import conninfo_to_dict

from index.errors import SettingsError
from index.postgres.address import Address, is_address

WHOLE = "postgresql://ann:s3cret@db.example:5433/news?sslmode=verify-full&schema=desk_2"


def test_the_schema_is_ours_and_the_rest_is_libpqs() -> None:
    address = Address.read(WHOLE)
    assert address.schema == "desk_2"
    assert conninfo_to_dict(address.server) == {
        "user": "ann", "password": "s3cret", "host": "db.example", "port": "5433",
        "dbname": "news", "sslmode": "verify-full",
    }  # fmt: skip
    assert address.readers == address.server


def test_no_password_is_shown() -> None:
    address = Address.read(WHOLE + "&password=other&sslpassword=third")
    for shown in (str(address), repr(address)):
        assert not any(secret in shown for secret in ("s3cret", "other", "third"))
    assert str(address).startswith("postgresql://ann@db.example:5433/news?")


def test_replicas_are_read_from() -> None:
    address = Address.read(WHOLE + "&replicas=one.example:5432,two.example:5432")
    read = conninfo_to_dict(address.readers)
    assert (read["host"], read["port"]) == ("one.example,two.example", "5432,5432")
    assert (read["user"], read["password"]) == ("ann", "s3cret")
    assert read["load_balance_hosts"] == "random"
    assert read["target_session_attrs"] == "prefer-standby"
    assert "one.example" not in address.server


@pytest.mark.parametrize(
    "server", ["postgresql:///news?host=/run/postgresql&port=5433", "postgresql:///?service=news"]
)
def test_replicas_are_reached_also_where_the_query_says_where_the_server_is(server: str) -> None:
    address = Address.read(f"{server}&replicas=one.example:5432")
    read = conninfo_to_dict(address.readers)
    assert (read["host"], read["port"]) == ("one.example", "5432")
    assert read.get("service") == conninfo_to_dict(server).get("service")
    assert conninfo_to_dict(address.server) == conninfo_to_dict(server)


def test_a_socket_is_reached() -> None:
    address = Address.read("postgresql://ann@/news?host=/run/postgresql")
    assert conninfo_to_dict(address.server)["host"] == "/run/postgresql"
    assert address.schema == "pressmark"


@pytest.mark.parametrize(
    "hostless", ["postgresql:///news?host=/run/postgresql", "postgresql:///?service=news"]
)
def test_an_address_need_not_name_a_host(hostless: str) -> None:
    address = Address.read(f"{hostless}&schema=desk")
    for way in (address.server, address.readers):
        assert conninfo_to_dict(way) == conninfo_to_dict(hostless)
    assert str(address) == f"{hostless}&schema=desk"


@pytest.mark.parametrize(
    "wrong",
    [
        "mysql://ann@host/news",
        "postgresql://host/news?schema=Desk",
        "postgresql://host/news?schema=a;drop",
        "postgresql://host/news?schema=",
        "postgresql://[host/news",
        "postgresql://host/news?sslmode",
        "postgresql://ann:half#half@host/news",
    ],
)
def test_what_makes_no_sense_is_told_without_repeating_it(wrong: str) -> None:
    with pytest.raises(SettingsError, match="no address of a PostgreSQL database") as told:
        Address.read(wrong)
    assert wrong not in str(told.value)


def test_a_folder_is_no_address() -> None:
    assert not is_address(".pressmark")
    assert is_address("postgres://host/news")
