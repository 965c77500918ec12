"""The number of an older format in; the index that an earlier Pressmark built in it, unpacked, out.

`tests/index/format1` and its like say how they were made.
"""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDER_FORMATS = (1, 2)


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive, its index in an older format, and what that format's Pressmark found in it."""

    format: int
    archive: Path
    index: Path
    expected: dict[str, Any]

    @property
    def version(self) -> Path:
        """The folder of the version that is current."""
        return self.index / "versions" / (self.index / "CURRENT").read_text().split()[0]


def unpacked(format: int, folder: Path) -> Kept:
    """Unpack into a folder that need not exist."""
    packed = Path(__file__).parent / "index" / f"format{format}" / "index.zip"
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(folder)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Kept(format, folder / "archive", folder / "index", expected)


def vectors_of(kept: Kept) -> int:
    """Return how many vectors there are in the version that is current."""
    record = json.loads((kept.version / "manifest.json").read_text(encoding="utf-8"))
    return int(record["counts"]["vectors"])
