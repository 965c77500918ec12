"""`pressmark index build --watch`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sample import HARBOUR, write_articles
from tests.tiny import write_files
from tests.ui.conftest import Press, Ran, assert_one_line_and_a_hint

Steps = list[Callable[[], object]]


@pytest.fixture
def archive(folder: Path, tiny_model: list[str]) -> Path:
    """The harbour, not yet indexed."""
    del tiny_model
    return write_articles(folder / "archive", *HARBOUR)


@pytest.fixture
def watched(press: Press, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Watch the archive while each of these steps is taken, then press Ctrl-C."""

    class Scripted:
        def __init__(self, archives: object, *, index: Path, say: Callable[[str], None]) -> None:
            del archives, index, say

        def within(self, seconds: float) -> bool:
            if seconds < 10:  # the quiet moment after a change
                return False
            if not steps:
                raise KeyboardInterrupt
            steps.pop(0)()
            return True

    steps: Steps = []

    def ran(*options: str, script: Steps) -> Ran:
        steps[:] = script
        return press("index", "build", str(archive), "--watch", *options)

    monkeypatch.setattr("index.watching.ArchiveChanges", Scripted)
    return ran


def test_each_build_that_changed_something_is_a_line_and_ctrl_c_is_no_failure(
    watched: Callable[..., Ran], archive: Path, tiny_model: list[str]
) -> None:
    ran = watched(
        script=[
            lambda: write_articles(archive, *HARBOUR[1:]),
            lambda: None,
            lambda: write_articles(archive, *HARBOUR),
        ]
    )

    lines = [line.rpartition(", ")[0] for line in ran.out.splitlines()]
    assert lines == ["5 articles (5 added)", "4 articles (1 removed)", "5 articles (1 added)"]
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "watching for changes; Ctrl-C stops",
        "stopped; the index is up to date",
    ]
    assert len(tiny_model) == 1


def test_as_json_each_build_is_an_object_on_a_line(
    watched: Callable[..., Ran], archive: Path
) -> None:
    ran = watched("--json", script=[lambda: write_articles(archive, *HARBOUR[2:])])
    assert [(one["articles"], one["removed"]) for one in ran.records] == [(5, 0), (3, 2)]


def test_what_was_skipped_is_said_once(watched: Callable[..., Ran], archive: Path) -> None:
    write_files(archive, {"torn.json": '{"text": "It lef'})
    ran = watched(script=[lambda: None, lambda: write_files(archive, {"empty.txt": ""})])
    assert [line.count("skipped: ") for line in ran.err.splitlines()] == [0, 1, 1, 0]


def test_a_build_that_fails_is_one_line_and_a_hint_and_the_next_one_mends_it(
    watched: Callable[..., Ran], archive: Path
) -> None:
    away = archive.with_name("away")
    ran = watched(
        script=[
            lambda: archive.rename(away),
            lambda: None,
            lambda: away.rename(archive),
            lambda: write_articles(archive, *HARBOUR[1:]),
        ]
    )

    assert ran.status == 0
    _, error, hint, stopped = ran.err.splitlines()
    assert error.startswith(f"error: no file or folder {archive}")
    assert hint.startswith("hint: check the path")
    assert "tried again" in hint
    assert stopped == "stopped; the index is up to date"
    assert len(ran.out.splitlines()) == 2


def test_stopped_after_a_failure_the_index_is_as_it_was(
    watched: Callable[..., Ran], archive: Path
) -> None:
    ran = watched(script=[lambda: archive.rename(archive.with_name("away"))])
    assert ran.err.splitlines()[-1] == "stopped; the index is as it was"


def test_where_files_must_be_looked_at_that_is_said(
    press: Press, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*roots: Path, force_polling: bool | None, **settings: object) -> object:
        del roots, settings
        if force_polling:
            raise KeyboardInterrupt
        raise OSError("watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refused)
    ran = press("index", "build", str(archive), "--watch")
    assert ran.status == 0
    assert "warning: the system gives no notice of changes (watch limit reached)" in ran.err


def test_replace_and_watch_exclude_each_other(press: Press, archive: Path) -> None:
    ran = press("index", "build", str(archive), "--watch", "--replace")
    assert_one_line_and_a_hint(ran, "--replace", "--watch")


@pytest.mark.e2e
def test_a_real_ctrl_c_ends_it_in_peace(folder: Path) -> None:
    archive = write_articles(folder / "archive", *HARBOUR)
    process = subprocess.Popen(
        [sys.executable, "-c", "from ui.command import main; main()",
         "index", "build", str(archive), "--watch", "--json"],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["added"] == 5
    write_articles(archive, *HARBOUR[1:])
    assert json.loads(process.stdout.readline())["removed"] == 1
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err.splitlines()[-1] == "stopped; the index is up to date"
