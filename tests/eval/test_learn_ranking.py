"""learn_ranking: questions whose paragraphs are known in, weights out."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from eval.learn_ranking import Choice, Taught, hit_rates, learn, main
from index.ranking import Weights, ranking_of
from tests.sample import ARCHIVE, Sample

COVERAGE = 2  # the place of this sign among the six
WEIGHTS = Weights(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)


def made(n: int, *, noise: float = 0.05) -> tuple[Choice, ...]:
    """Questions whose right candidate is nearly always the one with the most coverage."""
    drawn = np.random.default_rng(7)
    found = []
    for _ in range(n):
        signs = drawn.random((8, 6))
        best = np.argmax(signs[:, COVERAGE] + noise * drawn.random(8))
        found.append(Choice(signs, np.arange(8) == best, read=True, ranks=np.zeros(len(signs))))
    return tuple(found)


def test_the_sign_that_tells_gets_the_weight() -> None:
    learned = learn(made(200))

    others = (learned.lexical, learned.dense, learned.sentence, learned.pairs, learned.kind)
    assert learned.coverage > 5 * max(map(abs, others))


def test_a_sign_that_tells_everything_settles_all_the_same() -> None:
    learned = learn(made(50, noise=0.0))

    assert np.isfinite(learned.coverage)
    assert hit_rates(learned, Taught("made", made(50, noise=0.0), asked=50))[0] > 0.9


def test_a_question_without_a_right_candidate_is_a_miss() -> None:
    signs = np.zeros((6, 6))
    signs[:, COVERAGE] = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    second = Choice(signs, np.arange(6) == 1, read=True, ranks=np.zeros(len(signs)))
    last = Choice(signs, np.arange(6) == 5, read=True, ranks=np.zeros(len(signs)))

    assert hit_rates(WEIGHTS, Taught("made", (second, last), asked=4)) == (0.0, 0.25)


def test_the_command_writes_weights_that_an_index_can_keep(sample: Sample, tmp_path: Path) -> None:
    cases = ARCHIVE.parent / "cases.jsonl"
    out = tmp_path / "ranking.json"

    done = CliRunner().invoke(main, [f"{sample.index}={cases}", "--out", str(out)])

    assert done.exit_code == 0, done.output
    learned = ranking_of(json.loads(out.read_text()))
    assert learned.read.dense > 0
    assert learned.words.lexical > 0
    assert "by words" in done.output


@pytest.mark.parametrize("given", ["nowhere", "nowhere=cases.jsonl"])
def test_a_set_that_is_not_there_is_told_in_a_line(given: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [given, "--out", str(tmp_path / "ranking.json")])

    assert done.exit_code != 0
    assert not isinstance(done.exception, (KeyError, IndexError))
    assert not (tmp_path / "ranking.json").exists()
