"""English text in; the names of people in it, and the full name behind a last name, out."""

import re
from collections.abc import Iterable, Iterator

from index.article import Article

CAPITAL = r"[A-Z][\w’'-]*[\w]"
_INITIAL = r"(?:[A-Z]\.(?:[A-Z]\.)? )?"
_PARTICLE = "(?:(?:van|von|de|der|del|di|al|bin|ibn|la|el) )?"
PERSON = rf"{CAPITAL} (?:{CAPITAL} )??{_INITIAL}{_PARTICLE}{CAPITAL}"
_PERSON = re.compile(rf"\b{PERSON}\b")
_WHOLE_PERSON = re.compile(PERSON)
_SPEAKER = re.compile(rf"\b(?:said|says|told) ({CAPITAL})\b|\b({CAPITAL}) (?:said|says|told)\b")
_ANY_NAME = re.compile(rf"(?<![.!?] )(?<!^)(?<!“)\b{CAPITAL}")

# words in capitals that begin no one's name
_NOT_FIRST = frozenset(
    """
    A About Activist Actor Actress After Against Air All Also American Among An And Another Any
    April As Associated At Attorney August Aunt Australian Author Bank Between Big Bishop Black
    Blue Both British Brother But By Canadian Captain Central Chairman Chief City Cmdr Coach
    Col Congressman Congresswoman Constable Council Councillor Councilor County Court Danish
    Dear December Defense Democratic Department District Doctor Dr Each East Eastern Economist
    Editor-in-Chief Engineer European Even Every Executive Father February Federal Ferry First
    Folks For Former Fort French Friday From General German Gov Governor Grand Grandmother
    Great Green Harbor Harbour He Her Here High His Hispanic Historian Holy Hong House How
    Human Hurricane If Imam In Indian Initially Inspector International Into Israeli It Italian
    Its January Japanese Journalist Judge July June Justice King Lake Las Last Late Latin
    Lawyer Let Like Lord Los Lt Maj Many March Mayor Medicaid Medicare Middle Minister Miss
    Monday More Most Mother Mount Mr Mrs Ms National Native New No North Northern November Now
    Nurse October Of Officer Old On Once Only Operation Or Other Our Over Palestinian Pastor
    Planet Planned Please Police Polish Pope Port President Prime Prince Princess Prof
    Professor Project Public Pvt Queen Rabbi Red Rep Representative Republican Researcher
    Russian Saint Same San Saturday Saudi Secretary Secretary-General Sen Senate Senator
    September Sergeant Several Sgt She Sheriff Since Singer Sir Sister So Social Some South
    Southern Spokesman Spokesperson Spokeswoman St State States Still Storm Striking Such
    Sunday Super Superintendent Supreme Texas That The Their Then There These They This Those
    Though Three Thursday To Top Tropical Tuesday Two U.S Ukraine Ukrainian Uncle Under United
    University Until Vice Vice-President We Wednesday West Western What When Where Which While
    White Who Why With World Yet You
    """.split()
)
# the last word of what is no person: places, offices, bodies
_NOT_LAST = frozenset(
    """
    Academy Act Agency Airlines Airport Alliance America Americans Army Arts Association
    Attorney Authority Avenue Bank Bay Beach Board Bowl Bridge Building Bureau Canyon Care
    Center Centre Christians Church City Club Coast College Commission Committee Company
    Congress Corp Council County Court Creek Cup Day Democrats Department District Drive East
    Energy Evening Falls Family Festival Force Forces Forest Fund Games Garden Gate General
    Girls Group Guard Hall Harbor Harbour Health Heights High Hill Hills Hospital Hotel House
    Inc Indians Institute Island Islands Jail Jews Journal Juniors Justice Lake League Library
    Line Mall Minister Ministry Mountain Mountains Museum Muslims National Network News North
    Office Park Party Police Port President Press Prison Program Project Quay Region Republic
    Republicans Research Ridge Right Rights River Road School Schools Security Senate Service
    Services Society South Square Stadium State States Station Street Strip Studios Supreme
    System Team Times Today Tower Town Tribune Trust Tuesday Tunnel Union University Valley
    Village Wall War Water West World York Zone
    """.split()
)


def is_person(name: str) -> bool:
    """Whether two or three words in capitals read as someone's first and last name."""
    words = name.split()
    plain = [word.removesuffix("’s").removesuffix("'s").rstrip(".") for word in words]
    if len(words) < 2 or not _WHOLE_PERSON.fullmatch(name):
        return False
    if "-based " in name or any(word.isupper() and len(word) > 1 for word in plain):
        return False
    return plain[0] not in _NOT_FIRST and plain[-1] not in _NOT_LAST | _NOT_FIRST


def full_names(text: str) -> dict[str, str]:
    """Return for each last name the one full name that the text gives with it."""
    found: dict[str, set[str]] = {}
    for name in _people(text):
        found.setdefault(name.split()[-1], set()).add(name)
    return {last: min(names) for last, names in found.items() if len(names) == 1}


def speakers(articles: Iterable[Article]) -> dict[str, set[str]]:
    """Return the full name of each person who is said to say something, with the articles' ids."""
    found: dict[str, set[str]] = {}
    for article in articles:
        said = {word for pair in _SPEAKER.findall(article.text) for word in pair if word}
        for last, full in full_names(article.text).items():
            if last in said or any(full.startswith(f"{word} ") for word in said):
                found.setdefault(full, set()).add(article.id)
    return found


def names_in(text: str) -> list[str]:
    """Return the words in capitals that do not begin a sentence, each once, in order."""
    return list(dict.fromkeys(match[0] for match in _ANY_NAME.finditer(text)))


def _people(text: str) -> Iterator[str]:
    """Yield the names of people; in "President Joe Biden" the title is stepped over."""
    at = 0
    while match := _PERSON.search(text, at):
        name = re.sub(r"['’]s$", "", match[0])
        if is_person(name):
            yield name
            at = match.end()
        else:
            at = match.start() + len(name.split()[0])
