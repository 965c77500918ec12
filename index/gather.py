"""The files of an archive in, cleaned articles with their ids into a database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from index.article import Article, Draft, Known, Origin, Skipped
from index.cleaning import clean, tidy
from index.identity import apart, article_id
from index.language import language_of
from index.mending import mend
from index.paragraphs import compose
from index.progress import Progress
from index.reading import ArchiveFile, read_file


@dataclass
class Gathered:
    """What reading an archive gave: the articles by id, and what was skipped."""

    articles: dict[str, Known] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def gather(
    files: Sequence[ArchiveFile],
    *,
    known: Mapping[str, Known],
    keep: Callable[[Article], None],
    progress: Progress,
) -> Gathered:
    """Read and clean every file; hand each article to `keep` with an id no other has."""
    gathered = Gathered()
    ids = _Ids(known, gathered.articles)
    for number, file in enumerate(files, start=1):
        for found in _articles(file, ids):
            if isinstance(found, Article):
                gathered.articles[found.id] = found.known
                keep(found)
            else:
                gathered.skipped.append(found)
        progress("reading", number, len(files), share=number / len(files))
    return gathered


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


def _articles(file: ArchiveFile, ids: "_Ids") -> Iterator[Article | Skipped]:
    for found in read_file(file):
        if isinstance(found, Draft):
            yield clean_article(found, ids.choose(found, file.place))
        else:
            yield found


class _Ids:
    """Chooses an id that no other article has, the same one at every build."""

    def __init__(self, known: Mapping[str, Known], taken: Mapping[str, object]) -> None:
        self._known = known
        self._taken = taken
        self._of_origin: dict[Origin, list[str]] = {}
        for id, article in known.items():
            self._of_origin.setdefault(article.origin, []).append(id)

    def choose(self, draft: Draft, place: str) -> str:
        """Return the id the draft had before, else its own one, else one made for it."""
        own = article_id(draft, place)
        for id in self._of_origin.get(draft.origin, ()):
            if id not in self._taken and self._is_its_own(id, own, draft):
                return id
        free = (id for id in chain([own], apart(own, draft, place)) if self._free(id, draft))
        return next(free)

    def _is_its_own(self, id: str, own: str, draft: Draft) -> bool:
        whole_file = not (draft.given_id or draft.url or draft.origin.part)
        return whole_file or id == own or id.startswith(own + "~")

    def _free(self, id: str, draft: Draft) -> bool:
        """Whether no article just read has the id, nor another one that still stands elsewhere."""
        if id in self._taken:
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
