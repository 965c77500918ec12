"""What docs/postgresql.md promises of TLS: who answers is asked, and who asks in the clear refused.

The packaged PostgreSQL is without OpenSSL, so what needs pgvector goes by a proxy that ends TLS
before it; what the server itself says is asked of a PostgreSQL with OpenSSL, where there is one.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import index.reader
from index.build import build
from index.postgres.address import Address
from index.postgres.schema import migrations, statements_of
from index.postgres.server import connect
from index.progress import unseen
from index.reader import IndexReader
from rag.talks import Talks
from tests.endurance.servers import PostgresOnPort, on_ports, own
from tests.endurance.tls import authority, before, certificate
from tests.rag.talks.said import asked
from tests.tiny import EVERYTHING, TinyEmbedder, write_files
from ui.command import run

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates"),
]

_HOSTSSL = (
    "ssl = on\nssl_cert_file = '{0}'\nssl_key_file = '{1}'\nssl_min_protocol_version='TLSv1.2'\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates of two authorities: one that the server's is of, and another."""
    made = tmp_path_factory.mktemp("tls")
    authority(made / "ours")
    authority(made / "others")
    return made


@pytest.fixture(scope="module")
def proxied(folder: Path) -> Iterator[str]:
    """The address, without how, of a database that is reached by TLS alone, as 127.0.0.1."""
    with on_ports(1) as (server,):
        server.make()
        server.ask("CREATE EXTENSION vector", "template1")
        server.ask("CREATE DATABASE news")
        shown = certificate(folder / "ours" / "ca.pem", "IP:127.0.0.1")
        with before(server.port, shown) as port:
            yield f"postgresql://postgres@127.0.0.1:{port}/news"


@pytest.fixture(scope="module")
def encrypting(folder: Path) -> Iterator[PostgresOnPort]:
    """A PostgreSQL with OpenSSL that takes nothing else from the network."""
    found = shutil.which("pg_ctl")
    if not found:
        pytest.skip("there is no PostgreSQL with OpenSSL on this machine")
    with on_ports(1, Path(found).resolve().parent) as (server,):
        server.make()
        if server.ask("SHOW ssl_library") != "OpenSSL":
            pytest.skip("the PostgreSQL on this machine is without OpenSSL")
        for one in certificate(folder / "ours" / "ca.pem", "IP:127.0.0.1"):
            shutil.copy(one, server.data / one.name)
            (server.data / one.name).chmod(0o600)
            own(server.data / one.name)
        server.stop()
        with (server.data / "postgresql.conf").open("a") as file:
            file.write(_HOSTSSL.format("server.crt", "server.key"))
        (server.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        server.start()
        yield server


def verified(folder: Path, authority: str = "ours") -> str:
    return f"?sslmode=verify-full&sslrootcert={folder / authority / 'ca.pem'}"


def refused(address: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line and the hint by which each command fails, without a traceback."""
    told = set()
    for command in (["search", "heron"], ["index", "status"], ["list"]):
        capsys.readouterr()
        assert run([*command, "--index", address]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        error, hint = err.splitlines()
        assert error.startswith("error: ")
        assert hint.startswith("hint: ")
        told.add(err)
    (one,) = told
    return one


def test_an_index_is_built_and_searched_by_verified_tls(
    proxied: str, folder: Path, archive: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    address = Address.read(proxied + verified(folder))
    write_files(archive, {"heron.md": "---\nid: heron\n---\nThe heron came."})
    build([archive], index=address, embedder=TinyEmbedder(), progress=unseen)
    with IndexReader.open(address, embedder=TinyEmbedder()) as reader:
        assert reader.by_words("heron", 3, EVERYTHING)
    monkeypatch.setattr(index.reader, "SentenceTransformerEmbedder", lambda _: TinyEmbedder())
    assert run(["search", "heron", "--index", address.whole]) == 0
    assert "The heron came." in capsys.readouterr().out
    with connect(address) as connection:
        assert connection.pgconn.ssl_in_use


def test_talks_are_kept_by_verified_tls(proxied: str, folder: Path, archive: Path) -> None:
    address = Address.read(proxied + verified(folder))
    build([archive], index=address, embedder=TinyEmbedder(), progress=unseen)
    assert_kept(address)


def assert_kept(address: Address) -> None:
    with Talks.open(address) as talks:
        talk = talks.begin("ida")
        talks.add("ida", talk.id, asked("Who came?", "The heron came."))
        assert [one.asked for one in talks.turns("ida", talk.id)]


def test_another_authority_is_refused(
    proxied: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(proxied + verified(folder, "others"), capsys)
    assert "certificate verify failed" in told
    assert "sslrootcert" in told


def test_another_name_than_the_certificates_is_refused(
    proxied: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = proxied.replace("127.0.0.1", "localhost") + verified(folder)
    told = refused(elsewhere, capsys)
    assert 'does not match host name "localhost"' in told
    assert "docs/postgresql.md" in told


def test_an_authority_that_is_not_there_is_told(
    proxied: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(proxied + verified(folder, "none"), capsys)
    assert "root certificate file" in told
    assert "sslrootcert" in told


def test_a_server_without_tls_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with on_ports(1) as (server,):
        server.make()
        told = refused(server.uri() + verified(folder), capsys)
    assert "does not support SSL" in told
    assert "sslmode" in told


def test_a_server_with_openssl_is_verified_and_refuses_who_asks_in_the_clear(
    encrypting: PostgresOnPort, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connect(Address.read(encrypting.uri(more=verified(folder)))) as connection:
        used = connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert used.fetchone() == (True,)
    assert "no index" in refused(encrypting.uri(more=verified(folder)), capsys)
    assert "certificate verify failed" in refused(
        encrypting.uri(more=verified(folder, "others")), capsys
    )
    elsewhere = encrypting.uri(more=verified(folder)).replace("127.0.0.1", "localhost")
    assert "does not match host name" in refused(elsewhere, capsys)
    told = refused(encrypting.uri(more="?sslmode=disable"), capsys)
    assert "no encryption" in told
    assert "sslmode" in told


def test_talks_are_kept_at_a_server_with_openssl(encrypting: PostgresOnPort, folder: Path) -> None:
    """It has no pgvector, so that their tables are made alone."""
    address = Address.read(encrypting.uri(more=verified(folder)))
    (talks,) = [one for one in migrations() if "CREATE TABLE talks" in one]
    with psycopg.connect(address.server, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA pressmark")
        connection.execute("SET search_path = pressmark")
        connection.execute(
            "CREATE TABLE migrated AS SELECT %s::bigint AS number", (len(migrations()),)
        )
        for statement in statements_of(talks):
            connection.execute(statement.encode())
    assert_kept(address)
