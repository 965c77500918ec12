"""Files of questions in, one JSON object a line; checked cases out, and how many were left out.

A line may hold what other programs need: keys that are not known are passed over, save those that
look like a known one misspelt. Two shapes of other makers are read as they are: a follow-up
(`turns`, `last`, `rewrite`) and a question with the `evidence` that answers it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from eval.fields import Fields, read_objects
from index.dates import iso_date
from index.errors import SettingsError
from index.filters import Filters

_TOLD_WHEN_MISSPELT = (
    "answerable", "answers", "gold", "history", "filters", "as_of", "weak", "accepted", "evidence",
)  # fmt: skip
_FILTERS = ("since", "until", "source", "author")
_MISSPELT = 0.8  # likeness, by difflib's measure


@dataclass(frozen=True, slots=True)
class Gold:
    """Exact words that hold the answer; `article` names theirs by id, by address or by title."""

    article: str
    quote: str

    def __post_init__(self) -> None:
        if not self.article.strip() or not self.quote.strip():
            raise ValueError("gold has an article and a quote")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked before, and what was answered, "" where that is not known."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, whether the archive answers it, and where.

    `answers` are wordings, each right by itself. `weak` gold was found by a rule, not by a person:
    hitting one of it is right, and the rest need not be found. `rewrite` is a follow-up in words
    that stand alone; `as_of` is the day it was asked, ISO 8601, or "".
    `canary` is the word that an answer holds where an instruction planted in the archive had its
    way, "" where none is planted (see `eval.adversarial.injection`).
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    kind: str = ""
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    as_of: str = ""
    note: str = ""
    weak: bool = False
    rewrite: str = ""
    canary: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip() or not self.question.strip():
            raise ValueError("a case has an id and a question")
        if self.answerable and not (self.gold or self.weak or self.rewrite):
            raise ValueError("it is answerable but has no gold")
        if self.gold and not self.answerable:
            raise ValueError("it is not answerable but has gold")


@dataclass(frozen=True, slots=True)
class CaseSet:
    """The cases of a file, in its order, and how many nobody has accepted yet."""

    cases: tuple[Case, ...]
    unaccepted: int = 0


def read_cases(path: Path) -> CaseSet:
    """Read a file of cases; CaseError names the file, the line and the case that is wrong."""
    cases: list[Case] = []
    unaccepted = 0
    for fields in read_objects(path, "case"):
        case = case_of(fields)
        if fields.flag("accepted", default=True):
            cases.append(case)
        else:
            unaccepted += 1
    return CaseSet(tuple(cases), unaccepted)


def case_of(fields: Fields) -> Case:
    """Return the case that an object of a file stands for; CaseError where it is wrong."""
    _check_keys(fields)
    return _case(fields)


def written(cases: Iterable[Case]) -> str:
    """Return the cases as the lines of a file that `read_cases` reads."""
    return "".join(json.dumps(record(case), ensure_ascii=False) + "\n" for case in cases)


def record(case: Case) -> Mapping[str, object]:
    """Return the object that stands for a case in a file."""
    filters = {name: getattr(case.filters, name) for name in _FILTERS}
    optional: dict[str, object] = {
        "kind": case.kind,
        "history": [{"question": one.question, "answer": one.answer} for one in case.history],
        "filters": {name: value for name, value in filters.items() if value},
        "as_of": case.as_of,
        "note": case.note,
        "weak": case.weak,
        "rewrite": case.rewrite,
        "canary": case.canary,
    }
    return {
        "id": case.id,
        "question": case.question,
        "answerable": case.answerable,
        "answers": list(case.answers),
        "gold": [{"article": one.article, "quote": one.quote} for one in case.gold],
    } | {name: value for name, value in optional.items() if value}


def _check_keys(fields: Fields) -> None:
    for key in fields.record:
        near = get_close_matches(key, _TOLD_WHEN_MISSPELT, n=1, cutoff=_MISSPELT)
        if near and near[0] not in fields.record:
            raise fields.wrong(f"unknown key {key!r}", hint=f"is {near[0]!r} meant?")


def _case(fields: Fields) -> Case:
    followup = fields.has("turns")
    question = fields.text("last" if followup and not fields.has("question") else "question")
    try:
        return Case(
            id=fields.text("id"),
            question=question,
            answerable=fields.flag("answerable", default=True if followup else None),
            answers=fields.texts("answers"),
            gold=_gold(fields),
            kind=fields.text("kind", default=fields.text("type", default="")),
            history=_turns(fields, question) if followup else _history(fields),
            filters=_filters(fields),
            as_of=_day(fields),
            note=fields.text("note", default=""),
            weak=fields.flag("weak", default=False),
            rewrite=fields.text("rewrite", default=""),
            canary=fields.text("canary", default=""),
        )
    except (ValueError, SettingsError) as error:
        raise fields.wrong(str(error)) from error


def _gold(fields: Fields) -> tuple[Gold, ...]:
    if fields.has("gold") or not fields.has("evidence"):
        return tuple(Gold(one.text("article"), one.text("quote")) for one in fields.parts("gold"))
    return tuple(
        Gold(one.text("url", default="") or one.text("title"), one.text("fact"))
        for one in fields.parts("evidence")
    )


def _history(fields: Fields) -> tuple[Turn, ...]:
    return tuple(
        Turn(one.text("question"), one.text("answer", default=""))
        for one in fields.parts("history")
    )


def _turns(fields: Fields, question: str) -> tuple[Turn, ...]:
    asked = list(fields.texts("turns"))
    if asked and asked[-1] == question:
        asked.pop()
    return tuple(Turn(one) for one in asked)


def _filters(fields: Fields) -> Filters:
    if not fields.has("filters"):
        return Filters()
    part = fields.part("filters")
    unknown = sorted(set(part.record) - set(_FILTERS))
    if unknown:
        raise part.wrong(f"unknown key {unknown[0]!r}", hint="since, until, source or author")
    return Filters(*(part.text(name, default="") for name in _FILTERS))


def _day(fields: Fields) -> str:
    given = fields.text("as_of", default="") or fields.text("asked", default="")
    day = iso_date(given)
    if given and not day:
        raise fields.wrong(f"as_of: {given!r} is not a date", hint="write it as 2024-01-31")
    return day
