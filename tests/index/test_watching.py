"""watching: a build now, and one after every change."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path

import pytest

from index.build import Summary
from index.errors import ArchiveError, IndexBusy, PressmarkError
from index.watching import LATEST, QUIET, ArchiveChanges, keep_up, system_notices
from tests.tiny import TinyEmbedder, build_tiny, listed_ids, write_files


class Script:
    """Changes as they are written here, in a time of its own; then Ctrl-C.

    Each entry is how many seconds pass until the next change.
    """

    def __init__(self, *gaps: float) -> None:
        self._gaps = list(gaps)
        self.now = 0.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def within(self, seconds: float) -> bool:
        self.waits.append(seconds)
        if not self._gaps:
            raise KeyboardInterrupt
        if self._gaps[0] <= seconds:
            self.now += self._gaps.pop(0)
            return True
        self.now += seconds
        self._gaps[0] -= seconds
        return False


class Builds:
    """Builds that fail where the script says so; when each began."""

    def __init__(self, script: Script, *failures: int) -> None:
        self._script, self._failures = script, failures
        self.began: list[float] = []
        self.failed: list[str] = []
        self.succeeded: list[int] = []

    def build(self) -> int:
        self.began.append(self._script.now)
        if len(self.began) in self._failures:
            raise IndexBusy(f"busy {len(self.began)}")
        return len(self.began)


def run(script: Script, *failures: int) -> Builds:
    builds = Builds(script, *failures)
    with pytest.raises(KeyboardInterrupt):
        keep_up(
            builds.build,
            script,
            succeeded=builds.succeeded.append,
            failed=lambda error: builds.failed.append(str(error)),
            clock=script.clock,
        )
    return builds


# --- when it builds


def test_it_builds_at_once_and_then_waits_for_a_change_however_long() -> None:
    script = Script()
    assert run(script).began == [0]
    assert script.waits == [inf]


def test_a_change_is_built_after_a_quiet_moment() -> None:
    assert run(Script(1000, 5000)).began == [0, 1000 + QUIET]


def test_changes_that_follow_each_other_are_built_once() -> None:
    assert run(Script(100, 1, 1, 1, 5000)).began == [0, 103 + QUIET]


def test_changes_without_an_end_are_built_within_a_minute() -> None:
    builds = run(Script(100, *[1] * 150))
    assert builds.began == [0, 100 + LATEST, 161 + LATEST]


def test_a_build_that_fails_is_tried_again_within_a_minute() -> None:
    builds = run(Script(150, 5000), 1, 2)
    assert builds.began == [0, LATEST, 2 * LATEST, 150 + QUIET]
    assert (builds.failed, builds.succeeded) == (["busy 1", "busy 2"], [3, 4])


def test_a_build_that_fails_is_tried_again_at_the_next_change() -> None:
    builds = run(Script(10, 5000), 1)
    assert builds.began == [0, 10 + QUIET]
    assert (builds.failed, builds.succeeded) == (["busy 1"], [2])


def test_what_nobody_expects_ends_it() -> None:
    def broken() -> int:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        keep_up(broken, Script(), succeeded=print, failed=print)


# --- what it takes for a change


class Told:
    """Notices as they are put here, each looked at once, one tick of a clock apart."""

    def __init__(self, *, limit: str = "") -> None:
        self.batches: list[set[Path]] = []
        self.roots: list[list[Path]] = []
        self.polling: list[bool | None] = []
        self.said: list[str] = []
        self.now = 0.0
        self._limit = limit

    def notices(self, roots: Sequence[Path], polling: bool | None) -> Iterator[set[Path]]:
        self.roots.append(list(roots))
        self.polling.append(polling)
        if self._limit and not polling:
            raise OSError(self._limit)
        while True:
            yield self.batches.pop(0) if self.batches else set()
            self.now += 0.5

    def changes(self, *archives: Path, index: Path) -> ArchiveChanges:
        return ArchiveChanges(
            archives,
            index=index,
            say=self.said.append,
            notices=self.notices,
            clock=lambda: self.now,
        )


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_change_below_an_archive_is_one(archive: Path, index: Path, told: Told) -> None:
    changes = told.changes(archive, index=index)
    told.batches = [set(), {archive / "deep" / "new.md"}]
    assert changes.within(10)
    assert not changes.within(10)
    assert told.roots == [[archive.resolve()]]


@pytest.mark.parametrize(
    "name", ["index/versions/000001-aa/articles.sqlite", "index", ".git/HEAD", "a/.b.md.swp"]
)
def test_what_a_build_does_not_read_is_no_change(archive: Path, name: str, told: Told) -> None:
    changes = told.changes(archive, index=archive / "index")
    told.batches = [{archive / name}]
    assert not changes.within(3)
    told.batches = [{archive / name, archive / "a" / "b.md"}]
    assert changes.within(3)


def test_another_index_within_the_archive_is_no_change(
    archive: Path, index: Path, told: Told
) -> None:
    write_files(archive, {"other/CURRENT": "000001-0123456789abcdef\n"})
    changes = told.changes(archive, index=index)
    told.batches = [{archive / "other" / "seen.json"}]
    assert not changes.within(3)


def test_an_archive_within_a_hidden_folder_is_read(tmp_path: Path, told: Told) -> None:
    archive = write_files(tmp_path / ".mail" / "press", {"a.txt": "Words."})
    changes = told.changes(archive, index=tmp_path / "index")
    told.batches = [{archive / "a.txt"}]
    assert changes.within(3)


def _rewritten(path: Path) -> None:
    path.write_text("Other words, and more of them.")


def _replaced(path: Path) -> None:
    path.with_suffix(".new").write_text("Words.")
    path.with_suffix(".new").replace(path)


@pytest.mark.parametrize("change", [_rewritten, _replaced, Path.unlink])
def test_a_file_that_is_an_archive_is_watched_itself(
    archive: Path, index: Path, told: Told, change: Callable[[Path], None]
) -> None:
    file = write_files(archive, {"a.txt": "Words.", "b.txt": "Words."}) / "a.txt"
    changes = told.changes(file, index=index)
    assert told.roots == [[]]
    (archive / "b.txt").write_text("Of no concern.")
    assert not changes.within(3)
    change(file)
    assert changes.within(3)
    assert not changes.within(3)


def test_a_folder_that_goes_and_comes_back_is_watched_again(
    archive: Path, index: Path, told: Told
) -> None:
    changes = told.changes(archive, index=index)
    away = archive.rename(archive.with_name("away"))
    assert changes.within(3)
    archive.mkdir()
    assert changes.within(3)
    assert told.roots == [[archive.resolve()], [], [archive.resolve()]]
    archive.rmdir()
    away.rename(archive)
    assert changes.within(3)


def test_a_link_that_leads_elsewhere_now_is_watched_there(
    tmp_path: Path, index: Path, told: Told
) -> None:
    for name in ("monday", "tuesday"):
        (tmp_path / name).mkdir()
    link = tmp_path / "latest"
    link.symlink_to("monday")
    changes = told.changes(link, index=index)
    link.unlink()
    link.symlink_to("tuesday")
    assert changes.within(3)
    assert told.roots == [[tmp_path / "monday"], [tmp_path / "tuesday"]]


def test_where_the_system_gives_no_notices_files_are_looked_at_and_that_is_said(
    archive: Path, index: Path
) -> None:
    told = Told(limit="watch limit reached")
    changes = told.changes(archive, index=index)
    told.batches = [{archive / "a.md"}]
    assert changes.within(3)
    assert told.polling == [None, True]
    assert len(told.said) == 1
    assert "watch limit reached" in told.said[0]


# --- the system's notices


def test_notices_are_of_what_changed(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def watch(*roots: Path, **settings: object) -> Iterator[set[tuple[int, str]]]:
        asked.extend([roots, settings["force_polling"], settings["watch_filter"]])
        yield set()
        yield {(1, str(archive / "a.md")), (3, str(archive / "b.md"))}

    monkeypatch.setattr("watchfiles.watch", watch)
    notices = system_notices([archive], True)

    assert list(notices) == [set(), {archive / "a.md", archive / "b.md"}]
    assert asked == [(archive,), True, None]


def test_without_a_folder_to_watch_there_is_only_the_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("index.watching.time.sleep", slept.append)
    notices = system_notices([], None)
    assert [next(notices), next(notices)] == [set(), set()]
    assert slept == [0.5, 0.5]


@pytest.mark.e2e
@pytest.mark.parametrize("polling", ["", "1"])
def test_a_folder_is_kept_indexed(
    archive: Path, monkeypatch: pytest.MonkeyPatch, polling: str
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    index, embedder = archive / "index", TinyEmbedder()
    write_files(archive, {"a.md": "---\nid: a\n---\nThe ferry sails."})
    built: list[Summary] = []
    failures: list[PressmarkError] = []
    steps: list[Callable[[], object]] = [
        lambda: write_files(archive, {"deep/b.md": "---\nid: b\n---\nThe bakery closes."}),
        lambda: (archive / "a.md").unlink(),
        lambda: archive.rename(archive.with_name("away")),
        lambda: archive.with_name("away").rename(archive),
        lambda: write_files(archive, {"deep/b.md": "---\nid: b\n---\nThe bakery opens."}),
    ]

    def step() -> None:
        if not steps:
            raise KeyboardInterrupt
        threading.Timer(0.5, steps.pop(0)).start()

    def succeeded(summary: Summary) -> None:
        back = failures and len(built) == 3  # the archive; nothing in it has changed
        if summary.added or summary.changed or summary.removed or back:
            built.append(summary)
            step()

    def failed(error: PressmarkError) -> None:
        failures.append(error)
        step()

    changes = ArchiveChanges([archive], index=index, say=pytest.fail)
    with suppress(KeyboardInterrupt):
        keep_up(
            lambda: build_tiny(archive, index=index, embedder=embedder),
            changes,
            succeeded=succeeded,
            failed=failed,
        )
    assert [(one.added, one.changed, one.removed) for one in built] == [
        (1, 0, 0), (1, 0, 0), (0, 0, 1), (0, 0, 0), (0, 1, 0),
    ]  # fmt: skip
    assert [type(one) for one in failures] == [ArchiveError]
    assert not changes.within(5)  # the index lies in the archive, and has just been written
    assert listed_ids(index) == ["b"]
    assert embedder.history == ["The ferry sails.", "The bakery closes.", "The bakery opens."]
