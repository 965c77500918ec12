"""An index in an older format in; what all older formats have in common, out.

They are only read, by `pressmark index upgrade`; the archives need not be there any more.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.article import Article
from index.database import Database
from index.embedder import Vectors
from index.errors import IndexDamaged
from index.manifest import NAME, Manifest, manifest_of
from index.ranking import learned_ranking
from index.verification import verify_files
from index.version import DATABASE, Holdings

REBUILD = (
    "build it anew from all its archives, and take out again what was taken out by hand:"
    " pressmark index build --replace ARCHIVE..."
)
_ARTICLES = 512  # held at once


class OlderFormat:
    """The current version of an index in an older format.

    `before` is what the next version can be begun from, None where the format has no such thing.
    """

    before: Holdings | None = None

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Verify its files, every byte of them; raises IndexDamaged."""
        try:
            verify_files(folder, manifest)
        except IndexDamaged as error:
            raise IndexDamaged(str(error), hint=REBUILD) from error
        self.folder, self.manifest = folder, manifest
        self._database = Database.open(folder / DATABASE)

    def articles(self) -> Iterator[Article]:
        """Yield all articles, copies too, by id."""
        ids = iter(sorted(self._database.known()))
        while some := list(islice(ids, _ARTICLES)):
            yield from self._database.articles_of(some)

    def vectors(self) -> Iterator[tuple[list[str], Vectors]]:
        """Yield digests of texts and their vectors, each text once: those not in `before`."""
        yield from ()

    def close(self) -> None:
        """Let go of the files."""
        if self.before:
            self.before.close()
        self._database.close()


def manifest_in_words_of_today(folder: Path, **unsaid: object) -> Manifest:
    """Return the manifest of a version whose format did not say all; its bytes were verified.

    `reading` is of no code there is now: the next build reads all archives again.
    """
    record = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return manifest_of(record | {"reading": "", "ranking": learned_ranking().record()} | unsaid)
