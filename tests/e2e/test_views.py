"""The Search, Archive and Evaluation views in a real browser, with a network and without one."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.walk_views import walk
from tests.e2e.walked import assert_accessible, assert_at_home, walked
from tests.eval.made_reports import answered, run_record, unwanted, written

pytestmark = pytest.mark.e2e


@pytest.fixture
def own(sample_index: Path, tmp_path: Path) -> Path:
    """A copy of the sample's index that may be written to, with a report beside it."""
    copy = tmp_path / "place" / "index"
    shutil.copytree(sample_index, copy)
    reports = copy.with_name("eval")
    reports.mkdir()
    written(reports / "one.json", run_record([answered("a"), unwanted("b")]))
    return copy


@pytest.mark.parametrize("alone", [False, True], ids=["with a network", "without a network"])
def test_a_reader_searches_extends_goes_back_and_measures(
    own: Path, shots: Path, *, alone: bool
) -> None:
    seen = walked(walk, own, shots, alone=alone)

    assert {"march", "dockers"} <= set(seen.marked)
    assert "by words" in seen.why
    assert "outlet=The+Headland" in seen.narrowed
    assert seen.bookmarked == seen.outlets
    assert set(seen.outlets) == {"The Headland"}
    assert seen.opened
    assert seen.asked == "How many people marched for the dockers?"
    assert seen.answered
    assert "1 added" in seen.built
    assert "Orla Fenn" in seen.found
    assert "52" in seen.went_back
    assert seen.after_going_back == 0
    assert seen.measured.startswith("paragraph_hit@1")
    assert seen.cases == 2
    assert "62 kilograms" in seen.case
    assert seen.arabic_direction == "rtl"
    assert seen.arabic_marked
    assert_accessible(seen)
    assert_at_home(seen)
