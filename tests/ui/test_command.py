"""The `pressmark` command: help, exit statuses, and how it says that something went wrong."""

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.sample import HARBOUR, write_articles
from tests.ui.conftest import Press, assert_one_line_and_a_hint
from ui.command import pressmark

HEAVY = (
    "torch", "sentence_transformers", "litellm", "streamlit", "faiss", "trafilatura", "watchfiles",
)  # fmt: skip
COMMANDS = [
    ("index",), ("index", "build"), ("index", "status"), ("index", "upgrade"),
    ("index", "copy"), ("index", "doctor"), ("index", "remove"), ("index", "rollback"),
    ("index", "roles"),
    ("search",), ("ask",), ("check",), ("show",), ("list",), ("chat",),
    ("talks",), ("talks", "export"), ("talks", "delete"),
    ("eval",), ("eval", "run"), ("eval", "compare"), ("eval", "gate"), ("eval", "report"),
    ("eval", "claims"), ("eval", "attack"), ("eval", "draft-cases"), ("eval", "import"),
]  # fmt: skip
READING = [("search",), ("ask",), ("show",), ("list",), ("index", "status")]


def command_of(path: tuple[str, ...]) -> click.Command:
    command: click.Command = pressmark
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def example_of(path: tuple[str, ...]) -> list[str]:
    """The example in the command's help, without the word `pressmark`."""
    words = " ".join((command_of(path).help or "").split()).partition("Example: ")[2]
    program, *arguments = shlex.split(words)
    assert program == "pressmark"
    return arguments


def test_help_names_every_command_and_exits_0(press: Press) -> None:
    ran = press("--help")

    assert ran.status == 0
    assert ran.err == ""
    for name in ("index", "search", "ask", "check", "show", "list", "chat", "talks"):
        assert f"\n  {name} " in ran.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_of_each_command_is_a_sentence_and_an_example_of_it(
    path: tuple[str, ...], press: Press
) -> None:
    ran = press(*path, "--help")

    assert ran.status == 0
    assert example_of(path)[: len(path)] == list(path)
    assert f"Example: pressmark {' '.join(path)}" in " ".join(ran.out.split())


def test_every_command_is_in_these_tests() -> None:
    found: set[tuple[str, ...]] = {(name,) for name in pressmark.commands}
    for name, command in pressmark.commands.items():
        if isinstance(command, click.Group):
            found |= {(name, inner) for inner in command.commands}

    assert found == set(COMMANDS)


@pytest.mark.parametrize("path", READING, ids=" ".join)
def test_the_example_of_each_reading_command_runs_on_the_sample(
    path: tuple[str, ...], press: Press, sample_index: Path
) -> None:
    del sample_index
    ran = press(*example_of(path))

    assert (ran.status, ran.err) == (0, "")
    assert ran.out


def test_the_example_of_build_runs(press: Press, folder: Path, tiny_model: list[str]) -> None:
    del tiny_model
    write_articles(folder / "articles", *HARBOUR[:2]).joinpath("export.jsonl").rename(
        folder / "export.jsonl"
    )
    write_articles(folder / "articles", *HARBOUR[2:])

    ran = press(*example_of(("index", "build")))

    assert ran.status == 0
    assert ran.out.startswith("5 articles (5 added")


def test_help_of_the_command_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom ui.command import run\n"
        "for arguments in ([], ['index'], ['index', 'build'], ['search'], ['ask'], ['show'],"
        " ['list'], ['chat']):\n    assert run([*arguments, '--help']) == 0\n"
        f"print('loaded', *(name for name in {HEAVY!r} if name in sys.modules))"
    )

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "loaded"


def test_version_is_told(press: Press) -> None:
    ran = press("--version")

    assert ran.status == 0
    assert ran.out.startswith("pressmark 0.")


