"""What was found for cases and what is right in; TREC's qrels and run files out.

Formats: https://github.com/usnistgov/trec_eval. Fields are parted by a space, so white space in an
id is written as in an address (`%20`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from eval.fields import CaseError
from eval.gold import Place
from eval.result import Result

Items = Sequence[Place | str]
Ranked = Iterable[tuple[str, Items]]  # the id of a case, and its paragraphs or articles

_ANOTHER = "name another folder: --trec FOLDER"


def write_trec(results: Sequence[Result], folder: Path, *, name: str) -> None:
    """Write `paragraph.qrels`, `paragraph.run`, `article.qrels` and `article.run` into a folder.

    They hold the cases whose order a report measures: asked, and with gold that is known. What
    stands there under these names is overwritten. `name` is that of the run.
    """
    measured = [one for one in results if one.located.right and not one.error]
    try:
        folder.mkdir(exist_ok=True)
        for level, items in _LEVELS.items():
            right = [(_id(one), items(sorted(one.located.right))) for one in measured]
            found = [(_id(one), items(one.found)) for one in measured]
            _write(folder / f"{level}.qrels", qrels(right))
            _write(folder / f"{level}.run", run(found, name=name))
    except OSError as error:
        raise CaseError(f"{folder} cannot be written to: {error}", hint=_ANOTHER) from error


def check_folder(folder: Path) -> None:
    """Raise CaseError where no such files can be written, before anything is asked."""
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"{folder} is no folder", hint=_ANOTHER)
    if not folder.absolute().parent.is_dir():
        raise CaseError(f"there is no folder {folder.absolute().parent}", hint="make it first")


def qrels(right: Ranked) -> str:
    """Return a line for each that is right: case, 0, paragraph or article, 1."""
    return "".join(
        f"{_field(case)} 0 {_field(str(item))} 1\n" for case, items in right for item in items
    )


def run(found: Ranked, *, name: str) -> str:
    """Return a line for each that was found, best first: case, Q0, it, place, score, run's name.

    The score counts down to 1, as other programs order by it and break ties in ways of their own.
    """
    return "".join(
        f"{_field(case)} Q0 {_field(str(item))} {turn} {len(items) - turn + 1} {_field(name)}\n"
        for case, items in found
        for turn, item in enumerate(items, 1)
    )


def _id(result: Result) -> str:
    return result.located.case.id


def _articles(places: Sequence[Place]) -> Items:
    return list(dict.fromkeys(place.article for place in places))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _field(text: str) -> str:
    return "".join(
        quote(letter) if letter.isspace() or letter == "%" else letter for letter in text
    )


_LEVELS: Mapping[str, Callable[[Sequence[Place]], Items]] = {
    "paragraph": lambda places: places,
    "article": _articles,
}
