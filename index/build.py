"""Archives in, a new version of an index out.

A build brings what the named archives hold into the index: articles that are new or changed, and
the going of those that are no longer there. Articles from other archives stay. What did not change
is taken over from the version before.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Known, Skipped
from index.embedder import Embedder
from index.following import Following
from index.gather import Gathered, gather
from index.home import Before, Location, home_of
from index.progress import Progress
from index.reading import Unread, archive_files, printable
from index.settings import VERSIONS_KEPT


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in articles; `articles` counts those shown, `duplicates` their copies.

    `moved` are those found in another file than before, otherwise unchanged.
    """

    articles: int
    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    duplicates: int
    skipped: tuple[Skipped, ...]
    paragraphs: int
    passages: int
    seconds: float


def build(
    archives: Sequence[Path],
    *,
    index: Location,
    embedder: Embedder,
    progress: Progress,
    replace: bool = False,
    keep: int = VERSIONS_KEPT,
) -> Summary:
    """Bring the archives into the index; with `replace`, nothing else stays in it.

    `keep` versions stay to roll back to, the new one among them.
    Raises ArchiveError, IndexBusy, IndexDamaged, DiskFull or EmbedderError; the index is then as
    it was.
    """
    started = time.monotonic()
    if not archives:
        raise ValueError("a build needs at least one archive")
    archives = [path.resolve() for path in archives]
    files, passed_over = archive_files(archives)
    with home_of(index).writing(embedder, keep=keep, replace=replace) as writing:
        before, following = writing.before, writing.following
        known = before.database.known() if before else {}
        gathered = gather(
            files,
            known=known,
            ledger=following.ledger,
            keep=following.keep,
            progress=progress,
            withdrawn=following.database.withdrawn(),
            reading=writing.read,
        )
        skipped = [*passed_over, *gathered.skipped]
        stays = _Staying(archives, skipped, replace=replace)
        _bring_in_line(following, known, gathered, stays)
        scanned = {printable(file.path) for file in files}
        for path in following.ledger.files():
            if path not in scanned and not stays(path):
                following.ledger.forget_file(path)
        following.settle_texts()
        now = following.database.known()
        aliases = _moved_ids(known, now)
        for old, id in _aliases(before, aliases):
            following.database.add_moved(old, id)
        if before and not following.changed:
            counts = before.manifest.counts
        else:
            earlier = before.manifest.archives if before and not replace else ()
            manifest = writing.switch({*earlier, *map(str, archives)}, progress)
            counts = manifest.counts
    return _summary(known, now, aliases, counts, skipped, time.monotonic() - started)


class _Staying:
    """Tells what stays though no file gave it: what is from elsewhere, or unreadable now."""

    def __init__(
        self, archives: Sequence[Path], skipped: Iterable[Skipped], *, replace: bool
    ) -> None:
        self._archives, self._replace = archives, replace
        self._unread = [Path(one.origin) for one in skipped if isinstance(one, Unread)]

    def __call__(self, path: str) -> bool:
        """Whether what the file at this path held stays."""
        if _is_below(path, self._unread):
            return True
        return not (self._replace or _is_below(path, self._archives))


def _bring_in_line(
    following: Following, known: Mapping[str, Known], gathered: Gathered, stays: _Staying
) -> None:
    """Let the next version hold what the files hold now, and what stays."""
    left = {id: one.origin.path for id, one in known.items() if id not in gathered.articles}
    staying = [id for id, path in left.items() if stays(path)]
    following.keep_as_before(staying)
    following.remove(left.keys() - set(staying))
    for id, origin in gathered.articles.items():
        if id in known and known[id].origin != origin:
            following.database.place(id, origin)


def _is_below(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _moved_ids(known: Mapping[str, Known], now: Mapping[str, Known]) -> dict[str, str]:
    """Return the new id of each article that is gone from one path and stands in another now."""
    gone, come = sorted(known.keys() - now.keys()), sorted(now.keys() - known.keys())
    places = {known[id].fingerprint: id for id in reversed(gone)}
    found = {}
    for id in come:
        old = places.pop(now[id].fingerprint, None)
        if old is not None:
            found[old] = id
    return found


def _aliases(before: Before | None, moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (old, id) of what moved now, and of what had moved to where it moved from."""
    earlier = before.database.moved() if before else {}
    for old, last in earlier.items():
        if last in moved and moved[last] != old:
            yield old, moved[last]
    yield from moved.items()


def _summary(
    known: Mapping[str, Known],
    now: Mapping[str, Known],
    aliases: Mapping[str, str],
    counts: Mapping[str, int],
    skipped: Sequence[Skipped],
    seconds: float,
) -> Summary:
    shared = now.keys() & known.keys()
    changed = {id for id in shared if now[id].fingerprint != known[id].fingerprint}
    moved = {id for id in shared - changed if now[id].origin.path != known[id].origin.path}
    return Summary(
        articles=counts["articles"],
        added=len(now) - len(shared) - len(aliases),
        changed=len(changed),
        moved=len(moved) + len(aliases),
        removed=len(known) - len(shared) - len(aliases),
        unchanged=len(shared - changed - moved),
        duplicates=counts["duplicates"],
        skipped=tuple(sorted(set(skipped), key=lambda one: (one.origin, one.reason))),
        paragraphs=counts["paragraphs"],
        passages=counts["passages"],
        seconds=round(seconds, 3),
    )
