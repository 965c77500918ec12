"""`pressmark check`: a draft in, each sentence judged out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sample import Sample
from ui.command import pressmark, run


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text("The moon is made of cheese.\n", encoding="utf-8")
    return path


def test_each_sentence_is_told_with_what_was_found(
    sample: Sample, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(draft), "--index", str(sample.index)]) == 0

    told = capsys.readouterr()
    assert "1. The moon is made of cheese." in told.out
    assert "not in the archive" in told.out
    assert "1 sentences: 1 not in the archive" in told.err


def test_json_has_the_claims_and_their_findings(
    sample: Sample, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(draft), "--index", str(sample.index), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    (claim,) = told["claims"]
    assert set(claim) == {
        "text", "start", "end", "support", "citations", "why", "contradicted", "finding",
    }  # fmt: skip
    assert told["findings"] == {"not in the archive": 1}


def test_a_draft_can_come_from_standard_input(sample: Sample) -> None:
    told = CliRunner().invoke(
        pressmark, ["check", "-", "--index", str(sample.index)], input="It is cheese."
    )

    assert "1. It is cheese." in told.output


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_is_no_text_is_told_in_a_line(
    content: bytes | None, sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.txt"
    if content is not None:
        path.write_bytes(content)

    assert run(["check", str(path), "--index", str(sample.index)]) == 2
    assert capsys.readouterr().err.count("\n") == 2
