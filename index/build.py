"""Archives in, a new version of an index out.

A build brings what the named archives hold into the index: articles that are new or changed, and
the going of those that are no longer there. Articles from other archives stay. Vectors of
unchanged passages are taken over, not computed again.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from index.article import Article, Known, Skipped
from index.database import Database
from index.embedder import Embedder
from index.embedding import write_lexical, write_vectors
from index.errors import IndexDamaged, IndexMissing
from index.gather import gather
from index.manifest import FORMAT, EmbedderIdentity, Manifest, describe_files
from index.passages import PASSAGES
from index.progress import Progress
from index.reading import Unread, archive_files
from index.repeats import LEAST, edges, restored, without
from index.store import DATABASE, LEXICAL, VECTORS, Version, building, current_folder, switch


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in articles; `articles` counts those shown, `duplicates` their copies."""

    articles: int
    added: int
    changed: int
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
    index: Path,
    embedder: Embedder,
    progress: Progress,
    replace: bool = False,
) -> Summary:
    """Bring the archives into the index; with `replace`, nothing else stays in it.

    Raises ArchiveError, IndexBusy, IndexDamaged or EmbedderError; the index is then as it was.
    """
    started = time.monotonic()
    if not archives:
        raise ValueError("a build needs at least one archive")
    archives = [path.resolve() for path in archives]
    files, passed_over = archive_files(archives)
    with building(index) as folder:
        before = _current(index, even_damaged=replace)
        known = before.database.known() if before else {}
        database = Database.create(folder / DATABASE)
        try:
            add = partial(_add, database)
            gathered = gather(files, known=known, keep=add, progress=progress)
            skipped = [*passed_over, *gathered.skipped]
            left = {id: one for id, one in known.items() if id not in gathered.articles}
            kept = _kept(left, skipped, archives, replace=replace)
            for article in before.database.articles_of(kept) if before else ():
                add(restored(article))
            _take_out_repeats(database)
            now = database.known()
            if before and now == known and _made_alike(before, embedder):
                counts = before.manifest.counts
            else:
                counts = _write(folder, database, embedder, before=before, progress=progress)
                earlier = before.manifest.archives if before and not replace else ()
                named = {*earlier, *map(str, archives)}
                switch(index, folder, _manifest(folder, named, embedder, counts))
        finally:
            database.close()
            if before:
                before.close()
    return _summary(known, now, counts, skipped, time.monotonic() - started)


def _add(database: Database, article: Article) -> None:
    database.add(article)
    database.add_edges(edges(article))


def _take_out_repeats(database: Database) -> None:
    """Take out of the articles what their outlet prints with many of them."""
    signs: dict[str, set[str]] = {}
    for one in database.repeated(LEAST):
        if one.furniture:
            signs.setdefault(one.place, set()).add(one.sign)
    for place, found in signs.items():
        for id in database.articles_with(place, found):
            article = database.article(id)
            if article:
                database.replace(without(article, found))


def _kept(
    left: Mapping[str, Known],
    skipped: Sequence[Skipped],
    archives: Sequence[Path],
    *,
    replace: bool,
) -> dict[str, Known]:
    """Return the articles that stay though no file gave them: from elsewhere, or unreadable now."""
    unread = [Path(one.origin) for one in skipped if isinstance(one, Unread)]

    def stays(article: Known) -> bool:
        return _below(article, unread) or not (replace or _below(article, archives))

    return {id: article for id, article in left.items() if stays(article)}


def _below(article: Known, folders: Sequence[Path]) -> bool:
    path = Path(article.origin.path)
    return any(path.is_relative_to(folder) for folder in folders)


def _summary(
    known: Mapping[str, Known],
    now: Mapping[str, Known],
    counts: Mapping[str, int],
    skipped: Sequence[Skipped],
    seconds: float,
) -> Summary:
    shared = now.keys() & known.keys()
    changed = sum(now[id].fingerprint != known[id].fingerprint for id in shared)
    return Summary(
        articles=counts["articles"],
        added=len(now) - len(shared),
        changed=changed,
        removed=len(known) - len(shared),
        unchanged=len(shared) - changed,
        duplicates=counts["duplicates"],
        skipped=tuple(sorted(set(skipped), key=lambda one: (one.origin, one.reason))),
        paragraphs=counts["paragraphs"],
        passages=counts["passages"],
        seconds=round(seconds, 3),
    )


def _current(index: Path, *, even_damaged: bool) -> Version | None:
    """Return the version to build on, or none; a damaged one only counts as none if it may."""
    try:
        return Version(current_folder(index))
    except IndexMissing:
        return None
    except IndexDamaged:
        if even_damaged:
            return None
        raise


def _made_alike(before: Version, embedder: Embedder) -> bool:
    made = before.manifest
    return made.embedder == _identity(embedder) and made.passages == PASSAGES


def _identity(embedder: Embedder) -> EmbedderIdentity:
    return EmbedderIdentity(embedder.name, embedder.digest, embedder.dimensions)


def _write(
    folder: Path,
    database: Database,
    embedder: Embedder,
    *,
    before: Version | None,
    progress: Progress,
) -> dict[str, int]:
    """Write the files of a version whose articles are in the database; return its counts."""
    database.mark_copies()
    write_lexical(database, folder / LEXICAL, progress)
    vectors = write_vectors(
        database,
        folder / VECTORS,
        embedder=embedder,
        before=before if before and _made_alike(before, embedder) else None,
        progress=progress,
    )
    articles, duplicates, paragraphs = database.counts()
    database.commit()
    return {
        "articles": articles,
        "duplicates": duplicates,
        "paragraphs": paragraphs,
        "passages": paragraphs,
        "vectors": vectors,
    }


def _manifest(
    folder: Path, archives: Iterable[str], embedder: Embedder, counts: dict[str, int]
) -> Manifest:
    return Manifest(
        format=FORMAT,
        pressmark=version("pressmark"),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        archives=tuple(sorted(archives)),
        embedder=_identity(embedder),
        passages=PASSAGES,
        counts=counts,
        files=describe_files(folder),
    )
