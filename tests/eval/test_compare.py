"""Two runs of the same cases: what changed, by hand; and what is said of runs that differ."""

from pathlib import Path

import pytest

from eval.abstention import aurc
from eval.auroc import auroc
from eval.compare import Comparison, compare, fallen
from eval.report import Report, ReportError, read_report
from eval.verdicts import outcomes
from tests.eval.made_reports import Record, answered, failed, run_record, silent, unwanted, written

ALL = [
    "answer_f1", "abstention_precision", "abstention_recall", "abstention_F1", "answered",
    "answered_right", "abstention_AUROC", "AURC", "latency_p50", "citation_recall",
]  # fmt: skip


OTHER = [{"article": "quay-bell", "paragraph": 3}]


def report(folder: Path, cases: list[Record], **more: object) -> Report:
    return read_report(written(folder / "r.json", run_record(cases, **more)))


def compared(folder: Path, first: list[Record], second: list[Record]) -> Comparison:
    measure = {"value": 0.5, "low": 0.4, "high": 0.6, "n": 2}
    named = {"metrics": dict.fromkeys(ALL, measure)}
    return compare(report(folder, first, **named), report(folder, second, **named))


def scored(id: str, value: float, **more: float) -> Record:
    return answered(id, scores={"answer_f1": value, **more})


def test_a_mean_is_compared_over_the_cases_that_both_measured(tmp_path: Path) -> None:
    first = [scored("a", 1), scored("b", 0.5), answered("c", scores={}), scored("d", 1)]
    second = [scored("b", 0.5), scored("a", 0), scored("c", 1), failed("d"), scored("e", 1)]

    found = compared(tmp_path, first, second)

    change = found.changes[0]
    assert (change.metric, change.first, change.second) == ("answer_f1", 0.75, 0.25)
    assert (change.measure.value, change.measure.n, change.p) == (-0.5, 2, 1)
    assert (found.cases, found.only_first, found.only_second) == (4, (), ("e",))
    assert found.lost == ("d",)


def test_silence_is_compared_by_what_was_due(tmp_path: Path) -> None:
    first = [silent("a"), silent("b", answerable=True), unwanted("c"), answered("d")]
    second = [silent("a"), answered("b"), silent("c"), answered("d", right=OTHER)]

    found = {one.metric: one for one in compared(tmp_path, first, second).changes}

    told = {name: (one.first, one.second) for name, one in found.items()}
    del told["AURC"], told["abstention_AUROC"], told["latency_p50"]
    assert told == {
        "abstention_precision": (0.5, 1.0),
        "abstention_recall": (0.5, 1.0),
        "abstention_F1": (0.5, 1.0),
        "answered": (0.5, 0.5),
        "answered_right": (0.5, 0.5),
        "answer_f1": (0.8, 0.8),
    }


def test_areas_and_quantiles_are_those_of_the_reports(tmp_path: Path) -> None:
    timed = {"seconds": 0.4}
    first = [answered("a"), silent("b"), silent("c", confidence=0.95), answered("d", right=OTHER)]
    second = [
        answered("a", scores=timed), silent("b", scores=timed), silent("c"), answered("d")
    ]  # fmt: skip
    reports = [report(tmp_path, cases) for cases in (first, second)]

    found = {one.metric: one for one in compared(tmp_path, first, second).changes}

    of = [outcomes(one.results) for one in reports]
    areas = [aurc(one).value for one in of]
    surely = [auroc([x.answerable for x in one], [x.confidence for x in one]).value for one in of]
    assert [found["AURC"].first, found["AURC"].second] == pytest.approx(areas)
    chances = [found["abstention_AUROC"].first, found["abstention_AUROC"].second]
    assert chances == pytest.approx(surely)
    assert found["latency_p50"].first == pytest.approx(0.15)
    assert found["latency_p50"].second == pytest.approx(0.3)
    assert found["AURC"].p is None


def test_what_the_cases_do_not_tell_is_named(tmp_path: Path) -> None:
    cases = [answered("a", confidence=None, scores={"abstained": 0})]

    found = compared(tmp_path, cases, cases)

    assert {one.metric for one in found.changes} == {"answered", "answered_right"}
    assert set(found.untold) == set(ALL) - {"answered", "answered_right"}


def test_worse_is_the_whole_interval_on_the_worse_side(tmp_path: Path) -> None:
    few, many = [f"c{turn}" for turn in range(4)], [f"c{turn}" for turn in range(40)]
    ups = [scored(id, 1, injection_success=0) for id in many]
    downs = [scored(id, float(turn % 2), injection_success=1) for turn, id in enumerate(many)]
    found = {
        one.metric: one
        for one in compare(report(tmp_path, ups), report(tmp_path, downs)).changes
    }  # fmt: skip
    assert found["answer_f1"].is_worse
    assert not found["answer_f1"].is_better
    assert found["injection_success"].is_worse
    back = compare(report(tmp_path, downs), report(tmp_path, ups))
    assert all(one.is_better and not one.is_worse for one in back.changes)
    same = compared(tmp_path, [scored(id, 1) for id in few], [scored(id, 1) for id in few])
    assert not any(one.is_worse or one.is_better for one in same.changes)


