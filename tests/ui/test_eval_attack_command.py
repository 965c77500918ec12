"""`pressmark eval attack`: an archive in, a folder of sets that try to mislead out."""

from pathlib import Path

from tests.eval.adversarial.archive import RECORDS
from tests.sample import write_articles
from tests.ui.conftest import Press, assert_one_line_and_a_hint


def test_the_sets_are_made_counted_and_ready_to_be_measured(press: Press, folder: Path) -> None:
    write_articles(folder / "articles", *RECORDS)

    ran = press("eval", "attack", "articles", "--out", "attack", "--count", "2")

    assert (ran.status, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()[:3]] == [
        "claims", "instructions", "conflicts",
    ]  # fmt: skip
    judged = press("eval", "claims", "attack/claims.jsonl", "--json")
    assert judged.record["metrics"]["balanced_accuracy"]["value"] == 1


def test_json_says_what_was_made(press: Press, folder: Path) -> None:
    write_articles(folder / "articles", *RECORDS)

    ran = press("eval", "attack", "articles", "--out", "attack", "--seed", "7", "--json")

    assert ran.record["seed"] == 7
    assert ran.record["claims"]["number"] > 0


def test_a_folder_that_is_there_and_an_archive_that_is_not_are_errors(
    press: Press, folder: Path
) -> None:
    (folder / "attack").mkdir()

    assert_one_line_and_a_hint(press("eval", "attack", "articles", "--out", "attack"), "exists")
    assert_one_line_and_a_hint(press("eval", "attack", "articles", "--out", "new"), "no file")
    assert not (folder / "new").exists()
