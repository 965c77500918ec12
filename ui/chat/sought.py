"""What the address keeps for the Search view in; what is sought, and how it is read, out."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from index.dates import iso_date
from index.filters import Filters
from index.reader import IndexReader
from rag.asking import read
from rag.results import Sort
from rag.understanding.understood import Understood
from ui.chat.narrowing import Narrowing, narrowings

STEP, MOST = 10, 200  # paragraphs shown at first and with each "more", and at most
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
_LONGEST = 1000  # characters of what is searched
_BETWEEN = "\n"
_MONTH = len("2024-03")


@dataclass(frozen=True, slots=True)
class Sought:
    """A search as its address tells it, so that it can be shared and marked.

    `without` names what the words narrow the search to and a reader took away, by `name_of`.
    """

    words: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    sort: Sort = "relevance"
    count: int = STEP
    without: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Sought":
        """Return what there is; whoever writes an address by hand may have written anything."""
        sort: Sort = next((one for one in _SORTS if one == kept.get("sort")), "relevance")
        since, until = (iso_date(kept.get(name, ""))[:10] for name in ("since", "until"))
        return cls(
            kept.get("words", "").strip()[:_LONGEST],
            since,
            until,
            kept.get("outlet", ""),
            sort,
            _count(kept.get("count", "")),
            tuple(filter(None, kept.get("without", "").split(_BETWEEN))),
        )

    @property
    def kept(self) -> dict[str, str]:
        """What the address keeps of it: all that is not as at first."""
        first = Sought()
        written = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != getattr(first, one.name)
        }
        if self.without:
            written["without"] = _BETWEEN.join(self.without)
        return {name: str(value) for name, value in written.items()}

    @property
    def filters(self) -> Filters:
        """What the reader narrowed the search to; SettingsError where the days are reversed."""
        return Filters(self.since, self.until, self.outlet)

    @property
    def month(self) -> str:
        """The month that the days are, "" where they are none."""
        month = self.since[:_MONTH]
        return month if month and (self.since, self.until) == days_of(month) else ""

    def understood(self, reader: IndexReader, today: date) -> Understood:
        """Return what the words ask of this archive, less what was taken away."""
        found = read(reader, self.words, filters=self.filters, asked=today)
        for _ in self.without:
            named = (one for one in narrowings(found) if name_of(one) in self.without)
            found = next((one.without for one in named), found)
        return found

    def in_month(self, month: str) -> "Sought":
        """Return the same search in this month alone, or in any where it is in that one."""
        since, until = ("", "") if month == self.month else days_of(month)
        return replace(self, since=since, until=until, count=STEP)

    def in_outlet(self, outlet: str) -> "Sought":
        """Return the same search in this outlet alone, or in any where it is in that one."""
        return replace(self, outlet="" if outlet == self.outlet else outlet, count=STEP)

    def less(self, narrowing: Narrowing) -> "Sought":
        """Return the same search without one of the things its words narrow it to."""
        return replace(self, without=(*self.without, name_of(narrowing)), count=STEP)

    def with_more(self) -> "Sought":
        """Return the same search with more shown."""
        return replace(self, count=min(self.count + STEP, MOST))


def name_of(narrowing: Narrowing) -> str:
    """Return what a narrowing is known by in an address."""
    return f"{narrowing.kind} {narrowing.phrase or narrowing.value}".strip().replace(_BETWEEN, " ")


def days_of(month: str) -> tuple[str, str]:
    """Return the first and last day of a month ("2024-03") or a year ("2024")."""
    if not iso_date(f"{month}-01-01"[:10]):
        return "", ""
    if len(month) < _MONTH:
        return f"{month}-01-01", f"{month}-12-31"
    year, number = int(month[:4]), int(month[5:_MONTH])
    return f"{month}-01", f"{month}-{monthrange(year, number)[1]:02d}"


def _count(written: str) -> int:
    plain = written.isascii() and written.isdigit() and len(written) < len("1000")
    return min(max(int(written), STEP), MOST) if plain else STEP
