"""A walk, an index and a folder for pictures in; what the walk saw out."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

from tests.e2e.browsing import PRESSMARK, Watched, browser

__all__ = ["PRESSMARK"]
ALONE = ["unshare", "--user", "--map-root-user", "--net"]
_REQUIRED = bool(os.environ.get("PRESSMARK_E2E"))
_LONGEST = 900  # seconds of a walk, on a loaded machine
Seen = TypeVar("Seen", bound=Watched)


def need(there: bool, what: str) -> None:
    """Skip where something is not there, or fail where it must be."""
    if not there and _REQUIRED:
        pytest.fail(f"{what} is needed here")
    if not there:
        pytest.skip(f"{what} is not on this machine")


def need_to_be_alone() -> None:
    """Need a process without a network."""
    found = shutil.which("unshare")
    can = found and subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    need(bool(can and can.returncode == 0), "the right to make a network namespace")


def walked(
    walk: Callable[[Path, Path], Seen], index: Path, shots: Path, *, alone: bool = True
) -> Seen:
    """Walk in a process of its own: one without a network, unless it may have one."""
    need(bool(browser()), "a Chromium browser")
    need(bool(find_spec("axe_playwright_python")), "axe-core, of tests/e2e/requirements.txt,")
    if alone:
        need_to_be_alone()
    command = [sys.executable, "-m", walk.__module__, str(index), str(shots)]
    ran = subprocess.run(
        [*ALONE, *command, "--alone"] if alone else command,
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST,
    )
    assert ran.returncode == 0, ran.stderr
    kind: type[Seen] = walk.__annotations__["return"]
    return kind(**json.loads(ran.stdout))


def assert_at_home(seen: Watched) -> None:
    """Nothing ran that should not, nothing failed, nothing was asked of any other machine."""
    assert seen.ran == []
    assert seen.errors == []
    elsewhere = [one for one in seen.requests if urlsplit(one).hostname not in ("127.0.0.1", None)]
    assert elsewhere == []


def assert_accessible(seen: Watched) -> None:
    """axe-core found nothing wrong with any view that was looked at."""
    assert seen.faults
    found = [f"{name}: {one}" for name, all in seen.faults.items() for one in all]
    assert not found, "\n".join(found)
