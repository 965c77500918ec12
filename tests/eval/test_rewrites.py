"""How near the rules' rewrites come to a person's: what is counted, by hand-worked examples."""

import json
from pathlib import Path

import pytest

from eval.cases import Case, Gold, Turn, written
from eval.rewrites import Compared, apart, by_model, compared, figures, found, half, main, rewritten
from index.reader import IndexReader
from tests.sample import HARBOUR, reader_of
from tests.scripted import ScriptedModel

REED = Turn("Who opened the Harrow bridge?", "Mayor Alma Reed.")


def case(question: str, rewrite: str, *history: Turn, id: str = "a", **changes: object) -> Case:
    return Case(id, question, True, history=history, rewrite=rewrite, **changes)  # type: ignore[arg-type]


def test_the_words_and_names_that_each_adds_are_compared() -> None:
    one = compared(case("How old is she?", "What is the age of Alma Reed?", REED))

    assert one.person == {"age", "alma", "reed"}
    assert one.names == {"alma", "reed"}
    assert one.rules == {"mayor", "alma", "reed"}
    assert not one.left
    assert not one.person_left
    assert not one.needs_nothing


def test_a_question_left_as_it_is_adds_nothing() -> None:
    one = compared(case("Who is Nell Tarn?", "who is Nell Tarn", REED))

    assert (one.rules, one.person) == (frozenset(), frozenset())
    assert one.left
    assert one.person_left
    assert one.needs_nothing


def test_a_model_rewrites_where_what_it_says_is_a_rewrite() -> None:
    asked = case("How old is she?", "How old is Alma Reed?", REED)
    model = ScriptedModel(["How old is Alma Reed?", "The sea is blue."])

    taken, refused = (compared(asked, by_model(model)) for _ in range(2))

    assert (taken.rules, taken.by_model) == (frozenset({"alma", "reed"}), True)
    assert (refused.rules, refused.by_model) == (compared(asked).rules, False)


def made(person: str, rules: str, said: str, *, left: bool = False) -> Compared:
    words = [frozenset(text.split()) for text in (person, rules, "", said)]
    return Compared("a", words[0], words[1], words[2], words[3], left=left, person_left=not person)


def test_shares_are_of_words_and_of_questions() -> None:
    told = figures([made("a b c", "a d", "a b"), made("", "", "a", left=True), made("e", "", "")])
    values = {name: one.value for name, one in told.items()}

    assert values == {
        "words_added_too": pytest.approx(1 / 4),
        "words_carried_too": pytest.approx(1 / 2),
        "of_ours_the_persons_too": pytest.approx(1 / 2),
        "of_ours_wrong": pytest.approx(1 / 2),
        "left_by_us_and_the_person": 1.0,
        "left_by_the_person_and_us": 1.0,
        "left_by_us_and_needing_nothing": 1.0,
        "needing_nothing_and_left_by_us": pytest.approx(1 / 2),
        "by_the_model": 0.0,
    }


def test_halves_are_told_by_the_id_alone() -> None:
    halves = [half(str(id)) for id in range(200)]

    assert set(halves) == {1, 2}
    assert 70 < halves.count(1) < 130
    assert halves == [half(str(id)) for id in range(200)]


def test_the_same_search_is_asked_all_three(harbour: IndexReader) -> None:
    gold = (Gold("quay-bridge", "It cost 12 million crowns to build."),)
    cost = case("What did it cost?", "What did the Harrow bridge cost?", REED, gold=gold)

    told = found([cost], harbour)

    assert rewritten(cost).text == "What did it cost? (about: Harrow bridge)"
    assert told["hit@5_rules"].value == told["hit@5_person"].value == 1.0
    assert {name.split("_")[1] for name in told if name.startswith("hit@")} == {
        "last", "rules", "person",
    }  # fmt: skip


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A file of follow-ups, and of a question that is none."""
    them = [case("How old is she?", "How old is Alma Reed?", REED, id=id) for id in ("a", "b", "c")]
    gold = (Gold("quay-bridge", "It cost 12 million crowns to build."),)
    them += [
        case("What did it cost?", "What did the Harrow bridge cost?", REED, id="d", gold=gold),
        case("Who opened the library?", "", id="e", gold=gold),
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text(written(them), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_prints_figures_by_half_and_of_all(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = printed(capsys, cases)

    assert (status, err) == (0, "")
    assert "all, 4 follow-ups\n  words_added_too " in out
    assert "half, " in out
    assert "standing_alone_left" in out


def test_the_command_searches_an_index_and_prints_json(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(tmp_path / "made", *HARBOUR)
    monkeypatch.setattr("eval.rewrites.IndexReader.open", lambda _: reader)

    status, out, _ = printed(capsys, cases, "--index", tmp_path / "made", "--json")

    told = json.loads(out)
    assert status == 0
    assert set(told["all, 4 follow-ups"]["of_ours_wrong"]) == {"value", "low", "high", "n"}
    assert told["search"]["hit@5_rules"]["value"] == 1.0


def test_a_file_without_follow_ups_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.jsonl").write_text(written([case("Is it?", "x")]), encoding="utf-8")

    status, out, err = printed(capsys, tmp_path / "none.jsonl")

    assert (status, out) == (2, "")
    assert "has no follow-up with a rewrite" in err


def test_questions_of_another_topic_are_asked_after_one_another() -> None:
    them = [
        case("Who opened the Tarn library?", "r", id="a"),
        case("Was it expensive?", "r", id="b"),
    ]

    assert apart(them).value == 0.5
