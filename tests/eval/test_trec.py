"""What TREC's programs read: their columns, and the same figures from them as in the report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import ir_measures
import pytest
from ir_measures import AP, RR, R, Success, nDCG

from eval.cases import Case, Gold
from eval.fields import CaseError
from eval.gold import Located, Place
from eval.kept import Kept
from eval.metrics import metrics
from eval.plan import plan
from eval.result import Result
from eval.run import run as ask_all
from eval.trec import check_folder, qrels, run, write_trec
from index.progress import unseen
from index.reader import IndexReader
from tests.eval.asked import CASES, FARE, OPENED
from tests.tiny import write_files

MEASURES = {
    **{f"hit@{k}": Success @ k for k in (1, 3, 5, 10, 20)},
    **{f"recall@{k}": R @ k for k in (1, 3, 5, 10, 20)},
    "MRR": RR, "MAP": AP, "nDCG@10": nDCG @ 10,
}  # fmt: skip
SEVERAL = Case(
    "both of them", "What does the ferry cost, and who opened the bridge?", True,
    ("3 crowns", "Alma Reed"), (FARE, OPENED), kind="several",
)  # fmt: skip
ASKED = (*CASES, SEVERAL, replace(CASES[0], id="wrong gold", gold=(FARE,)))


def asked(reader: IndexReader, kept: Kept | None = None) -> Sequence[Result]:
    return ask_all(plan(ASKED, reader), reader, kept=kept, progress=unseen)


def theirs(folder: Path, level: str) -> Mapping[str, float]:
    """What ir-measures makes of the files."""
    found = ir_measures.calc_aggregate(
        MEASURES.values(),
        # the library annotates neither reader
        list(ir_measures.read_trec_qrels(str(folder / f"{level}.qrels"))),  # type: ignore[no-untyped-call]
        list(ir_measures.read_trec_run(str(folder / f"{level}.run"))),  # type: ignore[no-untyped-call]
    )
    return {f"{level}_{name}": found[measure] for name, measure in MEASURES.items()}


def test_right_and_found_are_written_in_trecs_columns() -> None:
    assert qrels([("q 1", [Place("n-1", 12), Place("n-2", 3)]), ("q2", ["n-2"])]) == (
        "q%201 0 n-1:12 1\nq%201 0 n-2:3 1\nq2 0 n-2 1\n"
    )
    assert run([("q 1", [Place("n-2", 3), Place("n-1", 1)])], name="BM25 alone") == (
        "q%201 Q0 n-2:3 1 2 BM25%20alone\nq%201 Q0 n-1:1 2 1 BM25%20alone\n"
    )


@pytest.mark.parametrize("level", ["paragraph", "article"])
def test_another_program_measures_what_the_report_says(
    level: str, harbour: IndexReader, tmp_path: Path
) -> None:
    results = asked(harbour)
    write_trec(results, tmp_path / "trec", name="ours")

    ours = metrics(results)
    measured = theirs(tmp_path / "trec", level)
    assert measured == pytest.approx({name: ours[name].value for name in measured})
    assert 0 < measured[f"{level}_MAP"] < 1


def test_a_run_that_went_on_writes_the_same_files(harbour: IndexReader, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    write_trec(asked(harbour, Kept(report)), tmp_path / "first", name="ours")
    assert len(Kept(report).path.read_text(encoding="utf-8").splitlines()) == len(ASKED)
    write_trec(asked(harbour, Kept(report)), tmp_path / "second", name="ours")

    names = [f"{level}.{kind}" for level in ("article", "paragraph") for kind in ("qrels", "run")]
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == names
    for name in names:
        assert (tmp_path / "first" / name).read_text() == (tmp_path / "second" / name).read_text()


def test_only_cases_whose_order_is_measured_are_written(tmp_path: Path) -> None:
    gold = (Gold("n", "q"),)
    known = Located(Case("known", "?", answerable=True, gold=gold), ((Place("n", 1),),))
    none = Located(Case("none", "?", answerable=False), ())
    answer = {"answered": False}
    results = [
        Result(known, answer, {}, found=(Place("n", 2), Place("m", 1), Place("n", 1))),
        Result(none, answer, {}, found=(Place("n", 2),)),
        Result(replace(known, case=replace(known.case, id="failed")), {}, {}, error="why"),
    ]

    write_trec(results, tmp_path, name="ours")

    assert (tmp_path / "paragraph.qrels").read_text() == "known 0 n:1 1\n"
    assert (tmp_path / "article.qrels").read_text() == "known 0 n 1\n"
    found = [line.split()[:4] for line in (tmp_path / "article.run").read_text().splitlines()]
    assert found == [["known", "Q0", "n", "1"], ["known", "Q0", "m", "2"]]


def test_where_they_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    write_files(tmp_path, {"file": json.dumps({})})

    with pytest.raises(CaseError, match="is no folder"):
        check_folder(tmp_path / "file")
    with pytest.raises(CaseError, match="there is no folder"):
        check_folder(tmp_path / "nowhere" / "trec")
    check_folder(tmp_path)
    check_folder(tmp_path / "trec")
    with pytest.raises(CaseError, match="cannot be written to"):
        write_trec([], tmp_path / "file", name="ours")
