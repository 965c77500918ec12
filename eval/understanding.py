"""Questions and what each asks for in, how many were understood out.

    python -m eval.understanding [FILE]

Beside each question stands what a person would search for: the days of publication (`window`), the
days of what happened (`event`), outlet, author, order, exact words, how many sides are compared;
nothing where nothing may be filtered. An event is understood where its days and four weeks of news
after it are let through, and at most so much before and after as `MOST_BEFORE` and `MOST_AFTER`
say. `wrong` are those whose filters would hide what is asked for.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from eval.fields import Fields, read_objects
from index.errors import PressmarkError
from index.filters import Filters
from index.outlets import outlet_names
from rag.understanding.known import Known
from rag.understanding.understand import understand
from rag.understanding.understood import Understood

FILE = Path(__file__).parent / "understanding.jsonl"
NEWS_OF_AN_EVENT = timedelta(weeks=4)
MOST_BEFORE, MOST_AFTER = timedelta(days=14), timedelta(days=100)
MOST_AFTER_A_YEAR = timedelta(days=400)
_A_LONG_TIME = timedelta(days=300)
SAMPLE = Known.of(  # what eval/sample/archive holds
    [
        ("Littoral Press Service", ""),
        ("Qanadil", "https://qanadil.example/en"),
        ("The Headland", ""),
        ("The Ostrel Tide", ""),
        ("قناديل المرفأ", "https://qanadil.example/ar"),
    ],
    (
        "Pia Anstell", "Jonas Pell", "Clara Weddow", "Esme Farrant", "عادل منصوب", "Magnus Thorley",
        "ريما صبّور", "Rima Sabbour", "LPS staff", "Rory Kestle", "Littoral Press Service",
        "The Editor", "Littoral Press Service and Qanadil staff", "Adel Mansoub; Rima Sabbour",
        "Adel Mansoub",
    ),
    ("2024-03-12", "2025-09-16"),
)  # fmt: skip
WIRES = Known.of(  # outlets named as archives name them
    [(name, "") for name in (
        "The Verge", "BBC News", "Reuters", "Associated Press", "Daily Post / Agency",
        "theguardian.com", "الشرق الأوسط", "Wired", "The New York Times", "Time", "TechCrunch",
    )],
    ["By JANE DOE", "Sam Okafor and Ines Marchetti", "The Associated Press"],
    ("2023-11-01", "2024-06-30"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """A question, and what it asks for; "" and 0 where it does not."""

    id: str
    archive: str
    question: str
    asked: date
    window: str
    event: str
    source: str
    author: str
    order: str
    quoted: tuple[str, ...]
    parts: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What was understood of a question: what is missing, and whether a filter would hide it."""

    expected: Expected
    understood: Understood
    faults: tuple[str, ...]
    wrong: bool


def read_expected(path: Path) -> tuple[Expected, ...]:
    """Read the questions of a file; CaseError names the line that is wrong."""
    return tuple(_expected(fields) for fields in read_objects(path, "question"))


def judge(one: Expected, known: Known) -> Judged:
    """Understand a question and hold it against what it asks for."""
    understood = understand(one.question, known, asked=one.asked, filters=Filters())
    days, hidden = _days_fault(one, understood.filters)
    names = _names_faults(one, understood.filters)
    others = []
    if understood.order != one.order:
        others.append(f"order {understood.order!r}")
    if understood.quoted != one.quoted:
        others.append(f"quoted {understood.quoted}")
    if len(understood.sides) != one.parts:
        others.append(f"{len(understood.sides)} sides")
    other_names = [fault for fault in names if not fault.startswith("no ")]
    return Judged(one, understood, (*days, *names, *others), bool(hidden or other_names))


def score(path: Path) -> tuple[Judged, ...]:
    """Judge every question of a file."""
    known = {"sample": SAMPLE, "wires": WIRES}
    return tuple(judge(one, known[one.archive]) for one in read_expected(path))


def _expected(fields: Fields) -> Expected:
    return Expected(
        fields.text("id"),
        fields.text("archive"),
        fields.text("question"),
        date.fromisoformat(fields.text("asked")),
        fields.text("window", default=""),
        fields.text("event", default=""),
        fields.text("source", default=""),
        fields.text("author", default=""),
        fields.text("order", default=""),
        fields.texts("quoted"),
        fields.number("parts", default=0),
    )


def _days_fault(one: Expected, filters: Filters) -> tuple[list[str], bool]:
    """Return what is wrong with the days, and whether they would hide what is asked for."""
    wanted = one.window or one.event
    given = f"{filters.since}/{filters.until}"
    if not wanted:
        dated = bool(filters.since or filters.until)
        return ([f"days {given}"] if dated and not one.parts else []), dated and not one.parts
    if given == "/":
        return ([] if one.parts else ["no days"]), False
    since, until = (date.fromisoformat(part) if part else None for part in wanted.split("/"))
    first = date.fromisoformat(filters.since) if filters.since else date.min
    last = date.fromisoformat(filters.until) if filters.until else date.max
    if one.window:
        exact = (since or date.min, until or date.max) == (first, last)
        hidden = first > (since or date.min) or last < (until or date.max)
        return ([] if exact else [f"days {given}"]), hidden
    news = min(
        (until or date.max - NEWS_OF_AN_EVENT) + NEWS_OF_AN_EVENT,
        max(one.asked, until or one.asked),
    )
    hidden = first > (since or date.min) or last < news
    long = bool(since and until and until - since > _A_LONG_TIME)
    most = MOST_AFTER_A_YEAR if long else MOST_AFTER
    wide = bool(since and first < since - MOST_BEFORE) or bool(
        until and last != date.max and last > until + most
    )
    return ([f"days {given}"] if hidden or wide else []), hidden


def _names_faults(one: Expected, filters: Filters) -> list[str]:
    faults = []
    if bool(one.source) != bool(filters.source) or not (
        {*outlet_names(one.source)} & {*outlet_names(filters.source)} or not one.source
    ):
        faults.append(f"source {filters.source!r}" if filters.source else "no source")
    if one.author.lower() != filters.author.lower():
        faults.append(f"author {filters.author!r}" if filters.author else "no author")
    return faults


def _shown(judged: Sequence[Judged]) -> str:
    right = sum(not one.faults for one in judged)
    wrong = sum(one.wrong for one in judged)
    lines = [
        f"{one.expected.id}: {one.expected.question}\n    {'; '.join(one.faults)}"
        for one in judged
        if one.faults
    ]
    figures = {"questions": len(judged), "right": right, "wrong": wrong}
    return "\n".join([*lines, json.dumps(figures)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m eval.understanding")
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    try:
        print(_shown(score(parser.parse_args().file)))  # noqa: T201
    except PressmarkError as error:
        raise SystemExit(f"error: {error}") from error
