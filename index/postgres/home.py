"""The address of a database in; what can be done with the index there, out."""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from index.embedder import DEFAULT_EMBEDDER, Embedder
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.finding import Finding
from index.home import Kept, Upgrade
from index.postgres.address import Address
from index.postgres.generations import (
    Generation,
    current,
    kept,
    make_views,
    numbers,
    point_to,
    sweep,
    without_views,
)
from index.postgres.lock import locked
from index.postgres.pointed import pointed_to
from index.postgres.replicas import read
from index.postgres.schema import check_schema, migrate, migrations
from index.postgres.server import Connection, ServerFailed, connect, told
from index.postgres.standing import Standing
from index.postgres.version import PostgresVersion
from index.progress import Progress
from index.rollback import Rollback, chosen_number

if TYPE_CHECKING:
    from index.carried import Arriving, Leaving
    from index.doctor import Machine
    from index.postgres.following import PostgresWriting

_OPENINGS, _PAUSE = 50, 0.1  # tries to open what is swept meanwhile, and seconds between them
_TABLES = (
    "article_rows", "paragraphs", "removed", "passages", "postings", "worded", "words", "samples",
)  # fmt: skip

_SIZES = "SELECT name, pg_total_relation_size(to_regclass(name)) FROM unnest(%s::text[]) AS name"


class PostgresHome:
    """An index in a PostgreSQL database."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def open(self) -> PostgresVersion:
        """Open the current generation; raises IndexMissing, IndexOutdated or ServerFailed."""
        for _ in range(_OPENINGS):
            version = PostgresVersion(self._address, self._current())
            try:
                if version.is_kept():
                    return version
            except BaseException:
                version.close()
                raise
            version.close()
            sleep(_PAUSE)
        raise ServerFailed(
            f"{self._address} has no version that stays while it is opened",
            hint="a replica may be far behind its server: see its lag, then try again",
        )

    def verified(self) -> PostgresVersion:
        """Open it; that its bytes are whole is the server's to see to (data checksums)."""
        return self.open()

    def current(self) -> str:
        """Return the name of the current generation, in a millisecond; raises as `open`."""
        return pointed_to(self._address)

    def kept(self) -> list[Kept]:
        """Return the generations there are, oldest first, as the server has them."""
        with told(self._address), closing(connect(self._address)) as connection:
            check_schema(connection, self._address)
            return [_kept(one) for one in kept(connection)]

    def embedder(self) -> str:
        """Return the name of the model it was built with, else the default one's.

        The server says it, since it is built with again: a replica that lags knows an earlier one.
        """
        try:
            with told(self._address), closing(connect(self._address)) as connection:
                return current(self._address, connection).manifest.embedder.name
        except (IndexMissing, IndexOutdated, IndexDamaged):
            return DEFAULT_EMBEDDER

    def writing(
        self, embedder: Embedder, *, keep: int, replace: bool = False
    ) -> AbstractContextManager["PostgresWriting"]:
        """Lead the build of the next generation; until the lock is free, help who leads now."""
        from index.postgres.following import writing

        return writing(self._address, embedder, keep=keep, helping=_say_so, replace=replace)

    def leaving(self) -> AbstractContextManager["Leaving"]:
        """Hold the current generation as it is now, to be copied elsewhere."""
        from index.postgres.copying import leaving

        return leaving(self._address)

    def arriving(self, *, keep: int, over: bool) -> AbstractContextManager["Arriving"]:
        """Begin the next generation, to be a copy of another index."""
        from index.postgres.copying import arriving

        return arriving(self._address, keep=keep, over=over)

    def upgrade(
        self, embedder_named: Callable[[str], Embedder], *, keep: int, progress: Progress
    ) -> Upgrade:
        """Make the tables or bring them up to date, also where only talks are to be kept."""
        del embedder_named, keep, progress  # nothing is embedded
        steps = migrate(self._address)
        self._restore_views()
        try:
            with told(self._address), closing(connect(self._address)) as connection:
                found = current(self._address, connection)
        except IndexMissing:
            return _upgraded("", {}, steps)
        return _upgraded(found.name, found.manifest.counts, steps)

    def _restore_views(self) -> None:
        with told(self._address), connect(self._address) as connection:
            if not without_views(self._address, connection):
                return
        with locked(self._address) as connection, connection.transaction():
            for number in without_views(self._address, connection):
                make_views(self._address, connection, number)

    def roll_back(self, number: int) -> Rollback:
        """Make the generation of this number current, of 0 the last that is older."""
        with locked(self._address) as connection:
            check_schema(connection, self._address)
            there = kept(connection)
            now = self._now(connection)
            wanted = chosen_number(
                [one.number for one in there], now.number if now else 0, number, self._address
            )
            (chosen,) = (one for one in there if one.number == wanted)
            returned = self._withdrawn(now) & self._known(chosen) if now else set()
            with connection.transaction():
                point_to(connection, chosen.number)
        return Rollback(chosen.name, tuple(sorted(returned)))

    def forget_earlier(self) -> None:
        """Drop every generation but the current one, with the articles that only they hold."""
        with locked(self._address) as connection:
            sweep(self._address, connection, keep=0)

    def examine(self, machine: "Machine") -> tuple[Finding, ...]:
        """Return what was found, each thing apart, well or not; raises IndexMissing."""
        from index.postgres.doctor import examine

        return examine(self._address, machine)

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of the tables, indexes included, whatever generation they are of."""

        def sizes(connection: Connection) -> dict[str, int]:
            rows = connection.execute(_SIZES, (list(_TABLES),))
            return {str(name): int(size) for name, size in rows}

        return read(self._address, sizes)

    def _current(self) -> Generation:
        return read(self._address, partial(current, self._address))

    def _now(self, connection: Connection) -> Generation | None:
        """Return the current generation, None where it is lost, but others are kept."""
        try:
            return current(self._address, connection)
        except (IndexMissing, IndexDamaged):
            if not numbers(connection):
                raise
            return None

    def _withdrawn(self, generation: Generation) -> set[str]:
        with closing(Standing(self._address, generation).database) as database:
            return set(database.withdrawn())

    def _known(self, generation: Generation) -> set[str]:
        with closing(Standing(self._address, generation).database) as database:
            return set(database.known())


def _upgraded(name: str, counts: Mapping[str, int], steps: int) -> Upgrade:
    now = len(migrations())
    return Upgrade(
        version=name,
        from_format=now - steps,
        to_format=now,
        articles=counts.get("articles", 0),
        duplicates=counts.get("duplicates", 0),
        paragraphs=counts.get("paragraphs", 0),
        vectors_taken_over=counts.get("vectors", 0) if steps else 0,
        vectors_embedded=0,
        in_place=True,
    )


def _kept(one: Generation) -> Kept:
    return Kept(one.name, one.number, 0, one.manifest.created, one.manifest.counts["articles"])


def _say_so() -> None:
    logging.getLogger("pressmark").warning("another build is under way: helping it")
