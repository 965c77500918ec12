"""A date as an archive writes it in, ISO 8601 out; "" where it is not plainly a date."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_WEEKDAY = re.compile(r"^[^\W\d]+day,?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_FORMS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%d %B %Y %H:%M",
    "%B %d %Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
)
_ARABIC_MONTHS = {
    name: english
    for english, names in {
        "January": "يناير جانفي كانون\u00a0الثاني",
        "February": "فبراير فيفري شباط",
        "March": "مارس آذار",
        "April": "أبريل إبريل ابريل أفريل نيسان",
        "May": "مايو ماي أيار",
        "June": "يونيو جوان حزيران",
        "July": "يوليو جويلية تموز",
        "August": "أغسطس اغسطس أوت آب",
        "September": "سبتمبر أيلول",
        "October": "أكتوبر اكتوبر تشرين\u00a0الأول",
        "November": "نوفمبر تشرين\u00a0الثاني",
        "December": "ديسمبر كانون\u00a0الأول",
    }.items()
    for name in names.split(" ")
}
_TWO_WORDS = re.compile(r"(كانون|تشرين) (الأول|الثاني)")
_PARTED = str.maketrans({",": " ", "،": " ", ".": " "})
_MAIL = re.compile(r"(?:\w{3,9},?\s+)?\d{1,2}\s+\w{3,9}\s+\d{4}\s+[\d:]{5,8}(?:\s+[-+\w]{1,5})?")
_MOST_SECONDS = 1e11  # 1973 in milliseconds, the year 5138 in seconds
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_FIRST_YEAR, _LAST_YEAR = 1500, 2200


def iso_date(written: str) -> str:
    """Return "2024-01-24" or "2024-01-24T09:30:00+00:00"; day/month order is never guessed."""
    written = written.strip().translate(_DIGITS)
    for read in (_iso, _named_month, _mail):
        try:
            found = read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if _FIRST_YEAR <= int(found[:4]) <= _LAST_YEAR:
            return found
    return ""


def iso_from_epoch(seconds: float) -> str:
    """Return the moment so many seconds (or milliseconds, when absurdly many) after 1970."""
    try:
        if abs(seconds) > _MOST_SECONDS:
            seconds /= 1000
        return iso_date(datetime.fromtimestamp(seconds, UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return ""


def day_number(published: str) -> int:
    """Return the day as `date.toordinal` counts it, 0 where there is no date."""
    return date.fromisoformat(published[:10]).toordinal() if published else 0


def _iso(written: str) -> str:
    if len(written) <= len("2024-01-24"):
        return date.fromisoformat(written).isoformat()
    return datetime.fromisoformat(written).isoformat()


def _named_month(written: str) -> str:
    plain = _ORDINAL.sub("", _WEEKDAY.sub("", written)).translate(_PARTED)
    plain = _TWO_WORDS.sub("\\1\u00a0\\2", re.sub(r"\s+", " ", plain).replace("Sept ", "Sep "))
    plain = " ".join(_ARABIC_MONTHS.get(word, word) for word in plain.strip().split(" "))
    return _first(_FORMS, lambda form: datetime.strptime(plain, form))


def _first(forms: tuple[str, ...], read: Callable[[str], datetime]) -> str:
    for form in forms:
        try:
            moment = read(form)
        except ValueError:
            continue
        return moment.isoformat() if "%H" in form else moment.date().isoformat()
    raise ValueError("not in any form known")


def _mail(written: str) -> str:
    if not _MAIL.fullmatch(written):
        raise ValueError("not a date as mail writes it")
    return parsedate_to_datetime(written).isoformat()
