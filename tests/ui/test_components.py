"""The scripts that put the parts of the page on it, and their styles."""

import re
from pathlib import Path

import pytest

import ui.components

ASSETS = Path(ui.components.__file__).parent / "assets"
SCRIPTS = sorted(path.name for path in ASSETS.glob("*.js"))
STYLES = sorted(path.name for path in ASSETS.glob("*.css"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_put_words_in_as_text_and_load_nothing(name: str) -> None:
    script = (ASSETS / name).read_text(encoding="utf-8")

    into_html = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextual"
    loading = r"\beval\b|Function\(|fetch\(|XMLHttpRequest|import\b|src\b|https?://"
    assert not re.search(into_html, script)
    assert not re.search(loading, script)


@pytest.mark.parametrize("name", STYLES)
def test_the_styles_load_nothing(name: str) -> None:
    assert not re.search(r"url\(|@import|https?:", (ASSETS / name).read_text(encoding="utf-8"))


def test_every_part_has_a_script_and_a_style() -> None:
    assert [name.removesuffix(".js") for name in SCRIPTS] == [
        name.removesuffix(".css") for name in STYLES
    ]
