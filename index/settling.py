"""What depends on all the articles of an index together, settled after some of them changed.

What an outlet repeats is decided anew at each build from all articles the index then holds, those
of other archives too, whichever build brought them: one build or many end in the same texts. When
a new article tips the balance, the articles whose text changes by it count as changed. So it is
with copies: which article is shown depends on all, not on the order in which they came.
"""

from collections.abc import Callable

from index.database_writer import DatabaseWriter
from index.duplicates import copies
from index.ledger import Ledger
from index.repeats import LEAST, Repeated, block_at_edge, restored, without


def settle_repeats(database: DatabaseWriter, ledger: Ledger) -> None:
    """Take out of the articles what their outlet prints with many of them; put back what not."""
    for place in ledger.touched:
        before = ledger.furniture(place)
        now = _furniture(database, ledger, place)
        for article in database.articles_of(ledger.articles_with(place, before | now)):
            settled = without(restored(article), now)
            if settled.fingerprint != article.fingerprint:
                database.add(settled)
        if now != before:
            ledger.set_furniture(place, sorted(now))


def settle_copies(database: DatabaseWriter, ledger: Ledger) -> None:
    """Let copies belong to the article that is shown in their stead."""
    verdicts = ledger.verdicts()
    consulted: dict[str, bool] = {}

    def judged(pair: str, judge: Callable[[], bool]) -> bool:
        found = verdicts.get(pair)
        consulted[pair] = judge() if found is None else found
        return consulted[pair]

    found = copies(database.editions(), database.edition, sampled=ledger.sampled, judged=judged)
    database.set_copies(found)
    ledger.set_verdicts(consulted)


def _furniture(database: DatabaseWriter, ledger: Ledger, place: str) -> set[int]:
    total = ledger.articles_in(place)
    found = set()
    for sign, articles, first in ledger.repeated(place, LEAST):
        (article,) = database.articles_of([first])
        text = block_at_edge(restored(article), sign)
        if Repeated(place, sign, text, articles, total).furniture:
            found.add(sign)
    return found
