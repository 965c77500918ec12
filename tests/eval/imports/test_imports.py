"""Converters: a miniature file of each shape in, an archive and cases that fit it out."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, Gold, Turn, read_cases
from eval.fields import CaseError
from eval.gold import NamedArticles, locate_all
from eval.imports import beir, benchmarkqed, mtrag, multihop, realtimeqa, squad
from eval.imports.imported import Imported, LeftOut, Source, write
from index.gather import read_archives

QUAY = "The quay was built in 1911. It was widened by Ida Holm in 1954."
TIDE = "The tide mill at Ostrel closed on Friday after ninety years."


def save(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def saved(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def check_fits(imported: Imported, folder: Path) -> None:
    """What is written is read again, and every gold quote stands in the archive built of it."""
    write(imported, folder / "made")
    cases = read_cases(folder / "made" / "cases.jsonl").cases
    assert cases == imported.cases
    articles, _ = read_archives([folder / "made" / "archive.jsonl"])
    assert len(articles) == len(imported.articles)
    assert not locate_all(cases, NamedArticles(cases, articles))[1]


def qa(id: str, question: str, *answers: tuple[str, int], **more: Any) -> dict[str, Any]:
    told = [{"text": text, "answer_start": start} for text, start in answers]
    return {"id": id, "question": question, "answers": told, **more}


def test_squad(tmp_path: Path) -> None:
    asked = [
        qa("a", "Who widened it?", ("Ida Holm", 46), ("Ida Holm", 46), ("Holm", 50)),
        qa("b", "When was it built?", ("1911", 3)),
        qa("c", "Who closed it?", is_impossible=True, plausible_answers=[]),
        qa("d", "Who sold it?", ("Nobody", 2)),
        qa("e", "Who bought it?"),
        qa("f", " ", ("1911", 22)),
    ]
    paragraphs = [{"context": QUAY, "qas": asked}, {"context": QUAY, "qas": []}]
    imported = squad.read(
        saved(
            tmp_path / "squad.json",
            {"version": "v2.0", "data": [{"title": "Quay", "paragraphs": paragraphs}]},
        )
    )
    (article,) = imported.articles
    assert (article.title, article.text) == ("Quay", QUAY)
    first, second, third = imported.cases
    assert first.answers == ("Ida Holm", "Holm")
    assert first.gold == (Gold(article.id, "It was widened by Ida Holm in 1954."),)
    assert second.gold == (Gold(article.id, "The quay was built in 1911."),)
    assert third == Case("c", "Who closed it?", answerable=False)
    assert imported.left_out == (
        LeftOut("d", "the context does not hold 'Nobody'"),
        LeftOut("e", "no answer, though it is not said to be impossible"),
        LeftOut("f", "no question"),
    )
    check_fits(imported, tmp_path)


def test_squad_counts_where_an_answer_starts_in_whole_numbers(tmp_path: Path) -> None:
    asked = {"context": QUAY, "qas": [qa("a", "When?", ("1911", True))]}
    path = saved(tmp_path / "squad.json", {"data": [{"paragraphs": [asked]}]})
    with pytest.raises(CaseError, match="'answer_start' is not a whole number: True"):
        squad.read(path)


@pytest.mark.parametrize(
    "judged",
    [
        "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td1\t1\nq1\td2\t0\nq2\td9\t1\nq3\td1\t1\n",
        "q1 0 d1 2\nq1 0 d1 1\n\nq1 0 d2 0\nq2 0 d9 1\nq3 0 d1 1\n",
    ],
)
def test_beir_and_trec(tmp_path: Path, judged: str) -> None:
    corpus = save(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "Quay", "text": QUAY, "metadata": {}},
        {"_id": "d2", "title": "Tide", "text": TIDE},
        {"id": "d3", "title": "Nothing", "text": " "},
    )
    queries = save(
        tmp_path / "queries.jsonl",
        {"_id": "q1", "text": "Who widened the quay?"},
        {"_id": "q2", "text": "What is lost?"},
        {"_id": "q0", "text": "Nobody judged this."},
    )
    (tmp_path / "qrels").write_text(judged)
    imported = beir.read(corpus, queries, tmp_path / "qrels")
    assert [one.id for one in imported.articles] == ["d1", "d2"]
    assert imported.cases == (
        Case("q1", "Who widened the quay?", answerable=True, gold=(Gold("d1", QUAY),)),
    )
    assert [one.id for one in imported.left_out] == ["d3", "q2", "q3"]
    check_fits(imported, tmp_path)


@pytest.mark.parametrize(("line", "said"), [("q1 d1", "2 columns"), ("q1 0 d1 yes", "'yes' is no")])
def test_a_judgement_in_no_known_shape_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "qrels").write_text(line)
    with pytest.raises(CaseError, match=f"qrels:1: {said}"):
        beir.judgements(tmp_path / "qrels")


def task(id: str, label: list[str], *turns: str, **more: Any) -> dict[str, Any]:
    speakers = ("user", "agent") * len(turns)
    said = [{"speaker": who, "text": text} for who, text in zip(speakers, turns, strict=False)]
    targets = [{"speaker": "agent", "text": "Ida Holm did."}]
    return {"task_id": id, "input": said, "targets": targets, "answerability": label, **more}


def test_mtrag(tmp_path: Path) -> None:
    corpus = save(
        tmp_path / "corpus.jsonl",
        {"_id": "p1", "title": "Quay", "text": f"Quay\n{QUAY}", "url": ""},
        {"_id": "p9", "title": "Nothing", "text": ""},
    )
    cited = [{"document_id": "p1", "text": f"Quay\n{QUAY}"}, {"document_id": "p2", "text": TIDE}]
    capital = task("t5", [], "And the mill?", contexts=cited)
    capital["Answerability"] = ["PARTIAL"]
    del capital["answerability"]
    tasks = save(
        tmp_path / "tasks.jsonl",
        task("t1", ["ANSWERABLE"], "The quay?", "It is old.", "Who widened it?", contexts=cited),
        task("t2", ["UNANSWERABLE"], "Who sold it?", contexts=[]),
        task("t3", ["CONVERSATIONAL"], "Thanks!"),
        task("t4", ["ANSWERABLE"], "The quay?", "It is old.", contexts=cited),
        capital,
        task("t6", ["ANSWERABLE"], "And then?", contexts=[]),
    )
    agent_first = task("t7", ["UNANSWERABLE"], "", "")
    agent_first["input"] = [
        {"speaker": "agent", "text": "Hello."},
        {"speaker": "user", "text": "Who sold it?"},
    ]
    with tasks.open("a", encoding="utf-8") as file:
        file.write(json.dumps(agent_first))
    imported = mtrag.read(tasks, corpus)
    assert imported.articles == (Source("p1", "Quay", QUAY), Source("p2", "", TIDE))
    first, second, third, fourth = imported.cases
    assert first.question == "Who widened it?"
    assert first.history == (Turn("The quay?", "It is old."),)
    assert first.answers == ("Ida Holm did.",)
    assert first.gold == (Gold("p1", QUAY), Gold("p2", TIDE))
    assert second == Case("t2", "Who sold it?", answerable=False)
    assert third.kind == "partial"
    assert fourth.history == ()
    assert [one.id for one in imported.left_out] == ["t3", "t4", "t6"]
    check_fits(imported, tmp_path)


def rt(id: str, answer: str) -> dict[str, Any]:
    return {
        "question_id": id, "question_date": "2026/01/09", "question_sentence": "Who widened it?",
        "choices": ["Ida Holm", "Bo Ek", ""], "answer": [answer], "evidence": "",
    }  # fmt: skip


def test_realtimeqa(tmp_path: Path) -> None:
    result = {
        "url": "https://www.quay.example/1?utm_source=x", "title": "Quay", "authors": ["A. Reed"],
        "text": f"{TIDE}\n\n{QUAY}", "publish_date": "2026/01/07",
    }  # fmt: skip
    again = {**result, "url": "https://quay.example/1"}
    dead = {"url": "https://quay.example/2", "title": "Gone"}
    questions = save(tmp_path / "qa", rt("r1", "0"), rt("r2", "1"), rt("r3", "2"), rt("r4", "0"))
    found = [{"question_id": id, "search_result": [result, again, dead]} for id in ("r1", "r2")]
    imported = realtimeqa.read([questions], [save(tmp_path / "gcs", *found)])
    (article,) = imported.articles
    assert (article.source, article.published) == ("quay.example", "2026-01-07")
    (case,) = imported.cases
    assert case.gold == (Gold(article.id, QUAY),)
    assert (case.answers, case.as_of, case.weak) == (("Ida Holm",), "2026-01-09", True)
    assert [one.reason for one in imported.left_out] == [
        "its answer stands in none of its search results",
        "its answer is none of its choices",
        "its answer stands in none of its search results",
    ]
    check_fits(imported, tmp_path)


def test_multihop_rag(tmp_path: Path) -> None:
    corpus = [
        {"title": "Quay", "author": "A. Reed", "source": "The Quay", "category": "news",
         "published_at": "2023-11-24T10:00:00+00:00", "url": "https://q.example/1", "body": QUAY},
        {"title": "Tide", "author": None, "source": "The Tide", "body": TIDE},
    ]  # fmt: skip
    evidence = [
        {"title": "Quay", "url": "https://q.example/1", "fact": "It was widened by Ida Holm"},
        {"title": "Tide", "fact": "The tide mill at Ostrel closed on Friday"},
    ]
    both = {"query": "Did both close?", "answer": "no", "question_type": "comparison_query"}
    questions = [
        {**both, "evidence_list": evidence},
        {**both, "evidence_list": evidence},
        {"query": "Who sang?", "answer": "Insufficient information.",
         "question_type": "null_query", "evidence_list": []},
        {"query": "Who sold it?", "answer": "no", "evidence_list": []},
    ]  # fmt: skip
    imported = multihop.read(
        saved(tmp_path / "corpus.json", corpus), saved(tmp_path / "questions.json", questions)
    )
    first, second = imported.cases
    assert first.gold == (
        Gold("https://q.example/1", "It was widened by Ida Holm"),
        Gold("Tide", "The tide mill at Ostrel closed on Friday"),
    )
    assert (first.answers, first.kind) == (("no",), "comparison_query")
    assert (second.answerable, second.answers, second.kind) == (False, (), "null_query")
    assert [one.reason for one in imported.left_out] == [
        "asked before: Did both close?", "answerable, but without evidence",
    ]  # fmt: skip
    check_fits(imported, tmp_path)


HEAD = "headline: Quay  widened\nfirstcreated: 2024-01-02T03:04:05Z\n"


def qed(id: str, *pieces: str) -> dict[str, Any]:
    sources = [{"source_id": "1", "text": piece} for piece in pieces]
    claims = [{"statement": "Ida Holm widened the quay in 1954.", "sources": sources}]
    return {"question_id": id, "question_text": "Who?", "assertions": [], "claims": claims}


def test_benchmarkqed(tmp_path: Path) -> None:
    body = f"<p>OSTREL (AP) — {TIDE}</p><p>{QUAY} So the <a href='x'>records</a> of it say.</p>"
    (tmp_path / "ap").mkdir()
    saved(
        tmp_path / "ap" / "1.json",
        {"altids": {"itemid": "i1"}, "headline": "Quay widened", "body_nitf": body,
         "firstcreated": "2024-01-02T03:04:05Z"},
    )  # fmt: skip
    saved(tmp_path / "ap" / "2.json", {"headline": "Tide", "body_nitf": f"<p>{TIDE}</p>"})
    cut = HEAD + body[body.index("de mill") : body.index("ords</a>")]
    questions = saved(
        tmp_path / "questions.json",
        [
            qed("b1", HEAD + body, HEAD + body[:110]),
            qed("b2", cut),
            qed("b3", "no head", "headline: Other\nfirstcreated: 2024\n<p>And some more words</p>"),
            qed("b4", HEAD + "<p>Too few</p>"),
        ],
    )
    imported = benchmarkqed.read(tmp_path / "ap", questions)
    assert [one.id for one in imported.articles] == ["i1", "2"]
    first, second = imported.cases
    assert first.weak
    assert first.gold[0] == Gold("i1", f"{QUAY} So the records of it say.")
    assert second.gold == (Gold("i1", f"{QUAY} So the"),)
    assert [one.id for one in imported.left_out] == ["b3", "b4"]
    check_fits(imported, tmp_path)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no article in it"):
        benchmarkqed.read(tmp_path, tmp_path / "questions.json")


def test_a_document_that_holds_no_objects_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="2 of 2 is not a JSON object"):
        squad.read(saved(tmp_path / "squad.json", [{"data": []}, 7]))


def test_an_article_has_words() -> None:
    with pytest.raises(ValueError, match="either text or HTML"):
        Source("d1", "Quay")
