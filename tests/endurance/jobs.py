"""What a builder is asked to do, and what became of it: a line of JSON each way."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.home import Location, location_of


@dataclass(frozen=True, slots=True)
class Job:
    """One build in a process of its own, or one opening (`reads`), or one run of the command.

    The embedder takes `pause` seconds a text, and writes each call's number of texts to `counted`
    as a line. The process ends itself by SIGKILL before file operation `dies_at` (from 1), or once
    its embedder was asked for `dies_after` texts; it is killed `killed_after` seconds from its
    start. At file operation `waits_at`, or at its first text where that is 0, it writes its process
    id to `gate` and goes on when that file is gone. Of a database, operations are statements, and
    shared work is anyone's again `lease` seconds after its worker died. Reading a file of the name
    `deadly` ends the process by SIGKILL.
    """

    index: Location
    archives: tuple[Path, ...] = ()
    replace: bool = False
    reads: bool = False
    commands: bool = False
    pause: float = 0.0
    counted: Path | None = None
    dies_at: int = 0
    dies_after: int = 0
    killed_after: float | None = None
    gate: Path | None = None
    waits_at: int = 0
    deadly: str = ""
    lease: float = 0.0

    @property
    def line(self) -> str:
        """The job as a line that `of` reads."""
        index = self.index if isinstance(self.index, Path) else self.index.whole
        return json.dumps(asdict(self) | {"index": index}, default=str) + "\n"

    @classmethod
    def of(cls, line: str) -> "Job":
        """Return the job of a line."""
        record = json.loads(line)
        archives = tuple(Path(path) for path in record.pop("archives"))
        paths = {
            name: Path(record.pop(name)) for name in ("counted", "gate") if record[name] is not None
        }
        index = location_of(record.pop("index"))
        return cls(index, archives, **record | paths)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: `error` names an exception's type and `kinds` those it descends from.

    `step` is the last step of progress it told, and `seconds` the time it ran. A reading tells the
    version and the digest of its content, a build what it skipped and why. A command tells its exit
    status and what it wrote.
    """

    killed: bool
    step: str
    seconds: float
    error: str = ""
    kinds: tuple[str, ...] = ()
    message: str = ""
    hint: str = ""
    operations: int = 0
    version: str = ""
    content: str = ""
    status: int = 0
    out: str = ""
    err: str = ""
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def done(self) -> bool:
        """Whether the job did what it was asked."""
        return not (self.killed or self.error or self.status)

    @property
    def line(self) -> str:
        """The ending as a line that `of` reads."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def of(cls, line: str) -> "Ended":
        """Return the ending of a line."""
        record = json.loads(line)
        kinds = tuple(record["kinds"])
        skipped = tuple((origin, reason) for origin, reason in record["skipped"])
        return cls(**record | {"kinds": kinds, "skipped": skipped})
