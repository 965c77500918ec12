"""The gate: what it lets through, what it does not, and a file of thresholds that is wrong."""

from pathlib import Path

import pytest

from eval.gate import GATES, Checked, GateError, check, read_gates
from eval.report import read_report
from tests.eval.made_reports import answered, failed, run_record, written
from tests.tiny import write_files


def checked(folder: Path, gates: str) -> list[Checked]:
    write_files(folder, {"gates.toml": gates})
    cases = [answered("a"), answered("b"), failed("c")]
    report = read_report(written(folder / "r.json", run_record(cases)))
    return list(check(report, read_gates(folder / "gates.toml")))


@pytest.mark.parametrize(
    ("gates", "beyond"),
    [
        ("[sample.minimum]\nanswer_f1 = 0.8", 0),
        ("[sample.minimum]\nanswer_f1 = 0.9", 0.1),
        ("[sample.maximum]\nanswer_f1 = 0.8", 0),
        ("[sample.maximum]\nanswer_f1 = 0.5", 0.3),
        ("[sample.maximum]\nAURC = 1", None),
        ("[sample.minimum]\nanswer_f1 = nan", None),
        ("[sample.minimum]\ncases = 4", 1),
        ("[sample.maximum]\nerrors = 0", 1),
    ],
)
def test_a_threshold_passes_only_where_it_is_set_measured_and_reached(
    gates: str, beyond: float | None, tmp_path: Path
) -> None:
    (found,) = checked(tmp_path, gates)

    assert found.beyond == (None if beyond is None else pytest.approx(beyond))
    assert found.passed == (beyond == 0)


def test_gates_without_a_threshold_let_nothing_through(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="no threshold"):
        checked(tmp_path, "")


@pytest.mark.parametrize(
    ("gates", "said"),
    [
        ("[samples.minimum]", "unknown key samples"),
        ("[sample.least]", r"unknown key sample\.least"),
        ("[compare]\nmetric = []", r"unknown key compare\.metric"),
        ("sample = 3", "sample is not a table: 3"),
        ("[sample]\nminimum = 3", r"sample\.minimum is not a table: 3"),
        ('[sample.minimum]\nAURC = "low"', r"sample\.minimum: AURC is not a number: 'low'"),
        ("[sample.minimum]\nAURC = true", "AURC is not a number"),
        ("[sample.minimum]\nAURC = -inf", "AURC is too large"),
        ("[compare]\nmetrics = [3]", r"compare\.metrics is not a list of names"),
        ("[compare]\nmetrics = 3", r"compare\.metrics is not a list of names"),
        ("[", "cannot be read"),
    ],
)
def test_gates_that_say_what_is_not_known_are_refused(
    gates: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(GateError, match=said) as caught:
        checked(tmp_path, gates)
    assert caught.value.hint


def test_gates_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="cannot be read"):
        read_gates(tmp_path / "none.toml")


def test_the_gates_that_come_with_it_are_well_formed() -> None:
    gates = read_gates(GATES)

    names = [one.metric for one in gates.sample]
    assert {"cases", "errors", "AURC"} <= set(names)
    assert len(set(names)) == len(names)
    assert gates.compare
    assert str(gates.sample[0]) == "at least 276"
