"""Ids in, an index without those articles out; and the other way: builds may take them in again."""

from collections.abc import Container, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.article import Card
from index.computed import Computed
from index.embedder import Embedder
from index.errors import ArticleMissing
from index.gather import WITHDRAWN
from index.next_version import NextVersion
from index.progress import Progress
from index.settings import VERSIONS_KEPT
from index.store import COMPUTED, building, current_folder, locked, sweep, switch
from index.version import Version


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out, and the copies of it that stay, being articles of their own."""

    removed: tuple[Card, ...]
    copies: tuple[Card, ...]


def remove_articles(
    ids: Sequence[str],
    *,
    index: Path,
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
    index: Path,
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


def forget_earlier_versions(index: Path) -> None:
    """Remove every version but the current one, with the articles that only they hold."""
    with locked(index):
        sweep(index, keep=0)


@contextmanager
def _updating(
    index: Path, embedder: Embedder, progress: Progress, keep: int
) -> Iterator[tuple[NextVersion, Version]]:
    """Yield the next version to change, and the one before; then write it and switch to it."""
    with (
        building(index, keep=keep) as folder,
        closing(Version(current_folder(index))) as before,
        closing(NextVersion(folder, before, embedder)) as following,
    ):
        yield following, before
        following.settle_texts()
        following.write(Computed(index / COMPUTED, embedder), progress)
        switch(index, folder, following.finish(before.manifest.archives))


def _check_among(ids: Sequence[str], known: Container[str], where: str, hint: str) -> None:
    for id in ids:
        if id not in known:
            raise ArticleMissing(f"no article {id!r} {where}", hint=hint)
