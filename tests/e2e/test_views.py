"""The Search, Archive and Evaluation views in a real browser, with a network and without one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.test_chat import ALONE, index, need
from tests.e2e.walk import browser
from tests.e2e.walk_views import Seen
from tests.eval.made_reports import answered, run_record, unwanted, written

__all__ = ["index"]
pytestmark = pytest.mark.e2e


@pytest.fixture
def own(index: Path, tmp_path: Path) -> Path:
    """A copy of the sample's index that may be written to, with a report beside it."""
    copy = tmp_path / "place" / "index"
    shutil.copytree(index, copy)
    reports = copy.with_name("eval")
    reports.mkdir()
    written(reports / "one.json", run_record([answered("a"), unwanted("b")]))
    return copy


def _walked(index: Path, shots: Path, *, alone: bool) -> Seen:
    need(bool(browser()), "a Chromium browser")
    command = [sys.executable, "-m", "tests.e2e.walk_views", str(index), str(shots)]
    walked = subprocess.run(
        [*ALONE, *command, "--alone"] if alone else command,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert walked.returncode == 0, walked.stderr
    return Seen(**json.loads(walked.stdout))


@pytest.mark.parametrize("alone", [False, True], ids=["with a network", "without a network"])
def test_a_reader_searches_extends_goes_back_and_measures(
    own: Path, tmp_path: Path, *, alone: bool
) -> None:
    seen = _walked(own, tmp_path, alone=alone)

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
    assert not any(seen.faults.values()), seen.faults
    assert not seen.errors
    hosts = {urlsplit(url).hostname for url in seen.requests}
    assert hosts <= {"127.0.0.1", None}
