"""A report and the thresholds of `gates.toml` in; which of them it does not reach out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from pathlib import Path

from eval.report import Report
from index.errors import PressmarkError

GATES = Path(__file__).parent / "gates.toml"
_LARGEST = 1e12
_HINT = "eval/gates.toml of Pressmark shows how one is written"


class GateError(PressmarkError):
    """A file of thresholds that cannot be read, or says something that is not known."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least, or the most, that a metric may be; `limit` None is one that nobody set yet."""

    metric: str
    limit: float | None
    is_most: bool = False

    def __str__(self) -> str:
        if self.limit is None:
            return "no threshold set"
        return f"at {'most' if self.is_most else 'least'} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Gates:
    """What a report of the sample must reach, and the metrics that may not fall between two."""

    sample: tuple[Threshold, ...] = ()
    compare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A threshold and what the report has for it, None where it has nothing."""

    threshold: Threshold
    value: float | None

    @property
    def beyond(self) -> float | None:
        """How far the value is on the wrong side, 0 where it isn't; None where that is unknown."""
        if self.value is None or self.threshold.limit is None:
            return None
        over = self.value - self.threshold.limit
        return max(0.0, over if self.threshold.is_most else -over)

    @property
    def passed(self) -> bool:
        """Whether the threshold is set, measured and reached."""
        return self.beyond == 0


def check(report: Report, gates: Gates) -> tuple[Checked, ...]:
    """Return how the report stands to each threshold, in the order of the file.

    GateError where there is none: nothing would be checked.
    """
    if not gates.sample:
        raise GateError("there is no threshold in the gates", hint=_HINT)
    counts = {"cases": float(len(report.results)), "errors": float(report.errors)}
    values = {**counts, **{name: one.value for name, one in report.metrics.items()}}
    return tuple(Checked(one, values.get(one.metric)) for one in gates.sample)


def read_gates(path: Path) -> Gates:
    """Read the thresholds; GateError for what cannot be read and for any key not known."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GateError(f"{path}: cannot be read: {error}", hint=_HINT) from error
    _only(path, found, ("sample", "compare"), "")
    sample = _table(path, found, "sample", "")
    compare = _table(path, found, "compare", "")
    _only(path, sample, ("minimum", "maximum"), "sample.")
    _only(path, compare, ("metrics",), "compare.")
    least = _thresholds(path, sample, "minimum")
    most = _thresholds(path, sample, "maximum")
    return Gates((*least, *most), _metrics(path, compare))


def _thresholds(path: Path, sample: Mapping[str, object], name: str) -> tuple[Threshold, ...]:
    table = _table(path, sample, name, "sample.")
    return tuple(
        Threshold(metric, _limit(path, f"sample.{name}: {metric}", value), name == "maximum")
        for metric, value in table.items()
    )


def _limit(path: Path, where: str, value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GateError(f"{path}: {where} is not a number: {value!r}", hint=_HINT)
    if isinstance(value, float) and isnan(value):
        return None
    if not abs(value) < _LARGEST:
        raise GateError(f"{path}: {where} is too large for a threshold", hint=_HINT)
    return float(value)


def _metrics(path: Path, compare: Mapping[str, object]) -> tuple[str, ...]:
    found = compare.get("metrics", [])
    if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
        raise GateError(f"{path}: compare.metrics is not a list of names: {found!r}", hint=_HINT)
    return tuple(str(one) for one in found)


def _table(path: Path, found: Mapping[str, object], name: str, before: str) -> dict[str, object]:
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise GateError(f"{path}: {before}{name} is not a table: {table!r}", hint=_HINT)
    return table


def _only(path: Path, found: Mapping[str, object], known: tuple[str, ...], before: str) -> None:
    for name in found:
        if name not in known:
            listed = ", ".join(f"{before}{one}" for one in known)
            raise GateError(f"{path}: unknown key {before}{name}", hint=f"known ones: {listed}")
