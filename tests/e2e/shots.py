"""The sample's index in; the pictures that the README shows, out.

python -m tests.e2e.shots INDEX docs
"""

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.e2e.browsing import FLAGS, PATIENCE, browser, chat

QUESTION = "How many people marched for the dockers?"
SOUGHT = "harbour strike"
_SETTLING = 1500  # milliseconds until nothing moves


def shoot(index: Path, folder: Path) -> None:
    """Take the pictures: an answer with an article open, and what a search finds."""
    with sync_playwright() as playwright, chat(index) as address:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        page = chromium.new_page(viewport={"width": 1400, "height": 860}, color_scheme="light")
        page.set_default_timeout(PATIENCE)
        _answer(page, address)
        page.screenshot(path=folder / "answer.png")
        page.goto(f"{address}/?view=search&words={SOUGHT.replace(' ', '+')}")
        page.locator("mark").first.wait_for()
        page.wait_for_timeout(_SETTLING)
        page.screenshot(path=folder / "search.png")
        chromium.close()


def _answer(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_placeholder("Ask the archive")
    box.fill(QUESTION)
    box.press("Enter")
    page.locator(".turn:not(.live) .chip").first.wait_for()
    page.wait_for_timeout(_SETTLING)
    page.locator(".turn:not(.live) .chip").last.click()
    page.locator("mark").wait_for()
    page.wait_for_timeout(_SETTLING)


def main() -> None:
    """Run the command, on a copy: what is asked is kept with the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "index"
        shutil.copytree(given.index, copy)
        shoot(copy, given.folder)


if __name__ == "__main__":
    main()
