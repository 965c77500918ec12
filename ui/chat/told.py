"""What an answer tells in the program's English in; it in the page's language, where known, out.

Talks keep these lines as they were told, so they are known by their words. A test holds the table
to what `rag` says; what is in no table stays English, and is marked as that.
"""

import re
from dataclasses import dataclass

from rag.asking import IN_VAIN
from ui.chat.answering import STOPPED

_ISOLATED, _END = "\u2068", "\u2069"  # what is filled in reads in its own direction
_ARABIC = (
    ("nothing was found among the articles {0}", "لم يُعثر على شيء في المقالات {0}"),
    (
        "nothing in it shares a word or a meaning with the question",
        "لا شيء فيه يشارك السؤال كلمة أو معنى",
    ),
    (
        "nothing found among the articles {0} is close enough to the question to answer it",
        "لا شيء مما عُثر عليه في المقالات {0} قريب من السؤال بما يكفي للإجابة عنه",
    ),
    (
        "nothing found is close enough to the question to answer it",
        "لا شيء مما عُثر عليه قريب من السؤال بما يكفي للإجابة عنه",
    ),
    (
        "{1} found no answer in the {1} nearest paragraphs",
        "لم يجد {1} إجابة في أقرب الفقرات، وعددها {1}",
    ),
    (
        "no sentence found could be verified against its source",
        "لا جملة مما عُثر عليه أمكن تدقيقها على مصدرها",
    ),
    (
        "nothing that {1} wrote could be verified; the answer is quoted from the archive instead",
        "لم يمكن تدقيق شيء مما كتبه {1}؛ فاقتُبست الإجابة من الأرشيف",
    ),
    ("no paragraph holds “{1}”; searched without it", "لا فقرة فيها «{1}»؛ بُحث دونها"),
    ("no paragraph holds “{1}” {0}; searched without it", "لا فقرة {0} فيها «{1}»؛ بُحث دونها"),
    ("nothing good {0}; searched the whole archive", "لا شيء مناسب {0}؛ بُحث في الأرشيف كله"),
    ("nothing good {0}; searched {0}", "لا شيء مناسب {0}؛ بُحث {0}"),
    (IN_VAIN, "لا شيء أفضل حين أُخذ السؤال أقل حرفية"),
    (STOPPED, "أُوقفت قبل أن تكتمل"),
)
_CONDITIONS = (
    ("written by ", "بقلم "),
    ("by ", "من "),
    ("since ", "منذ "),
    ("until ", "حتى "),
    (" to ", " إلى "),
)
_DAYS = r"(?:since |until )?\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?"


@dataclass(frozen=True, slots=True)
class Told:
    """A line and the language that it is in."""

    text: str
    language: str = "en"


def told(line: str, language: str) -> Told:
    """Return the line in the language, "ar" or "en", where it is known in it; else in English."""
    if language != "ar":
        return Told(line)
    for english, arabic in _ARABIC:
        found = re.fullmatch(_pattern(english), line, re.DOTALL)
        if found:
            return Told(_filled(arabic, english, found.groups()), "ar")
    return Told(line)


def _pattern(english: str) -> str:
    return re.sub(r"\\\{[01]\\\}", "(.+?)", re.escape(english))


def _filled(arabic: str, english: str, values: tuple[str, ...]) -> str:
    """Fill the values in: conditions, {0}, in Arabic; names and quoted words, {1}, as they are."""
    kinds = re.findall(r"\{([01])\}", english)
    given = {
        kind: iter([value for at, value in zip(kinds, values, strict=True) if at == kind])
        for kind in "01"
    }
    return re.sub(
        r"\{([01])\}",
        lambda at: (_conditions if at[1] == "0" else _isolated)(next(given[at[1]])),
        arabic,
    )


def _conditions(said: str) -> str:
    """Return "by The Quay, since 2024-05-01 (“in May”)" with the words between in Arabic."""
    parts = re.split(rf"({_DAYS}|(?:written )?by |“[^”]*”)", said)
    return "".join(map(_condition, parts))


def _condition(part: str) -> str:
    if re.fullmatch(_DAYS, part) or part in ("by ", "written by "):
        for english, arabic in _CONDITIONS:
            part = part.replace(english, arabic)
        return re.sub(r"\d{4}-\d\d-\d\d", lambda day: _isolated(day[0]), part)
    return _isolated(part) if part.strip(" ,()") else part.replace(",", "،")


def _isolated(value: str) -> str:
    return f"{_ISOLATED}{value}{_END}"
