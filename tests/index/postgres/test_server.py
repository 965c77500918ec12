"""What a server refuses is told in one line, with the next step."""

import psycopg
import pytest

from index.postgres.address import Address
from index.postgres.server import ServerFailed, told

ADDRESS = Address.read("postgresql://press:hush@db.example/archive")


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ('FATAL:  password authentication failed for user "press"', "PGPASSWORD or .pgpass"),
        ("fe_sendauth: no password supplied", "PGPASSWORD or .pgpass"),
        ('FATAL:  role "press" does not exist', "a role that may connect"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "a role that may connect"),
        ('FATAL:  database "archive" does not exist', "createdb"),
        ("Connection refused", "whether the server runs"),
    ],
)
def test_a_connection_that_is_refused_has_its_own_next_step(said: str, hint: str) -> None:
    with pytest.raises(ServerFailed, match="cannot be reached") as caught, told(ADDRESS):
        raise psycopg.OperationalError(f"connection failed: {said}\nand more")
    assert hint in caught.value.hint
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)
