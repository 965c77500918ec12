"""sizing: what was measured comes out again within a fifth, and what grows, grows as it should."""

import json
import re
import shlex
from pathlib import Path

import pytest

from eval import sizes
from eval.sizing import Plan, in_database, in_folder, main

_AP, _REALTIMEQA, _GROWN, _MILLION = 27_075, 131_484, 299_759, 1_000_000


def _legs_ms(paragraphs: int) -> float:
    return in_database(Plan(paragraphs)).search_ms - sizes.SEARCH_MS.value


def _tables_mb(paragraphs: int) -> float:
    """What was measured had no ledger, no removed text and few articles."""
    left_out = sizes.TABLE_LEDGER_BYTES.value + sizes.ROW_BYTES.value - 335
    return in_database(Plan(paragraphs)).index_gb * 1e3 - left_out * paragraphs / 1e6


def near(measured: float) -> object:
    return pytest.approx(measured, rel=0.2)


@pytest.mark.parametrize(
    ("name", "computed", "measured"),
    [
        ("AP's folder, MB", in_folder(Plan(_AP)).index_gb * 1e3, 43.7),
        ("RealTimeQA's folder, MB", in_folder(Plan(_REALTIMEQA)).index_gb * 1e3, 197),
        ("AP's build, seconds", in_folder(Plan(_AP)).build_hours * 3600, 206.8),
        (
            "RealTimeQA's build but for embedding, seconds",
            in_folder(Plan(_REALTIMEQA, texts_per_second=1e9)).build_hours * 3600,
            37.8 + 8.8,
        ),
        ("AP's build, MB", in_folder(Plan(_AP)).build_gb * 1e3, 897),
        (
            "RealTimeQA's build but for embedding, MB",
            in_folder(Plan(_REALTIMEQA)).build_gb * 1e3 - 789,
            218,
        ),
        ("a search of AP, ms", in_folder(Plan(_AP)).search_ms, 23.0),
        ("a search of RealTimeQA, ms", in_folder(Plan(_REALTIMEQA)).search_ms, 28),
        (
            "a million vectors by lists, ms",
            in_folder(Plan(_MILLION)).search_ms
            - sizes.SEARCH_MS.value
            - sizes.WORDS_MS.value * _MILLION,
            1.6,
        ),
        (
            "a million vectors and their lists, MB",
            in_folder(Plan(_MILLION)).hot_gb * 1e3 - 89.3,
            768 + 398,
        ),
        ("100,000 in the database, MB", _tables_mb(100_000), 395),
        ("a million in the database, MB", _tables_mb(_MILLION), 3_467),
        ("20,000 in the database, MB", _tables_mb(20_000), 65.8),
        ("both legs of 20,000 in the database, ms", _legs_ms(20_000), 28.67),
        ("the two legs of 100,000 in the database, ms", _legs_ms(100_000), 34.12 + 7.23),
        ("both legs of a million in the database, ms", _legs_ms(_MILLION), 199.17),
        (
            "a million in the database but for embedding and reading, seconds",
            _MILLION * (sizes.WRITING_SECONDS.value + sizes.GRAPHING_SECONDS.value),
            40.6 + 128.5 + 312.7,
        ),
        (
            "100,000 in the database but for embedding and reading, seconds",
            100_000 * (sizes.WRITING_SECONDS.value + sizes.GRAPHING_SECONDS.value),
            2.6 + 10.6 + 31.5,
        ),
    ],
)
def test_what_was_measured_comes_out_again(name: str, computed: float, measured: float) -> None:
    assert computed == near(measured), name


def test_vectors_without_lists_cost_what_an_archive_without_them_did() -> None:
    per_row = (in_folder(Plan(249_999)).search_ms - sizes.SEARCH_MS.value) / 249_999
    assert sizes.SEARCH_MS.value + per_row * _GROWN == near(36.3)


def test_every_figure_has_a_source() -> None:
    figures = [one for one in vars(sizes).values() if isinstance(one, sizes.Figure)]
    assert len(figures) > 20
    assert all(one.source and one.value > 0 for one in figures)


def test_more_builders_embed_sooner_in_a_database_and_not_in_a_folder() -> None:
    one, four = Plan(_MILLION), Plan(_MILLION, builders=4)
    assert in_database(four).build_hours < in_database(one).build_hours / 2
    assert in_folder(four) == in_folder(one)


def test_more_of_anything_costs_more() -> None:
    for home in (in_folder, in_database):
        small, large = home(Plan(10**5)), home(Plan(10**9))
        assert large.index_gb > 8_000 * small.index_gb
        assert large.build_hours > 5_000 * small.build_hours
        assert large.searches_per_second < small.searches_per_second
        assert home(Plan(10**5, dimensions=768)).index_gb > small.index_gb
    assert in_folder(Plan(10**5, versions=1)).disk_gb == in_folder(Plan(10**5)).disk_gb / 2


def test_nothing_is_no_archive() -> None:
    with pytest.raises(ValueError, match="paragraphs must be above 0, not 0"):
        Plan(0)


def test_the_command_prints_a_table_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["100000", "1000000", "--cores", "8"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("\n| folder | ") == 2
    assert shown.count("\n| postgresql | ") == 2

    assert main(["100000", "--json"]) == 0
    homes = json.loads(capsys.readouterr().out)
    assert [one["home"] for one in homes] == ["folder", "postgresql"]

    with pytest.raises(SystemExit):
        main(["-1", "--builders", "0"])


def test_the_tables_of_the_page_are_what_its_commands_print(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
    shown = re.findall(r"^    python -m eval\.sizing (.+)\n\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert shown
    for arguments, printed in shown:
        main(shlex.split(arguments))
        assert capsys.readouterr().out == printed
