"""The address of the page in; the talk and the place in an article that it carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_NUMBERS = ("paragraph", "start", "end", "turn")
_OWN = frozenset({"view", "talk", "language", "article", *_NUMBERS})
_MOST_DIGITS = 9  # of a number in the address


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of an article, and the words cited in it by their span in the article.

    `turn` is the number of the answer that it was opened from, 0 for none.
    """

    article: str
    paragraph: int
    start: int = 0
    end: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of the page says: the view, the talk, what is read beside it, the language.

    `kept` is what else the address holds for its view; "" is the view of talks.
    """

    talk: str = ""
    place: Place | None = None
    language: str = ""
    view: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Address":
        """Return what there is; whoever writes an address by hand may have written anything."""
        numbers = (_number(given, name) for name in _NUMBERS)
        place = Place(given["article"], *numbers) if "article" in given else None
        view = given.get("view", "")
        kept = {name: value for name, value in given.items() if view and name not in _OWN}
        return cls(given.get("talk", ""), place, given.get("language", ""), view, kept)

    def parameters(self) -> dict[str, str]:
        """Return the parts as the address carries them."""
        said = {**self.kept, "view": self.view, "talk": self.talk, "language": self.language}
        if self.place:
            said |= {"article": self.place.article}
            said |= {name: str(getattr(self.place, name) or "") for name in _NUMBERS}
        kept = {name: value for name, value in said.items() if value}
        return kept | ({"article": self.place.article} if self.place else {})

    def at(self, place: Place | None) -> "Address":
        """Return the same with another place opened, or none."""
        return replace(self, place=place)


def place_of(given: Mapping[str, object], turn: int = 0) -> Place:
    """Return the place that a click in the browser names."""
    said = {name: str(part) for name, part in given.items()}
    paragraph, start, end = (_number(said, name) for name in ("paragraph", "start", "end"))
    return Place(said.get("article", ""), paragraph, start, end, turn)


def _number(given: Mapping[str, str], name: str) -> int:
    """Return a number that the address carries, 0 where it carries none."""
    written = given.get(name, "")
    plain = written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS
    return int(written) if plain else 0
