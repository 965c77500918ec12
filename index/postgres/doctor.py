"""The address of a database in; how the index there is, and what mends it, out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.finding import Finding, ill, looked, well
from index.postgres.address import Address
from index.postgres.generations import Generation, current, reading
from index.postgres.server import Connection

if TYPE_CHECKING:
    from index.doctor import Machine

_LEAST_SERVER, _LEAST_PGVECTOR = 150_000, (0, 8)
_REBUILD = "build anew from all its archives: pressmark index build --replace ARCHIVE..."


def examine(address: Address, machine: "Machine") -> tuple[Finding, ...]:
    """Return what was found, each thing apart, well or not; raises IndexMissing for no index."""
    del machine
    with reading(address) as connection:
        generation = current(address, connection)
        checks: dict[str, Callable[[], Finding]] = {
            "server": lambda: _server(connection),
            "current": lambda: well("current", f"version {generation.name}"),
            "vectors": lambda: _vectors(connection, generation),
        }
        return tuple(looked(name, check) for name, check in checks.items())


def _server(connection: Connection) -> Finding:
    version = connection.info.server_version
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
    row = found.fetchone()
    extension = str(row[0]) if row else "none"
    told = f"PostgreSQL {version // 10_000}.{version % 10_000}, pgvector {extension}"
    numbers = tuple(int(part) for part in extension.split(".")[:2] if part.isdigit())
    if version < _LEAST_SERVER or numbers < _LEAST_PGVECTOR:
        return ill("server", told, "bring it to PostgreSQL 15 and pgvector 0.8 or later")
    return well("server", told)


def _vectors(connection: Connection, generation: Generation) -> Finding:
    row = connection.execute(
        "SELECT count(*) FROM passages WHERE vector_dims(embedding) <> %s",
        (generation.manifest.embedder.dimensions,),
    ).fetchone()
    wrong = int(row[0]) if row else 0
    if wrong:
        return ill("vectors", f"{wrong:,} vectors are of another model", _REBUILD)
    return well("vectors", "all vectors are of the index's model")
