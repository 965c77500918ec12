"""A report file of `eval run` in; what comparing, gating and rendering need of it out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from eval.fields import CaseError, Fields, read_text
from eval.gold import Place
from eval.intervals import Measure
from index.errors import PressmarkError

FORMAT = 1
_KIND = "run"
_HINT = "pressmark eval run CASES --out REPORT.json writes one"
_UPGRADE = "use the Pressmark that wrote it, or run the cases again with this one"
_GROUPS = ("settings", "prompts", "index", "case_set", "machine")

Measures = Mapping[str, Measure]


class ReportError(PressmarkError):
    """A file that is no report of a run, or not one that this Pressmark reads."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph that was cited or found, the words shown of it, and how its article is called."""

    place: Place
    words: str
    title: str = ""
    source: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, the verdict on it, and what it cites."""

    text: str
    support: str
    cited: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ReportedCase:
    """A case as it was answered and measured.

    `scores` are what the metrics are made of; `error` is why it could not be asked, or "".
    `confidence` is higher the surer it was that the archive answers.
    """

    id: str
    question: str
    answerable: bool
    kind: str = ""
    answers: tuple[str, ...] = ()
    gold: tuple[tuple[str, str], ...] = ()  # article and quote
    right: frozenset[Place] = frozenset()
    scores: Mapping[str, float] = field(default_factory=dict)
    confidence: float | None = None
    sentences: tuple[Sentence, ...] = ()
    found: tuple[Shown, ...] = ()
    abstained: str = ""
    withheld: int = 0
    error: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether it was asked and nothing was answered."""
        return not self.sentences and not self.error


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run was made with, of one group such as "settings"; names are dotted paths."""

    group: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A run: what it measured, on which cases, and what it was made with."""

    path: str
    metrics: Measures
    by_kind: Mapping[str, Measures]
    results: tuple[ReportedCase, ...]
    facts: tuple[Facts, ...] = ()
    started: str = ""
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if not self.results:
            raise ValueError("a run has at least one case")
        if len({one.id for one in self.results}) < len(self.results):
            raise ValueError("two of its cases have the same id")

    @property
    def errors(self) -> int:
        """How many cases could not be asked."""
        return sum(bool(one.error) for one in self.results)

    def made_with(self, group: str) -> Mapping[str, str]:
        """Return the facts of a group, none where there is no such group."""
        return next((one.values for one in self.facts if one.group == group), {})


def read_report(path: Path) -> Report:
    """Read a report; ReportError, on one line, says what is wrong with the file."""
    try:
        return _report(_opened(path), str(path))
    except CaseError as error:
        raise ReportError(str(error), hint=_HINT) from error
    except ValueError as error:  # a value that the dataclasses refuse
        raise ReportError(f"{path}: {error}", hint=_HINT) from error


def _opened(path: Path) -> Fields:
    try:
        found = json.loads(read_text(path))
        json.dumps(found, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: not JSON: {error}", hint=_HINT) from error
    if not isinstance(found, dict) or not {"kind", "format"} <= found.keys():
        raise ReportError(f"{path}: not a report of Pressmark", hint=_HINT)
    kind, version = found["kind"], found["format"]
    if kind != _KIND:
        raise ReportError(f"{path}: a report of kind {kind!r}, not {_KIND!r}", hint=_HINT)
    if version != FORMAT:
        message = f"{path}: in format {version!r}; this Pressmark reads format {FORMAT}"
        raise ReportError(message, hint=_UPGRADE)
    return Fields(found, str(path))


def _report(top: Fields, path: str) -> Report:
    kinds = top.part("by_kind")
    groups = [Facts(name, _flat(top.part(name).record)) for name in _GROUPS if top.has(name)]
    written = {
        "pressmark": top.text("pressmark", default=""),
        "model": top.text("model", default=""),
    }
    return Report(
        path=path,
        metrics=_measures(top.part("metrics")),
        by_kind={kind: _measures(kinds.part(kind)) for kind in kinds.record},
        results=tuple(_result(one) for one in top.parts("cases")),
        facts=(Facts("program", written), *groups),
        started=top.text("started", default=""),
        seconds=_figure(top, "seconds") if top.has("seconds") else 0.0,
    )


def _measures(fields: Fields) -> Measures:
    return {name: _measure(fields.part(name)) for name in fields.record}


def _measure(fields: Fields) -> Measure:
    value, low, high = (_figure(fields, name) for name in ("value", "low", "high"))
    try:
        return Measure(value, low, high, fields.number("n", default=0))
    except ValueError as error:
        raise fields.wrong(str(error)) from error


def _result(fields: Fields) -> ReportedCase:
    answer = fields.part("answer") if fields.has("answer") else Fields({}, fields.where)
    scores = fields.part("scores") if fields.has("scores") else Fields({}, fields.where)
    return ReportedCase(
        id=fields.text("id"),
        question=fields.text("question"),
        answerable=fields.flag("answerable"),
        kind=fields.text("kind", default=""),
        answers=fields.texts("answers"),
        gold=tuple((one.text("article"), one.text("quote")) for one in fields.parts("gold")),
        right=frozenset(_place(one, "article") for one in fields.parts("right")),
        scores={name: _figure(scores, name) for name in scores.record if scores.has(name)},
        confidence=_figure(fields, "confidence") if fields.has("confidence") else None,
        sentences=tuple(_sentence(one) for one in answer.parts("claims")),
        found=tuple(_hit(one) for one in answer.parts("hits")),
        abstained=answer.text("abstained", default=""),
        withheld=answer.number("withheld", default=0),
        error=fields.text("error", default=""),
    )


def _sentence(fields: Fields) -> Sentence:
    cited = tuple(
        _shown(one, one, _place(one, "article_id"), one.text("quote", default=""))
        for one in fields.parts("citations")
    )
    return Sentence(fields.text("text"), fields.text("support", default=""), cited)


def _hit(fields: Fields) -> Shown:
    article = fields.part("article")
    place = Place(article.text("id"), fields.number("paragraph", default=0))
    return _shown(article, fields, place, fields.text("text", default=""))


def _shown(article: Fields, where: Fields, place: Place, words: str) -> Shown:
    if place.paragraph < 1:
        raise where.wrong(f"paragraphs are numbered from 1, not {place.paragraph}")
    facts = (article.text(name, default="") for name in ("title", "source", "published"))
    return Shown(place, words, *facts)


def _place(fields: Fields, article: str) -> Place:
    return Place(fields.text(article), fields.number("paragraph", default=0))


def _figure(fields: Fields, name: str) -> float:
    value = fields.record.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fields.wrong(f"{name!r} is not a number")
    try:
        figure = float(value)
    except OverflowError as error:
        raise fields.wrong(f"{name!r} is too large a number") from error
    if not isfinite(figure):
        raise fields.wrong(f"{name!r} is not a number: {figure}")
    return figure


def _flat(record: Mapping[str, object]) -> dict[str, str]:
    return dict(_leaves(record, ""))


def _leaves(record: Mapping[str, object], before: str) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield (
                f"{before}{name}",
                value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
            )
