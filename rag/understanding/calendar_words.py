"""The words for months, days and numbers in English and Arabic, as one spelling writes them."""

_ENGLISH = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_ARABIC = (
    ("يناير", "جانفي", "كانون الثاني"),
    ("فبراير", "فيفري", "شباط"),
    ("مارس", "اذار"),
    ("ابريل", "افريل", "نيسان"),
    ("مايو", "ماي", "ايار"),
    ("يونيو", "يونيه", "جوان", "حزيران"),
    ("يوليو", "يوليه", "جويليه", "تموز"),
    ("اغسطس", "اوت", "اب"),
    ("سبتمبر", "ايلول"),
    ("اكتوبر", "تشرين الاول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الاول"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
_NUMBERS = (
    ("a", "an", "one", "the"), ("two", "couple of", "يومين", "اسبوعين", "شهرين", "سنتين"),
    ("three", "ثلاثه", "ثلاث"), ("four", "اربعه", "اربع"), ("five", "خمسه", "خمس"),
    ("six", "سته", "ست"), ("seven", "سبعه", "سبع"), ("eight", "ثمانيه", "ثماني"),
    ("nine", "تسعه", "تسع"), ("ten", "عشره", "عشر"), ("eleven",), ("twelve",),
)  # fmt: skip
_ORDINALS = (
    ("first", "1st", "الاول"), ("second", "2nd", "الثاني"), ("third", "3rd", "الثالث"),
    ("fourth", "4th", "last", "الرابع", "الاخير"),
)  # fmt: skip

MONTH = rf"(?:(?:{'|'.join(_ENGLISH)})\b\.?)"
ARABIC_MONTH = rf"(?:{'|'.join(name for names in _ARABIC for name in names)})\b"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})\b"
ARABIC_WEEKDAY = rf"(?:{'|'.join(_ARABIC_WEEKDAYS)})\b"
NUMBER = r"(?:\d{1,3}|one|two|a couple of|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ARABIC_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(n for ns in _NUMBERS[2:10] for n in ns[1:])})"
ORDINAL = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name in either language, cut short or not."""
    plain = name.rstrip(".").lower()
    for number, names in enumerate(_ARABIC, start=1):
        if plain in names:
            return number
    short = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return short.index(plain[:3]) + 1


def weekday_number(name: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    plain = name.lower()
    names = _WEEKDAYS if plain in _WEEKDAYS else _ARABIC_WEEKDAYS
    return names.index(plain)


def number(word: str) -> int:
    """Return the number that a numeral or a number word is."""
    plain = word.lower().removeprefix("a couple of") or "two"
    if plain.isdigit():
        return int(plain)
    return next(value for value, names in enumerate(_NUMBERS, start=1) if plain in names)


def ordinal(word: str) -> int:
    """Return 1 to 4; the last of a year's quarters is the fourth."""
    plain = word.lower()
    return next(value for value, names in enumerate(_ORDINALS, start=1) if plain in names)
