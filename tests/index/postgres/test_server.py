"""What a server refuses is told in one line, with the next step."""

import psycopg
import pytest
from psycopg import errors

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


@pytest.mark.parametrize(
    ("error", "line", "hint"),
    [
        (errors.InsufficientPrivilege("permission denied"), "does not allow this", "which role"),
        (errors.UndefinedTable("relation missing"), "refused a statement", "dropped this version"),
        (errors.ReadOnlySqlTransaction("cannot execute"), "only reads", "it is a replica"),
        (errors.SerializationFailure("conflict"), "cancelled this", "try again"),
        (errors.SyntaxError("at or near"), "refused a statement", "pressmark index doctor"),
        (psycopg.OperationalError("refused"), "cannot be reached: refused", "server runs"),
        (psycopg.OperationalError("SSL error: certificate"), "cannot be reached", "sslrootcert"),
        (psycopg.OperationalError("no pg_hba.conf entry, no encryption"), "cannot be", "sslmode"),
        (psycopg.OperationalError(""), "cannot be reached: OperationalError", "server runs"),
    ],
)
def test_it_is_told_in_one_line_and_a_hint(error: psycopg.Error, line: str, hint: str) -> None:
    error.args = (f"{error}\nLINE 1: SELECT what nobody should see",) if str(error) else ()
    with pytest.raises(ServerFailed) as failed, told(ADDRESS):
        raise error
    assert line in str(failed.value)
    assert "\n" not in str(failed.value)
    assert "nobody" not in str(failed.value)
    assert hint in failed.value.hint
