"""What a search is narrowed to."""

from dataclasses import dataclass, field

from index.dates import day_number, iso_date
from index.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Filters:
    """Only articles published from `since` to `until`, both included, by `source` and `author`.

    "" filters nothing. An article without a date passes no date filter unless `undated`. Case and a
    leading "the" of an outlet do not matter; "A / B" is either (`index.outlets`, `index.authors`).
    """

    since: str = ""
    until: str = ""
    source: str = ""
    author: str = ""
    undated: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        for name in ("source", "author"):  # half a character is in no index
            whole = getattr(self, name).encode("utf-8", "replace").decode("utf-8")
            object.__setattr__(self, name, whole)
        for name in ("since", "until"):
            given = getattr(self, name)
            if not given:
                continue
            day = iso_date(given)[:10]
            if not day:
                raise SettingsError(
                    f"{name}: {given!r} is not a date", hint="write it as 2024-01-31"
                )
            object.__setattr__(self, name, day)
        if self.since and self.until and self.since > self.until:
            raise SettingsError(
                f"since {self.since} is later than until {self.until}", hint="swap them"
            )

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.source or self.author)

    @property
    def days(self) -> tuple[int, int]:
        """The first and last day allowed, as `date.toordinal` counts; (0, 0) is no date filter."""
        if not (self.since or self.until):
            return 0, 0
        return day_number(self.since) or 1, day_number(self.until) or day_number("9999-12-31")
