"""`pressmark eval compare`, `gate` and `report`: what is printed, and the exit status."""

from pathlib import Path

import pytest

from tests.eval.made_reports import Record, answered, failed, run_record, silent, written
from tests.tiny import write_files
from tests.ui.conftest import Press, assert_one_line_and_a_hint

GATES = '[compare]\nmetrics = ["answer_f1"]\n[sample.minimum]\nanswer_f1 = 0.5\n'


def cases(score: float, n: int = 30) -> list[Record]:
    return [answered(f"c{turn:02}", scores={"answer_f1": score}) for turn in range(n)]


@pytest.fixture(autouse=True)
def reports(folder: Path) -> None:
    written(folder / "a.json", run_record(cases(1)))
    written(folder / "b.json", run_record(cases(0.25)))
    write_files(folder, {"gates.toml": GATES})


def test_a_comparison_is_a_table_and_the_cases_that_flipped(press: Press) -> None:
    ran = press("eval", "compare", "a.json", "b.json")

    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert (
        lines[0] == "a.json → b.json: 30 cases in both, 0 only in the first, 0 only in the second"
    )
    row = next(line for line in lines if line.startswith("answer_f1"))
    assert row.split() == [
        "answer_f1", "1.000", "0.250", "-0.750", "[-0.750,", "-0.750]", "<.001", "30", "worse",
    ]  # fmt: skip
    assert "30 cases did worse:" in lines
    assert "  c00: What does the bell of c00 weigh?" in lines
    assert "      answer_f1 1 → 0.25" in lines
    assert lines[-1] == "  and 20 more: --json names them all"


def test_a_case_that_did_better_is_told_too(press: Press, folder: Path) -> None:
    written(folder / "c.json", run_record([*cases(1)[:1], *cases(0.25)[1:]]))

    out = press("eval", "compare", "b.json", "c.json").out

    assert "1 case did better:\n  c00: What" in out
    assert "worse:" not in out


def test_a_fall_of_a_gated_metric_is_status_1(press: Press) -> None:
    ran = press("eval", "compare", "a.json", "b.json", "--gates", "gates.toml")
    up = press("eval", "compare", "b.json", "a.json", "--gates", "gates.toml")

    assert ran.status == 1
    last = ran.out.splitlines()[-2:]
    assert last == ["failed  answer_f1  changed by -0.750", "gate failed: 1 of 1 metrics"]
    assert up.status == 0
    assert up.out.endswith("gate passed: none of 1 metrics fell beyond its interval\n")


def test_the_gate_that_comes_with_it_asks_for_its_metrics(press: Press) -> None:
    ran = press("eval", "compare", "a.json", "a.json", "--gate")

    assert ran.status == 1
    assert "failed  citation_recall  not told by the cases of both" in ran.out


def test_cases_that_can_no_longer_be_asked_fail_the_gate(press: Press, folder: Path) -> None:
    written(folder / "c.json", run_record([*cases(1)[:-1], failed("c29")]))

    ran = press("eval", "compare", "a.json", "c.json", "--gates", "gates.toml")
    without = press("eval", "compare", "a.json", "c.json")

    assert (ran.status, without.status) == (1, 0)
    assert "failed  could no longer be asked: c29" in ran.out
    assert "warning: cases that could not be asked: 0 in the first" in ran.err


def test_json_of_a_comparison_has_every_flip(press: Press) -> None:
    record = press("eval", "compare", "a.json", "b.json", "--json").record

    assert set(record) == {
        "first", "second", "cases", "only_first", "only_second", "metrics", "by_kind", "few",
        "untold", "lost", "flips", "warnings", "gate",
    }  # fmt: skip
    assert len(record["flips"]) == 30
    assert set(record["metrics"]["answer_f1"]["difference"]) == {"value", "low", "high", "n"}
    assert record["metrics"]["answer_f1"]["verdict"] == "worse"
    assert record["gate"] is None
    gated = press("eval", "compare", "a.json", "b.json", "--json", "--gates", "gates.toml")
    assert gated.status == 1
    assert gated.record["gate"] == {
        "metrics": ["answer_f1"],
        "fallen": ["answer_f1"],
        "passed": False,
    }


@pytest.fixture
def kinds(folder: Path) -> None:
    """Two runs: facts got worse, dates stayed as they were, and of the others there are few."""
    for name, fact in (("k.json", 1.0), ("l.json", 0.0)):
        made = [
            answered(f"{kind}{turn}", kind=kind, scores={"paragraph_hit@5": score, "answer_f1": 1})
            for kind, n, score in (("fact", 6, fact), ("date", 5, 1), ("source", 4, 1), ("", 1, 1))
            for turn in range(n)
        ]
        written(folder / name, run_record(made))


