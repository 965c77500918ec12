"""train_verifier: labelled claims in, a head that `rag.verifier.head` reads out."""

import json
from pathlib import Path

import pytest

from eval.train_verifier import main
from rag.verifier.comparison import About, Comparison
from rag.verifier.head import read_head
from rag.verifier.measures import measures

PLACES = ("Saltrey", "Norrey", "Ostrel", "Quillam", "Hadr", "Verle")


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    lines: list[dict[str, object]] = []
    for turn, place in enumerate(PLACES):
        said = f"The old harbour of {place} was sold to a fishing company on Friday."
        for label, claim in (
            ("supported", f"On Friday the old harbour of {place} was sold."),
            ("supported", f"A company purchased the old harbour of {place} on Friday."),
            ("unsupported", "The fishing company was old on Friday."),
            ("unsupported", "Teachers of the district demanded higher pay."),
        ):
            id = f"{turn}-{len(lines)}"
            lines.append({"id": id, "claim": claim, "evidence": [said], "label": label})
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_a_head_is_written_that_tells_its_claims_apart(claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "head.json"

    assert main([str(claims), "--out", str(out)]) == 0

    record = json.loads(out.read_text())
    assert record["data"][0]["name"] == "claims.jsonl"
    fitted = read_head(out.read_text())
    said = ["The old harbour of Saltrey was sold to a fishing company on Friday."]
    good = Comparison.of("On Friday the old harbour of Saltrey was sold.", said, About())
    bad = Comparison.of("The fishing company was old on Friday.", said, About())
    assert fitted.surety(measures(good)) > fitted.surety(measures(bad))


def test_held_out_figures_are_printed_and_nothing_is_written(
    claims: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(claims), "--folds", "3"]) == 0

    assert capsys.readouterr().out.startswith("claims.jsonl: balanced accuracy ")
    assert [one.name for one in tmp_path.iterdir()] == ["claims.jsonl"]


def test_a_file_that_is_not_there_is_an_error_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl"), "--folds", "2"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_it_writes_or_measures(claims: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(claims)])
    assert "--out FILE or --folds" in capsys.readouterr().err
