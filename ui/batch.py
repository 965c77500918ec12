"""A file of JSON lines in, one result a line out: one load of the models for many questions."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from index.errors import PressmarkError, SettingsError
from ui.printing import print_json


def run_batch(path: str, field: str, answer: Callable[[str], Mapping[str, Any]]) -> int:
    """Print the answer to each line's `field` with the line's `id`; return the exit status.

    A line that cannot be read, or answered, gives `{"id", "error", "hint"}`; the others go on.
    """
    failed = 0
    for number, line in _lines(path):
        id: object = None
        try:
            record = _record(line, field, number)
            id = record["id"]
            result = {"id": id, **answer(str(record[field]))}
        except PressmarkError as error:
            failed += 1
            result = {"id": id, "error": str(error), "hint": error.hint}
            click.echo(f"error: {path}:{number}: {error}", err=True)
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


def _record(line: str, field: str, number: int) -> Mapping[str, Any]:
    hint = f'each line is {{"id": …, "{field}": …}}'
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"line {number} is not JSON", hint=hint) from error
    if not isinstance(record, Mapping) or "id" not in record:
        raise SettingsError(f"line {number} has no id", hint=hint)
    if not isinstance(record.get(field), str) or not record[field].strip():
        raise SettingsError(f"line {number} has no {field}", hint=hint)
    return record