@pytest.mark.usefixtures("kinds")
def test_what_changed_in_each_kind_is_a_table(press: Press) -> None:
    out = press("eval", "compare", "k.json", "l.json").out

    rows = [" ".join(line.split()) for line in out.splitlines()]
    at = rows.index("kind cases metric first second change 95 % interval p n")
    assert rows[at + 1 : at + 5] == [
        "fact 6 paragraph_hit@5 1.000 0.000 -1.000 [-1.000, -1.000] 0.031 6 worse",
        "date 5 no change",
        "",
        "2 kinds have too few cases to compare (5 in all)",
    ]
    assert "kinds" not in press("eval", "compare", "a.json", "b.json").out


@pytest.mark.usefixtures("kinds")
def test_json_of_a_comparison_has_every_metric_of_each_kind(press: Press) -> None:
    record = press("eval", "compare", "k.json", "l.json", "--json").record

    assert list(record["by_kind"]) == ["fact", "date"]
    assert record["few"] == {"source": 4, "": 1}
    assert record["by_kind"]["date"]["cases"] == 5
    facts = record["by_kind"]["fact"]["metrics"]
    assert set(facts) == {"paragraph_hit@5", "answer_f1"}
    assert set(facts["answer_f1"]) == {"first", "second", "difference", "p", "verdict"}
    assert facts["paragraph_hit@5"]["verdict"] == "worse"
    assert facts["paragraph_hit@5"]["difference"] == {"value": -1, "low": -1, "high": -1, "n": 6}


def test_differences_are_warned_of_on_stderr(press: Press, folder: Path) -> None:
    written(folder / "c.json", run_record(cases(1), model="other"))

    ran = press("eval", "compare", "a.json", "c.json")

    assert ran.err == "warning: program model: nothing → other\n"


def test_what_a_report_says_cannot_steer_the_terminal(press: Press, folder: Path) -> None:
    words = "\x1b]0;owned\x07\n\x9b2J"
    for name, score in (("d.json", 1.0), ("e.json", 0.0)):
        one = answered(words, question=words, kind=words, scores={words: score})
        written(folder / name, run_record([one], model=words + name))

    ran = press("eval", "compare", "d.json", "e.json")
    page = press("eval", "report", "d.json")

    assert (ran.status, page.status) == (0, 0)
    assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\x9b"}
    assert len(ran.err.splitlines()) == 1


def test_a_report_that_reaches_its_thresholds_passes(press: Press) -> None:
    ran = press("eval", "gate", "a.json", "--gates", "gates.toml")

    assert (ran.status, ran.out) == (0, "gate passed: all 1\n")


def test_each_threshold_that_is_not_reached_is_told_with_how_far(
    press: Press, folder: Path
) -> None:
    write_files(
        folder,
        {"gates.toml": GATES + "AURC = nan\nnone = 1\n[sample.maximum]\ncases = 10\n"},
    )

    ran = press("eval", "gate", "b.json", "--gates", "gates.toml")

    assert ran.status == 1
    assert ran.out.splitlines() == [
        "failed  answer_f1: 0.25; at least 0.5, beyond it by 0.25",
        "failed  AURC: not in the report; no threshold set",
        "failed  none: not in the report; at least 1",
        "failed  cases: 30; at most 10, beyond it by 20",
        "gate failed: 4 of 4 thresholds",
    ]


def test_json_of_the_gate_has_every_threshold(press: Press) -> None:
    ran = press("eval", "gate", "b.json", "--gates", "gates.toml", "--json")

    assert ran.status == 1
    assert ran.record == {
        "report": "b.json",
        "passed": False,
        "thresholds": [
            {
                "metric": "answer_f1", "bound": "minimum", "limit": 0.5, "value": 0.25,
                "beyond": 0.25, "passed": False,
            }
        ],
    }  # fmt: skip


def test_the_page_stands_beside_its_report_or_where_it_is_wanted(
    press: Press, folder: Path
) -> None:
    written(folder / "a.json", run_record([*cases(1), silent("z")]))

    beside, elsewhere = press("eval", "report", "a.json"), press(
        "eval", "report", "a.json", "--out", "page.html"
    )  # fmt: skip

    assert (beside.status, beside.out) == (0, "wrote a.html\n")
    assert elsewhere.out == "wrote page.html\n"
    assert (folder / "a.html").read_bytes() == (folder / "page.html").read_bytes()
    assert "1 right silence" in (folder / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "a.json"],
        ["compare", "a.json", "none.json"],
        ["compare", "a.json", "other.json"],
        ["compare", "a.json", "b.json", "--gates", "none.toml"],
        ["compare", "a.json", "b.json", "--gates", "empty.toml"],
        ["gate"],
        ["gate", "gates.toml"],
        ["gate", "a.json", "--gates", "empty.toml"],
        ["report", "a.json", "--out", "a.json"],
        ["report", "a.json", "--out", "none/a.html"],
    ],
)
def test_what_cannot_be_done_is_a_line_and_a_hint(
    arguments: list[str], press: Press, folder: Path
) -> None:
    written(folder / "other.json", run_record([answered("other")]))
    write_files(folder, {"empty.toml": ""})

    assert_one_line_and_a_hint(press("eval", *arguments))
