"""same_answers: how alike two places of an index answer."""

import json
from pathlib import Path

import pytest

import eval.same_answers as at
from eval.same_answers import same_answers
from index.reader import IndexReader
from tests.eval.asked import CASES
from tests.sample import HARBOUR, reader_of
from tests.tiny import TinyEmbedder


@pytest.fixture
def harbour(tmp_path: Path) -> IndexReader:
    return reader_of(tmp_path / "one", *HARBOUR)


def test_an_index_answers_as_it_does_itself(harbour: IndexReader) -> None:
    found = same_answers(harbour, harbour, CASES)

    assert (found.questions, found.same_order, found.same_set, found.mean_overlap) == (4, 1, 1, 1)
    assert found.differences == ()


def test_other_candidates_are_told_from_other_scores(harbour: IndexReader, tmp_path: Path) -> None:
    fewer = reader_of(tmp_path / "two", *HARBOUR[1:])

    found = same_answers(harbour, fewer, CASES, k=3)

    assert found.same_order < 1
    one = found.differences[0]
    assert (one.id, one.first) == ("who", 1)
    assert ("quay-bridge", 1) in one.only_a
    assert one.legs.nearest_apart == 2
    assert one.legs.words_apart >= 1
    assert one.legs.cosines_differ_by == 0
    assert one.legs.bm25_differs_by > 0
    assert found.mean_overlap < 1


def test_the_order_of_what_changed_places_is_weighed(
    harbour: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = [{("a", 1): 0.75, ("b", 1): 0.5, ("c", 1): 0.25}] * len(CASES)
    answers = [one for pair in zip(turned, map(_turned, turned), strict=True) for one in pair]
    monkeypatch.setattr(at, "_scores", lambda *_: answers.pop(0))

    found = same_answers(harbour, harbour, CASES)

    assert (found.same_order, found.same_set, found.mean_overlap) == (0, 1, 1)
    assert (found.differences[0].first, found.differences[0].margin) == (2, 0.25)


def _turned(scores: dict[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    first, second, third = scores.items()
    return dict([first, third, second])


def test_nothing_asked_is_refused(harbour: IndexReader) -> None:
    with pytest.raises(ValueError, match="nothing"):
        same_answers(harbour, harbour, ())


def test_the_command_prints_what_it_found(
    harbour: IndexReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert harbour
    place, cases = str(tmp_path / "one" / "index"), tmp_path / "cases.jsonl"
    lines = [json.dumps({"id": str(n), "question": "A bridge?", "answerable": False}) for n in "12"]
    cases.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("index.reader.SentenceTransformerEmbedder", lambda _: TinyEmbedder())

    assert at.main([place, place, str(cases), "--first", "1"]) == 0

    record = json.loads(capsys.readouterr().out)
    assert (record["a"], record["k"], record["questions"], record["same_order"]) == (
        place,
        10,
        1,
        1,
    )

    assert at.main([place, str(tmp_path / "none"), str(cases)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[0][:15]) == ("", "error: no index")
