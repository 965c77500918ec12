"""An index and cases in; how long the chat page lets a reader wait, and what it keeps, out.

    python -m tests.e2e.bench_chat INDEX CASES [--questions 20] [--asked 200]

In a real browser, on a copy of the index: seconds from Enter to the first verified sentence (or to
the word that the archive does not say), and from a click on a citation to its words in view; then,
asking on, the server's resident memory after each tenth of the questions. JSON on stdout; progress
on stderr. Read the seconds beside those of `eval run`, which asks without a page.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from eval.cases import read_cases
from eval.machine import machine
from tests.e2e.browsing import FLAGS, PATIENCE, browser, chat

_TALK = 20  # questions asked in one talk
_SETTLING = 800  # milliseconds until an answer has taken its place in the talk


def bench(index: Path, questions: Sequence[str], asked: int) -> dict[str, Any]:
    """Ask the questions and open a citation of each; ask on until so many were asked."""
    first, opened, memory = list[float](), list[float](), list[int]()
    with sync_playwright() as playwright, chat(index) as address:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        page = chromium.new_page(viewport={"width": 1300, "height": 850})
        page.set_default_timeout(PATIENCE)
        server = _server(address.rsplit(":", 1)[1])
        for number, question in enumerate(islice(cycle(questions), asked)):
            if number % _TALK == 0:
                _new_talk(page, address)
            first.append(_answered(page, question, number % _TALK))
            if number < len(questions):
                opened += _opened(page)
            if (number + 1) % max(1, asked // 10) == 0:
                memory.append(_resident(server))
                sys.stderr.write(f"{number + 1} of {asked}\n")
        chromium.close()
    return {
        "questions": len(questions),
        "first_sentence_seconds": _figures(first[1 : len(questions)]),
        "article_open_seconds": _figures(opened),
        "asked": asked,
        "resident_megabytes": memory,
        "machine": machine(),
    }


def _new_talk(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_placeholder("Ask the archive").wait_for()


def _answered(page: Page, question: str, before: int) -> float:
    """Ask, and return when the first sentence stood there; the answer is then waited out."""
    box = page.get_by_placeholder("Ask the archive")
    expect(box).to_be_enabled(timeout=PATIENCE)
    box.fill(question)
    began = time.perf_counter()
    box.press("Enter")
    turn = page.locator(".turn").nth(before)
    turn.locator(".sentence, .verdict").first.wait_for()
    took = time.perf_counter() - began
    page.locator(".turn:not(.live)").nth(before).wait_for()
    return took


def _opened(page: Page) -> Iterator[float]:
    """Click the last answer's first citation, if it has one; yield when its words were marked."""
    page.wait_for_timeout(_SETTLING)
    chips = page.locator(".turn").last.locator(".chip")
    if not chips.count():
        return
    began = time.perf_counter()
    chips.first.click()
    page.locator("mark").first.wait_for()
    yield time.perf_counter() - began
    page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0, timeout=PATIENCE)


def _server(port: str) -> int:
    """Return the id of the process that serves this port."""
    wanted = f"--server.port\0{port}\0".encode()
    lines = ((one, one / "cmdline") for one in Path("/proc").iterdir() if one.name.isdigit())
    return next(int(one.name) for one, line in lines if wanted in line.read_bytes())


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    (line,) = [one for one in lines if one.startswith("VmRSS:")]
    return int(line.split()[1]) // 1024


def _figures(seconds: Sequence[float]) -> dict[str, float]:
    in_order = sorted(seconds)
    return {
        "n": len(in_order),
        "p50": round(statistics.median(in_order), 3),
        "p95": round(in_order[int(0.95 * (len(in_order) - 1))], 3),
    }


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--asked", type=int, default=200)
    given = parser.parse_args()
    asked = [one.question for one in read_cases(given.cases).cases if not one.history]
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "index"
        shutil.copytree(given.index, copy)
        found = bench(copy, asked[: given.questions], given.asked)
        sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
