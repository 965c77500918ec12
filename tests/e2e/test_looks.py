"""Every view can be read and reached: in light, in the dark, on a phone and in Arabic."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.walk_looks import LOOKS, walk
from tests.e2e.walked import assert_accessible, assert_at_home, walked
from tests.eval.made_reports import answered, run_record, unwanted, written

pytestmark = pytest.mark.e2e
_VIEWS = 11


def test_no_view_breaks_a_rule_of_accessibility_in_any_look(
    sample_index: Path, tmp_path: Path, shots: Path
) -> None:
    index = shutil.copytree(sample_index, tmp_path / "place" / "index")
    reports = index.with_name("eval")
    reports.mkdir()
    written(reports / "one.json", run_record([answered("a"), unwanted("b")]))

    seen = walked(walk, index, shots)

    assert len(seen.faults) == _VIEWS * len(LOOKS)
    assert_accessible(seen)
    assert seen.wide == []
    assert_at_home(seen)
