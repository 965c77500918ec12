"""The chat page in a real browser, with a network and without one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.walk import Seen, browser

pytestmark = pytest.mark.e2e
_REQUIRED = bool(os.environ.get("PRESSMARK_E2E"))
_PRESSMARK = str(Path(sys.executable).parent / "pressmark")
_SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "archive"
ALONE = ["unshare", "--user", "--map-root-user", "--net"]


def need(there: bool, what: str) -> None:
    """Skip where something is not there, or fail where it must be."""
    if not there and _REQUIRED:
        pytest.fail(f"{what} is needed here")
    if not there:
        pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, indexed where there is no network interface at all."""
    need(_can_unshare(), "the right to make a network namespace")
    folder = tmp_path_factory.mktemp("e2e") / "index"
    command = [*ALONE, _PRESSMARK, "index", "build", str(_SAMPLE), "--index", str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def _can_unshare() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def _walked(index: Path, shots: Path, *, alone: bool) -> Seen:
    need(bool(browser()), "a Chromium browser")
    command = [sys.executable, "-m", "tests.e2e.walk", str(index), str(shots)]
    walked = subprocess.run(
        [*ALONE, *command, "--alone"] if alone else command,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert walked.returncode == 0, walked.stderr
    return Seen(**json.loads(walked.stdout))


def test_without_a_network_a_question_is_answered_from_the_command_line(index: Path) -> None:
    command = [*ALONE, _PRESSMARK, "ask", "--json", "--index", str(index)]
    asked = subprocess.run(
        [*command, "How many people died in Storm Perrin?"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert answer["answered"]
    assert all(claim["citations"] for claim in answer["claims"])


@pytest.mark.parametrize("alone", [False, True], ids=["with a network", "without a network"])
def test_a_citation_opens_the_exact_words_in_view(
    index: Path, tmp_path: Path, *, alone: bool
) -> None:
    seen = _walked(index, tmp_path, alone=alone)

    assert seen.suggested > 0
    assert seen.claim
    assert seen.told == seen.claim
    assert seen.marked == seen.claim
    assert seen.marked_in_view
    assert "article=" in seen.address
    assert seen.reopened == seen.marked
    assert seen.stepped not in ("", seen.marked)
    assert seen.focus_returned
    assert seen.follow_up == "Who organised it?"
    assert seen.silence == "The archive does not say."
    assert seen.nearest > 0
    assert seen.question_in_view
    assert seen.claim in seen.exported.replace("\\", "")
    assert seen.arabic
    assert seen.arabic_direction == seen.page_direction == "rtl"
    assert len(seen.talk_kept) == seen.after_restart == 4
    assert seen.phone_covered
    assert "Stopped" in seen.stopped
    assert seen.waiting_after_stop == 0
    assert not seen.errors
    assert {name: found for name, found in seen.faults.items() if found} == {}
    outside = [url for url in seen.requests if urlsplit(url).hostname not in ("127.0.0.1", None)]
    assert not outside
