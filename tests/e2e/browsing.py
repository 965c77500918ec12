"""The address of a chat page in; a browser on it, and all that it asked for and told, out."""

import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.e2e.accessibility import faults

PRESSMARK = str(Path(sys.executable).parent / "pressmark")
PATIENCE = 60_000  # milliseconds; a loaded machine loads the model slowly
WIDE, PHONE = (1300, 850), (390, 844)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
Server: TypeAlias = "subprocess.Popen[bytes]"
_RAN = "ran"  # what hostile text calls, should any of it ever run
_LOOKS = 5
_A_WHILE = 700  # milliseconds; Streamlit begins to fade what is stale after 500
_IS_STILL = """() =>
    document.querySelector('.stApp[data-test-script-state=notRunning]') !== null
    && document.querySelector('[data-stale=true]') === null
    && document.getAnimations().every(
        one => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"""
_STAYS_STILL = f"""milliseconds => {{
    if (!({_IS_STILL})()) window.stillSince = undefined;
    else window.stillSince ??= performance.now();
    return performance.now() - window.stillSince >= milliseconds;
}}"""


@dataclass
class Watched:
    """What a browser asked for and told; `ran` is what hostile text got to call."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)


def browser() -> str:
    """Return the path of a Chromium, "" where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")


@contextmanager
def chat(index: Path, folder: Path | None = None) -> Iterator[str]:
    """Run `pressmark chat` over an index, with the settings of a folder; yield its address."""
    with serving(index, folder) as (address, _):
        yield address


@contextmanager
def serving(index: Path | None, folder: Path | None = None) -> Iterator[tuple[str, Server]]:
    """Run a chat as `chat` does; yield its address and the process, which may be killed.

    Without an index, over the one that the settings of the folder name.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    named = ["--index", str(index)] if index else []
    command = [PRESSMARK, "chat", *named, "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address, server
        finally:
            server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium without a window."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        running = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        try:
            yield running
        finally:
            running.close()


@dataclass
class Visit:
    """A reader's browser, what is watched of it, and where its pictures go."""

    context: BrowserContext
    seen: Watched
    shots: Path

    @classmethod
    def begin(cls, running: Browser, seen: Watched, shots: Path) -> "Visit":
        """Give a reader a browser with no cookie; what it does is added to what was seen."""
        width, height = WIDE
        context = running.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        context.expose_binding(_RAN, lambda _, *told: seen.ran.append(str(told)))
        context.on("request", lambda request: seen.requests.append(request.url))
        context.on("weberror", lambda error: seen.errors.append(str(error.error)))
        return cls(context, seen, shots)

    def open(self, address: str) -> Page:
        """Open an address in a tab of its own."""
        page = self.context.new_page()
        page.on("dialog", self._refuse)
        page.goto(address)
        return page

    def _refuse(self, dialog: Dialog) -> None:
        self.seen.ran.append(dialog.message)
        dialog.dismiss()

    def look(self, page: Page, name: str) -> None:
        """Take a picture, and what an automatic check of accessibility finds wrong.

        A page that moved meanwhile, as while a script ran again, is looked at once more.
        """
        for _ in range(_LOOKS):
            still(page, _A_WHILE)
            page.screenshot(path=self.shots / f"{name}.png")
            self.seen.faults[name] = faults(page)
            if page.evaluate(_IS_STILL):
                return


def still(page: Page, stays: int = 0) -> None:
    """Wait until the page is drawn: nothing has run or moved for so many milliseconds."""
    page.evaluate("() => { window.stillSince = undefined; }")
    page.wait_for_function(_STAYS_STILL, arg=stays, timeout=PATIENCE)


def ask(page: Page, question: str) -> None:
    """Type a question and send it, once the page takes one."""
    box = page.get_by_placeholder("Ask the archive")
    expect(box).to_be_enabled()
    box.fill(question)
    box.press("Enter")


def settled(page: Page, number: int) -> Locator:
    """Wait for the answer of this number, from 0, to be whole, and return its turn."""
    turn = page.locator(".turn:not(.live)").nth(number)
    turn.wait_for()
    expect(page.get_by_placeholder("Ask the archive")).to_be_enabled()
    still(page)
    return turn


def talk_of(page: Page) -> str:
    """Return the address of the talk that a page shows, with nothing open beside it."""
    page.wait_for_url("**/*talk=*")
    return page.url.partition("&article=")[0]


def program(walk: Callable[[Path, Path], Watched]) -> None:
    """Walk through the page of an index, and print what was seen as JSON.

    The command line names the index and a folder for pictures; with --alone, the one interface of
    the network namespace that this runs in is brought up first.
    """
    if "--alone" in sys.argv:
        _bring_up_loopback()
    found = walk(Path(sys.argv[1]), Path(sys.argv[2]))
    os.write(1, json.dumps(asdict(found)).encode())


def _wait_for(address: str, server: Server) -> None:
    for _ in range(300):
        if server.poll() is not None:
            said = server.stderr.read().decode() if server.stderr else ""
            raise RuntimeError(f"the chat ended: {said}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the chat did not start")


def _bring_up_loopback() -> None:
    set_flags, up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))
