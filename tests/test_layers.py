"""The packages import one way: ui, eval, rag, index."""

import subprocess
import sys
from pathlib import Path


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    checked = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
