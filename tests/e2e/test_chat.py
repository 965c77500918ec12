"""The chat page in a real browser, with a network and without one."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.walk import walk
from tests.e2e.walked import ALONE, PRESSMARK, assert_accessible, assert_at_home, walked

pytestmark = pytest.mark.e2e


def test_without_a_network_a_question_is_answered_from_the_command_line(
    sample_index: Path,
) -> None:
    command = [*ALONE, PRESSMARK, "ask", "--json", "--index", str(sample_index)]
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
    sample_index: Path, tmp_path: Path, shots: Path, *, alone: bool
) -> None:
    own = shutil.copytree(sample_index, tmp_path / "index")  # its talks are kept in it
    seen = walked(walk, own, shots, alone=alone)

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
    assert seen.claim in seen.exported.replace("\\", "")
    assert seen.arabic
    assert seen.arabic_direction == seen.page_direction == "rtl"
    assert len(seen.talk_kept) == seen.after_restart == 4
    assert seen.phone_covered
    assert "Stopped" in seen.stopped
    assert seen.waiting_after_stop == 0
    assert_accessible(seen)
    assert_at_home(seen)
