"""Tasks in, their results out: the work that the builders of one build share, in table `work`.

Whoever is free takes the next task, under a lease that its beats renew. A worker that dies stops
beating, and once its lease has run out the task is anyone's again, by the server's clock.
"""

import os
import platform
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import LiteralString, Self

from psycopg.rows import TupleRow

from index.postgres.address import Address
from index.postgres.server import Connection, ServerFailed, connect, told

TRIES = 3  # takings of a task that nobody finishes before it is set aside
LEASE = 30.0  # seconds that a task is a worker's without a beat
BEAT = 10.0  # seconds from one beat to the next
_SOONER = 10  # so many times sooner comes the next beat when one was not heard
_BLOCK, _BLOCK_BYTES = 1000, 4 << 20  # tasks and their bytes that are offered at once
_PAGE = 50  # results that are read at once
_MANY = 1000  # new tasks after which the server counts the table anew
_WHY = 500  # characters of a reason that are kept

# Two that offer the same tasks in different orders would wait for each other: one at a time.
_OFFER = """
WITH one AS MATERIALIZED (SELECT pg_advisory_xact_lock(1347571019, 1464816203))
INSERT INTO work (kind, name, task)
SELECT %s, given.name, given.task
FROM one, unnest(%s::text[], %b::bytea[]) WITH ORDINALITY AS given (name, task, place)
ORDER BY given.place ON CONFLICT (kind, name) DO NOTHING RETURNING 1
"""
_TAKE = """
WITH oldest AS MATERIALIZED (
  SELECT key FROM work
  WHERE kind = ANY(%(kinds)s) AND state IN ('waiting', 'taken')
    AND key > %(after)s AND (state = 'waiting' OR until < now())
    AND (key <> ALL(%(passed)s::bigint[]) OR tries >= %(tries)s)
  ORDER BY key LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE work SET
  state = CASE WHEN tries < %(tries)s THEN 'taken' ELSE 'aside' END,
  why = CASE WHEN tries < %(tries)s THEN why
    WHEN why = '' THEN 'three workers ended while they worked on it'
    ELSE why || '; then its worker ended while it worked on it' END,
  tries = least(tries + 1, %(tries)s), lease = lease + 1,
  worker = %(worker)s, until = now() + make_interval(secs => %(lease)s)
FROM oldest WHERE work.key = oldest.key
RETURNING work.state, work.kind, work.name, work.task, work.key, work.lease
"""
_BEAT = """
UPDATE work SET until = now() + make_interval(secs => %s)
WHERE key = %s AND lease = %s AND state = 'taken' RETURNING 1
"""
# Told twice when the first answer was lost on the way, it is done all the same.
_DONE = """
UPDATE work SET state = 'done', result = %b, why = '', until = NULL
WHERE key = %s AND lease = %s AND state IN ('taken', 'done') RETURNING 1
"""
_FAIL = """
UPDATE work SET state = CASE WHEN tries < %s THEN 'waiting' ELSE 'aside' END, why = %s, until = NULL
WHERE key = %s AND lease = %s AND state = 'taken' RETURNING 1
"""
_GIVE_BACK = """
UPDATE work SET state = 'waiting', tries = tries - 1, until = NULL
WHERE key = %s AND lease = %s AND state = 'taken' RETURNING 1
"""
_RESULTS = """
SELECT key, name, result FROM work
WHERE kind = %s AND state = 'done' AND key > %s
ORDER BY key LIMIT %s
"""
_RESULTS_OF = "SELECT name, result FROM work WHERE kind = %s AND state = 'done' AND name = ANY(%s)"
_KEEP = "DELETE FROM work WHERE kind = %s AND name <> ALL(%s) RETURNING 1"
_ASIDE = "SELECT name, why FROM work WHERE kind = %s AND state = 'aside' ORDER BY key"
_LEFT = """
SELECT 1 FROM work
WHERE kind = ANY(%s) AND state IN ('waiting', 'taken') AND key > %s ORDER BY key LIMIT 1
"""
_COUNTS = "SELECT state, count(*) FROM work WHERE kind = ANY(%s) GROUP BY state"
_CLEAR = "DELETE FROM work WHERE kind = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work that was taken; `lease` tells this taking of it from all others."""

    kind: str
    name: str
    content: bytes = field(repr=False)
    key: int
    lease: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks are in each state."""

    waiting: int = 0
    taken: int = 0
    done: int = 0
    aside: int = 0

    @property
    def left(self) -> int:
        """How many are neither done nor set aside."""
        return self.waiting + self.taken


class Work:
    """The shared work as one worker sees it, through one connection, opened when first needed.

    Every call raises ServerFailed where the server cannot be reached, and the next one tries anew.
    """

    def __init__(
        self, address: Address, *, worker: str = "", lease: float = LEASE, beat: float = BEAT
    ) -> None:
        if not 0 < beat < lease:
            raise ValueError(f"a beat every {beat} s does not keep a lease of {lease} s")
        self._address = address
        self._worker = worker or f"{platform.node()}:{os.getpid()}"
        self._lease = lease
        self._beat = beat
        self._passed: list[int] = []
        self._last = 0  # the key of the one taken last
        self._looked = 0.0  # when it was last looked for from the start
        self._connection: Connection | None = None
        self._asking = threading.RLock()  # beats share the connection

    def offer(self, kind: str, tasks: Iterable[tuple[str, bytes]]) -> int:
        """Put tasks, by name and content, behind those there are; return how many are new.

        A name that is known stays as it is: waiting, taken, done or set aside, by whichever build.
        """
        new = 0
        for block in _blocks(tasks):
            names, contents = [name for name, _ in block], [content for _, content in block]
            new += len(self._rows(_OFFER, (kind, names, contents)))
        if new >= _MANY:
            self._rows("ANALYZE work")
        return new

    def take(
        self, kinds: Collection[str], *, may: Callable[[Task], bool] | None = None
    ) -> Task | None:
        """Return the next task of these kinds that waits or whose worker is gone, now this one's.

        The oldest come first, those that failed or were left behind when there is time. One that
        this worker may not do is left to others and not looked at again; meant for few.
        """
        while row := self._taken(kinds):
            task = Task(*row[1:])
            if row[0] == "aside":
                continue
            if may is None or may(task):
                return task
            self._passed.append(task.key)
            self.give_back(task)
        return None

    @contextmanager
    def held(self, task: Task) -> Iterator[None]:
        """Renew the lease of a task while it is worked on inside."""
        over = threading.Event()
        threading.Thread(target=self._renew, args=(task, over), daemon=True).start()
        try:
            yield
        finally:
            over.set()

    def done(self, task: Task, result: bytes) -> bool:
        """Store what came of a task; False, and nothing stored, where it is no longer its own."""
        return bool(self._rows(_DONE, (result, task.key, task.lease)))

    def fail(self, task: Task, why: str) -> bool:
        """Let a task wait for its next try, or set it aside after the last; False as for `done`."""
        return bool(self._rows(_FAIL, (TRIES, _kept(why), task.key, task.lease)))

    def give_back(self, task: Task) -> bool:
        """Let a task wait as if it had not been taken; False as for `done`."""
        return bool(self._rows(_GIVE_BACK, (task.key, task.lease)))

    def results(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Yield name and result of what is done, in the order offered, some at a time.

        No transaction stays open meanwhile; ask once nothing is left, to have all.
        """
        last = 0
        while rows := self._rows(_RESULTS, (kind, last, _PAGE)):
            yield from ((name, result) for _, name, result in rows)
            last = rows[-1][0]

    def results_of(self, kind: str, names: Collection[str]) -> dict[str, bytes]:
        """Return the results of those of these tasks that are done, by name."""
        return dict(self._rows(_RESULTS_OF, (kind, list(names))))

    def keep(self, kind: str, names: Collection[str]) -> None:
        """Forget the tasks of this kind but those of these names."""
        self._rows(_KEEP, (kind, list(names)))

    def aside(self, kind: str) -> list[tuple[str, str]]:
        """Return name and reason of what was set aside, in the order offered."""
        return [(name, why) for name, why in self._rows(_ASIDE, (kind,))]

    def over(self, *kinds: str) -> bool:
        """Whether all is done or set aside; quick enough to be asked before each task."""
        starts = dict.fromkeys((self._last, 0))
        return not any(self._rows(_LEFT, (list(kinds), after)) for after in starts)

    def left(self, *kinds: str) -> int:
        """Return how many wait or are taken."""
        return self.counts(*kinds).left

    def counts(self, *kinds: str) -> Counts:
        """Return how many are in each state."""
        return Counts(**{state: int(n) for state, n in self._rows(_COUNTS, (list(kinds),))})

    def clear(self, *kinds: str, inside: Connection | None = None) -> None:
        """Forget all tasks of these kinds, or let the transaction of `inside` forget them."""
        if inside is None:
            self._rows(_CLEAR + " RETURNING 1", (list(kinds),))
            return
        with told(self._address):
            inside.execute(_CLEAR, (list(kinds),))

    def close(self) -> None:
        """Close the connection; what is still taken is so until its lease runs out."""
        with self._asking:
            if self._connection:
                self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _taken(self, kinds: Collection[str]) -> TupleRow | None:
        """Return what is found behind the last one taken, else from the start.

        While a backup reads the database, the index keeps an entry of everything ever taken: it is
        walked from its start only once in the time of a lease.
        """
        if monotonic() - self._looked >= self._lease:
            self._last, self._looked = 0, monotonic()
        for after in dict.fromkeys((self._last, 0)):
            asked = {
                "kinds": list(kinds), "after": after, "passed": self._passed, "tries": TRIES,
                "worker": self._worker, "lease": self._lease,
            }  # fmt: skip
            for row in self._rows(_TAKE, asked):
                self._last = row[4]
                return row
        return None

    def _renew(self, task: Task, over: threading.Event) -> None:
        """Beat until the task is over or lost; a server that is away is asked sooner again."""
        wait = self._beat
        while not over.wait(wait):
            wait = self._beat / _SOONER
            with suppress(ServerFailed):
                if not self._rows(_BEAT, (self._lease, task.key, task.lease)):
                    return
                wait = self._beat

    def _rows(
        self, statement: LiteralString, values: tuple[object, ...] | dict[str, object] = ()
    ) -> list[TupleRow]:
        with self._asking, told(self._address):
            if self._connection is None or self._connection.closed:
                self._connection = connect(self._address)
            # A plan that was kept from when the table was empty would be a bad one later.
            found = self._connection.execute(statement, values, prepare=False, binary=True)
            return found.fetchall() if found.description else []


def _blocks(tasks: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    block: list[tuple[str, bytes]] = []
    size = 0
    for name, content in tasks:
        block.append((name, content))
        size += len(content)
        if len(block) == _BLOCK or size >= _BLOCK_BYTES:
            yield block
            block, size = [], 0
    if block:
        yield block


def _kept(why: str) -> str:
    """Return a reason as the database can keep it."""
    return why.encode(errors="replace").decode().replace("\0", "")[:_WHY]
