"""`pressmark chat`: what Streamlit is started with, and when it is not started."""

import os
import socket
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import ui.page
from tests.ui.conftest import Press, assert_one_line_and_a_hint

pytestmark = pytest.mark.enable_socket  # to listen on this machine, as the command does


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that the command would have become."""
    programs: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, program: programs.append(program))
    return programs


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free(taken: int) -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    assert port != taken
    return port


def flags(program: list[str]) -> dict[str, str]:
    """The options of the program by name."""
    given = program[: program.index("--")]
    return {
        name.removeprefix("--"): value for name, value in pairwise(given) if name.startswith("--")
    }


def test_chat_starts_streamlit_on_this_machine_alone_and_reports_to_nobody(
    press: Press, harbour: Path, started: list[list[str]], free: int
) -> None:
    ran = press("chat", "--port", str(free))

    assert (ran.status, ran.out) == (0, "")
    assert f"http://127.0.0.1:{free}" in ran.err
    (program,) = started
    assert program[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert program[4] == ui.page.__file__
    assert program[-2:] == ["--", harbour.name]
    assert flags(program)["server.address"] == "127.0.0.1"
    assert flags(program)["server.port"] == str(free)
    assert flags(program)["browser.gatherUsageStats"] == "false"
    assert flags(program)["client.showErrorDetails"] == "none"


def test_chat_is_open_to_others_only_when_told_to(
    press: Press, harbour: Path, started: list[list[str]], free: int
) -> None:
    del harbour
    press("chat", "--host", "0.0.0.0", "--port", str(free))  # noqa: S104 - it is what is tested

    assert flags(started[0])["server.address"] == "0.0.0.0"  # noqa: S104 - as above


def test_a_port_that_is_taken_is_refused(
    press: Press, harbour: Path, started: list[list[str]], taken: int
) -> None:
    del harbour
    ran = press("chat", "--port", str(taken))

    assert_one_line_and_a_hint(ran, f"cannot listen on 127.0.0.1:{taken}", "--port")
    assert started == []


def test_a_host_that_is_not_this_machine_is_refused(
    press: Press, harbour: Path, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour

    def unknown(_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_server", unknown)

    ran = press("chat", "--host", "no.such.host")

    assert_one_line_and_a_hint(ran, "no.such.host", "Name or service not known")
    assert started == []


def test_a_missing_index_is_refused_before_streamlit_starts(
    press: Press, started: list[list[str]]
) -> None:
    assert_one_line_and_a_hint(press("chat"), "no index at .pressmark")
    assert started == []
