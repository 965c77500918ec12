"""What an archive holds, counted and listed, in; what the script that draws it is given out."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.rows import Counted, Listed
from ui.chat.archive_words import ArchiveWords
from ui.chat.browsed import PAGE, Browsed
from ui.chat.search_data import card_facts
from ui.chat.turn_data import Row

_MONTHS = 24  # columns; of a longer time the years are shown
_SAYS = (
    "grid outlet all unnamed undated cell more_outlets fewer filtered take_away none"
    " paragraphs also_in newer older"
).split()


@dataclass(frozen=True, slots=True)
class Grid:
    """How many articles each outlet (most first) published in each period, in order.

    A period is a month or a year; one without articles between two with some is there, too, and ""
    is what has no date. `counts` has a row an outlet and a column a period.
    """

    outlets: tuple[str, ...]
    periods: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All articles."""
        return sum(map(sum, self.counts))


def grid(counted: Sequence[Counted], period: str = "") -> Grid:
    """Count by month; by year where that is more than two years, unless `period` is in one."""
    everything = _unbroken(sorted({one.month for one in counted if one.month}))
    year = period[:4] if len(everything) > _MONTHS else ""
    within = [one for one in counted if not year or one.month[:4] == year]
    months = _unbroken(sorted({one.month for one in within if one.month}))
    width = len("2024-03") if year or len(months) <= _MONTHS else len("2024")
    periods = tuple(dict.fromkeys(month[:width] for month in months))
    if any(not one.month for one in within):
        periods = (*periods, "")
    sums: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for one in within:
        row = sums.setdefault(one.outlet, {})
        names.setdefault(one.outlet, one.source)
        column = one.month[:width]
        row[column] = row.get(column, 0) + one.articles
    order = sorted(sums, key=lambda outlet: (-sum(sums[outlet].values()), names[outlet]))
    counts = tuple(tuple(sums[one].get(column, 0) for column in periods) for one in order)
    return Grid(tuple(names[one] for one in order), periods, counts)


def archive_data(
    counts: Grid, listed: Sequence[Listed], browsed: Browsed, all: int, says: ArchiveWords
) -> Row:
    """Return what is drawn of the grid, and of the page of the list that it narrows."""
    first = (browsed.page - 1) * PAGE + 1
    shown = says.listed.format(
        first=f"{first:,}", last=f"{first + len(listed) - 1:,}", all=f"{all:,}"
    )
    return {
        "outlets": counts.outlets,
        "periods": counts.periods,
        "counts": counts.counts,
        "outlet": browsed.outlet,
        "period": browsed.period,
        "listed": shown if listed else "",
        "articles": [_article(one, says) for one in listed],
        "page": browsed.page,
        "last": max(1, -(-all // PAGE)),
        "words": {name: getattr(says, name) for name in _SAYS},
    }


def _article(one: Listed, says: ArchiveWords) -> Row:
    return {
        "article": one.card.id,
        "title": one.card.title or says.untitled,
        "facts": card_facts(one.card),
        "paragraphs": one.paragraphs,
        "copies": len(one.also_in),
    }


def _unbroken(months: Sequence[str]) -> list[str]:
    """Return every month from the first to the last."""
    if not months:
        return []
    first, last = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (months[0], months[-1]))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]
