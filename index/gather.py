"""The files of an archive in; which articles they hold, and those that changed, cleaned, out.

A file whose bytes are those of the last build is not read again, nor is an article cleaned again
whose draft is the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from index.article import Article, Draft, Known, Origin, Skipped, digest_of, digest_of_file
from index.cleaning import clean, tidy
from index.identity import apart, article_id
from index.language import language_of
from index.ledger import Ledger
from index.mending import mend
from index.paragraphs import compose
from index.progress import Progress, unseen
from index.reading import ArchiveFile, Unread, archive_files, printable, read_file

Reading = Callable[
    [Sequence[ArchiveFile], Progress], Callable[[ArchiveFile], Iterable[Draft | Skipped]]
]
WITHDRAWN = "taken out by `pressmark index remove`; --undo lets it in again"


@dataclass
class Gathered:
    """What the files of an archive hold: ids and where they stand, and what was skipped."""

    articles: dict[str, Origin] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def gather(
    files: Sequence[ArchiveFile],
    *,
    known: Mapping[str, Known],
    ledger: Ledger,
    keep: Callable[[Article], None],
    progress: Progress,
    withdrawn: Collection[str] = (),
    reading: Reading | None = None,
) -> Gathered:
    """Read and clean what changed; hand each such article to `keep` with an id no other has.

    `reading` is told which files will be read, and returns what reads one.
    """
    gathered = Gathered()
    changed = _changed(files, known, ledger, gathered)
    read = reading([file for file, _ in changed], progress) if reading else read_file
    ids = _Ids(known, set(gathered.articles))

    def take(draft: Draft, place: str) -> None:
        id = ids.choose(draft, place)
        digest = _draft_digest(draft)
        if id in withdrawn:
            ids.taken.add(id)
            gathered.skipped.append(Skipped(str(draft.origin), WITHDRAWN))
            return
        if ledger.draft_digest(id) != digest:
            article = clean_article(draft, id)
            if isinstance(article, Skipped):
                gathered.skipped.append(article)
                return
            ledger.add_reading(article, digest)
            keep(article)
        ids.taken.add(id)
        gathered.articles[id] = draft.origin

    for number, (file, digest) in enumerate(changed, start=1):
        before = len(gathered.skipped)
        for found in read(file):
            if isinstance(found, Draft):
                take(found, file.place)
            else:
                gathered.skipped.append(found)
        _remember(file, digest, gathered.skipped[before:], ledger)
        progress("reading", number, len(changed), share=number / len(changed))
    return gathered


def read_archives(archives: Sequence[Path]) -> tuple[list[Article], list[Skipped]]:
    """Return the articles of these archives as a first build reads them, and what is skipped.

    What an outlet repeats still stands in them.
    """
    files, passed_over = archive_files([path.resolve() for path in archives])
    kept: list[Article] = []
    ledger = Ledger.create(Path(":memory:"))
    try:
        found = gather(files, known={}, ledger=ledger, keep=kept.append, progress=unseen)
    finally:
        ledger.close()
    return kept, [*passed_over, *found.skipped]


def clean_article(draft: Draft, id: str) -> Article | Skipped:
    """Return the draft cleaned, or why nothing of it is left."""
    title = " ".join(mend(draft.title))
    cleaned = clean(title, draft.blocks)
    if not cleaned.blocks:
        return Skipped(str(draft.origin), "no text in it")
    text, paragraphs = compose(cleaned.blocks)
    return Article(
        id,
        title,
        text,
        paragraphs,
        draft.origin,
        url=draft.url,
        source=draft.source,
        published=draft.published,
        authors=draft.authors or cleaned.authors,
        language=draft.language or language_of(text),
        dateline=cleaned.dateline,
        removed=cleaned.removed,
    )


def file_digest(path: Path) -> str:
    """Return the blake2b of a file's bytes, "" where it is none or cannot be read."""
    try:
        return digest_of_file(path) if path.is_file() else ""
    except OSError:
        return ""


def _changed(
    files: Sequence[ArchiveFile], known: Mapping[str, Known], ledger: Ledger, gathered: Gathered
) -> list[tuple[ArchiveFile, str]]:
    """Return the files to be read, with their digests; gather what the others are known to hold."""
    held: dict[str, dict[str, Origin]] = {}
    for id, article in known.items():
        held.setdefault(article.origin.path, {})[id] = article.origin
    changed = []
    for file in files:
        path = printable(file.path)
        digest = file_digest(file.path)
        if digest and digest == ledger.file_digest(path):
            gathered.articles |= held.get(path, {})
            gathered.skipped += ledger.skipped_in(path)
        else:
            changed.append((file, digest))
    return changed


def _remember(file: ArchiveFile, digest: str, skipped: Sequence[Skipped], ledger: Ledger) -> None:
    """Remember the file as read, unless it could not be, or changed meanwhile."""
    if any(isinstance(one, Unread) for one in skipped):
        return
    if digest and file_digest(file.path) == digest:
        ledger.add_file(printable(file.path), digest, skipped)
    else:
        ledger.forget_file(printable(file.path))


def _draft_digest(draft: Draft) -> str:
    """Return the digest of what a draft says and of its file; its line in there may change."""
    said = [draft.title, draft.blocks, draft.given_id, draft.url, draft.source, draft.published]
    return digest_of(repr([*said, draft.authors, draft.language, draft.origin.path]))


class _Ids:
    """Chooses an id that no other article has, the same one at every build."""

    def __init__(self, known: Mapping[str, Known], taken: set[str]) -> None:
        self._known = known
        self.taken = taken
        self._of_origin: dict[Origin, list[str]] = {}
        for id, article in known.items():
            self._of_origin.setdefault(article.origin, []).append(id)

    def choose(self, draft: Draft, place: str) -> str:
        """Return the id the draft had before, else its own one, else one made for it."""
        own = article_id(draft, place)
        for id in self._of_origin.get(draft.origin, ()):
            if id not in self.taken and self._is_its_own(id, own, draft):
                return id
        free = (id for id in chain([own], apart(own, draft, place)) if self._free(id, draft))
        return next(free)

    def _is_its_own(self, id: str, own: str, draft: Draft) -> bool:
        whole_file = not (draft.given_id or draft.url or draft.origin.part)
        return whole_file or id == own or id.startswith(own + "~")

    def _free(self, id: str, draft: Draft) -> bool:
        """Whether no article just read has the id, nor another one that still stands elsewhere."""
        if id in self.taken:
            return False
        before = self._known.get(id)
        if before is None or before.origin.path == draft.origin.path:
            return True
        return _same_article(before, draft) or not Path(before.origin.path).exists()


def _same_article(before: Known, draft: Draft) -> bool:
    """Whether an article known by the same given id or URL is the draft in another file."""
    if not (draft.given_id or draft.url):
        return False
    return tidy(draft.title) == before.title or bool(draft.url and draft.url == before.url)
