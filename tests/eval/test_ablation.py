"""ablation: what each part of the search is worth."""

from click.testing import CliRunner

from eval.ablation import ablated, main
from eval.learn_ranking import Taught
from tests.eval.test_learn_ranking import made
from tests.sample import ARCHIVE, Sample


def test_without_the_sign_that_tells_little_is_found() -> None:
    choices = made(100)

    table = {name: at_1 for name, at_1, _ in ablated(Taught("made", choices, 100), choices)}

    assert table["without coverage"] < 0.5 < table["without kind"]
    assert {"words alone", "meaning alone", "both, ranks added", "all signs"} <= table.keys()


def test_the_command_prints_a_table_for_each_set(sample: Sample) -> None:
    done = CliRunner().invoke(main, [f"{sample.index}={ARCHIVE.parent / 'cases.jsonl'}"])

    assert done.exit_code == 0, done.output
    assert "meaning alone" in done.output
    assert "by words" in done.output


def test_an_index_that_is_not_there_is_told_in_a_line() -> None:
    done = CliRunner().invoke(main, ["nowhere=nothing.jsonl"])

    assert done.exit_code == 1
    assert "nowhere" in done.output
