"""An archive that nobody has, and questions put to it."""

from datetime import date

from index.filters import Filters
from rag.understanding.known import Known
from rag.understanding.understand import understand
from rag.understanding.understood import Understood

KNOWN = Known.of(
    [
        ("The Quay", "https://quay.example/1"),
        ("Coast Wire", ""),
        ("Daily Post / Agency", ""),
        ("Harbour News Service", ""),
        ("themole.example", ""),
        ("Associated Press", ""),
        ("Lantern", "https://lantern.example/en"),
        ("قناديل", "https://lantern.example/ar"),
        ("Sky News - Weather", ""),
        ("Sky News - Sport", ""),
    ],
    ["By NELL TARN", "Ivo Sand and Alma Reed", "Quay staff", "بقلم ريما صبور"],
    ("2023-02-01", "2024-12-20"),
)
ASKED = date(2024, 12, 18)  # a Wednesday


def asked(question: str, day: date = ASKED, filters: Filters | None = None) -> Understood:
    return understand(question, KNOWN, asked=day, filters=filters or Filters())


def days(question: str, day: date = ASKED) -> tuple[str, str]:
    found = asked(question, day).filters
    return found.since, found.until
