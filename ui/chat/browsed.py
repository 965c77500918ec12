"""What the address keeps for the Archive view in; which articles are listed, out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.filters import Filters
from ui.chat.sought import days_of

PAGE = 25  # articles listed at once
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Browsed:
    """An outlet, a month ("2024-03") or a year, and a page of the list, from 1; "" is any."""

    outlet: str = ""
    period: str = ""
    page: int = 1

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Browsed":
        """Return what there is; whoever writes an address by hand may have written anything."""
        period, page = kept.get("period", ""), kept.get("page", "")
        known = bool(_PERIOD.fullmatch(period)) and bool(days_of(period)[0])
        plain = page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS
        return cls(
            kept.get("outlet", ""), period if known else "", max(1, int(page)) if plain else 1
        )

    @property
    def kept(self) -> dict[str, str]:
        """What the address keeps of it."""
        page = str(self.page) if self.page > 1 else ""
        written = {"outlet": self.outlet, "period": self.period, "page": page}
        return {name: value for name, value in written.items() if value}

    @property
    def filters(self) -> Filters:
        """The articles that are listed."""
        since, until = days_of(self.period) if self.period else ("", "")
        return Filters(since, until, self.outlet)

    def at(self, outlet: str, period: str) -> "Browsed":
        """Return what is listed after a click on these; a second click on the same undoes it."""
        if (outlet, period) == (self.outlet, self.period):
            return Browsed()
        return Browsed(outlet, period)

    def turned(self, page: int) -> "Browsed":
        """Return another page of the same list."""
        return replace(self, page=max(1, page))
