"""JSON lines in, their fields out as the types they must be; an error says where it stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import PressmarkError

_MEND = "mend the file; nothing was measured"


class CaseError(PressmarkError):
    """A file of cases or claims, or one of them, that cannot be measured with."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint or _MEND)


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object, and where it stands: the file, the line, the case. null counts as absent."""

    record: Mapping[str, object]
    where: str

    def wrong(self, message: str, *, hint: str = "") -> CaseError:
        """Return the error that says what is wrong here."""
        return CaseError(f"{self.where}: {message}", hint=hint)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return self.record.get(name) is not None

    def text(self, name: str, *, default: str | None = None) -> str:
        """Return a text; without a default it must be there and hold more than white space."""
        value = self.record.get(name)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.wrong(f"no {name!r}")
        if not isinstance(value, str):
            raise self.wrong(f"{name!r} is {_kind(value)}, not a text")
        if default is None and not value.strip():
            raise self.wrong(f"{name!r} is empty")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, none where the field is absent."""
        values = self._list(name)
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(f"{name!r} holds {_kind(value)}, not a text")
        return tuple(str(value) for value in values)

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false; without a default it must be there."""
        value = self.record.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            found = f"no {name!r}" if value is None else f"{name!r} is {_kind(value)}"
            raise self.wrong(f"{found}: true or false is asked for")
        return value

    def number(self, name: str, *, default: int) -> int:
        """Return a whole number."""
        value = self.record.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(f"{name!r} is not a whole number: {value!r}")
        return value

    def part(self, name: str) -> "Fields":
        """Return the object that the field holds."""
        return self._opened(name, self.record.get(name), "")

    def parts(self, name: str) -> tuple["Fields", ...]:
        """Return the objects of a list, none where the field is absent."""
        values = enumerate(self._list(name), 1)
        return tuple(self._opened(name, value, f" {number}") for number, value in values)

    def _list(self, name: str) -> list[object]:
        value = self.record.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(f"{name!r} is {_kind(value)}, not a list")
        return value

    def _opened(self, name: str, value: object, turn: str) -> "Fields":
        if not isinstance(value, dict):
            raise self.wrong(f"{name!r} is {_kind(value)}, not an object")
        return Fields(value, f"{self.where}: {name}{turn}")


def read_objects(path: Path, noun: str) -> Iterator[Fields]:
    """Yield the object of each line that is not empty, a `noun` with an id of its own."""
    lines_of: dict[str, str] = {}
    for fields in read_lines(path, noun):
        line, id = fields.where.rpartition(":")[2], fields.text("id")
        fields = Fields(fields.record, f"{fields.where}: {noun} {id}")
        if id in lines_of:
            raise fields.wrong(f"line {lines_of[id]} has the same id")
        lines_of[id] = line
        yield fields


def read_lines(path: Path, noun: str) -> Iterator[Fields]:
    """Yield the object of each line that is not empty; there is at least one `noun`."""
    empty = True
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            empty = False
            yield _object(line, f"{path}:{number}")
    if empty:
        raise CaseError(f"{path}: no {noun} in it", hint="one JSON object a line")


def read_document(path: Path) -> tuple[Fields, ...]:
    """Return the object that a JSON file holds, or the objects of the list that it holds."""
    found = _json(read_text(path), str(path))
    if not isinstance(found, list):
        found = [found]
    for number, record in enumerate(found, 1):
        if not isinstance(record, dict):
            raise CaseError(f"{path}: {number} of {len(found)} is not a JSON object")
    return tuple(Fields(one, f"{path}: {number}") for number, one in enumerate(found, 1))


def read_text(path: Path) -> str:
    """Return a file's text; CaseError where it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{path}: cannot be read: {error}", hint="is it a file, and its text UTF-8?"
        ) from error


def _object(line: str, where: str) -> Fields:
    record = _json(line, where)
    if not isinstance(record, dict):
        raise CaseError(f"{where}: not a JSON object", hint='such as {"id": …}')
    return Fields(record, where)


def _json(text: str, where: str) -> object:
    try:
        found: object = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CaseError(f"{where}: not JSON: {error}", hint="is it the right file?") from error
    return found


def _kind(value: object) -> str:
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    return "nothing" if value is None else names.get(type(value), "a number")
