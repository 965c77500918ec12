"""What an index says of itself, and the proof that its files are those that were written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexDamaged, IndexProblem

FORMAT = 1
NAME = "manifest.json"
_BLOCK = 1024 * 1024
REBUILD = "build it anew from all its archives: pressmark index build --replace ARCHIVE..."


@dataclass(frozen=True, slots=True)
class EmbedderIdentity:
    """Which model made the vectors; only its own vectors may be compared with them."""

    name: str
    digest: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The size in bytes and the blake2b of a file as it was written."""

    size: int
    blake2b: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one version of an index; `created` is UTC, ISO 8601."""

    format: int
    pressmark: str
    created: str
    archives: tuple[str, ...]
    embedder: EmbedderIdentity
    passages: str
    counts: Mapping[str, int]
    files: Mapping[str, StoredFile]

    def write(self, folder: Path) -> None:
        """Write it beside the files it describes."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def manifest_digest(folder: Path) -> str:
    """Return the blake2b of the manifest as it is now, "" where it cannot be read."""
    try:
        return _describe(folder / NAME).blake2b
    except OSError:
        return ""


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a version; raises IndexDamaged, or IndexProblem for another format."""
    try:
        record = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise IndexProblem(
                f"the index has format {record['format']}, this Pressmark reads format {FORMAT}",
                hint=REBUILD,
            )
        return _manifest(record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged(f"{folder / NAME} is missing or damaged", hint=REBUILD) from error


def describe_files(folder: Path) -> dict[str, StoredFile]:
    """Return every file below the folder but the manifest, by its path within it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): _describe(path) for path in paths}


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamaged, naming the file, unless every file is as it was written."""
    for name, written in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise IndexDamaged(f"{path} is missing", hint=REBUILD)
        size = path.stat().st_size
        if size != written.size:
            raise IndexDamaged(
                f"{path} has {size} bytes, {written.size} were written", hint=REBUILD
            )
        if _describe(path) != written:
            raise IndexDamaged(f"{path} is not what was written: its digest differs", hint=REBUILD)


def _manifest(record: Mapping[str, Any]) -> Manifest:
    return Manifest(
        record["format"],
        record["pressmark"],
        record["created"],
        tuple(record["archives"]),
        EmbedderIdentity(**record["embedder"]),
        record["passages"],
        {str(name): int(count) for name, count in record["counts"].items()},
        {name: StoredFile(**one) for name, one in record["files"].items()},
    )


def _describe(path: Path) -> StoredFile:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return StoredFile(path.stat().st_size, digest.hexdigest())
