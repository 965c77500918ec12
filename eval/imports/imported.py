"""What every converter returns: articles, cases, what was left out; and the two files they fill."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.cases import Case, written
from eval.fields import CaseError
from index.article import digest_of

ARCHIVE, CASES = "archive.jsonl", "cases.jsonl"
_OTHER = "name another folder"


@dataclass(frozen=True, slots=True)
class Source:
    """An article as an archive file holds it; it has a text or an HTML body."""

    id: str
    title: str
    text: str = ""
    html: str = ""
    url: str = ""
    source: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or bool(self.text.strip()) == bool(self.html.strip()):
            raise ValueError(f"an article has an id, and either text or HTML: {self.id!r}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question or an article that did not become one of ours, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An archive and the cases asked of it."""

    articles: tuple[Source, ...]
    cases: tuple[Case, ...]
    left_out: tuple[LeftOut, ...] = ()


def write(imported: Imported, folder: Path) -> None:
    """Write `archive.jsonl` and `cases.jsonl` into the folder, which is made if need be.

    CaseError where one of them is there, which is left as it is, or where they cannot be written.
    """
    check_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ARCHIVE).open("x", encoding="utf-8") as file:
            file.write(_archive(imported.articles))
        with (folder / CASES).open("x", encoding="utf-8") as file:
            file.write(written(imported.cases))
    except OSError as error:
        raise CaseError(f"{folder}: cannot be written: {error}", hint=_OTHER) from error


def check_free(folder: Path) -> None:
    """Raise CaseError where a file that `write` would write is there."""
    for name in (ARCHIVE, CASES):
        if (folder / name).exists():
            raise CaseError(f"{folder / name} is there, and is left as it is", hint=_OTHER)


def id_of(words: str) -> str:
    """Return an id for what has none of its own: the same words, the same id."""
    return digest_of(words, size=6)


def _archive(articles: Sequence[Source]) -> str:
    records = ({name: value for name, value in asdict(one).items() if value} for one in articles)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