def test_a_gated_metric_falls_when_it_is_worse_or_not_told(tmp_path: Path) -> None:
    many = [f"c{turn}" for turn in range(30)]
    found = compared(
        tmp_path, [scored(id, 1) for id in many], [scored(id, 0.2) for id in many]
    )  # fmt: skip

    assert fallen(found, ["answer_f1", "answered", "none"]) == ("answer_f1", "none")
    assert fallen(found, []) == ()


def test_cases_flip_by_half_or_more_the_worse_ones_first(tmp_path: Path) -> None:
    first = [scored("up", 0), scored("b-down", 1), scored("a-down", 1), scored("level", 0.5)]
    second = [scored("up", 0.5), scored("b-down", 0.4), scored("a-down", 0), scored("level", 0.9)]

    found = compared(tmp_path, first, second).flips

    assert [(one.id, one.is_worse, one.is_better) for one in found] == [
        ("a-down", True, False), ("b-down", True, False), ("up", False, True)
    ]  # fmt: skip


def test_silence_flips_for_worse_and_for_better(tmp_path: Path) -> None:
    first = [answered("a"), unwanted("b"), silent("c")]
    second = [silent("a", answerable=True), silent("b"), unwanted("c")]

    flips = [one for one in compared(tmp_path, first, second).flips if one.metric == "abstained"]

    assert [(one.id, one.is_worse) for one in flips] == [("a", True), ("c", True), ("b", False)]


def test_each_kind_is_compared_by_itself_over_the_cases_that_both_asked(tmp_path: Path) -> None:
    def run(fact: float, date: float) -> list[Record]:
        facts = [answered(f"f{turn}", scores={"answer_f1": fact}) for turn in range(5)]
        return [*facts, *(scored(f"d{turn}", date) | {"kind": "date"} for turn in range(6))]

    first, second = run(0.5, 0.25), run(0.75, 0.25)
    found = compare(report(tmp_path, [*first, silent("s")]), report(tmp_path, second)).kinds

    assert [(one.kind, one.cases, one.is_told) for one in found] == [
        ("fact", 5, True), ("date", 6, True)
    ]  # fmt: skip
    fact, date = (one.changes[0] for one in found)
    assert (fact.metric, fact.first, fact.second, fact.measure.n) == ("answer_f1", 0.5, 0.75, 5)
    assert (fact.measure.low, fact.measure.high, fact.is_better) == (0.25, 0.25, True)
    assert (date.measure.value, date.is_better, date.is_worse) == (0, False, False)
    second[0] = failed("f0")
    few = compare(report(tmp_path, first), report(tmp_path, second)).kinds[0]
    assert (few.kind, few.cases, few.changes, few.is_told) == ("fact", 4, (), False)


def test_a_kind_is_the_one_that_the_second_run_names(tmp_path: Path) -> None:
    first = [scored(f"c{turn}", 1) | {"kind": "old"} for turn in range(5)]
    second = [scored(f"c{turn}", 1) | {"kind": "new"} for turn in range(5)]

    assert [one.kind for one in compared(tmp_path, first, second).kinds] == ["new"]


def test_runs_without_a_common_case_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no case in common"):
        compared(tmp_path, [answered("a")], [answered("b")])


def test_alike_runs_give_no_warning(tmp_path: Path) -> None:
    one = report(tmp_path, [answered("a"), silent("b")])

    assert compare(one, one).warnings == ()


def test_all_that_differs_between_the_runs_is_told(tmp_path: Path) -> None:
    first = report(tmp_path, [*(answered(f"c{turn}") for turn in range(7)), answered("x")])
    changed = [answered(f"c{turn}", answers=["63 kilograms"]) for turn in range(7)]
    second = report(
        tmp_path,
        [*changed, failed("y")],
        settings={"k": 20, "weights": {"dense": 1.0}},
        index={"version": "000002-bb", "embedder": {"name": "tiny"}},
        prompts={"write": "d9"},
        machine={"processors": 8},
        pressmark="0.2.0",
    )

    told = compare(first, second).warnings

    assert told[0].endswith("differ: 1 only in the first report, 1 only in the second")
    assert told[1] == "cases changed between the runs: c0, c1, c2, c3, c4 and 2 more"
    assert told[2].startswith("cases that could not be asked: 0 in the first report, 1 in")
    assert "program pressmark: 0.1.0 → 0.2.0" in told
    assert "settings k: 10 → 20" in told
    assert "prompts write: nothing → d9" in told
    assert "index version: 000001-aa → 000002-bb" in told
    assert "index counts.articles: 5 → nothing" in told
    assert "the machines differ: latency cannot be compared" in told


def test_another_file_of_the_same_cases_is_told(tmp_path: Path) -> None:
    one, two = (
        report(tmp_path, [answered("a")], case_set={"digest": digest}) for digest in ("d1", "d2")
    )

    assert compare(one, two).warnings[0].startswith("the files of cases differ, though")


def test_a_metric_that_is_no_mean_of_its_cases_is_told(tmp_path: Path) -> None:
    metrics = {"answer_f1": {"value": 0.9, "low": 0.8, "high": 1.0, "n": 2}}
    one = report(tmp_path, [scored("a", 1), scored("b", 0)], metrics=metrics)

    assert (
        compare(one, one)
        .warnings[0]
        .endswith("answer_f1 is 0.900, the mean of its cases 0.500; the cases are compared")
    )
