"""`pressmark eval import`: what it writes, says and refuses."""

import json
from pathlib import Path

import pytest

from eval.cases import read_cases
from eval.imports.kinds import KINDS
from rag.talks import Talks
from tests.rag.made import answer, claim
from tests.ui.conftest import Press, assert_one_line_and_a_hint
from ui.eval_import_command import _NAMES

QUAY = "The quay was built in 1911. It was widened by Ida Holm in 1954."


def squad(path: Path, unanswered: int = 1) -> str:
    answer = {"text": "1911", "answer_start": 22}
    asked = [{"id": "a", "question": "When was it built?", "answers": [answer]}]
    asked += [{"id": f"u{n}", "question": "Who?", "answers": []} for n in range(unanswered)]
    paragraphs = [{"context": QUAY, "qas": asked}]
    document = {"data": [{"title": "Quay", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def lines(path: Path, *records: object) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return str(path)


def test_an_archive_and_cases_are_written_and_what_was_left_out_is_said(
    folder: Path, press: Press
) -> None:
    ran = press("eval", "import", "squad", squad(folder / "s.json", 7), "--out", "made")

    assert (ran.status, ran.out) == (0, "1 articles, 1 cases (1 answerable), 7 left out\n")
    assert ran.err.startswith("left out: u0: no answer")
    assert ran.err.endswith("… 2 more; --json names all\n")
    (case,) = read_cases(folder / "made" / "cases.jsonl").cases
    assert case.answers == ("1911",)
    assert QUAY in (folder / "made" / "archive.jsonl").read_text(encoding="utf-8")


def test_json_names_all_that_was_left_out(folder: Path, press: Press) -> None:
    path = squad(folder / "s.json", 7)
    ran = press("eval", "import", "squad", path, "--out", "made", "--json")

    assert (ran.status, ran.err) == (0, "")
    assert [one["id"] for one in ran.record["left_out"]] == [f"u{n}" for n in range(7)]
    assert (ran.record["articles"], ran.record["cases"]) == (1, 1)


@pytest.mark.parametrize("name", ["archive.jsonl", "cases.jsonl"])
def test_a_file_that_is_there_is_left_as_it_is(name: str, folder: Path, press: Press) -> None:
    (folder / name).write_text("mine", encoding="utf-8")

    ran = press("eval", "import", "squad", squad(folder / "s.json"), "--out", str(folder))

    assert_one_line_and_a_hint(ran, name, "left as it is")
    assert (folder / name).read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.iterdir()) == [name, "s.json"]


def test_a_folder_of_beir_is_read_by_its_makers_names(folder: Path, press: Press) -> None:
    lines(folder / "beir" / "corpus.jsonl", {"_id": "d1", "title": "Quay", "text": QUAY})
    lines(folder / "beir" / "queries.jsonl", {"_id": "q1", "text": "When was it built?"})
    qrels = Path(lines(folder / "beir" / "qrels" / "test.tsv"))
    qrels.write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8")

    ran = press("eval", "import", "beir", "beir", "--out", "made")

    assert ran.out == "1 articles, 1 cases (1 answerable), 0 left out\n"


def test_folders_of_realtimeqa_and_multihop_are_read(folder: Path, press: Press) -> None:
    weeks = folder / "weeks"
    asked = {"question_id": "r1", "question_date": "2026/01/08", "choices": ["1911", "1954"],
             "question_sentence": "When was the quay widened?", "answer": ["1"]}  # fmt: skip
    result = {"url": "https://q.example/1", "title": "Quay", "text": QUAY}
    lines(weeks / "20260108_qa.jsonl", asked)
    lines(weeks / "20260108_gcs.jsonl", {"question_id": "r1", "search_result": [result]})
    hop = folder / "hop"
    hop.mkdir()
    corpus = [{"title": "Quay", "url": "https://q.example/1", "body": QUAY}]
    fact = {"url": "https://q.example/1", "title": "Quay", "fact": QUAY}
    query = {"query": "Was it widened?", "answer": "yes", "evidence_list": [fact]}
    (hop / "corpus.json").write_text(json.dumps(corpus), encoding="utf-8")
    (hop / "MultiHopRAG.json").write_text(json.dumps([query]), encoding="utf-8")

    for kind, path in (("realtimeqa", "weeks"), ("multihop", "hop")):
        ran = press("eval", "import", kind, path, "--out", f"made-{kind}")
        assert ran.out == "1 articles, 1 cases (1 answerable), 0 left out\n"


def test_mtrag_and_benchmarkqed_take_two_paths(folder: Path, press: Press) -> None:
    passage = {"_id": "d1", "title": "Quay", "text": QUAY}
    task = {"task_id": "t1", "input": [{"speaker": "user", "text": "Who widened it?"}],
            "contexts": [{"document_id": "d1", "text": QUAY}], "targets": [{"text": "Holm"}],
            "answerability": ["ANSWERABLE"]}  # fmt: skip
    mtrag = (lines(folder / "t.jsonl", task), lines(folder / "c.jsonl", passage))
    article = {"headline": "Quay", "body_nitf": f"<p>{QUAY}</p>", "firstcreated": "2024"}
    source = f"headline: Quay\nfirstcreated: 2024\n<p>{QUAY}</p>"
    claim = {"statement": "Ida Holm widened the quay.", "sources": [{"text": source}]}
    question = {"question_id": "b1", "question_text": "Who?", "claims": [claim]}
    lines(folder / "ap" / "1.json", article)
    benchmarkqed = ("ap", lines(folder / "q.json", [question]))

    for kind, paths in (("mtrag", mtrag), ("benchmarkqed", benchmarkqed)):
        ran = press("eval", "import", kind, *paths, "--out", f"made-{kind}")
        assert ran.out == "1 articles, 1 cases (1 answerable), 0 left out\n"


def test_what_cannot_be_read_is_told_in_one_line(folder: Path, press: Press) -> None:
    path = squad(folder / "s.json")
    (folder / "empty").mkdir()
    for arguments in (
        ("trec", path),
        ("squad",),
        ("squad", path, path),
        ("squad", "nowhere.json"),
        ("squad", "empty"),
        ("beir", "empty"),
        ("beir", path),
        ("mtrag", path),
        ("realtimeqa", "empty"),
        ("multihop", "empty"),
        ("benchmarkqed", "empty", path),
    ):
        assert_one_line_and_a_hint(press("eval", "import", *arguments, "--out", "made"))
    assert_one_line_and_a_hint(press("eval", "import", "squad", path))
    assert not (folder / "made").exists()


def test_a_folder_that_cannot_be_made_is_told_in_one_line(folder: Path, press: Press) -> None:
    (folder / "taken").write_text("", encoding="utf-8")
    ran = press("eval", "import", "squad", squad(folder / "s.json"), "--out", "taken/made")
    assert_one_line_and_a_hint(ran, "cannot be written")


def test_help_lists_every_kind_and_what_it_takes(press: Press) -> None:
    ran = press("eval", "import", "--help")
    shown = " ".join(ran.out.split())
    assert tuple(KINDS) == _NAMES
    for name, kind in KINDS.items():
        assert f"{name} {kind.paths}: {kind.about}" in shown


def judged_talks(path: Path) -> str:
    with Talks.open(path) as talks:
        talk = talks.begin("ida").id
        for good in (True, False):
            number = talks.add("ida", talk, answer(claim()))
            talks.judge("ida", talk, number, good=good)
    return str(path)


def test_judged_talks_become_a_file_of_cases(folder: Path, press: Press) -> None:
    path = judged_talks(folder / "talks.sqlite")
    ran = press("eval", "import", "talks", path, "--out", "cases.jsonl")

    assert (ran.status, ran.out) == (0, "2 cases: 1 judged good, 1 to be mended\n")
    assert ran.err == 'mend them, then set "accepted" to true in cases.jsonl\n'
    read = read_cases(folder / "cases.jsonl")
    assert (len(read.cases), read.unaccepted) == (1, 1)

    assert_one_line_and_a_hint(press("eval", "import", "talks", path, "--out", "cases.jsonl"))
    assert_one_line_and_a_hint(press("eval", "import", "talks", path, path, "--out", "other"))
    assert_one_line_and_a_hint(press("eval", "import", "talks", "none", "--out", "other"))
    ran = press("eval", "import", "talks", path, "--out", "more.jsonl", "--json")
    assert ran.record == {
        "kind": "talks", "cases_file": "more.jsonl", "cases": 2, "answerable": 2, "accepted": 1,
    }  # fmt: skip
