"""The first words of an article in, its dateline or byline apart from the text out.

A dateline says where a story was written, when, and for which agency, as in "LONDON, Jan 24
(Reuters) -". It says nothing of which outlet printed the story, and no year is guessed for its day.
"""

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’'/-]*(?: (?:(?:de|del|la|al|el|of|and) )?[A-ZÀ-Þ][A-ZÀ-Þ.’'/-]*){0,5}"
)
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:of|de|del|la|al) )?[A-ZÀ-Þ][\w.’'-]*){0,3}"
_AGENCIES = (
    r"(?:AP|Reuters|AFP|dpa|DPA|UPI|EFE|ANSA|TASS|Xinhua|Bloomberg|KUNA|WAM|SPA|PTI|ANI|Kyodo|"
    r"Anadolu|CNN(?: Business)?|Asharq Al-Awsat|Thomson Reuters Foundation)"
)
_DASH = r"\s*(?:—|–|--|-)"
_LATIN = (
    rf"{_CAPITALS}(?:, {_PLACE})?,? (?:{_DAY},? )?\([A-Z][\w .&’'-]{{1,40}}\){_DASH}"
    r"(?=\s|[\"“A-Z]|$)",
    rf"{_CAPITALS}(?:, {_PLACE})?, {_DAY}{_DASH}(?=\s|$)",
    rf"{_PLACE}(?:, {_PLACE})?,? (?:{_DAY},? )?\({_AGENCIES}(?:/{_AGENCIES})?\){_DASH}(?=\s|$)",
    rf"(?:{_PLACE}(?:, {_PLACE})? )?CNN(?: Business)?\s*[—–](?=\s|$)",
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]{3,}(?: [A-ZÀ-Þ’'-]{2,}){0,3}(?:, " + _PLACE + r")? [—–](?= [\"“‘]?[A-Z])",
    rf"{_PLACE}(?:, {_PLACE})? ?[—–]$",
)
_ARABIC_AGENCIES = (
    r"(?:رويترز|فرانس برس|أ ?[.]? ?ف ?[.]? ?ب[.]?|ا ف ب|د ?[.]? ?ب ?[.]? ?أ[.]?|أ ?[.]? ?ب[.]?|"
    r"وكالات|الوكالات|الأناضول|سبوتنيك|واس|وام|كونا|سانا|شينخوا|الشرق الأوسط|«الشرق الأوسط»|"
    r"الجزيرة(?: نت)?|العربية(?:[.] ?نت)?|أسوشيتد برس|بي بي سي)"
)
_ARABIC_PLACE = r"[\u0620-\u064a]+(?: [\u0620-\u064a]+){0,3}"
_ARABIC = (
    rf"{_ARABIC_PLACE} ?\({_ARABIC_AGENCIES}\) ?[-–—:]*(?=\s|$)",
    rf"{_ARABIC_PLACE} ?[-–—:] ?[(]?{_ARABIC_AGENCIES}[)]?(?: ?[-–—:،](?=\s|$)|$)",
)
_DATELINE = re.compile("^(?:" + "|".join((*_LATIN, *_ARABIC)) + ")")
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:de|la|al|bin|van|von|der|el)(?= ))?(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_BYLINE = re.compile(
    rf"^(?:By|BY|Written by|Words by)\s*:?\s+({_NAME}(?:(?:, (?!The )| and | & ){_NAME}){{0,4}})"
    r"(?:(?:,| \||/) ?[A-Z][\w .-]{1,40})?$"
)
_ARABIC_BYLINE = re.compile(
    r"^(?:بقلم|كتب|كتبت|إعداد)\s*[:：]\s*([\u0620-\u064a]+(?: [\u0620-\u064a]+){1,3})$"
)
_BETWEEN_NAMES = re.compile(r", | and | & ")


def dateline(text: str) -> str:
    """Return the dateline that the text begins with, its dash included, or ""."""
    found = _DATELINE.match(text)
    return found[0] if found else ""


def plain_dateline(written: str) -> str:
    """Return the dateline without the dash that ends it."""
    return written.rstrip(" —–-:،")


def byline(block: str) -> tuple[str, ...]:
    """Return the names of a block that is a byline and nothing else, or none."""
    arabic = _ARABIC_BYLINE.match(block)
    if arabic:
        return (arabic[1],)
    found = _BYLINE.match(block)
    return tuple(_BETWEEN_NAMES.split(found[1])) if found else ()
