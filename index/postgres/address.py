"""`postgresql://…` in; how to reach the database, and what may be shown of it, out."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from index.errors import SettingsError

SCHEMA = "pressmark"
_SCHEMES = ("postgresql://", "postgres://")
_SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,39}")
_OURS = ("schema", "replicas")
_SECRET = (
    "password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key",
)  # fmt: skip
# A password with a character that must be written otherwise leaves parts that look like others.
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]*\]|[\w.%-]*)(?::\d*)?")
_TORN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLACE = ("host", "hostaddr", "port", "load_balance_hosts", "target_session_attrs")
_EXAMPLE = f"postgresql://USER@HOST/DATABASE?schema={SCHEMA}&sslmode=verify-full"


@dataclass(frozen=True, slots=True)
class Address:
    """A database and the schema in it that holds an index and its talks.

    `told` is the address without a password, `whole` as it was given, `server` what libpq is given
    to write, `readers` what it is given to read first: the replicas at random, or the server where
    the address names none.
    """

    told: str
    whole: str = field(repr=False)
    server: str = field(repr=False)
    readers: str = field(repr=False)
    schema: str

    @classmethod
    def read(cls, text: str) -> "Address":
        """Return the address of a text; raises SettingsError for one that makes no sense.

        Beside what libpq knows (sslmode, sslrootcert, connect_timeout, …), its query may name the
        `schema` and `replicas`, as host:port,host:port.
        """
        try:
            parts = urlsplit(text)
            asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
            ours = {name: value for name, value in asked if name in _OURS}
            schema = ours.get("schema", SCHEMA)
            if not (text.startswith(_SCHEMES) and _SCHEMA.fullmatch(schema) and _is_whole(text)):
                raise ValueError
            theirs = [(name, value) for name, value in asked if name not in _OURS]
            server = _written(parts, parts.netloc, theirs)
            beside = _of_replicas(ours.get("replicas", ""), parts.netloc, theirs)
            readers = _written(parts, *beside)
            shown = [one for one in asked if one[0] not in _SECRET]
            told = _written(parts, _without_password(parts.netloc), shown)
        except ValueError:
            raise SettingsError(
                "index: this is no address of a PostgreSQL database",
                hint=f"write {_EXAMPLE}; in a name or a password %40 for @, %2F for /, %23 for #",
            ) from None
        return cls(told, text, server, readers, schema)

    @property
    def plain(self) -> str:
        """The address as other programs read it: without a password, and what is ours alone."""
        parts = urlsplit(self.told)
        asked = [one for one in parse_qsl(parts.query) if one[0] not in _OURS]
        return _written(parts, parts.netloc, asked)

    def __str__(self) -> str:
        return self.told


def is_address(text: str) -> bool:
    """Whether a text that names an index names a database."""
    return text.startswith(_SCHEMES)


def _is_whole(text: str) -> bool:
    """Whether the parts are what they seem: no piece of a password stands where it is shown."""
    parts = urlsplit(text)
    hosts = parts.netloc.rpartition("@")[2].split(",")
    if not all(_HOST.fullmatch(one) for one in hosts):
        return False
    return not (parts.fragment or "@" in parts.path or _TORN.search(text))


def _of_replicas(
    replicas: str, netloc: str, asked: list[tuple[str, str]]
) -> tuple[str, list[tuple[str, str]]]:
    """Return whom to ask, and how, to read: one of the replicas, else the server itself.

    What the query or a service says of the server's place is not said of theirs.
    """
    if not replicas:
        return netloc, asked
    user, at, _ = netloc.rpartition("@")
    kept = [(name, value) for name, value in asked if name not in _PLACE]
    chosen = [("load_balance_hosts", "random"), ("target_session_attrs", "prefer-standby")]
    return f"{user}{at}{replicas}", [*kept, *chosen]


def _without_password(netloc: str) -> str:
    user, at, host = netloc.rpartition("@")
    return f"{user.partition(':')[0]}{at}{host}"


def _written(parts: SplitResult, netloc: str, asked: list[tuple[str, str]]) -> str:
    """Return an address; libpq wants both slashes also before no host, which urlunsplit omits."""
    query = urlencode(asked, quote_via=quote, safe="/")
    return f"{parts.scheme}://{netloc}{parts.path}{'?' if query else ''}{query}"
