"""A connection in; how the server, the way to it, its replicas and this role are, out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address

import psycopg
from psycopg.conninfo import conninfo_to_dict

from index.finding import Finding, count, ill, note, some, well
from index.postgres.address import Address
from index.postgres.lock import is_locked
from index.postgres.server import Connection, options

_LEAST_SERVER, _LEAST_PGVECTOR = 150_000, (0, 8)
_TICK = timedelta(minutes=5)  # clocks differ by so much for no reason
_MINUTE = "%Y-%m-%d %H:%M"
_TALKS = ("talks", "turns")
_OWNED = """
SELECT current_user, has_database_privilege(current_database(), 'CREATE'),
  coalesce(bool_and(pg_has_role(tableowner, 'USAGE')), false),
  coalesce(bool_and(
    has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'INSERT')
    AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'DELETE')
  ) FILTER (WHERE tablename = ANY(%s)), false),
  min(tableowner)
FROM pg_tables WHERE schemaname = %s
"""


def server(connection: Connection, now: datetime) -> Finding:
    """Tell which server and pgvector these are, and whether its clock goes as this machine's."""
    version = connection.info.server_version
    row = connection.execute(
        "SELECT clock_timestamp(), (SELECT extversion FROM pg_extension WHERE extname = 'vector')"
    ).fetchone()
    clock, extension = row or (now, None)
    told = f"PostgreSQL {version // 10_000}.{version % 10_000}, pgvector {extension or 'none'}"
    numbers = tuple(int(part) for part in str(extension).split(".")[:2] if part.isdigit())
    if version < _LEAST_SERVER or numbers < _LEAST_PGVECTOR:
        return ill("server", told, "bring it to PostgreSQL 15 and pgvector 0.8 or later")
    if abs(clock - now) > _TICK:
        clocks = f"its clock says {clock:{_MINUTE}}, this machine's {now:{_MINUTE}} UTC"
        found = f"{told}; {clocks}"
        return note("server", found, "set the clock that is wrong")
    return well("server", told)


def encryption(connection: Connection) -> Finding:
    """Tell whether others on the way could read what is asked and answered."""
    if connection.pgconn.ssl_in_use:
        return well("encryption", "the connection is encrypted (TLS)")
    if _is_of_this_machine(connection.info.host, connection.info.hostaddr):
        return well("encryption", "the connection does not leave this machine")
    return note(
        "encryption",
        f"the connection to {connection.info.host} is not encrypted",
        "switch TLS on at the server, and add sslmode=verify-full to the address",
    )


def checksums(connection: Connection) -> Finding:
    """Tell whether the server notices what a disk got wrong."""
    row = connection.execute("SHOW data_checksums").fetchone()
    if row and row[0] == "on":
        return well("checksums", "the server checks what it reads from its disk")
    return note(
        "checksums",
        "the server does not check what it reads from its disk",
        "stop it and run pg_checksums --enable on its data",
    )


def lock(address: Address, connection: Connection) -> Finding:
    """Tell whether a build is under way."""
    if is_locked(address, connection):
        remedy = "wait for it to end, then run pressmark index doctor again"
        return note("lock", "a build is under way: what is told here may change", remedy)
    return well("lock", "no build is under way")


def rights(address: Address, connection: Connection) -> Finding:
    """Tell what this role may do."""
    row = connection.execute(_OWNED, (list(_TALKS), address.schema)).fetchone()
    role, creates, owns, talks, owner = row or ("", False, False, False, "")
    if creates and owns:
        return well("rights", f"{role} may build, keep talks and read")
    may = "keep talks and read" if talks else "read"
    return note(
        "rights",
        f"{role} may {may}, not build",
        f"build as {owner}, who owns the tables, and may create schemas in the database",
    )


def replicas(address: Address, connection: Connection) -> Finding:
    """Tell whether those that are named answer, and show what the server itself shows."""
    shown = _pointer(connection)
    behind, away = [], []
    named = _replicas(address)
    if not named:
        return well("replicas", "none named: the server itself is read from")
    for host, port in named:
        place = f"{host}:{port}" if port else host
        try:
            found = _pointer_of(address, host, port)
        except psycopg.Error as error:
            away.append(f"{place} ({str(error).strip().splitlines()[0]})")
            continue
        if found != shown:
            behind.append(place)
    if away:
        told = f"{len(away)} of {count(len(named), 'replica')} cannot be asked: {some(away)}"
        return note("replicas", told, "see whether they run; others are asked in their stead")
    if behind:
        told = f"{len(behind)} of {count(len(named), 'replica')} show another version: "
        remedy = "wait until they have caught up, then run pressmark index doctor again"
        return note("replicas", told + some(behind), remedy)
    told = f"{count(len(named), 'replica')}, each with the current version"
    return well("replicas", told)


def _replicas(address: Address) -> Sequence[tuple[str, str]]:
    """Return host and port of those that are read from before the server itself."""
    if address.readers == address.server:
        return []
    found = conninfo_to_dict(address.readers)
    hosts = str(found["host"]).split(",")
    ports = str(found.get("port", "")).split(",")
    ports += [ports[-1]] * (len(hosts) - len(ports))
    return list(zip(hosts, ports, strict=False))


def _pointer_of(address: Address, host: str, port: str) -> int:
    own = {"host": host, "load_balance_hosts": "disable", "target_session_attrs": "any"}
    own |= {"port": port} if port else {}
    with psycopg.connect(address.readers, **options(address) | own) as connection:
        return _pointer(connection)


def _pointer(connection: Connection) -> int:
    row = connection.execute("SELECT coalesce(max(generation), 0) FROM pointer").fetchone()
    return int(row[0]) if row else 0


def _is_of_this_machine(host: str, address: str) -> bool:
    if host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(address or host).is_loopback
    except ValueError:
        return False
