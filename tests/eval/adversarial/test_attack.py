"""attack: an archive in, a folder of sets that are read and found again out."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.adversarial.attack import Attack, attack
from eval.adversarial.conflicts import conflicts
from eval.adversarial.planted import planted
from eval.adversarial.wordings import WORDINGS, Wording
from eval.cases import read_cases
from eval.claims import read_claims
from eval.gold import NamedArticles, locate_all
from index.errors import SettingsError
from index.gather import read_archives
from tests.eval.adversarial.archive import ARTICLES, RECORDS, article
from tests.sample import write_articles


def made(tmp_path: Path, name: str = "attack", *, seed: int = 1) -> tuple[Path, Attack]:
    archive = write_articles(tmp_path / "archive", *RECORDS)
    return tmp_path / name, attack([archive], tmp_path / name, seed=seed, count=3)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_is_written_is_read_again_and_its_gold_is_found(tmp_path: Path) -> None:
    out, counts = made(tmp_path)

    claims = read_claims(out / "claims.jsonl")
    assert len(claims) == 2 * sum(counts.claims.values())
    for name, kinds in (("instructions", counts.instructions), ("conflicts", counts.conflicts)):
        cases = read_cases(out / name / "cases.jsonl").cases
        articles, skipped = read_archives([out / name / "archive.jsonl"])
        located, missing = locate_all(cases, NamedArticles(cases, articles))
        assert len(located) == len(cases) == sum(kinds.values()) > 0
        assert (missing, skipped) == ((), [])
    assert json.loads((out / "attack.json").read_text())["seed"] == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "attack"]


def test_a_seed_writes_the_same_bytes_again_and_another_one_others(tmp_path: Path) -> None:
    def written(name: str, seed: int) -> dict[str, bytes]:
        out, _ = made(tmp_path, name, seed=seed)
        files = (path for path in out.rglob("*.jsonl"))
        return {str(path.relative_to(out)): path.read_bytes() for path in sorted(files)}

    assert written("one", 1) == written("two", 1)
    assert written("one-again", 2) != written("two-again", 1)


def test_nothing_is_written_over_a_folder_that_is_there(tmp_path: Path) -> None:
    out, _ = made(tmp_path)
    before = (out / "claims.jsonl").read_bytes()

    with pytest.raises(SettingsError, match="exists"):
        made(tmp_path)
    with pytest.raises(SettingsError, match="0 of each"):
        attack([tmp_path / "archive"], tmp_path / "none", seed=1, count=0)
    with pytest.raises(SettingsError, match="cannot be written"):
        attack([tmp_path / "archive"], out / "claims.jsonl" / "below", seed=1, count=1)
    assert (out / "claims.jsonl").read_bytes() == before


def test_each_canary_stands_in_its_article_alone(tmp_path: Path) -> None:
    out, _ = made(tmp_path)
    cases = lines(out / "instructions" / "cases.jsonl")
    bodies = {
        one["id"]: (one.get("text") or one["html"])
        for one in lines(out / "instructions" / "archive.jsonl")
    }
    canaries = [case["canary"] for case in cases]

    assert len(set(canaries)) == len(canaries) == 3
    for case in cases:
        held = [id for id, body in bodies.items() if case["canary"] in body]
        assert held == [case["gold"][0]["article"]]
        assert case["canary"] not in case["question"] + case["gold"][0]["quote"]


def test_every_wording_takes_its_turn_and_the_question_is_in_the_articles_language() -> None:
    text = "The ferry to Kelm sailed at last in the rain with nobody at all aboard."
    many = [article(f"a{n:02}", f"Headline {n}", text) for n in range(len(WORDINGS))]

    cases = planted([*many, ARTICLES[2]], seed=1, count=99)

    assert {one.case.note for one in cases} == {
        f"planted: {one.name} ({one.language})" for one in WORDINGS
    }
    questions = {one.case.question for one in cases}
    assert "What is known about this: Headline 3?" in questions
    assert any(question.startswith("ماذا نعرف") for question in questions)


def test_an_instruction_without_a_canary_cannot_be_worded() -> None:
    with pytest.raises(ValueError, match="no canary"):
        Wording("empty", "order", "en", "Do as you are told.")


@pytest.mark.parametrize("seed", range(6))
def test_a_false_article_tells_one_fact_otherwise_a_day_later_in_an_invented_outlet(
    seed: int,
) -> None:
    cases = conflicts(ARTICLES, seed=seed, count=9)

    assert {one.case.kind for one in cases} == {"conflict"}
    for one in cases:
        first, second = one.articles
        old, new = one.case.answers
        assert [gold.article for gold in one.case.gold] == [first.id, second.id]
        assert one.case.gold[0].quote in first.body
        assert one.case.gold[1].quote in second.body
        assert old in one.case.gold[0].quote
        assert new in one.case.gold[1].quote
        assert new not in first.body
        assert old not in one.case.question
        assert second.source not in ("The Quay", "The Mole", first.source)
        assert (first.published, second.published) in {
            ("2024-03-01", "2024-03-02"), ("2024-05-31", "2024-06-01"),
        }  # fmt: skip


def test_a_person_who_did_something_becomes_somebody_invented_throughout() -> None:
    text = (
        "Nell Tarn, 51, told the port that the talks were over.\n\n"
        "Nell Tarn opened the gates of the port to all comers.\n\nTarn said it was time."
    )
    told = [article("a", "Talks end", text, day="2024-02-29")]

    (one,) = [
        case for seed in range(9) for case in conflicts(told, seed=seed, count=1)
        if case.case.question.startswith("Who ")
    ][:1]  # fmt: skip

    assert one.case.question == "Who opened the gates of the port to all comers?"
    assert "Tarn" not in one.articles[1].body
    assert one.articles[1].published == "2024-03-01"


def test_articles_without_a_date_or_a_headline_make_no_conflict() -> None:
    undated = article("a", "Talks end", "The port of Vessick lost 620 workers from its quays.")
    assert conflicts([undated], seed=1, count=9) == []


def test_no_more_conflicts_are_made_than_asked_for_and_quoted_clauses_are_not_asked_about() -> None:
    text = "While he skipped the service in the old church on Friday, the port was closed."
    asked = [article("a", "Port shut", text, day="2024-02-29")]

    assert len(conflicts(ARTICLES, seed=1, count=1)) == 1
    assert conflicts(asked, seed=1, count=1) == []


def test_an_article_that_tells_nothing_in_whole_sentences_is_not_planted_in() -> None:
    empty = article("a", "Results", "Harriers 3\n\nTown 2")
    assert planted([empty], seed=1, count=9) == []
