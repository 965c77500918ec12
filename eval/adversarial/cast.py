"""An English article in; the people it names, who speaks in it, and its places, out.

People are found by how they are named (a title, an age, something said): fewer than there are, and
seldom something else. Places are what things happen in or come from.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Article

_WORD = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-’'][A-ZÀ-Þ][a-zà-ÿ]+|[A-Z][a-z]+)*"
NAME = rf"{_WORD}(?: (?:[A-Z]\. )?(?:(?:de|da|bin|al|van|von|el) )?{_WORD}){{0,3}}"
TITLES = frozenset(
    """President Prime Minister Mayor Governor Gov Senator Sen Representative Rep King Queen Prince
    Princess Judge Justice Chief Captain Capt Colonel Col General Gen Lt Sgt Officer Inspector
    Sheriff Secretary Chancellor Chairman Director Professor Prof Dr Mr Mrs Ms Sir Lord Lady Pope
    Father Bishop Archbishop Attorney Coach Councillor Councilor Deputy Vice Ambassador Speaker
    Foreign Finance Health Interior Defense Defence Assistant Former State Special Commissioner
    Detective District Democratic Republican Spokesman Spokeswoman Spokesperson Manager Nurse
    Engineer Doctor Actor Singer""".split()
)
_NO_PERSON = frozenset(
    """House Department Ministry Police Court University Council Party Association Union Press Group
    Bank Company Agency Office Committee Times Post News Service Services Center Centre Institute
    Commission Board Force Forces Army Navy States Kingdom Nations City County Street Road Fund
    Church School College Hospital Club League Cup Bureau Authority Network Journal Administration
    Congress Senate Parliament Assembly Foundation Society International National Federal World
    United American British European Ministers Officials Security Line Port Bay Island Islands River
    Lake Mountain Valley North South East West New Airlines Motors Street Act Day Inc Corp Ltd Co
    Park Museum Guard Team Coalition Research Studios Records Tower Council's Report Review Trust
    Labour Democrats Republicans Prosecutors Researchers Lawyers Authorities Critics Experts Trade
    Health Medicine Past Affairs Education Energy Justice Medicaid Medicare Agriculture Treasury
    Public Transportation Labor Climate
    Hamas Hezbollah Taliban Kremlin Pentagon Israel Russia Ukraine China Google Apple Amazon Meta
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December""".split()
)
OPENERS = frozenset(
    """The A An In On At But And As He She It They We I You This That These Those His Her Their Its
    When While After Before If For From To Of By With Some Many Most More All One Two There What
    Who How Why Where Since Also Still Yet So Not No Now Then Last First Both Each Even Only Under
    Over Nearly About Another Other Several Our My According Meanwhile However Although Despite
    During Because Today Yesterday Earlier Later Instead Among""".split()
)
SAYS = r"(?:said|says|added|told|wrote|argued|explained|warned|testified|insisted|noted)"
_TITLED = "|".join(sorted(TITLES))
_PERSON = re.compile(
    rf"(?P<before>\b(?:{_TITLED})\.? )(?P<titled>{NAME})"
    rf"|(?P<aged>{NAME}), \d\d(?=,)"
    rf"|(?P<says>{NAME}) {SAYS}\b(?! to have)"
    rf"|\b{SAYS} (?P<said>{NAME})(?=[,.;]|$| (?:in|on|at|of|who)\b)"
    rf"|(?P<known>{NAME}), (?:who|his|her|chief|senior|deputy|director|professor|head)\b"
)
_PLACE = re.compile(
    rf"(?<=[a-z,] )(?:in|from|near) (?P<place>{NAME})(?=[,.;]|$| (?:on|and|to|last|for|in|where"
    r"|after|this|at|by|with|is|was|were|have|had|has)\b)"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """People by their full names, and places, each once, in the order they are first named."""

    people: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def surnames(self) -> dict[str, str]:
        """Full names by their last word, where one person alone has it."""
        found: dict[str, list[str]] = {}
        for one in self.people:
            found.setdefault(one.split()[-1], []).append(one)
        return {last: full[0] for last, full in found.items() if len(full) == 1}


def cast_of(article: Article) -> Cast:
    """Return who and what places the article names."""
    named = {found["place"].split()[-1] for found in _PLACE.finditer(article.text)}
    found_people = map(_person, _PERSON.finditer(article.text))
    people = [name for name in found_people if name and name.split()[-1] not in named]
    known = {word for one in people for word in one.split()}
    places = [
        found["place"]
        for found in _PLACE.finditer(article.text)
        if not known & set(found["place"].split()) and _is_place(found["place"])
    ]
    return Cast(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(places)))


def whole_cast(casts: Iterable[Cast]) -> Cast:
    """Return everybody and every place of an archive, by name."""
    people: set[str] = set()
    places: set[str] = set()
    for one in casts:
        people.update(one.people)
        places.update(one.places)
    return Cast(tuple(sorted(people)), tuple(sorted(places)))


def share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word in common, so that they may be of the same."""
    return bool(set(one.split()) & set(other.split()))


def without_titles(name: str) -> str:
    """Return the name without the titles and the openers of a sentence before it."""
    words = name.split()
    while words and (words[0].rstrip(".") in TITLES or words[0] in OPENERS):
        words.pop(0)
    return " ".join(words)


def _person(found: re.Match[str]) -> str:
    name = without_titles(
        next(filter(None, found.group("titled", "aged", "says", "said", "known")))
    )
    words = name.split()
    return name if 2 <= len(words) <= 4 and not set(words) & _NO_PERSON else ""


def _is_place(name: str) -> bool:
    days = (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May"
    )
    times = (
        "June July August September October November December Congress Parliament Arabic English"
    )
    kinds = (
        "St Mt Ft French Spanish Sept Oct Nov Dec Jan Feb Aug Aug Court Black God Christmas Twitter"
    )
    return not set(name.split()) & set(f"{days} {times} {kinds}".split())
