"""All that a reader does can be done by keys alone, and the focus is where it was left."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.walk_keyboard import WHY, walk
from tests.e2e.walked import assert_accessible, assert_at_home, walked

pytestmark = pytest.mark.e2e


def test_the_page_is_used_by_keys_alone(sample_index: Path, tmp_path: Path, shots: Path) -> None:
    seen = walked(walk, shutil.copytree(sample_index, tmp_path / "index"), shots)

    assert seen.marked in seen.told
    assert seen.in_article == "close"
    assert seen.back_on_chip == seen.chip
    assert seen.back_on_source == seen.source
    assert seen.copied.startswith(seen.marked)
    assert seen.reason == WHY
    assert seen.renamed == "By keys"
    assert seen.back_on_hit == seen.hit
    assert seen.asked_of
    assert seen.back_on_listed == seen.listed
    assert_accessible(seen)
    assert_at_home(seen)
