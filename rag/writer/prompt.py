"""The name of a prompt in, its text with the variables filled in, and its digest, out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from index.article import digest_of

_EDGE = "+++\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file of `prompts/`: what it is for, the variables it takes, its words, its digest.

    The digest is of the whole file as it was read.
    """

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    text: str
    digest: str

    def __post_init__(self) -> None:
        used = set(Template(self.text).get_identifiers())
        if used != set(self.variables) or not Template(self.text).is_valid():
            raise ValueError(
                f"prompt {self.name} names the variables {sorted(self.variables)}"
                f" and uses {sorted(used)}"
            )

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with each variable's value; what a value holds is not looked at."""
        if set(values) != set(self.variables):
            raise ValueError(
                f"prompt {self.name} takes {sorted(self.variables)}, not {sorted(values)}"
            )
        return Template(self.text).substitute(values)


@cache
def prompt(name: str) -> Prompt:
    """Return the prompt of this name; raises ValueError where it is not as it should be."""
    return read_prompt(name, files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8"))


def read_prompt(name: str, content: str) -> Prompt:
    """Return the prompt that a file's content holds: a TOML header between +++, then the text."""
    before, header, text = (*content.split(_EDGE, 2), "", "")[:3]
    if before or not text.strip():
        raise ValueError(f"prompt {name} does not begin with a header between two lines of +++")
    known = tomllib.loads(header)
    if set(known) != {"version", "purpose", "variables"}:
        raise ValueError(f"prompt {name} has the header {sorted(known)}")
    return Prompt(
        name,
        int(known["version"]),
        str(known["purpose"]),
        tuple(known["variables"]),
        text.strip(),
        digest_of(content),
    )
