"""Where an index is kept, in; what can be done with it there, out: the same in every home.

An index is in a folder of this machine (`index.folder_home`), or in a PostgreSQL database that many
machines share (`index.postgres.home`). What is above this package does not know which.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from index.postgres.address import Address, is_address

if TYPE_CHECKING:  # naming an index, as every command does, needs none of these
    from index.article import Draft, Skipped
    from index.carried import Arriving, Leaving
    from index.database import Database
    from index.doctor import Machine
    from index.embedder import Embedder, Vectors
    from index.filters import Filters
    from index.finding import Finding
    from index.following import Following
    from index.manifest import Manifest
    from index.progress import Progress
    from index.reading import ArchiveFile
    from index.rollback import Rollback

Location: TypeAlias = Path | Address


class Rarities(Protocol):
    """How rare the terms of an index's paragraphs are."""

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency over paragraphs, as BM25 counts it."""

    def __len__(self) -> int: ...


class Before(Protocol):
    """The version that the next one is begun from."""

    @property
    def manifest(self) -> "Manifest":
        """What it says of itself."""

    @property
    def database(self) -> "Database":
        """Its articles and paragraphs."""


class OpenVersion(Before, Protocol):
    """One whole version of an index, open for searching from any thread."""

    @property
    def name(self) -> str:
        """Its number, which grows with every build, and its digest."""

    @property
    def lexical(self) -> Rarities:
        """The words."""

    def nearest(self, vector: "Vectors", k: int, filters: "Filters") -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""

    def by_words(self, query: str, k: int, filters: "Filters") -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""

    def cosines(self, vector: "Vectors", keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""

    def close(self) -> None:
        """Let go of it."""


class Writing(Protocol):
    """The next version of an index, being written; what is not switched to is as if never begun."""

    @property
    def before(self) -> Before | None:
        """The version it is begun from."""

    @property
    def following(self) -> "Following":
        """What it holds so far."""

    def read(self, files: Sequence["ArchiveFile"], progress: "Progress") -> "Read":
        """Return a way to read each of these files."""

    def switch(self, archives: Iterable[str], progress: "Progress") -> "Manifest":
        """Write what is searched, and let readers open it from now on."""


class Read(Protocol):
    """A way to read a file of an archive."""

    def __call__(self, file: "ArchiveFile") -> "Iterable[Draft | Skipped]":
        """Return the articles found in it, as found, and what was skipped, with the reason."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that can be gone back to; `outdated` is its format where that is an older one.

    `created` and `articles` are of its manifest, "" and 0 where it cannot be read.
    """

    name: str
    number: int
    outdated: int
    created: str
    articles: int


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What is current now ("" is none), of which format it was before and is, whence its vectors.

    `in_place` is whether the version is the one that was there, only kept otherwise.
    """

    version: str
    from_format: int
    to_format: int
    articles: int
    duplicates: int
    paragraphs: int
    vectors_taken_over: int
    vectors_embedded: int
    in_place: bool = False

    @property
    def needed(self) -> bool:
        """Whether the index was in an older format."""
        return self.from_format < self.to_format


class Home(Protocol):
    """Where one index is kept."""

    def open(self) -> OpenVersion:
        """Open the current version; raises IndexMissing, IndexDamaged or IndexOutdated."""

    def verified(self) -> OpenVersion:
        """Open it after every byte of it was checked, where that can be."""

    def current(self) -> str:
        """Return the name of the current version; raises as `open`."""

    def kept(self) -> list[Kept]:
        """Return the versions there are, oldest first."""

    def embedder(self) -> str:
        """Return the name of the model it was built with, else the default one's."""

    def writing(
        self, embedder: "Embedder", *, keep: int, replace: bool = False
    ) -> AbstractContextManager[Writing]:
        """Begin the next version, which nobody else does meanwhile; `keep` versions stay.

        With `replace`, what is there may be ill or old. Raises IndexBusy.
        """

    def leaving(self) -> AbstractContextManager["Leaving"]:
        """Hold the current version as it is, to be copied elsewhere; raises as `open`."""

    def arriving(self, *, keep: int, over: bool) -> AbstractContextManager["Arriving"]:
        """Begin the next version, to be a copy of another index; `keep` versions stay.

        Raises IndexBusy, and without `over` IndexProblem where there is an index.
        """

    def upgrade(
        self, embedder_named: "Callable[[str], Embedder]", *, keep: int, progress: "Progress"
    ) -> Upgrade:
        """Bring it into the present format, in which it may be already; raises IndexBusy."""

    def roll_back(self, number: int) -> "Rollback":
        """Make the version of this number current, of 0 the last that is older."""

    def forget_earlier(self) -> None:
        """Remove every version but the current one, with the articles that only they hold."""

    def examine(self, machine: "Machine") -> "tuple[Finding, ...]":
        """Return what was found, each thing apart, well or not; raises IndexMissing."""

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes that the parts of the current version take."""


def location_of(text: str) -> Location:
    """Return the place that a setting or a flag names; raises SettingsError for no address."""
    return Address.read(text) if is_address(text) else Path(text)


def beside(location: Location, name: str) -> Path:
    """Return the folder of this name beside an index, or for a database where the command runs."""
    if isinstance(location, Path):
        return location.resolve().with_name(name)
    return Path.cwd() / f"{location.schema}-{name}"


def home_of(location: Location) -> Home:
    """Return the home of the index there, which need not be there yet."""
    if isinstance(location, Path):
        from index.folder_home import FolderHome

        return FolderHome(location)
    from index.postgres.home import PostgresHome

    return PostgresHome(location)
