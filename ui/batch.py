"""A file of JSON lines in, one result a line out: one load of the models for many questions."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from index.errors import PressmarkError, SettingsError
from ui.options import as_text
from ui.printing import plain, print_json

Record = Mapping[str, Any]
Told = tuple[tuple[str, str], ...]


def run_batch(path: str, field: str, answer: Callable[[str], Record]) -> int:
    """Print the answer to each line's `field` with the line's `id`; return the exit status.

    A line that cannot be read, or answered, gives `{"id", "error", "hint"}`; the others go on.
    """
    return _run(path, lambda record, number: answer(_words(record, field, number)))


def run_talks(path: str, answer: Callable[[str, Told], Record]) -> int:
    """Do the same for questions with a `history`: (question, answer) of each turn before."""
    return _run(
        path,
        lambda record, number: answer(_words(record, "question", number), _told(record, number)),
    )


def _run(path: str, answer: Callable[[Record, int], Record]) -> int:
    failed = 0
    for number, line in _lines(path):
        record: Mapping[str, Any] = {}
        try:
            record = _record(line, number)
            result = {"id": record["id"], **answer(record, number)}
        except PressmarkError as error:
            failed += 1
            result = {"id": record.get("id"), "error": str(error), "hint": error.hint}
            click.echo(plain(f"error: {path}:{number}: {error}"), err=True)
        print_json(result, indent=None)
    return 2 if failed else 0


def _lines(path: str) -> Iterator[tuple[int, str]]:
    try:
        with click.open_file(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise SettingsError(
            f"{Path(path)} cannot be read: {reason}", hint="name a file of JSON lines, or -"
        ) from error


def _record(line: str, number: int) -> Mapping[str, Any]:
    hint = 'each line is {"id": …, …}'
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"line {number} is not JSON", hint=hint) from error
    if not isinstance(record, Mapping) or "id" not in record:
        raise SettingsError(f"line {number} has no id", hint=hint)
    as_text(str(record["id"]))
    return record


def _words(record: Mapping[str, Any], field: str, number: int) -> str:
    words = record.get(field)
    if not isinstance(words, str) or not words.strip():
        raise SettingsError(
            f"line {number} has no {field}", hint=f'each line is {{"id": …, "{field}": …}}'
        )
    return as_text(words)


def _told(record: Record, number: int) -> Told:
    turns = record.get("history") or []
    known = isinstance(turns, list) and all(
        isinstance(turn, Mapping)
        and isinstance(turn.get("question"), str)
        and turn["question"].strip()
        and isinstance(turn.get("answer") or "", str)
        for turn in turns
    )
    if not known:
        raise SettingsError(
            f"line {number} has a history that cannot be read",
            hint='it is [{"question": …, "answer": …}], oldest first',
        )
    return tuple((as_text(turn["question"]), as_text(turn.get("answer") or "")) for turn in turns)