@pytest.mark.parametrize("arguments", [[], ["index"]], ids=["pressmark", "index"])
def test_a_command_without_arguments_is_told_in_one_line_what_is_missing(
    arguments: list[str], press: Press
) -> None:
    assert_one_line_and_a_hint(press(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["serach", "bridge"],
        ["search", "bridge", "--k", "0"],
        ["search", "bridge", "--k", "many"],
        ["search", "bridge", "--sort", "length"],
        ["search", "bridge", "--sources", "The Quay"],
        ["search"],
        ["search", "  "],
        ["search", "bridge", "--batch", "queries.jsonl"],
        ["ask"],
        ["ask", ""],
        ["ask", "Is it open?", "--batch", "-"],
        ["show"],
        ["show", "quay-bridge", "--paragraph", "0"],
        ["chat", "--port", "0"],
        ["index", "build"],
    ],
    ids=" ".join,
)
def test_a_wrong_argument_is_an_error_with_a_hint(
    arguments: list[str], press: Press, harbour: Path
) -> None:
    del harbour
    assert_one_line_and_a_hint(press(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "bridge"],
        ["search", "--batch", "-"],
        ["ask", "Is it open?"],
        ["list"],
        ["show", "quay-bridge"],
        ["index", "status"],
        ["chat"],
    ],
    ids=" ".join,
)
def test_where_there_is_no_index_the_hint_is_how_to_build_one(
    arguments: list[str], press: Press
) -> None:
    assert_one_line_and_a_hint(press(*arguments), "no index at .pressmark", "index build ARCHIVE")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "quay-bridges"], "no article 'quay-bridges'"),
        (["show", "quay-bridge", "--paragraph", "3"], "has 2 paragraphs, no ¶3"),
        (["search", "bridge", "--since", "01/02/2024"], "since: '01/02/2024' is not a date"),
        (["ask", "Is it open?", "--until", "soon"], "until: 'soon' is not a date"),
        (["list", "--since", "2024-13-01"], "since: '2024-13-01' is not a date"),
        (["list", "--since", "2024-03-02", "--until", "2024-03-01"], "is later than"),
        (["ask", "Is it?", "--since", "2025", "--until", "2024"], "is not a date"),
        (["index", "build", "nowhere"], "nowhere"),
        (["search", "--batch", "missing.jsonl"], "missing.jsonl cannot be read"),
        (["ask", "--batch", "."], "cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_in_one_line_with_a_hint(
    arguments: list[str], words: str, press: Press, harbour: Path
) -> None:
    del harbour
    assert_one_line_and_a_hint(press(*arguments), words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('indx = "elsewhere"', "unknown setting 'indx'"),
        ("index = 7", "index must be text, not 7"),
        ("index = [", "cannot be read"),
        ("index = \x00", "cannot be read"),
    ],
)
@pytest.mark.parametrize("command", ["list", "chat"])
def test_a_wrong_pressmark_toml_is_refused(
    command: str, content: str, words: str, press: Press, folder: Path
) -> None:
    (folder / "pressmark.toml").write_text(content)

    assert_one_line_and_a_hint(press(command), words, "pressmark.toml")


def test_the_index_is_looked_for_where_the_flag_says_then_the_environment_then_the_file(
    press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_in(*flag: str) -> str:
        return press("list", *flag).err.splitlines()[0].removeprefix("error: no index at ")

    assert looked_in() == ".pressmark"
    (folder / "pressmark.toml").write_text('index = "by-file"')
    assert looked_in() == str(folder / "by-file")
    monkeypatch.setenv("PRESSMARK_INDEX", "by-environment")
    assert looked_in() == "by-environment"
    assert looked_in("--index", "by-flag") == "by-flag"


def test_what_nobody_foresaw_is_one_line_too(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    monkeypatch.setattr("index.reader.IndexReader.open", broken)

    ran = press("list")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "error: unexpected KeyError: 'why'",
        "hint: PRESSMARK_DEBUG=1 shows where it arose",
    ]


def test_what_nobody_foresaw_is_shown_in_full_when_debugging(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    monkeypatch.setattr("index.reader.IndexReader.open", broken)
    monkeypatch.setenv("PRESSMARK_DEBUG", "1")

    with pytest.raises(KeyError, match="why"):
        press("list")


def test_a_command_that_is_stopped_says_that_the_index_is_as_it_was(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    monkeypatch.setattr("index.reader.IndexReader.open", interrupted)

    ran = press("list")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip() == "error: stopped; the index is as it was"


def test_a_reader_that_leaves_early_is_no_failure(harbour: Path) -> None:
    script = "from ui.command import main; main()"
    arguments = [sys.executable, "-c", script, "list", "--index", str(harbour)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        said = ran.stderr.read()

    assert (ran.returncode, said) == (0, b"")


@pytest.mark.parametrize(
    "arguments", [["search", "--json"], ["ask", "--json"], ["show"]], ids=" ".join
)
def test_an_argument_that_is_not_text_is_told_in_one_line_with_a_hint(
    arguments: list[str], press: Press, harbour: Path
) -> None:
    del harbour
    assert_one_line_and_a_hint(press(*arguments, "\udcff\udcfe"))


def broken(*_: object, **__: object) -> None:
    raise KeyError("why")


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
