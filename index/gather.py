"""The files of an archive in, cleaned articles with their ids into a database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.article import Article, Draft, Origin, Skipped
from index.cleaning import clean, tidy
from index.identity import apart, article_id
from index.paragraphs import compose
from index.progress import Progress
from index.reading import ArchiveFile, Unread, read_file

Known = Mapping[str, tuple[str, Origin]]


@dataclass
class Gathered:
    """What reading an archive gave: each article's fingerprint and origin by id, and the rest."""

    articles: dict[str, tuple[str, Origin]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def gather(
    files: Sequence[ArchiveFile],
    *,
    known: Known,
    keep: Callable[[Article], None],
    progress: Progress,
) -> Gathered:
    """Read and clean every file; hand each article to `keep` with an id no other has."""
    gathered = Gathered()
    ids = _Ids(known, gathered.articles)
    for number, file in enumerate(files, start=1):
        for found in _articles(file, ids):
            if isinstance(found, Article):
                gathered.articles[found.id] = (found.fingerprint, found.origin)
                keep(found)
            else:
                gathered.skipped.append(Skipped(_where(found), found.reason))
                if isinstance(found, Unread):
                    gathered.unread.add(found.path)
        progress("reading", number, len(files), share=number / len(files))
    return gathered


def _where(found: Skipped | Unread) -> str:
    return found.origin if isinstance(found, Skipped) else found.path


def clean_article(draft: Draft, id: str) -> Article | Skipped:
    """Return the draft cleaned, or why nothing of it is left."""
    title = tidy(draft.title)
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
        authors=draft.authors,
        language=draft.language,
    )


def _articles(file: ArchiveFile, ids: "_Ids") -> Iterator[Article | Skipped | Unread]:
    for found in read_file(file):
        if isinstance(found, Draft):
            yield clean_article(found, ids.choose(found, file.place))
        else:
            yield found


class _Ids:
    """Chooses an id that no other article has, the same one at every build."""

    def __init__(self, known: Known, taken: Mapping[str, object]) -> None:
        self._known = known
        self._taken = taken
        self._of_file = {origin.path: id for id, (_, origin) in known.items() if not origin.part}

    def choose(self, draft: Draft, place: str) -> str:
        by_path = not (draft.given_id or draft.url)
        if by_path and not draft.origin.part and draft.origin.path in self._of_file:
            return self._of_file[draft.origin.path]
        id = article_id(draft, place)
        if id in self._taken or (by_path and self._elsewhere(id, draft)):
            return apart(id, draft)
        return id

    def _elsewhere(self, id: str, draft: Draft) -> bool:
        """Whether another file, which is still there, holds the article known by this id."""
        if id not in self._known:
            return False
        path = self._known[id][1].path
        return path != draft.origin.path and Path(path).exists()
