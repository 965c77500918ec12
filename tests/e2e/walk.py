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
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from tests.e2e.accessibility import faults
from tests.e2e.broken_server import broken_server

ANSWERED = "How many people marched for the dockers?"
UNANSWERED = "Who won the 2022 World Cup?"
ARABIC = "كم كتاباً بالعربية في مكتبة حي القناديل؟"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
_WHOLE_PHONE = {"x": 0, "y": 0, "width": 390, "height": 800}
PATIENCE = 60_000  # milliseconds; a loaded machine loads the model slowly


@dataclass
class Seen:
    """What the browser showed and asked for."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    suggested: int = 0
    claim: str = ""
    told: str = ""
    marked: str = ""
    marked_in_view: bool = False
    address: str = ""
    reopened: str = ""
    stepped: str = ""
    focus_returned: bool = False
    talk_kept: list[str] = field(default_factory=list)
    follow_up: str = ""
    silence: str = ""
    nearest: int = 0
    question_in_view: bool = False
    exported: str = ""
    arabic: str = ""
    arabic_direction: str = ""
    page_direction: str = ""
    phone_covered: bool = False
    after_restart: int = 0
    stopped: str = ""
    waiting_after_stop: int = 0


def browser() -> str:
    """Return the path of a Chromium, "" where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")


