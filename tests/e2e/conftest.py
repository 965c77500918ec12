"""What the walks share: the sample's index, built where there is no network."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.walked import ALONE, PRESSMARK, need_to_be_alone

_SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "archive"


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, indexed where there is no network interface at all."""
    need_to_be_alone()
    folder = tmp_path_factory.mktemp("e2e") / "index"
    command = [*ALONE, PRESSMARK, "index", "build", str(_SAMPLE), "--index", str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where the pictures of a walk go."""
    folder = tmp_path / "shots"
    folder.mkdir()
    return folder
