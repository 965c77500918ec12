"""The address of a database in; how the index there is, and what mends it, out.

Nothing is written, and all is looked at as it was at one moment.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index import staleness
from index import surroundings as of_machine
from index.embedder import DEFAULT_EMBEDDER
from index.errors import IndexDamaged, IndexMissing, IndexOutdated, IndexProblem
from index.finding import Finding, ill, looked, note, well
from index.postgres import surroundings, tidiness
from index.postgres.address import Address
from index.postgres.examination import CONTENTS, Examination
from index.postgres.generations import (
    Generation,
    current,
    is_as_written,
    is_remembered,
    kept,
    numbers,
    views_of,
    without_views,
)
from index.postgres.health import at_one_moment
from index.postgres.mending import Mending
from index.postgres.schema import check_schema, lacking_tables
from index.postgres.server import Connection, ServerFailed, told

if TYPE_CHECKING:
    from index.doctor import Machine

FIRST = "mend that first, then run pressmark index doctor again"
_SINCE = ("model", "code", "sources", "withdrawn")


def examine(address: Address, machine: "Machine") -> tuple[Finding, ...]:
    """Return what was found, each thing apart, well or not; raises IndexMissing for no index."""
    with at_one_moment(address) as connection:
        return tuple(_Doctor(address, connection, machine).findings())


class _Doctor:
    """Looks at an index by a connection inside a transaction."""

    def __init__(self, address: Address, connection: Connection, machine: "Machine") -> None:
        self._address, self._connection, self._machine = address, connection, machine

    def findings(self) -> list[Finding]:
        """Return what was found; where the tables are not as they should be, only that."""
        address, connection, now = self._address, self._connection, self._machine.now
        found = [
            self._looked("server", lambda: surroundings.server(connection, now)),
            self._looked("encryption", lambda: surroundings.encryption(connection)),
            self._looked("checksums", lambda: surroundings.checksums(connection)),
        ]
        tables = self._tables()
        found.append(tables)
        if tables.state == "ill":
            return found
        generation, pointing = self._current()
        there = kept(connection)
        described = generation or (there[-1] if there else None)
        mending = self._mending(described, generation)
        archives = described.manifest.archives if described else ()
        dimensions = described.manifest.embedder.dimensions if described else 0
        found += [*pointing(mending), *self._contents(generation, mending)]
        found += self._since(generation, mending)
        found += [
            self._looked(name, check)
            for name, check in {
                "versions": lambda: tidiness.versions(address, connection, generation, mending),
                "nearest": lambda: tidiness.nearest(address, connection, dimensions, mending),
                "orphans": lambda: tidiness.orphans(address, connection, mending),
                "leftovers": lambda: tidiness.leftovers(address, connection, mending),
                "lock": lambda: surroundings.lock(address, connection),
                "rights": lambda: surroundings.rights(address, connection),
                "replicas": lambda: surroundings.replicas(address, connection),
            }.items()
        ]
        return [*found, self._looked("clock", lambda: self._clock(there, archives))]

    def _tables(self) -> Finding:
        try:
            check_schema(self._connection, self._address)
        except IndexMissing:
            raise
        except (IndexOutdated, IndexProblem) as error:
            if isinstance(error, ServerFailed):
                raise
            return ill("tables", str(error), error.hint)
        lacking = lacking_tables(self._connection, self._address)
        if lacking:
            remedy = (
                "bring them back from a backup of the database; without one, and with it the talks"
                " that are kept there, begin anew in another schema: add schema=NAME to the address"
            )
            return ill("tables", f"missing: {', '.join(lacking)}", remedy)
        return well("tables", "all tables are there, as this Pressmark needs them")

    def _current(self) -> tuple[Generation | None, Callable[[Mending], list[Finding]]]:
        """Return the current generation, None where it is torn, and what is to be told of it."""
        try:
            generation = current(self._address, self._connection)
        except IndexMissing:
            if not numbers(self._connection):
                raise
            pointing = "no version is the current one"
            return None, lambda mending: [
                ill("current", pointing, mending.of_contents),
                note("manifest", f"not looked at: {pointing}", FIRST),
            ]
        except IndexDamaged as error:
            damaged = str(error)
            return None, lambda mending: [
                note("current", damaged, FIRST),
                ill("manifest", damaged, mending.of_contents),
            ]
        return generation, lambda mending: [
            well("current", f"version {generation.name}"),
            self._manifest(generation, mending),
        ]

    def _manifest(self, generation: Generation, mending: Mending) -> Finding:
        if not is_as_written(self._connection, generation.number):
            found = f"what version {generation.number} says of itself is not what was written"
            return ill("manifest", found, mending.of_contents)
        made = generation.manifest
        return well("manifest", f"whole; format {made.format}, built {made.created}")

    def _contents(self, generation: Generation | None, mending: Mending) -> list[Finding]:
        if generation is None:
            return _unread(CONTENTS, "no version is whole and current")
        if generation.number in without_views(self._address, self._connection):
            return _unread(CONTENTS, f"version {generation.number} lacks the views of its rows")
        return self._examined(generation, lambda: mending.of_contents)

    def _since(self, generation: Generation | None, mending: Mending) -> list[Finding]:
        """Return what has changed since the generation was built."""
        if generation is None:
            return _unread(_SINCE, "no version is whole and current")
        made, model = generation.manifest, self._machine.model

        def sources() -> Finding:
            if not is_remembered(self._connection, generation.number):
                remedy = f"the next build reads all archives again: {mending.by_build}"
                return note("sources", "an earlier version was gone back to", remedy)
            rows = self._connection.execute("SELECT path, digest FROM files").fetchall()
            files = staleness.source_files(made.archives)
            return staleness.sources(made, files, dict(rows), mending)

        def withdrawn() -> Finding:
            rows = self._connection.execute(
                "SELECT id FROM withdrawn_rows WHERE born <= %s AND died > %s ORDER BY id",
                (generation.number, generation.number),
            )
            return staleness.withdrawn([str(id) for (id,) in rows], mending)

        return [
            self._looked("model", lambda: staleness.model(made, model, mending)),
            self._looked("code", lambda: staleness.code(made, mending)),
            self._looked("sources", sources),
            self._looked("withdrawn", withdrawn),
        ]

    def _mending(self, described: Generation | None, now: Generation | None) -> Mending:
        archives = described.manifest.archives if described else ()
        embedder = described.manifest.embedder.name if described else DEFAULT_EMBEDDER
        return Mending(self._address, archives, embedder, lambda: self._last_sound(now))

    def _last_sound(self, now: Generation | None) -> int | None:
        """Return the number of the last generation but the current one that is sound."""
        hidden = without_views(self._address, self._connection)
        for one in reversed(kept(self._connection)):
            later = now is not None and one.number >= now.number
            if later or one.number in hidden or not is_as_written(self._connection, one.number):
                continue
            if all(found.state != "ill" for found in self._examined(one, lambda: FIRST)):
                return one.number
        return None

    def _examined(self, generation: Generation, mend: Callable[[], str]) -> list[Finding]:
        found_in = views_of(self._address, generation.number)
        reads = self._machine.model(generation.manifest.embedder.name).reads
        with at_one_moment(self._address, found_in) as connection:
            return Examination(
                self._address, connection, generation, reads=reads, mend=mend
            ).findings()

    def _clock(self, there: Sequence[Generation], archives: Sequence[str]) -> Finding:
        made = [of_machine.moment(one.manifest.created) for one in there]
        files = [file.path for file in staleness.source_files(archives)]
        return of_machine.clock([one for one in made if one], files, self._machine.now)

    def _looked(self, name: str, check: Callable[[], Finding]) -> Finding:
        """Return what the check finds; what the server refuses in it leaves the others alone."""

        def within() -> Finding:
            with told(self._address), self._connection.transaction():
                return check()

        return looked(name, within)


def _unread(names: Sequence[str], reason: str) -> list[Finding]:
    return [note(name, f"not looked at: {reason}", FIRST) for name in names]
