"""What a version of an index says of itself, as JSON beside its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexOutdated, IndexProblem
from index.lists import Lists
from index.precision import Precision
from index.ranking import Ranking, ranking_of

FORMAT = 3
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """Which model made the vectors; only its own vectors may be compared with them.

    The prefixes are what was written before each text.
    """

    name: str
    digest: str
    dimensions: int
    question_prefix: str = ""
    passage_prefix: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The size in bytes and the blake2b of a file as it was written."""

    size: int
    blake2b: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one version; `created` is UTC, ISO 8601.

    `reading` is the digest of the code that read the archives, `precision` is how the model last
    computed many vectors, `lists` is how those are searched (None is exactly), `ranking` by what
    hits are put in order.
    """

    format: int
    pressmark: str
    created: str
    reading: str
    archives: tuple[str, ...]
    embedder: EmbedderIdentity
    precision: Precision
    passages: str
    lists: Lists | None
    ranking: Ranking
    counts: Mapping[str, int]
    files: Mapping[str, StoredFile]

    def write(self, folder: Path) -> None:
        """Write it beside the files it describes."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def manifest_digest(folder: Path) -> str:
    """Return the blake2b of the manifest as it is now, "" where it cannot be read."""
    try:
        return hashlib.blake2b((folder / NAME).read_bytes(), digest_size=8).hexdigest()
    except OSError:
        return ""


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a version; raises IndexDamaged, or IndexProblem for another format."""
    try:
        record = json.loads((folder / NAME).read_text(encoding="utf-8"))
        check_format(int(record["format"]))
        return manifest_of(record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged(f"{folder / NAME} is missing or damaged") from error


def older_format(folder: Path) -> int:
    """Return the format of a version that is in an older one than this Pressmark's; 0 if not."""
    try:
        read_manifest(folder)
    except IndexOutdated as error:
        return error.format
    except IndexProblem:
        return 0
    return 0


def check_format(found: int) -> None:
    """Raise IndexOutdated for an older format than this Pressmark's, IndexProblem for a newer."""
    if found < 1:
        raise ValueError(f"there is no format {found}")
    if found < FORMAT:
        raise IndexOutdated(
            f"the index has format {found}, this Pressmark reads format {FORMAT}",
            hint="bring it up to date, vectors and all: pressmark index upgrade",
            format=found,
        )
    if found > FORMAT:
        raise IndexProblem(
            f"the index has format {found}, this Pressmark reads format {FORMAT}",
            hint="it was built by a newer Pressmark: install that one",
        )


def manifest_of(record: Mapping[str, Any]) -> Manifest:
    """Return the manifest of a record; KeyError, TypeError or ValueError for one that is none."""
    return Manifest(
        record["format"],
        record["pressmark"],
        record["created"],
        record["reading"],
        tuple(record["archives"]),
        EmbedderIdentity(**record["embedder"]),
        Precision(**record["precision"]),
        record["passages"],
        None if record["lists"] is None else Lists(**record["lists"]),
        ranking_of(record["ranking"]),
        {str(name): int(count) for name, count in record["counts"].items()},
        {name: StoredFile(**one) for name, one in record["files"].items()},
    )
