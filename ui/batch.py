"""A file of JSON lines in, one result a line out: one load of the models for many questions."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from index.errors import PressmarkError, SettingsError
from ui.options import as_text
from ui.printing import plain, print_json


def run_batch(path: str, field: str, answer: Callable[[str], Mapping[str, Any]]) -> int:
    """Print the answer to each line's `field` with the line's `id`; return the exit status.

    A line that cannot be read, or answered, gives `{"id", "error", "hint"}`; the others go on.
    """
    failed = 0
    for number, line in _lines(path):
        record: Mapping[str, Any] = {}
        try:
            record = _record(line, number)
            result = {"id": record["id"], **answer(_words(record, field, number))}
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
