"""Two states of one archive: articles of random words, each edition with a word of its own."""

import shutil
from pathlib import Path
from random import Random
from typing import Literal

from tests.tiny import write_files

State = Literal["old", "new"]

PARAGRAPHS = 3  # an article
_WORDS = 30  # a paragraph
_KEPT = range(1, 41)
_CHANGED, _MOVED, _MOVED_UNNAMED = range(1, 9), range(9, 14), range(14, 17)
_GONE, _ADDED = range(41, 47), range(47, 55)
_OTHER_OUTLETS = {"old": (20, 21), "new": (21, 22)}  # articles that a second outlet has too

# The editions of articles whose words are looked for: all that differ, and some that do not.
WATCHED = tuple(
    [(number, 1) for number in (*range(1, 26), *_GONE, *_ADDED)]
    + [(number, 2) for number in _CHANGED]
)

_SYLLABLES = [first + second for first in "bdfgklmnprtvz" for second in "aeiou"]
_VOCABULARY = [
    first + second + third
    for first in ("bar", "cor", "den", "fal", "gor", "hul", "kem", "lor", "mun", "pel")
    for second in ("ba", "di", "go", "lu", "me", "ro", "ta")
    for third in ("m", "nt", "rk", "sk")
]


def write_state(folder: Path, state: State) -> Path:
    """Let the folder hold this state of the archive and nothing else, and return it.

    The new one has articles added, changed, removed, and moved to other files; some of those have
    an id of their own, and some have none.
    """
    shutil.rmtree(folder, ignore_errors=True)
    files = {_file(number, state): _article(number, state) for number in _numbers(state)}
    for number in _OTHER_OUTLETS[state]:
        files[f"other/{number}.md"] = _printed(number, 1, id=f"other-{number}", source="Other")
    return write_files(folder, files)


def write_many(folder: Path, articles: int) -> Path:
    """Write so many articles of one edition into the folder and return it."""
    return write_files(
        folder, {f"{number}.md": _printed(number, 1) for number in range(1, articles + 1)}
    )


def word(number: int, edition: int) -> str:
    """Return a word that stands in this edition of this article and nowhere else."""
    code = number * 10 + edition
    size = len(_SYLLABLES)
    return "qu" + _SYLLABLES[code // size % size] + _SYLLABLES[code % size] + "x"


def passage_of(number: int, edition: int) -> str:
    """Return the paragraph of this edition of the article that holds its word."""
    return _paragraphs(number, edition)[0]


def _numbers(state: State) -> list[int]:
    return [*_KEPT, *(_GONE if state == "old" else _ADDED)]


def _file(number: int, state: State) -> str:
    moved = state == "new" and number in (*_MOVED, *_MOVED_UNNAMED)
    return f"{'moved' if moved else 'articles'}/{number}.md"


def _article(number: int, state: State) -> str:
    edition = 2 if state == "new" and number in _CHANGED else 1
    named = number not in _MOVED_UNNAMED
    return _printed(number, edition, id=f"article-{number}" if named else "")


def _printed(number: int, edition: int, *, id: str = "", source: str = "Endurance") -> str:
    head = [f"id: {id}"] if id else []
    head += [f"source: {source}", f"published: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}"]
    title = f"# {' '.join(_some(f'title {number}', 5)).capitalize()}"
    return (
        "\n".join(["---", *head, "---", title, ""])
        + "\n"
        + "\n\n".join(_paragraphs(number, edition))
    )


def _paragraphs(number: int, edition: int) -> list[str]:
    """Return the paragraphs; another edition differs in all but the last."""
    editions = [edition] * (PARAGRAPHS - 1) + [1]
    texts = [
        " ".join(_some(f"{number} {one} {place}", _WORDS)).capitalize() + "."
        for place, one in enumerate(editions)
    ]
    return [f"The {word(number, edition)} came first. {texts[0]}", *texts[1:]]


def _some(seed: str, count: int) -> list[str]:
    return Random(seed).choices(_VOCABULARY, k=count)  # noqa: S311 - words, not secrets
