"""Cases and an open index in; the cases whose gold is there, and those that are left out, out."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.fields import CaseError
from eval.gold import Located, NamedArticles, locate_all
from index.article import Article
from index.reader import IndexReader


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked; `contents` is a digest of all that the index shows.

    `left_out` says of each case whose gold is not in the index which one it is and why.
    """

    located: tuple[Located, ...]
    left_out: tuple[str, ...]
    contents: str


def plan(cases: Sequence[Case], reader: IndexReader) -> Plan:
    """Find the gold of every case; CaseError names the first whose gold is not there."""
    made = plan_what_is_there(cases, reader)
    if made.left_out:
        more = len(made.left_out) - 1
        told = f" (and {more} more)" if more else ""
        raise CaseError(
            made.left_out[0] + told, hint="mend the case, or measure the others: --leave-out"
        )
    return made


def plan_what_is_there(cases: Sequence[Case], reader: IndexReader) -> Plan:
    """Find the gold of the cases, leaving out those whose gold is not there."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{reader.manifest.embedder.digest} {reader.manifest.passages}".encode())
    shown = (article for article, _ in reader.database.shown_articles())
    located, errors = locate_all(cases, NamedArticles(cases, _digested(shown, digest)))
    if not located:
        raise CaseError(
            f"none of {len(cases)} cases can be asked of this index: {errors[0]}",
            hint="is it the archive that the cases were written for?",
        )
    return Plan(located, tuple(map(str, errors)), digest.hexdigest())


def _digested(articles: Iterable[Article], digest: "hashlib.blake2b") -> Iterator[Article]:
    for article in articles:
        digest.update(f"{article.id} {article.fingerprint}\n".encode())
        yield article