@contextmanager
def chat(index: Path, folder: Path | None = None) -> Iterator[str]:
    """Run `pressmark chat` over an index, with the settings of a folder; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "pressmark"
    command = [str(program), "chat", "--index", str(index), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()


def walk(index: Path, shots: Path) -> Seen:
    """Go through the page as a reader does, then again after a restart, with a model that hangs."""
    seen = Seen()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        context = chromium.new_context(viewport={"width": 1300, "height": 850})
        with chat(index) as address:
            talk = _first_visit(Visit(context, seen, shots), address)
        with broken_server() as silent, TemporaryDirectory() as folder:
            settings = f'model = "openai/silent"\napi_base = "{silent}"\n'
            (Path(folder) / "pressmark.toml").write_text(settings)
            with chat(index, Path(folder)) as address:
                _second_visit(Visit(context, seen, shots), f"{address}/{talk}")
        chromium.close()
    return seen


@dataclass
class Visit:
    """A browser, what it has shown, and where its pictures go."""

    context: BrowserContext
    seen: Seen
    shots: Path

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.seen.requests.append(request.url))
        page.on("pageerror", lambda error: self.seen.errors.append(str(error)))
        page.goto(address)
        return page

    def look(self, page: Page, name: str) -> None:
        """Take a picture, and what an automatic check of accessibility finds wrong."""
        page.wait_for_timeout(700)
        page.screenshot(path=self.shots / f"{name}.png")
        self.seen.faults[name] = faults(page)


def _first_visit(visit: Visit, address: str) -> str:
    seen = visit.seen
    page = visit.open(address)
    page.locator(".suggestion, .place").first.wait_for()
    expect(page.locator(".blank")).to_have_count(0, timeout=PATIENCE)
    seen.suggested = page.locator(".suggestion").count()
    visit.look(page, "empty")
    _answer_and_article(visit, page)
    _follow_up(page, seen)
    _silence(visit, page)
    _export(page, seen)
    _arabic(visit, page)
    talk = f"?{urlsplit(page.url).query}"
    page.reload()
    page.locator(".turn").nth(3).wait_for()
    seen.talk_kept = page.locator(".question").all_inner_texts()
    page.emulate_media(color_scheme="dark")
    visit.look(page, "dark")
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator(".chip").first.click()
    page.locator("mark").wait_for()
    visit.look(page, "phone")
    seen.phone_covered = bool(page.locator(".article").bounding_box() == _WHOLE_PHONE)
    page.get_by_role("button", name="Back").click()
    expect(page.locator("mark")).to_have_count(0)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1300, "height": 850})
    page.goto(f"{address}/?language=ar")
    page.locator(".suggestion, .place").first.wait_for()
    page.locator(".stApp").wait_for()
    seen.page_direction = page.evaluate(
        "getComputedStyle(document.querySelector('.stApp')).direction"
    )
    visit.look(page, "arabic-page")
    page.close()
    return talk


def _second_visit(visit: Visit, address: str) -> None:
    page, seen = visit.open(address), visit.seen
    page.locator(".turn").nth(3).wait_for()
    seen.after_restart = page.locator(".turn").count()
    _ask(page, ANSWERED)
    page.locator(".turn.live .waiting").wait_for()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn").nth(4).locator(".verdict, .notice").wait_for()
    seen.stopped = page.locator(".turn").nth(4).inner_text()
    seen.waiting_after_stop = page.locator(".waiting").count()
    visit.look(page, "stopped")
    page.close()


def _ask(page: Page, question: str) -> None:
    box = page.get_by_placeholder("Ask the archive")
    expect(box).to_be_enabled(timeout=PATIENCE)
    box.fill(question)
    box.press("Enter")


def _settled(page: Page, number: int) -> Locator:
    turn = page.locator(".turn:not(.live)").nth(number)
    turn.wait_for()
    page.wait_for_timeout(800)
    return turn


def _answer_and_article(visit: Visit, page: Page) -> None:
    seen = visit.seen
    _ask(page, ANSWERED)
    turn = _settled(page, 0)
    visit.look(page, "answer")
    chip, sentence = turn.locator(".chip").last, turn.locator(".sentence").last
    seen.claim = sentence.evaluate("line => line.firstChild.textContent")
    chip.focus()
    seen.told = turn.locator(".card .quote").inner_text()
    chip.press("Enter")
    mark = page.locator("mark")
    mark.wait_for()
    page.wait_for_timeout(500)
    seen.marked = mark.inner_text()
    seen.marked_in_view = mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); const text ="
        " mark.closest('.text').getBoundingClientRect();"
        " return box.top >= text.top && box.top < text.bottom && box.top < innerHeight }"
    )
    seen.address = page.url
    visit.look(page, "article")
    page.goto(seen.address)
    mark.wait_for()
    seen.reopened = mark.inner_text()
    page.get_by_role("button", name="Previous cited paragraph").click()
    expect(mark).not_to_have_text(seen.marked)
    seen.stepped = mark.inner_text()
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    turn = _settled(page, 0)
    turn.locator(".chip").first.press("Enter")
    mark.wait_for()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    seen.focus_returned = turn.locator(".chip").first.evaluate(
        "chip => chip.getRootNode().activeElement === chip"
    )


def _follow_up(page: Page, seen: Seen) -> None:
    _ask(page, "Who organised it?")
    seen.follow_up = _settled(page, 1).locator(".question").inner_text()


def _silence(visit: Visit, page: Page) -> None:
    seen = visit.seen
    _ask(page, UNANSWERED)
    turn = _settled(page, 2)
    seen.silence = turn.locator(".verdict").inner_text()
    seen.nearest = turn.locator(".near").count()
    seen.question_in_view = turn.locator(".question").evaluate(
        "line => line.getBoundingClientRect().top >= 0"
    )
    visit.look(page, "silence")


def _export(page: Page, seen: Seen) -> None:
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download Markdown").click()
    seen.exported = Path(downloading.value.path()).read_text(encoding="utf-8")


def _arabic(visit: Visit, page: Page) -> None:
    seen = visit.seen
    _ask(page, ARABIC)
    turn = _settled(page, 3)
    sentence = turn.locator(".sentence").first
    seen.arabic = sentence.inner_text()
    seen.arabic_direction = sentence.evaluate("line => getComputedStyle(line).direction")
    visit.look(page, "arabic")


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


def bring_up_loopback() -> None:
    """Bring up the one interface of an empty network namespace."""
    set_flags, up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))


if __name__ == "__main__":
    if "--alone" in sys.argv:
        bring_up_loopback()
    found = walk(Path(sys.argv[1]), Path(sys.argv[2]))
    os.write(1, json.dumps(found.__dict__).encode())
