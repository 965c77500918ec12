"""prompt: a file of `prompts/` in, its text with values filled in, and its digest, out."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import digest_of
from rag.writer.prompt import prompt, read_prompt

FILE = '+++\nversion = 2\npurpose = "To test."\nvariables = ["a", "b"]\n+++\nFirst $a, then $b.\n'


def test_every_prompt_that_is_there_can_be_read_and_says_what_it_is_for() -> None:
    names = [one.name for one in files("prompts").iterdir() if one.name.endswith(".md")]

    assert {"answer.md", "question.md"} <= set(names)
    for name in names:
        read = prompt(name.removesuffix(".md"))
        assert read.version >= 1
        assert read.purpose


def test_variables_are_filled_in() -> None:
    assert read_prompt("one", FILE).fill({"a": "x", "b": "y"}) == "First x, then y."


@given(st.text(), st.text())
def test_what_a_value_holds_is_never_looked_at(first: str, second: str) -> None:
    filled = read_prompt("one", FILE).fill({"a": f"$b {first}", "b": f"${{a}} {second}"})

    assert filled == f"First $b {first}, then ${{a}} {second}."


@pytest.mark.parametrize("values", [{}, {"a": "x"}, {"a": "x", "b": "y", "c": "z"}])
def test_values_missing_or_too_many_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="takes"):
        read_prompt("one", FILE).fill(values)


def test_the_digest_is_of_the_whole_file() -> None:
    assert read_prompt("one", FILE).digest == digest_of(FILE)
    assert read_prompt("one", FILE.replace("First", "1st")).digest != digest_of(FILE)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("Only text", "does not begin with a header"),
        ("x" + FILE, "does not begin with a header"),
        (FILE.replace("version = 2\n", ""), "has the header"),
        (FILE.replace("$a", ""), "names the variables"),
        (FILE.replace("$a", "$a $c"), "names the variables"),
        (FILE.replace("$a", "$a $ 5"), "names the variables"),
    ],
)
def test_a_prompt_that_is_not_as_it_should_be_is_refused(content: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_prompt("one", content)
