"""What a figure depends on: the code, the learned numbers and the prompts, by one digest."""

from pathlib import Path

import pytest

from eval.machine import code_digest, digest_of_code
from index.ranking import LEARNED
from tests.tiny import write_files

CODE = {
    "eval/run.py": "score = 1",
    "eval/sample/archive/storm.json": "{}",
    "index/build.py": "build = 1",
    "index/ranking.json": '{"lexical": 0.4}',
    "prompts/write.md": "Write.",
    "rag/verifier/weights.json": '{"negation": 1.5}',
    "ui/page.py": "page = 1",
}


@pytest.mark.parametrize(
    "name",
    ["eval/run.py", "index/build.py", "index/ranking.json", "prompts/write.md",
     "rag/verifier/weights.json"],
)  # fmt: skip
def test_what_shapes_an_answer_or_its_score_shapes_the_digest(tmp_path: Path, name: str) -> None:
    before = digest_of_code(write_files(tmp_path, CODE))
    write_files(tmp_path, {name: CODE[name] + " "})
    assert digest_of_code(tmp_path) != before


@pytest.mark.parametrize("name", ["eval/sample/archive/storm.json", "ui/page.py"])
def test_what_shapes_neither_does_not(tmp_path: Path, name: str) -> None:
    before = digest_of_code(write_files(tmp_path, CODE))
    write_files(tmp_path, {name: "other"})
    assert digest_of_code(tmp_path) == before


def test_the_digest_of_this_code_takes_in_its_learned_ranking() -> None:
    root = LEARNED.parents[1]
    assert LEARNED.relative_to(root).as_posix() == "index/ranking.json"
    assert code_digest() == digest_of_code(root)
