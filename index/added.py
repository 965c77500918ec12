"""A file that a person handed over in; the same file in a folder beside the index out.

The folder is one of the index's archives. A file's name there is made of its content's digest; of
the name it came with only letters, digits and a known ending are kept, so no name can lead out.
"""

import hashlib
import re
import unicodedata
from pathlib import Path

from index.disk import full_disk_told
from index.errors import ArchiveError
from index.formats.kinds import PACKED, READERS, ending
from index.home import Location, beside

LARGEST = 50  # megabytes of one file
MOST = 200  # files at once
_NAMED = 48  # characters kept of a file's own name
_OTHER = re.compile(r"[\W_]+")


def added_folder(index: Location) -> Path:
    """Return where files handed over are kept: beside the index, and not hidden as it may be."""
    own = index.resolve().name.lstrip(".") if isinstance(index, Path) else ""
    return beside(index, f"{own or 'index'}-added")


def readable(name: str) -> bool:
    """Whether files of such a name are read at all."""
    return bool(ending(name)) and (ending(name) in READERS or ending(name) in PACKED)


def keep_added(index: Location, name: str, content: bytes) -> Path:
    """Keep the content as a new file; one of the same content and name is there only once.

    Raises ArchiveError for a kind of file that is not read, and for one that is empty or too large.
    """
    kind = _kind(name)
    if not content:
        raise ArchiveError(f"{_shown(name)} is empty", hint="choose another file")
    if len(content) > LARGEST * 1_000_000:
        raise ArchiveError(
            f"{_shown(name)} has {len(content) / 1e6:,.0f} MB; {LARGEST} MB are taken at most",
            hint="name its folder instead: pressmark index build FOLDER",
        )
    folder = added_folder(index)
    stem = _safe(name.removesuffix(kind))
    path = folder / f"{stem}-{_digest(content)}{kind}".lstrip("-")
    with full_disk_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{path.name}"  # a hidden file is not read
        beside.write_bytes(content)
        beside.replace(path)  # what has this name has this content
    return path


def _kind(name: str) -> str:
    """Return the ending that tells how a file is read; what is packed keeps its own, too."""
    if not readable(name):
        known = " ".join(one for one in [*READERS, *PACKED] if one)
        raise ArchiveError(f"{_shown(name)} is of no kind that is read", hint=f"one of {known}")
    kind = ending(name)
    inner = ending(name[: -len(kind)]) if kind == ".gz" else ""
    return (inner if inner in READERS else "") + kind


def _safe(stem: str) -> str:
    """Return the letters and digits of a name, with a hyphen for all else."""
    plain = unicodedata.normalize("NFC", stem.rpartition("/")[2])
    return _OTHER.sub("-", plain).strip("-")[:_NAMED].strip("-")


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _shown(name: str) -> str:
    return repr(name[-80:])
