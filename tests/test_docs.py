"""What the documents say is what is there."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from index.settings import Settings
from ui.command import pressmark

_ROOT = Path(__file__).parents[1]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _commands(group: click.Group, before: str) -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += _commands(command, f"{before} {name}")
        else:
            found.append((f"{before} {name}", command))
    return found


_COMMANDS = _commands(pressmark, "pressmark")


@pytest.mark.parametrize(("name", "command"), _COMMANDS, ids=[name for name, _ in _COMMANDS])
def test_each_command_is_in_the_readme_and_its_help_has_an_example(
    name: str, command: click.Command
) -> None:
    assert f"`{name}" in (_ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Example: {name}" in (command.help or "")


def test_each_setting_is_in_the_readme() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        assert f"\n    {field.name} = " in readme


def _name(requirement: str) -> str:
    return re.split(r"[=<>!~\[; ]", requirement)[0].lower().replace("_", "-")


def test_each_dependency_is_explained_and_pinned() -> None:
    explained = (_ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    pinned = {
        _name(line) for line in (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    for requirement in (*_PROJECT["dependencies"], *_PROJECT["optional-dependencies"]["dev"]):
        name = _name(requirement)
        assert name in explained.replace("_", "-")
        assert name in pinned


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (_ROOT / target).is_file()


_PAGES = sorted((_ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: str(page.relative_to(_ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([\w./-]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists()
