"""A person's way through the chat page in a real browser, as a program.

    python -m tests.e2e.walk INDEX SHOTS [--alone]

Prints what was seen as JSON. With --alone it first brings up the loopback interface of the network
namespace it was started in, which has no other.
"""

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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ANSWERED = "How many people marched for the dockers?"
UNANSWERED = "Who won the 2022 World Cup?"
ARABIC = "كم كتاباً بالعربية في مكتبة حي القناديل؟"
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
_PATIENCE = 60_000  # milliseconds; a loaded machine loads the model slowly


@dataclass
class Seen:
    """What the browser showed and asked for."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    claim: str = ""
    marked: str = ""
    marked_in_view: bool = False
    address: str = ""
    reopened: str = ""
    silence: str = ""
    nearest: int = 0
    arabic: str = ""
    arabic_direction: str = ""


def browser() -> str:
    """Return the path of a Chromium, "" where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")


@contextmanager
def chat(index: Path) -> Iterator[str]:
    """Run `pressmark chat` over an index and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "pressmark"
    command = [str(program), "chat", "--index", str(index), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()


def walk(address: str, shots: Path) -> Seen:
    """Ask, open a citation, reload, meet a silence, ask in Arabic."""
    seen = Seen()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=_FLAGS)
        page = chromium.new_page(viewport={"width": 1300, "height": 850})
        page.set_default_timeout(_PATIENCE)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.goto(address)
        page.locator(".source-link").first.wait_for()
        page.screenshot(path=shots / "empty.png")
        _ask_and_open(page, seen)
        page.screenshot(path=shots / "answer.png")
        _reload(page, seen)
        _silence(page, seen)
        page.screenshot(path=shots / "silence.png")
        _arabic(page, seen)
        page.screenshot(path=shots / "arabic.png")
        chromium.close()
    return seen


def _ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Ask the archive")
    box.fill(question)
    box.press("Enter")


def _ask_and_open(page: Page, seen: Seen) -> None:
    _ask(page, ANSWERED)
    chip = page.locator(".turn .chip").last
    chip.wait_for()
    claim = page.locator(".claim").last
    seen.claim = claim.evaluate("line => line.firstChild.textContent")
    chip.click()
    mark = page.locator(".page mark")
    mark.wait_for()
    page.wait_for_timeout(500)
    seen.marked = mark.inner_text()
    seen.marked_in_view = mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); const page ="
        " mark.closest('.page').getBoundingClientRect();"
        " return box.top >= page.top && box.top < page.bottom && box.top < innerHeight }"
    )
    seen.address = page.url


def _reload(page: Page, seen: Seen) -> None:
    """The address alone opens the same words of the same article."""
    page.goto(seen.address)
    mark = page.locator(".page mark")
    mark.wait_for()
    seen.reopened = mark.inner_text()
    page.get_by_role("button", name="Close").click()
    expect(mark).to_have_count(0)


def _silence(page: Page, seen: Seen) -> None:
    _ask(page, UNANSWERED)
    silent = page.locator(".answer.silent")
    silent.wait_for()
    seen.silence = silent.locator(".verdict").inner_text()
    seen.nearest = silent.locator(".source-link").count()


def _arabic(page: Page, seen: Seen) -> None:
    _ask(page, ARABIC)
    claim = page.locator(".claim").first
    claim.wait_for()
    seen.arabic = claim.inner_text()
    seen.arabic_direction = claim.evaluate("line => getComputedStyle(line).direction")


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
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


if __name__ == "__main__":
    if "--alone" in sys.argv:
        _bring_up_loopback()
    with chat(Path(sys.argv[1])) as at:
        found = walk(at, Path(sys.argv[2]))
    os.write(1, json.dumps(found.__dict__).encode())
