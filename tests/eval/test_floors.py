"""floors: cases and their archive in, how well plain BM25 finds the gold out."""

import json
import math
from pathlib import Path

import pytest

from eval.floors import Bm25, Weights, main
from tests.sample import ARCHIVE, HARBOUR, write_articles

CASES = ARCHIVE.parent / "cases.jsonl"
BRIDGE = {
    "id": "bridge", "question": "What did the bridge cost?", "answerable": True,
    "gold": [{"article": "quay-bridge", "quote": "It cost 12 million crowns to build."}],
}  # fmt: skip
WEIGHTS = Weights(1.5, 0.75)


def write_cases(path: Path, *cases: object) -> Path:
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return path


def test_relevance_is_the_formula_worked_by_hand() -> None:
    bm25 = Bm25(["tide tide mill", "tide", "quay wall and harbour"])
    rarity = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    mean_length = 8 / 3
    long = 2 * 2.5 / (2 + 1.5 * (0.25 + 0.75 * 3 / mean_length))
    short = 1 * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 1 / mean_length))

    found = bm25._relevance(["tide"], WEIGHTS)

    assert list(found) == pytest.approx([rarity * long, rarity * short, 0.0])
    assert bm25.best(["tide"], WEIGHTS, 10) == ([0, 1] if long > short else [1, 0])


def test_a_word_asked_twice_counts_twice_and_an_unknown_one_not_at_all() -> None:
    bm25 = Bm25(["tide", "mill"])
    once = bm25._relevance(["tide"], WEIGHTS)
    assert list(bm25._relevance(["tide", "moon", "tide"], WEIGHTS)) == pytest.approx(2 * once)


def test_equally_good_texts_are_found_in_their_order() -> None:
    assert Bm25(["tide", "tide", "tide"]).best(["tide"], WEIGHTS, 2) == [0, 1]


def test_there_must_be_texts() -> None:
    with pytest.raises(ValueError, match="among no texts"):
        Bm25([])


def test_the_report_has_every_way_to_search_with_intervals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write_articles(tmp_path / "archive", *HARBOUR)
    lost = BRIDGE | {"id": "lost", "gold": [{"article": "quay-bridge", "quote": "not there"}]}
    silent = {"id": "silent", "question": "Who fell?", "answerable": False}
    draft = BRIDGE | {"id": "draft", "accepted": False}
    cases = write_cases(tmp_path / "cases.jsonl", BRIDGE, lost, silent, draft)

    assert main([str(cases), "--archive", str(archive)]) == 0
    report = json.loads(capsys.readouterr().out)

    assert (report["asked"], report["articles"]) == (1, 5)
    left_out = report["not_asked"]
    assert (left_out["unanswerable"], left_out["unaccepted"]) == (1, 1)
    assert "case lost: gold 1" in left_out["gold missing"][0]
    assert len(report["floors"]) == 3 * 2 * 2
    for one in report["floors"]:
        hit = one["metrics"]["article_hit@3"]
        assert hit["low"] <= hit["value"] == 1.0 == hit["high"]
        assert hit["n"] == 1
        assert ("paragraph_hit@1" in one["metrics"]) == (one["searched"] != "whole articles")


def test_the_floors_of_the_sample_are_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "floors.json"
    assert main([str(CASES), "--archive", str(ARCHIVE), "--out", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["not_asked"]["gold missing"] == []
    assert all(one["metrics"]["article_hit@10"]["value"] > 0.7 for one in report["floors"])


def test_an_archive_without_the_gold_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write_articles(tmp_path / "archive", *HARBOUR[1:])
    cases = write_cases(tmp_path / "cases.jsonl", BRIDGE)

    assert main([str(cases), "--archive", str(archive)]) == 2
    assert capsys.readouterr().err.startswith(f"error: {cases}: none of its gold is in")
