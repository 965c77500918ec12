"""Ids in, an index without those articles out; and the other way: builds may take them in again."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from index.article import Card
from index.embedder import Embedder
from index.errors import ArticleMissing, IndexMissing
from index.following import Following
from index.gather import WITHDRAWN
from index.home import Before, Location, home_of
from index.progress import Progress
from index.settings import VERSIONS_KEPT


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out, and the copies of it that stay, being articles of their own."""

    removed: tuple[Card, ...]
    copies: tuple[Card, ...]


def remove_articles(
    ids: Sequence[str],
    *,
    index: Location,
    embedder: Embedder,
    progress: Progress,
    keep: int = VERSIONS_KEPT,
) -> Removal:
    """Take the articles of these ids out; builds leave them out from now on.

    Raises ArticleMissing, and takes none out, where an id is no article's.
    """
    with _updating(index, embedder, progress, keep) as (following, before):
        known = before.database.known()
        _check_among(ids, known, "in the index; none was removed", "pressmark list shows the ids")
        cards = {id: before.database.card(id) for id in ids}
        groups = {one.id: one for one in map(before.database.article, cards) if one}
        copies = [card for one in groups.values() for card in (one.card, *one.also_in)]
        following.keep_as_before(known.keys() - cards.keys())
        following.remove(cards)
        following.database.add_withdrawn({id: card.title for id, card in cards.items()})
        for id in cards:
            following.ledger.forget_file(known[id].origin.path)
    return Removal(tuple(cards.values()), tuple(one for one in copies if one.id not in cards))


def readmit_articles(
    ids: Sequence[str],
    *,
    index: Location,
    embedder: Embedder,
    progress: Progress,
    keep: int = VERSIONS_KEPT,
) -> None:
    """Let the next build take in what was taken out; raises ArticleMissing for other ids."""
    with _updating(index, embedder, progress, keep) as (following, before):
        withdrawn = before.database.withdrawn()
        taken_out = "taken out were: " + (", ".join(withdrawn) or "none")
        _check_among(ids, withdrawn, "was taken out of the index", taken_out)
        following.keep_as_before(before.database.known())
        following.database.remove_withdrawn(ids)
        following.ledger.forget_files_with(WITHDRAWN)


def forget_earlier_versions(index: Location) -> None:
    """Remove every version but the current one, with the articles that only they hold."""
    home_of(index).forget_earlier()


@contextmanager
def _updating(
    index: Location, embedder: Embedder, progress: Progress, keep: int
) -> Iterator[tuple[Following, Before]]:
    """Yield the next version to change, and the one before; then write it and switch to it."""
    home = home_of(index)
    home.current()  # raises where there is nothing to update
    with home.writing(embedder, keep=keep) as writing:
        if writing.before is None:
            raise IndexMissing(f"no index at {index}", hint="pressmark index build ARCHIVE...")
        yield writing.following, writing.before
        writing.following.settle_texts()
        writing.switch(writing.before.manifest.archives, progress)


def _check_among(ids: Sequence[str], known: Container[str], where: str, hint: str) -> None:
    for id in ids:
        if id not in known:
            raise ArticleMissing(f"no article {id!r} {where}", hint=hint)
