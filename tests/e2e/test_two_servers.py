"""Two chat servers share an index and its talks: when one is killed, the other goes on."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e import lantern
from tests.e2e.walk_two_servers import Seen, walk
from tests.e2e.walked import PRESSMARK, assert_accessible, assert_at_home, walked
from tests.postgres import Server

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> Seen:
    """What a reader of both servers saw, and a stranger."""
    folder = tmp_path_factory.mktemp("two-servers")
    _index(folder, postgres.new_database())
    shots = folder / "shots"
    shots.mkdir()
    return walked(walk, folder, shots, alone=False)  # the server's socket is another's


def _index(folder: Path, address: str) -> None:
    lantern.write(folder / "archive")
    (folder / "pressmark.toml").write_text(f'index = "{address}"\n', encoding="utf-8")
    command = [PRESSMARK, "index", "build", "archive"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_a_talk_begun_on_one_server_is_open_on_the_other(seen: Seen) -> None:
    assert seen.first_server == seen.second_server == [lantern.LIT]
    assert seen.first_after == [lantern.LIT, lantern.SOLD]


def test_when_its_server_is_killed_the_talk_goes_on_in_the_other(seen: Seen) -> None:
    assert seen.status == -signal.SIGKILL
    assert seen.after_kill == [lantern.LIT, lantern.SOLD, lantern.LIT]
    assert seen.titles == [lantern.LIT]
    assert seen.third_server == seen.after_kill


def test_a_stranger_sees_nothing_of_it(seen: Seen) -> None:
    assert seen.others_told == "There is no such talk here."


def test_nothing_was_asked_of_another_machine(seen: Seen) -> None:
    assert_at_home(seen)
    assert_accessible(seen)
